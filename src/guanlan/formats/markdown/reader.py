"""The Markdown reader: lines → blocks, front matter and byline → metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from guanlan.errors import ReadingError
from guanlan.formats.encodings import decode
from guanlan.formats.flow import paragraphs
from guanlan.formats.markdown.lines import Line, LineKind, read_lines
from guanlan.formats.markdown.writing import BlockWriter
from guanlan.formats.media import MARKDOWN
from guanlan.records.reading import Block, BlockKind, Reading

_PAIR = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*?)[ \t]*$")
# front matter of the common site makers and clippers → plain names
_NAMES = {
    "title": "title",
    "date": "published",
    "published": "published",
    "publish_time": "published",
    "author": "publisher",
    "publisher": "publisher",
    "source": "publisher",
    "url": "address",
    "link": "address",
    "address": "address",
    "original": "address",
    "lang": "language",
    "language": "language",
}
# the line under the title of an exported account article: names, day, time
_BYLINE = re.compile(
    r"(?:(?P<names>[^\n]{1,80}?)[ \t\u3000]+)?"
    r"(?P<day>20\d\d-[01]\d-[0-3]\d)(?:[ \t](?P<time>[0-2]\d:[0-5]\d(?::[0-5]\d)?))?"
)


class MarkdownReader:
    """Markdown files, with or without inline HTML, in any encoding that text files come in."""

    name = "markdown"
    version = "1"
    media_types: tuple[str, ...] = (MARKDOWN,)

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """Blocks over the decoded file.

        >>> reading = MarkdownReader().read("## 一、**总则**".encode())
        >>> [reading.text[block.start : block.end] for block in reading.blocks]
        ['一、', '总则']
        """
        text, encoding = decode(data, name, charset=charset)
        writer = BlockWriter(text)
        lines = read_lines(text)
        for group in _grouped(lines):
            _write(writer, group)
        if not any(block.end > block.start for block in writer.blocks):
            raise ReadingError("formats.no_text", name=name or "-")
        reading = Reading(
            f"{self.name}/{self.version}", MARKDOWN, text, encoding, tuple(writer.blocks), (), tuple(writer.links)
        )
        return _with_metadata(reading, _front_matter(text, lines))


def _write(writer: BlockWriter, group: list[Line]) -> None:
    kind = group[0].kind
    if kind is LineKind.ROW:
        for number, line in enumerate(line for line in group if line.kind is LineKind.ROW):
            writer.row(line, first=number == 0)
    elif kind in (LineKind.CODE, LineKind.MATTER):
        for line in group:
            writer.verbatim(line)
    else:
        writer.paragraph(group)


def _grouped(lines: list[Line]) -> Iterable[list[Line]]:
    """The lines of each paragraph, table, fence or front matter together."""
    group: list[Line] = []
    for line in lines:
        if group and not _belongs(group[-1], line):
            yield group
            group = []
        if group or line.kind not in (LineKind.BLANK, LineKind.RULE):
            group.append(line)
    if group:
        yield group


def _belongs(before: Line, line: Line) -> bool:
    if line.kind is LineKind.RULE or before.kind is LineKind.RULE:
        # the rule between the head of a table and its rows; any other rule ends what is above it
        return {line.kind, before.kind} == {LineKind.RULE, LineKind.ROW}
    if line.kind is LineKind.TEXT:
        return before.kind in (LineKind.TEXT, LineKind.ITEM)
    return line.kind is before.kind and line.kind in (LineKind.ROW, LineKind.CODE, LineKind.MATTER)


def _front_matter(text: str, lines: list[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if line.kind is not LineKind.MATTER:
            break
        pair = _PAIR.match(text[line.start : line.end])
        if pair and pair[2] and pair[1].lower() in _NAMES:
            found.setdefault(_NAMES[pair[1].lower()], pair[2].strip("\"'"))
    return found


def _with_metadata(reading: Reading, metadata: dict[str, str]) -> Reading:
    """Title from the first heading that opens the text; publisher and day from the byline below it."""
    groups = paragraphs(reading)
    if not groups or groups[0][0].kind is not BlockKind.HEADING:
        return _replaced(reading, metadata, None)
    metadata.setdefault("title", "".join(reading.text[block.start : block.end] for block in groups[0]))
    byline = groups[1] if len(groups) > 1 and groups[1][0].kind is BlockKind.PARAGRAPH else None
    if byline is None:
        return _replaced(reading, metadata, None)
    found = _BYLINE.fullmatch(reading.text[byline[0].start : byline[-1].end])
    if found is None:
        return _replaced(reading, metadata, None)
    metadata.setdefault("published", " ".join(filter(None, (found["day"], found["time"]))).replace(" ", "T"))
    names = re.split(r"[ \t\u3000]{2,}", (found["names"] or "").strip())
    if names[-1]:
        metadata.setdefault("publisher", names[-1])
    return _replaced(reading, metadata, byline)


def _replaced(reading: Reading, metadata: dict[str, str], byline: tuple[Block, ...] | None) -> Reading:
    blocks = reading.blocks
    if byline:
        blocks = tuple(
            msgspec.structs.replace(block, kind=BlockKind.FURNITURE) if block in byline else block for block in blocks
        )
    return msgspec.structs.replace(reading, blocks=blocks, metadata=metadata)


READER = MarkdownReader()
