"""What a tracked change of formatting changed, by name: it leaves the words as they are."""

from __future__ import annotations

from typing import Any, NamedTuple

from guanlan.formats.docx.names import W, child
from guanlan.publish.review.cells import Touch

_RUN = {
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "strike": "strike",
    "dstrike": "strike",
    "color": "colour",
    "sz": "size",
    "rFonts": "font",
    "highlight": "highlight",
    "shd": "shade",
    "vertAlign": "raised",
    "em": "emphasis",
    "rStyle": "style",
    "spacing": "spacing",
    "caps": "capitals",
}
_PARAGRAPH = {
    "pStyle": "style",
    "jc": "alignment",
    "ind": "indent",
    "spacing": "spacing",
    "numPr": "list",
    "shd": "shade",
    "pBdr": "border",
    "outlineLvl": "outline",
    "tabs": "tabs",
    "pageBreakBefore": "page",
}


class Formatted(NamedTuple):
    """Words whose look was changed; ``what`` names what changed, sorted."""

    words: str
    what: tuple[str, ...]
    touch: Touch
    at: int  # characters before it in the paragraph


def touch_of(item: Any, move: str | None = None) -> Touch:
    """Author and date of a tracked change."""
    at = (item.get(f"{W}date") or "").replace("T", " ").rstrip("Z")[:16]
    return Touch(" ".join((item.get(f"{W}author") or "").split()), at, move)


def run_changed(properties: Any) -> tuple[tuple[str, ...], Touch] | None:
    """What ``w:rPrChange`` of a run says, None where it changed nothing that is seen."""
    return _changed(properties, "rPrChange", "rPr", _RUN)


def paragraph_changed(properties: Any) -> tuple[tuple[str, ...], Touch] | None:
    """What ``w:pPrChange`` of a paragraph says, None where it changed nothing that is seen."""
    return _changed(properties, "pPrChange", "pPr", _PARAGRAPH)


def _changed(properties: Any, change: str, inside: str, names: dict[str, str]) -> tuple[tuple[str, ...], Touch] | None:
    told = child(properties, change)
    if told is None:
        return None
    new, old = _looks(properties, names), _looks(child(told, inside), names)
    what = {names[name] for name in {*new, *old} if new.get(name) != old.get(name)}
    return (tuple(sorted(what)), touch_of(told)) if what else None


def _looks(properties: Any, names: dict[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Name → its attributes; a hint about the script is no look."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for item in properties if properties is not None else ():
        name = item.tag.removeprefix(W) if isinstance(item.tag, str) else ""
        told = tuple(sorted((key, value) for key, value in item.attrib.items() if not key.endswith("}hint")))
        if name in names and (told or name not in ("rFonts", "spacing", "ind")):
            found[name] = told
    return found
