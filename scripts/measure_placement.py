"""Where the rules of the default journal would put the entries of a published bulletin: ``measure_placement.py FILE``.

The bulletin's own columns are taken for those of the journal in their order. Prints every entry whose first choice is
another place, and how many entries each rule placed.
"""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from guanlan import formats
from guanlan.actions.steps.interpret import interpret
from guanlan.publish.journal import Journal, default_journal
from guanlan.publish.placement import Place, choices
from guanlan.records.bulletin import Bulletin
from guanlan.records.development import Development, Origin, Telling
from guanlan.records.report import Report

RuleName = tuple[str, str, int]
"""Column, sub-column ("" where there is none), and which of its rules, from 0."""


class Tried(NamedTuple):
    """An entry: where it was printed, where it might stand (best first), and the rule that put it first."""

    id: str
    title: str
    printed: Place
    places: tuple[Place, ...]
    rule: RuleName | None

    @property
    def first(self) -> bool:
        """Whether the first choice is where it was printed."""
        return self.printed in self.places[:1]

    @property
    def second(self) -> bool:
        """Whether the first or the second choice is."""
        return self.printed in self.places[:2]


def tried(data: bytes, journal: Journal) -> tuple[Tried, ...]:
    """Every entry of a published bulletin, placed by its facts alone."""
    read = interpret(formats.read(data, name="bulletin.txt"), "bulletin")
    assert read.bulletin is not None
    date = datetime.date.fromisoformat(read.bulletin.cover.date or "")
    reports = iter(read.reports)
    return tuple(
        _try(entry_id, next(reports), printed, journal, date) for entry_id, printed in _printed(read.bulletin, journal)
    )


def rules_of(journal: Journal) -> tuple[RuleName, ...]:
    """Every rule of the journal."""
    return tuple(
        (column.code, part.code, number)
        for column in journal.columns
        for part in column.parts()
        for number in range(len(part.rules))
    )


def _printed(bulletin: Bulletin, journal: Journal) -> Iterator[tuple[str, Place]]:
    for column, known in zip(bulletin.columns, journal.columns, strict=True):
        for part, own in zip(column.subcolumns, known.parts(), strict=True):
            for entry in part.entries:
                yield entry.id, Place(known.code, own.code or None)


def _try(entry_id: str, report: Report, printed: Place, journal: Journal, date: datetime.date) -> Tried:
    # the origin says nothing: neither the column nor the publisher of the bulletin may help
    found = choices(Development(entry_id, (Telling(entry_id, report, Origin("")),)), journal, date=date)
    rule = None
    if found:
        best = found[0]
        rule = (best.column.code, best.part.code, best.part.rules.index(best.rule))
    return Tried(entry_id, report.headline.text, printed, tuple(one.place for one in found), rule)


def _shown(place: Place) -> str:
    return f"{place.column}.{place.subcolumn}" if place.subcolumn else place.column


def lines(entries: tuple[Tried, ...], uses: Mapping[RuleName | None, int], journal: Journal) -> Iterator[str]:
    """What is printed."""
    for one in entries:
        if not one.first:
            got = ", ".join(map(_shown, one.places[:2])) or "nowhere"
            yield f"{one.id} {one.title[:40]}: printed in {_shown(one.printed)}, placed in {got}"
    for rule in rules_of(journal):
        yield f"{uses[rule]:3} {'.'.join(map(str, filter(None, rule[:2])))} rule {rule[2] + 1}"
    first, second = sum(one.first for one in entries), sum(one.second for one in entries)
    yield f"first choice right {first} of {len(entries)}, first or second {second}; {len(rules_of(journal))} rules"


if __name__ == "__main__":
    known_journal = default_journal()
    placed = tried(Path(sys.argv[1]).read_bytes(), known_journal)
    used: Counter[RuleName | None] = Counter(one.rule for one in placed)
    sys.stdout.writelines(f"{line}\n" for line in lines(placed, used, known_journal))
