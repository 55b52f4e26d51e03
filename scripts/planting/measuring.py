"""Planting over many entries, and counting what the gate stops."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from guanlan.publish.gate import Behind, Matter, judge, things
from guanlan.records.gate import Checkable, CheckState
from planting.eleven import Planted, Planter
from planting.entries import TrueEntry

_ROUNDS = 40  # times that every entry is tried
_OF_VALUE = frozenset({"digit", "wan", "magnitude", "numeral", "decimal"})


def open_things(text: str, behind: Behind) -> list[Checkable]:
    """What the gate leaves open in a body."""
    matter = Matter("entry", behind.owner, behind.day)
    return [one for one in judge(text, behind.captures, matter) if one.state is CheckState.OPEN]


def is_stopped(planted: Planted, behind: Behind) -> bool:
    """Whether a thing that is open touches the changed words."""
    left = open_things(planted.text, behind)
    return any(one.start < end and start < one.end for one in left for start, end in planted.spans)


def plant(
    kind: str, planter: Planter, entries: Sequence[TrueEntry], *, count: int, seed: int
) -> Iterator[tuple[TrueEntry, Planted]]:
    """So many different errors of one kind, spread over the entries; fewer where the texts have no room for more."""
    chance = random.Random(f"{seed} {kind}")
    known = {id(entry): things(entry.text, entry.behind.day) for entry in entries}
    seen: set[tuple[str, str]] = set()
    order = list(entries)
    for _ in range(_ROUNDS):
        chance.shuffle(order)
        for entry in order:
            planted = planter(chance, entry, known[id(entry)])
            if planted is None or (entry.name, planted.text) in seen or not _is_error(planted, entry, kind):
                continue
            seen.add((entry.name, planted.text))
            yield entry, planted
            if len(seen) == count:
                return


def _is_error(planted: Planted, entry: TrueEntry, kind: str) -> bool:
    """Whether other words say other things: 97万5千元 without its 万 is 975千元, the same sum."""
    if planted.text == entry.text:
        return False
    if kind not in _OF_VALUE:
        return True
    before, after = (
        sorted((one.sort, str(one.data)) for one in things(text, entry.behind.day))
        for text in (entry.text, planted.text)
    )
    return before != after


class Result(NamedTuple):
    """How many errors of a kind were planted, and those that passed."""

    planted: int
    missed: tuple[tuple[TrueEntry, Planted], ...]


def measure(
    planters: Mapping[str, Planter], entries: Sequence[TrueEntry], *, count: int = 50, seed: int = 18
) -> dict[str, Result]:
    """Kind → what became of its errors."""
    results: dict[str, Result] = {}
    for kind, planter in planters.items():
        done = list(plant(kind, planter, entries, count=count, seed=seed))
        results[kind] = Result(len(done), tuple(one for one in done if not is_stopped(one[1], one[0].behind)))
    return results


def false_alarms(entries: Iterable[TrueEntry]) -> tuple[int, list[tuple[TrueEntry, Checkable]]]:
    """How many things the true entries hold, and those that the gate leaves open."""
    total, alarms = 0, []
    for entry in entries:
        total += len(things(entry.text, entry.behind.day))
        alarms += [(entry, one) for one in open_things(entry.text, entry.behind)]
    return total, alarms
