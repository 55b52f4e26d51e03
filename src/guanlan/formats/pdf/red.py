"""Red on a page of an authority (GB/T 9704-2012, §7.2): its name, the rule below it, the seal over words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

from guanlan.formats.ocr import Seen

_RED = 60  # of 255: how much redder than green and blue ink has to be, so that yellowed paper is not
_RULE = 0.45  # of the width; the standard's rule is as wide as the text, 156 of 210 mm
_THICK = 0.012  # of the height: what is thicker is a ground
_UPPER = 0.6  # of the height: the rule of a letter's foot stands lower
_INKED = 0.04  # of a line's box is red where its characters are


def _redness(image: Image) -> Any:
    import numpy

    pixels = numpy.asarray(image.convert("RGB")).astype(numpy.int16)
    red = pixels[:, :, 0]
    return (red - pixels[:, :, 1] > _RED) & (red - pixels[:, :, 2] > _RED)


def rule_of(image: Image) -> int | None:
    """How far down the red rule stands, in pixels; None where there is none. Two thin rules count as one."""
    rows = _redness(image).mean(axis=1) > _RULE
    upper = [index for index in range(int(image.height * _UPPER)) if rows[index]]
    if not upper or len(upper) > max(3, 2 * _THICK * image.height):
        return None
    return upper[-1]


def without_seals(image: Image, rule: int | None, *, scan: bool) -> Image:
    """The picture with red ink below ``rule`` gone, what is black under it left. Without a rule only a ``scan`` is
    cleaned, below its upper third: a screenshot's red words are words.
    """
    from PIL import Image as Pictures

    top = rule + 1 if rule is not None else image.height // 3 if scan else image.height
    if top >= image.height:
        return image
    cleaned = image.convert("RGB")
    below = cleaned.crop((0, top, image.width, image.height)).getchannel("R")
    cleaned.paste(Pictures.merge("RGB", (below, below, below)), (0, top))
    return cleaned


def head_of(image: Image, rule: int | None, lines: Sequence[Seen]) -> Seen | None:
    """The line above the rule in which an authority names itself: the highest in red ink; None where there is none."""
    if rule is None:
        return None
    red = _redness(image)
    inked = []
    for seen in lines:
        box = red[max(int(seen.y0), 0) : int(seen.y1), max(int(seen.x0), 0) : int(seen.x1)]
        if seen.y1 <= rule and box.size and box.mean() > _INKED:
            inked.append(seen)
    return max(inked, key=lambda seen: seen.y1 - seen.y0, default=None)
