"""The recogniser, and pictures that are too long for it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

_LONGEST = 2400  # pixels: the recogniser shrinks what is larger; a page of A4 at 200 dpi is 2,339 high
_BAND, _OVERLAP = 2000, 320  # pixels: the overlap is more than two lines of a telephone's largest type
_LEAST_SCORE = 0.5  # what is less sure is a pattern and no word
_SAME = 0.5  # of the smaller box: two bands saw the same line


class Seen(NamedTuple):
    """A line of words in a picture: its box in pixels from the upper left, and how sure the engine is (0 to 1)."""

    words: str
    x0: float
    y0: float
    x1: float
    y1: float
    score: float


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def engine_name() -> str:
    """The engine and its version, as the metadata of a reading name it."""
    try:
        return f"rapidocr/{version('rapidocr')}"
    except PackageNotFoundError:
        return "rapidocr"


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": _LONGEST})


def recognised(image: Image) -> list[Seen]:
    """The lines of a picture from top to bottom; a long one in bands that overlap."""
    found: list[Seen] = []
    for top, bottom, first, last in bands(image.height):
        part = image if (top, bottom) == (0, image.height) else image.crop((0, top, image.width, bottom))
        for seen in _lines(part):
            moved = seen._replace(y0=seen.y0 + top, y1=seen.y1 + top)
            middle, half = (moved.y0 + moved.y1) / 2, (moved.y1 - moved.y0) / 2
            if first - half <= middle <= last + half:
                _add(found, moved)
    return sorted(found, key=lambda one: (one.y0 + one.y1, one.x0))


def bands(height: int) -> Iterator[tuple[int, int, float, float]]:
    """For each band of a picture its upper and lower edge, and between which heights lines are its own. The bands are
    of one height: the recogniser scales by it, and boxes are to be compared.

    >>> list(bands(3000))
    [(0, 1660, 0, 1500.0), (1340, 3000, 1500.0, 3000)]
    >>> list(bands(2339))
    [(0, 2339, 0, 2339)]
    """
    count = 1 if height <= _LONGEST else math.ceil((height - _OVERLAP) / (_BAND - _OVERLAP))
    step = math.ceil((height - _OVERLAP) / count)
    for number in range(count):
        top = number * step
        bottom = min(top + step + _OVERLAP, height) if number < count - 1 else height
        yield top, bottom, top + _OVERLAP / 2 if top else 0, bottom - _OVERLAP / 2 if bottom < height else height


def _lines(image: Image) -> Iterator[Seen]:
    import numpy

    found = _engine()(numpy.asarray(image.convert("RGB"))[:, :, ::-1])
    if found.boxes is None or found.txts is None:
        return
    for box, words, score in zip(found.boxes.tolist(), found.txts, found.scores, strict=True):
        across, down = [point[0] for point in box], [point[1] for point in box]
        plain = " ".join("".join(one if one.isprintable() else " " for one in words).split())
        if plain and score >= _LEAST_SCORE:
            yield Seen(plain, min(across), min(down), max(across), max(down), float(score))


def _add(found: list[Seen], seen: Seen) -> None:
    """Takes a line in, unless the band above saw it; of the two the longer one stays."""
    for index, other in enumerate(found):
        down = min(other.y1, seen.y1) - max(other.y0, seen.y0)
        across = min(other.x1, seen.x1) - max(other.x0, seen.x0)
        least = _SAME * min(other.y1 - other.y0, seen.y1 - seen.y0)
        if down > least and across > _SAME * min(other.x1 - other.x0, seen.x1 - seen.x0):
            if len(seen.words) > len(other.words):
                found[index] = seen
            return
    found.append(seen)
