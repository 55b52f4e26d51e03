"""From one quantity to another: 五万元以上五十万元以下, 一倍以上十倍以下, 5万至10万元; and open ones: 一百万元以下."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from guanlan.errors import InputError
from guanlan.text.quantities import JOINER, Around, Quantity, find_quantities, within
from guanlan.text.span import Found


class Range(msgspec.Struct, frozen=True, gc=False):
    """``low`` to ``high``; None is an open end. 以上 and 以下 include the number (《民法典》第一千二百五十九条)."""

    low: Quantity | None
    high: Quantity | None


class Ends(NamedTuple):
    """What the words around each end said of it where the range was found."""

    low: Around | None = None
    high: Around | None = None


def parse_range(text: str, context: Ends | None = None) -> Range:
    """The range that the whole of ``text`` is; raises ``InputError`` ``quantity.unreadable``.

    >>> parse_range("一百万元以下").low is None
    True
    """
    found = next(find_ranges(text), None)
    if found is None or (found.start, found.end) != (0, len(text)):
        raise InputError("quantity.unreadable", value=text)
    ends = context or Ends()
    low, high = found.value.low, found.value.high
    return Range(
        None if low is None else within(low, ends.low),
        None if high is None else within(high, ends.high),
    )


def find_ranges(text: str, context: object = None) -> Iterator[Found[Range]]:
    """Every range of quantities of ``text``; 以上 or 以下 alone leaves one end open.

    >>> [(str(one.value.low.value), str(one.value.high.value)) for one in find_ranges("处五万元以上五十万元以下罚款")]
    [('50000', '500000')]
    """
    waiting: Found[Quantity] | None = None
    for one in find_quantities(text):
        if waiting is not None:
            joined = _joined(text, waiting, one)
            if joined is not None:
                yield joined
                waiting = None
                continue
            yield from _open_end(text, waiting)
        waiting = one
    if waiting is not None:
        yield from _open_end(text, waiting)


def _joined(text: str, left: Found[Quantity], right: Found[Quantity]) -> Found[Range] | None:
    if left.value.unit != right.value.unit or left.value.currency != right.value.currency:
        return None
    between = text[left.end : right.start]
    from_to = JOINER.fullmatch(between) is not None
    above_below = not between and left.of(text).endswith("以上") and right.of(text).endswith("以下")
    if not (from_to or above_below) or left.value.value > right.value.value:
        return None
    return Found(left.start, right.end, Range(left.value, right.value), _ends(left.context, right.context))


def _open_end(text: str, one: Found[Quantity]) -> Iterator[Found[Range]]:
    words = one.of(text)
    if words.endswith("以上"):
        yield Found(one.start, one.end, Range(one.value, None), _ends(one.context, None))
    elif words.endswith(("以下", "以内")):
        yield Found(one.start, one.end, Range(None, one.value), _ends(None, one.context))


def _ends(low: object, high: object) -> Ends | None:
    ends = Ends(low if isinstance(low, Around) else None, high if isinstance(high, Around) else None)
    return None if ends == Ends() else ends
