"""The general way to the main text of a page of no known family: trafilatura decides, our blocks stay."""

from __future__ import annotations

import re

from guanlan.formats.html.walker import Walk, Zone
from guanlan.records.reading import Block, BlockKind

# Saved pages of official sites have 20 to 200 thousand characters; beyond a million the library takes seconds
_LARGEST = 1_000_000
_DEEPEST = 200  # lxml refuses deeper trees (its limit is 256)
_LEAST_MAIN = 50  # characters; less is a list page or a failure, and all of the page is kept
_SPANS = re.compile(r"\b(?:col|row)span\s*=\s*[\"']?\s*\d+\s*[\"']?", re.I)
_SHORT = 4  # shorter words are found anywhere and prove nothing


def general_zones(walk: Walk, page: str) -> list[Zone]:
    """A zone for each block of ``walk``: what the library takes for main text, and what stands between such blocks."""
    zones = list(walk.zones)
    chosen = _chosen(walk, page)
    if sum(walk.draft.blocks[index].end - walk.draft.blocks[index].start for index in chosen) < _LEAST_MAIN:
        return zones
    first, last = min(chosen), max(chosen)
    for index, zone in enumerate(zones):
        if zone is Zone.OPEN:
            zones[index] = Zone.MAIN if first <= index <= last else Zone.FURNITURE
    return zones


def _chosen(walk: Walk, page: str) -> list[int]:
    if len(page) > _LARGEST or walk.depth > _DEEPEST:
        return []
    import trafilatura  # half a second to load: only pages of unknown sites need it

    # it writes each row as wide as the spans say, so that a few hostile ones would take minutes
    extracted = trafilatura.extract(
        _SPANS.sub("", page),
        output_format="txt",
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
    )
    if not extracted:
        return []
    lines = {_plain(line) for line in extracted.splitlines()}
    whole = "\n".join(lines)
    text = walk.draft.text
    return [
        index
        for index, block in enumerate(walk.draft.blocks)
        if walk.zones[index] is not Zone.FURNITURE and _is_in(text, block, lines, whole)
    ]


def _is_in(text: str, block: Block, lines: set[str], whole: str) -> bool:
    if block.kind is BlockKind.PICTURE:
        return False
    words = _plain(text[block.start : block.end])
    return len(words) >= _SHORT and (words in lines or words in whole)


def _plain(words: str) -> str:
    """Without white space and list marks, which the library writes its own way."""
    return "".join(words.split()).lstrip("-|").rstrip("|")
