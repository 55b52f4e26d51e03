"""What a reader of one format draws out of bytes."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list
    CELL = "cell"  # of a table
    CAPTION = "caption"
    PICTURE = "picture"  # its text is its alternative text, often empty
    CONTENTS = "contents"  # a line of a contents list
    FURNITURE = "furniture"  # running heads, page numbers, navigation: visible, but not the document's own words


class Block(msgspec.Struct, frozen=True, gc=False):
    """A paragraph-like stretch of the as-published text.

    ``path`` leads to it inside the original (``body/p[3]``, ``page[2]/line[4]``); ``level`` is that of a heading, 1 the
    highest; ``page`` counts from 1; ``target`` is a picture's address inside or outside the document.
    ``continues`` says that the page, not the author, ended the block before it.
    """

    kind: BlockKind
    start: int
    end: int
    path: str = ""
    level: int | None = None
    page: int | None = None
    target: str | None = None
    row: int | None = None
    column: int | None = None
    continues: bool = False


class Page(msgspec.Struct, frozen=True, gc=False):
    """A page's stretch of the as-published text; ``number`` counts from 1."""

    number: int
    start: int
    end: int


class Link(msgspec.Struct, frozen=True, gc=False):
    """Linked words and where they lead."""

    start: int
    end: int
    target: str


class Reading(msgspec.Struct, frozen=True):
    """The as-published text of some bytes: the visible text as the reader first draws it out, before any folding.

    ``reader`` names the code that read it and its version, as ``html/1``. ``metadata`` holds what the file says of
    itself under plain names: ``title``, ``published`` (ISO day or instant), ``publisher``, ``address``, ``language``;
    of a mail who passed it on, ``forwarded_by``, ``forwarded_at``, ``subject``, ``attachments`` (how many); and what is
    to be known of the reading: ``state`` (a notice in place of a page), ``ocr`` (engine and version), ``unread_pages``,
    ``macros`` (``ignored``).
    """

    reader: str
    media_type: str
    text: str
    encoding: str | None = None
    blocks: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    links: tuple[Link, ...] = ()
    metadata: dict[str, str] = {}
