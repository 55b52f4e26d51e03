"""The DOC reader: compound file → streams → piece table → blocks."""

from __future__ import annotations

import io
import struct
from bisect import bisect_left
from typing import Any

import olefile

from guanlan.errors import ReadingError
from guanlan.formats.counting import Counter
from guanlan.formats.doc.head import (
    CHARACTERS,
    LIST_USES,
    LISTS,
    PARAGRAPHS,
    PIECES,
    STYLES,
    Head,
    Locked,
    Old,
    head_of,
)
from guanlan.formats.doc.lists import lists_of
from guanlan.formats.doc.pieces import Pieces
from guanlan.formats.doc.properties import (
    Paragraph,
    Paragraphs,
    character_runs,
    looks_of,
    paragraph_runs,
)
from guanlan.formats.doc.styles import styles_of
from guanlan.formats.doc.walk import Writer, pieces_of
from guanlan.formats.draft import Draft
from guanlan.formats.encodings import decode_or_none
from guanlan.formats.media import DOC
from guanlan.records.reading import BlockKind, Reading

_BODY, _FOOTNOTES, _HEADS, _ENDNOTES, _BOXES = 0, 1, 2, 5, 6
_ORDER = ((_BODY, "body"), (_FOOTNOTES, "footnotes"), (_ENDNOTES, "endnotes"), (_BOXES, "boxes"), (_HEADS, "heads"))
_MARKS = frozenset("\x07\x0c\x0d\x13\x14\x15")  # which keep the text in order though they be hidden


class DocReader:
    """Word 97–2003 and WPS Writer."""

    name = "doc"
    version = "1"
    media_types: tuple[str, ...] = (DOC,)

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """The visible text. ReadingError for a file of Word 95 or before, a locked, a damaged and an empty one."""
        shown = name or "-"
        try:
            with olefile.OleFileIO(io.BytesIO(data)) as compound:
                draft = _drawn_out(compound)
                metadata = _metadata(compound, draft)
        except Old as error:
            raise ReadingError("formats.word_95", name=shown) from error
        except Locked as error:
            raise ReadingError("formats.office_encrypted", name=shown) from error
        except Exception as error:
            # The library follows chains of sectors wherever a damaged file leads them, and fails in ways without end
            # (OSError, IndexError, struct.error …), as do our own tables: all say that it is no whole Word file.
            raise ReadingError("formats.doc_broken", name=shown) from error
        if not draft.text.strip():
            raise ReadingError("formats.no_text", name=shown)
        return Reading(
            f"{self.name}/{self.version}", DOC, draft.text, None, tuple(draft.blocks), (), tuple(draft.links), metadata
        )


def _drawn_out(compound: Any) -> Draft:
    word = compound.openstream("WordDocument").read()
    head = head_of(word)
    table = compound.openstream(head.table).read()
    pieces = Pieces(word, table, head.place(PIECES), head.language)
    text = _seen(pieces, word, table, head)
    styles = styles_of(table, head.place(STYLES))
    paragraphs = Paragraphs(paragraph_runs(word, table, head.place(PARAGRAPHS)), styles)
    counter = Counter(lists_of(table, head.place(LISTS), head.place(LIST_USES)))

    def paragraph_at(position: int) -> Paragraph:
        return paragraphs.at(pieces.byte_of(position))

    draft = Draft()
    for part, path in _ORDER:
        start = sum(head.counts[:part])
        end = min(start + head.counts[part], len(text))
        writer = Writer(draft, counter, path, furniture=part == _HEADS)
        known: set[str] = set()
        for piece in pieces_of(text, min(start, end), end, paragraph_at):
            if part == _HEADS and piece.words.strip() in known:
                continue  # each section and each kind of page repeats them
            known.add(piece.words.strip())
            writer.write(piece)
        writer.flush()
    return draft


def _seen(pieces: Pieces, word: bytes, table: bytes, head: Head) -> str:
    """The text with zero characters for what is hidden or deleted."""
    looks = looks_of(character_runs(word, table, head.place(CHARACTERS)))
    if not looks.hidden and not looks.symbols:
        return pieces.text
    characters = list(pieces.text)
    for stretches, shown in ((looks.hidden, "\0"), (looks.symbols, "■")):
        ends = [end for _, end in stretches]
        for piece in pieces.pieces:
            first, last = piece.at, piece.at + (piece.end - piece.start) * piece.width
            for start, end in stretches[bisect_left(ends, first) :]:
                if start >= last:
                    break
                begin = piece.start + (max(start, first) - first) // piece.width
                close = piece.start + (min(end, last) - first) // piece.width
                characters[begin:close] = [one if one in _MARKS else shown for one in characters[begin:close]]
    return "".join(characters)


def _metadata(compound: Any, draft: Draft) -> dict[str, str]:
    found = {}
    title = _title(compound)
    first = next((block for block in draft.blocks if block.kind is BlockKind.HEADING and block.level == 1), None)
    if not title and first is not None:
        title = draft.text[first.start : first.end]
    if title:
        found["title"] = title
    if any("vba" in "/".join(path).lower() for path in compound.listdir(storages=True)):
        found["macros"] = "ignored"
    return found


def _title(compound: Any) -> str:
    """The title that the file's properties give; none where they are broken."""
    try:
        given = compound.get_metadata().title
    except (OSError, ValueError, IndexError, struct.error, AttributeError, TypeError):
        return ""
    words = (decode_or_none(given) or "") if isinstance(given, bytes) else str(given or "")
    return " ".join(words.replace("\0", "").split())


READER = DocReader()
