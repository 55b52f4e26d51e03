"""A visible text in the making: blocks are written one a line, and know where they stand."""

from __future__ import annotations

import msgspec

from guanlan.records.reading import Block, BlockKind, Link, Page, Reading


class Draft:
    """The text of a reading that is drawn out of HTML, PDF or DOCX.

    >>> draft = Draft()
    >>> draft.add(BlockKind.HEADING, "总则", level=1).end
    2
    >>> draft.add(BlockKind.PARAGRAPH, "第一条").start, draft.text
    (3, '总则\\n第一条\\n')
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._page_start = 0
        self.length = 0
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.pages: list[Page] = []

    def add(
        self,
        kind: BlockKind,
        words: str,
        *,
        path: str = "",
        level: int | None = None,
        page: int | None = None,
        target: str | None = None,
        cell: tuple[int, int] | None = None,
        continues: bool = False,
    ) -> Block:
        """One more line; a picture without words takes no line."""
        row, column = cell or (None, None)
        start, end = self.length, self.length + len(words)
        block = Block(kind, start, end, path, level, page, target, row, column, continues)
        self.blocks.append(block)
        if words:
            self._parts.append(words + "\n")
            self.length = end + 1
        return block

    def include(self, reading: Reading, within: str = "") -> None:
        """A whole reading behind what is there; ``within`` stands before the paths of its blocks."""
        before = self.length
        words = reading.text if not reading.text or reading.text.endswith("\n") else reading.text + "\n"
        self._parts.append(words)
        self.length += len(words)
        for block in reading.blocks:
            path = f"{within}/{block.path}" if within else block.path
            moved = {"start": block.start + before, "end": block.end + before, "path": path}
            self.blocks.append(msgspec.structs.replace(block, **moved))
        self.links += [Link(link.start + before, link.end + before, link.target) for link in reading.links]

    def end_page(self, number: int) -> None:
        """All since the last call stood on page ``number``."""
        self.pages.append(Page(number, self._page_start, self.length))
        self._page_start = self.length

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._parts)
