"""The HTML reader: characters → tree → blocks → main part and furniture → metadata."""

from __future__ import annotations

import re

import msgspec
from selectolax.lexbor import LexborHTMLParser

from guanlan.errors import ReadingError
from guanlan.formats.html.byline import is_byline, opening
from guanlan.formats.html.charset import decode_page
from guanlan.formats.html.general import general_zones
from guanlan.formats.html.metadata import metadata_of
from guanlan.formats.html.sites import main_element, state_of
from guanlan.formats.html.walker import Walk, Zone
from guanlan.formats.media import HTML, XHTML
from guanlan.records.reading import Block, BlockKind, Reading

_CAPTION = re.compile(r"(?:图\s?\d{0,2}(?:[：:为]|\s)|▲|△|↑|图片来源|图源)")
_LONGEST_CAPTION = 60


class HtmlReader:
    """Web pages and saved pages."""

    name = "html"
    version = "2"
    media_types: tuple[str, ...] = (HTML, XHTML)

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """The visible text of a page with its blocks; ``metadata["state"]`` marks a notice in place of a page.

        >>> reading = HtmlReader().read("<h1>通知</h1><p>各单位：<script>x</script></p>".encode())
        >>> reading.text
        '通知\\n各单位：\\n'
        """
        page, encoding = decode_page(data, name, charset)
        tree = LexborHTMLParser(page)
        root = tree.body
        if root is None:
            raise ReadingError("formats.no_text", name=name or "-")
        main = main_element(root)
        walk = Walk(root, main)
        text = walk.draft.text
        if not text.strip():
            raise ReadingError("formats.no_text", name=name or "-")
        metadata = metadata_of(tree, page, walk, name)
        state = state_of(text)
        if state is not None:
            metadata["state"] = state
            zones = walk.zones
        else:
            zones = walk.zones if main is not None else general_zones(walk, page)
        blocks = _blocks(walk, zones, metadata.get("title"), known=main is not None)
        return Reading(
            f"{self.name}/{self.version}", HTML, text, encoding, blocks, (), tuple(walk.draft.links), metadata
        )


def _blocks(walk: Walk, zones: list[Zone], title: str | None, *, known: bool) -> tuple[Block, ...]:
    """Each block with its kind: outside the main part, and in bylines, it is furniture; the title is not."""
    text, found = walk.draft.text, walk.draft.blocks
    wanted = _plain(title or "")
    head = opening(text, found, zones)
    blocks: list[Block] = []
    titled = False
    for index, (block, zone) in enumerate(zip(found, zones, strict=True)):
        words = text[block.start : block.end]
        outside = zone is Zone.FURNITURE or (known and zone is Zone.OPEN)
        kind = block.kind
        if not titled and index in head and kind is not BlockKind.PICTURE and wanted and _plain(words) == wanted:
            titled, kind = True, BlockKind.HEADING
        elif outside and not words:
            continue  # a site's logos and icons
        elif outside or is_byline(words, opening=index in head):
            kind = BlockKind.FURNITURE
        elif _is_caption(blocks, kind, words):
            kind = BlockKind.CAPTION
        level = (block.level or 1) if kind is BlockKind.HEADING else None
        blocks.append(msgspec.structs.replace(block, kind=kind, level=level))
    return tuple(blocks)


def _is_caption(before: list[Block], kind: BlockKind, words: str) -> bool:
    """A short line right below a picture that speaks of it."""
    if kind is not BlockKind.PARAGRAPH or not before or before[-1].kind is not BlockKind.PICTURE:
        return False
    return len(words) <= _LONGEST_CAPTION and bool(_CAPTION.match(words))


def _plain(words: str) -> str:
    return "".join(words.split())


READER = HtmlReader()
