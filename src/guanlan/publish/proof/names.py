"""GL201: names that vary within an issue."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from guanlan.errors import InputError
from guanlan.publish.proof.rules import Check, Hit
from guanlan.publish.proof.sheet import Part, ProofSheet
from guanlan.text.organs import parse_organ

_DROPPED = 3  # characters that a variant lacks: 省, 市, 空间, 中国
_SAME_HEAD = 2


def names_that_vary(sheet: ProofSheet) -> Iterator[Hit]:
    """GL201: one body under two names that differ by a few characters; the name that the issue writes less is told."""
    places: defaultdict[str, list[tuple[Part, int, int]]] = defaultdict(list)
    for part, start, end in sheet.bodies:
        places[part.text[start:end]].append((part, start, end))
    met = Counter({name: len(found) for name, found in places.items()})
    for name in sorted(places):
        fuller = _variant_of(name, met)
        if fuller is not None:
            for part, start, end in places[name]:
                home = part.home(start, end)
                yield Hit(home.start, home.end, part.where, None, {"text": name, "other": fuller})


def _variant_of(name: str, met: Counter[str]) -> str | None:
    """The name that ``name`` is a variant of: more often written, and the same but for one stretch left out or put in.

    Bodies that the register of organs knows under both names vary by right.
    """
    near = [
        other
        for other in met
        if other != name
        and met[other] > met[name]
        and (_lacks(name, other) or _lacks(other, name))
        and not _one_organ(name, other)
    ]
    return max(near, key=lambda other: (met[other], other), default=None)


def _lacks(short: str, full: str) -> bool:
    """Whether ``short`` is ``full`` without one stretch of up to three characters inside."""
    lost = len(full) - len(short)
    if not 0 < lost <= _DROPPED:
        return False
    head = 0
    while head < len(short) and short[head] == full[head]:
        head += 1
    return head >= _SAME_HEAD and short[head:] == full[head + lost :] and len(short) - head >= _SAME_HEAD


def _one_organ(one: str, other: str) -> bool:
    try:
        return parse_organ(one).id == parse_organ(other).id
    except InputError:
        return False


CHECKS: dict[str, Check] = {"GL201": names_that_vary}
