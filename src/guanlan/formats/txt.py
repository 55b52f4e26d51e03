"""Plain text: the as-published text is the decoded file, code point for code point; a line with words is a block."""

from __future__ import annotations

from bisect import bisect_right

from guanlan.errors import ReadingError
from guanlan.formats.encodings import decode
from guanlan.formats.lines import lines, pages_by_form_feed
from guanlan.formats.media import TXT
from guanlan.records.reading import Block, BlockKind, Reading


class TxtReader:
    """Text files in UTF-8, UTF-16, UTF-32, GB18030 and Big5. Line breaks stay as they are; a form feed parts pages."""

    name = "txt"
    version = "1"
    media_types: tuple[str, ...] = (TXT,)

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """One block a line, without its indentation.

        >>> TxtReader().read("一、总则\\r\\n  （一）目的".encode()).blocks[1].start
        8
        """
        text, encoding = decode(data, name, charset=charset)
        pages = pages_by_form_feed(text)
        starts = [page.start for page in pages]
        blocks = tuple(
            Block(
                BlockKind.PARAGRAPH,
                start,
                end,
                path=f"line[{number}]",
                page=pages[bisect_right(starts, start) - 1].number if pages else None,
            )
            for number, (start, end) in enumerate(lines(text), 1)
        )
        if not blocks:
            raise ReadingError("formats.no_text", name=name or "-")
        return Reading(f"{self.name}/{self.version}", TXT, text, encoding, blocks, pages)


READER = TxtReader()
