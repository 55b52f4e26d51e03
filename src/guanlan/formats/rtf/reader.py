"""The RTF reader: tokens → words with a place → blocks."""

from __future__ import annotations

from typing import NamedTuple

from guanlan.errors import ReadingError
from guanlan.formats.draft import Draft
from guanlan.formats.media import RTF
from guanlan.formats.rtf.tokens import Token, codec_of_charset, codec_of_page, tokens
from guanlan.records.reading import BlockKind, Reading

_DEEPEST = 2_000  # groups; programs write some dozen
# destinations whose words are not the document's, or stand elsewhere than in its flow
_PASSED_WORDS = """
aftncn aftnsep aftnsepc annotation atnauthor atndate atnid author buptim colorschememapping colortbl comment company
creatim datafield datastore doccomm fldinst fonttbl footer footerf footerl footerr ftncn ftnsep ftnsepc generator
header headerf headerl headerr info keywords latentstyles listoverridetable listtable listtext manager nonshppict
objdata operator pgptbl pict pntext printim private revtbl revtim rsidtbl rxe stylesheet subject tc template themedata
title txe xe xmlnstbl
"""
_PASSED = frozenset(_PASSED_WORDS.split())
_PARAGRAPH, _LINE = frozenset({"par", "sect", "page", "column"}), "line"
_CHARACTERS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "~": "\u00a0", "_": "-", "-": "", "\\": "\\", "{": "{", "}": "}", "emspace": "\u2003",
}  # fmt: skip


class _State(NamedTuple):
    """What a group inherits."""

    passed: bool = False
    hidden: bool = False
    codec: str = ""
    skip: int = 1  # bytes that stand for a character given by number, for programs that know no numbers
    table: bool = False
    level: int | None = None


class _Piece(NamedTuple):
    words: str
    level: int | None
    goes_on: bool


class RtfReader:
    """RTF files, notes behind the body; heads, feet, pictures and automatic numbers of lists are left out."""

    name = "rtf"
    version = "1"
    media_types: tuple[str, ...] = (RTF,)

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """The visible text; ReadingError for groups that do not close or nest without end, and for no words."""
        shown = name or "-"
        walk = _Walk(shown)
        for token in tokens(data):
            walk.take(token)
        walk.finish()
        if not walk.draft.text.strip():
            raise ReadingError("formats.no_text", name=shown)
        return Reading(f"{self.name}/{self.version}", RTF, walk.draft.text, None, tuple(walk.draft.blocks))


class _Walk:
    def __init__(self, name: str) -> None:
        self.draft = Draft()
        self._name = name
        self._stack: list[_State] = []
        self._state = _State()
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._raw = b""
        self._skip = 0
        self._words: list[str] = []
        self._goes_on = self._cell_goes_on = False
        self._starred = False
        self._cell: list[_Piece] = []
        self._row: list[list[_Piece]] = []
        self._rows: list[list[list[_Piece]]] = []
        self._paragraphs = self._tables = 0
        self._note = 0  # how many groups deep a note began; 0 outside notes
        self._outer: list[str] = []  # the words around it
        self._notes: list[str] = []

    def take(self, token: Token) -> None:
        """The next token."""
        if token.brace:
            self._brace(token.brace)
        elif token.raw:
            self._bytes(token.raw)
        else:
            self._control(token)
            self._starred = token.word == "*"

    def finish(self) -> None:
        """The end of the file: all groups must be closed."""
        self._decode()
        if self._stack:
            raise ReadingError("formats.rtf_broken", name=self._name)
        self._end_paragraph(goes_on=False)
        self._write_table()
        for number, words in enumerate(self._notes, 1):
            self.draft.add(BlockKind.PARAGRAPH, words, path=f"note[{number}]")

    def _brace(self, brace: str) -> None:
        self._decode()
        self._skip = 0
        if brace == "{":
            if len(self._stack) >= _DEEPEST:
                raise ReadingError("formats.rtf_broken", name=self._name)
            self._stack.append(self._state)
        elif self._stack:
            if len(self._stack) == self._note:
                self._end_paragraph(goes_on=False)
                self._note, self._words = 0, self._outer
            self._state = self._stack.pop()

    def _bytes(self, raw: bytes) -> None:
        skipped = min(self._skip, len(raw))
        self._skip -= skipped
        if not (self._state.passed or self._state.hidden):
            self._raw += raw[skipped:]

    def _decode(self) -> None:
        """Bytes wait until the next control word, since two of them may be one character."""
        if self._raw:
            text = self._raw.decode(self._state.codec or self._page, errors="replace")
            self._words.append("".join(one if one.isprintable() or one == "\u3000" else " " for one in text))
            self._raw = b""

    def _control(self, token: Token) -> None:
        word, number = token.word, token.number
        self._decode()
        if word == "footnote" and not self._note and not self._state.passed:
            self._note, self._outer, self._words = len(self._stack), self._words, []
        elif word in _PASSED or (self._starred and word != "shppict"):
            self._state = self._state._replace(passed=True)
        if word in ("ansicpg", "f", "fcharset", "deff"):
            self._encoding(word, number)
        elif word == "u" and number is not None:
            self._number(number)
        elif word in ("v", "deleted", "uc", "intbl", "pard", "plain", "outlinelevel"):
            self._property(word, number)
        elif not self._state.passed:
            self._visible(word)

    def _encoding(self, word: str, number: int | None) -> None:
        if word == "ansicpg":
            self._page = codec_of_page(number)
        elif word == "f":
            self._font = number or 0
            self._state = self._state._replace(codec=self._fonts.get(self._font, ""))
        elif word == "fcharset":
            codec = codec_of_charset(number)
            if codec:
                self._fonts[self._font] = codec

    def _number(self, number: int) -> None:
        """A character by its number; halves of a pair come one after the other."""
        if not (self._state.passed or self._state.hidden):
            self._words.append(chr(number & 0xFFFF))
        self._skip = self._state.skip

    def _property(self, word: str, number: int | None) -> None:
        on = number != 0
        if word in ("v", "deleted"):
            self._state = self._state._replace(hidden=on)
        elif word == "uc":
            self._state = self._state._replace(skip=max(number or 0, 0))
        elif word == "intbl":
            self._state = self._state._replace(table=True)
        elif word == "pard":
            self._state = self._state._replace(table=False, level=None)
        elif word == "plain":
            self._state = self._state._replace(hidden=False)
        elif number is not None and 0 <= number < 9:
            self._state = self._state._replace(level=number + 1)

    def _visible(self, word: str) -> None:
        if word in _CHARACTERS:
            if not self._state.hidden:
                self._words.append(_CHARACTERS[word])
        elif word in _PARAGRAPH:
            self._end_paragraph(goes_on=False)
        elif word == _LINE:
            self._end_paragraph(goes_on=True)
        elif word in ("cell", "nestcell"):
            self._state = self._state._replace(table=True)
            self._end_paragraph(goes_on=False)
            self._row.append(self._cell)
            self._cell = []
        elif word in ("row", "nestrow"):
            self._rows.append(self._row)
            self._row = []

    def _end_paragraph(self, *, goes_on: bool) -> None:
        words = "".join(self._words).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        words = words.strip(" \t\u3000\u00a0\u200b\ufeff")
        heading = self._state.level is not None
        piece = _Piece(words, self._state.level, self._goes_on and heading)
        self._words = []
        if self._note:
            self._notes += [words] if words.strip() else []
            return
        self._goes_on = goes_on
        if self._state.table:
            self._cell.append(piece)
        else:
            self._write_table()
            self._write(piece, None)

    def _write_table(self) -> None:
        rows, self._rows = self._rows, []
        loose = [piece for cell in [*self._row, self._cell] for piece in cell]
        self._row, self._cell = [], []
        data = len(rows) > 1 and max(map(len, rows)) > 1
        self._tables += 1 if data else 0
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                for piece in cell:
                    self._write(piece, (number, column) if data else None)
        for piece in loose:
            self._write(piece, None)

    def _write(self, piece: _Piece, cell: tuple[int, int] | None) -> None:
        self._paragraphs += 1
        if not piece.words.strip():
            return
        path = f"body/tbl[{self._tables}]/p[{self._paragraphs}]" if cell else f"body/p[{self._paragraphs}]"
        if cell:
            self.draft.add(BlockKind.CELL, piece.words, path=path, cell=cell)
        elif piece.level is not None:
            after = bool(self.draft.blocks) and self.draft.blocks[-1].kind is BlockKind.HEADING
            self.draft.add(
                BlockKind.HEADING, piece.words, path=path, level=piece.level, continues=piece.goes_on and after
            )
        else:
            self.draft.add(BlockKind.PARAGRAPH, piece.words, path=path)


READER = RtfReader()
