"""What a list said of a document, for documents that are silent about themselves."""

from __future__ import annotations

import msgspec

from guanlan.actions.steps.release_keys import Origin
from guanlan.records.reading import Block, BlockKind, Reading

_CUT = ("……", "…", "...", "⋯")
_LEAST = 6  # characters; a shorter title cut short would fit many lines


def informed(reading: Reading, origin: Origin) -> Reading:
    """``reading`` with the publisher, day and title that its origin knows where the document itself gives none.

    The title helps only where it stands in the text: what is read stays anchored in the document's own words.

    >>> page = Reading("html/1", "text/html", "关于某事的公告", blocks=(Block(BlockKind.PARAGRAPH, 0, 7),))
    >>> informed(page, Origin(title="关于某事的…", date="2025-01-15")).metadata
    {'title': '关于某事的公告', 'published': '2025-01-15'}
    """
    known = dict(reading.metadata)
    if origin.title and not _stands(reading, known.get("title")) and (title := _in_text(reading, origin.title)):
        known["title"] = title
    for name, value in (("publisher", origin.publisher), ("published", origin.date)):
        if value and not known.get(name):
            known[name] = value
    return reading if known == reading.metadata else msgspec.structs.replace(reading, metadata=known)


def _stands(reading: Reading, title: str | None) -> bool:
    """Whether the page's own title is a line of it; a site's name above every page is none."""
    wanted = _plain(title or "")
    return bool(wanted) and any(_plain(_words(reading, block)) == wanted for block in reading.blocks)


def _in_text(reading: Reading, title: str) -> str | None:
    """The line of the document that a list's title stands for, whole where the list cut it short."""
    cut = next((title.removesuffix(mark) for mark in _CUT if title.endswith(mark)), None)
    wanted = _plain(title if cut is None else cut)
    for block in reading.blocks:
        if block.kind is BlockKind.PICTURE:
            continue
        words = _words(reading, block)
        plain = _plain(words)
        if plain == wanted or (cut is not None and len(wanted) >= _LEAST - 1 and plain.startswith(wanted)):
            return " ".join(words.split())
    return None


def _words(reading: Reading, block: Block) -> str:
    return reading.text[block.start : block.end]


def _plain(words: str) -> str:
    return "".join(words.split())
