"""Whether the rules drawn on a page cross as those of a table do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """Left, bottom, right, top in points."""

    x0: float
    y0: float
    x1: float
    y1: float


_THIN = 2.5  # points: a path no thicker is a rule
_LONG = 15.0  # and no shorter
_LOW = 7.0  # the height of the lowest cell
_TOUCH = 2.0
_MOST = 400  # rules one way; more make a drawing


class _Rules:
    """Rules across and down, as (place, start, end)."""

    def __init__(self, boxes: Iterable[Box], height: float) -> None:
        self.across: set[tuple[int, int, int]] = set()
        self.down: set[tuple[int, int, int]] = set()
        for box in boxes:
            wide, high = box.x1 - box.x0, box.y1 - box.y0
            if high <= _THIN and wide >= _LONG:
                self._add_across(box, box.y0)
            elif wide <= _THIN and high >= _LOW:
                self._add_down(box, box.x0)
            elif wide >= _LONG and _LOW <= high < height / 2:  # a cell drawn as a frame or a ground
                for place in (box.y0, box.y1):
                    self._add_across(box, place)
                for place in (box.x0, box.x1):
                    self._add_down(box, place)

    def _add_across(self, box: Box, place: float) -> None:
        self.across.add((round(place), round(box.x0), round(box.x1)))

    def _add_down(self, box: Box, place: float) -> None:
        self.down.add((round(place), round(box.y0), round(box.y1)))


def cross(boxes: Iterable[Box], height: float) -> bool:
    """Whether some rules that touch one another make two rows and two columns at least."""
    rules = _Rules(boxes, height)
    if not (3 <= len(rules.across) <= _MOST and 3 <= len(rules.down) <= _MOST):
        return False
    across, down = sorted(rules.across), sorted(rules.down)
    owner = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for high, (y, x0, x1) in enumerate(across):
        for wide, (x, y0, y1) in enumerate(down, len(across)):
            if x0 - _TOUCH <= x <= x1 + _TOUCH and y0 - _TOUCH <= y <= y1 + _TOUCH:
                owner[root(wide)] = root(high)
    places: dict[int, tuple[set[int], set[int]]] = {}
    for index, (place, *_) in enumerate([*across, *down]):
        places.setdefault(root(index), (set(), set()))[index >= len(across)].add(place)
    return any(_distinct(ys) >= 3 and _distinct(xs) >= 3 for ys, xs in places.values())


def _distinct(places: set[int]) -> int:
    """How many places lie apart: both edges of one rule count once."""
    count, last = 0, -1e9
    for place in sorted(places):
        if place - last > _LOW / 2 + _TOUCH:
            count, last = count + 1, place
    return count
