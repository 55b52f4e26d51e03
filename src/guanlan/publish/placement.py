"""Developments → the places of the journal, each with its reason; what is left over, with the reason too."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from guanlan.publish.journal import Journal, JournalColumn, JournalSubColumn, Rule
from guanlan.publish.traits import Traits, traits_of
from guanlan.records.development import Development


class Place(msgspec.Struct, frozen=True, order=True):
    """Codes of a column and its sub-column (None where the column has none), as the journal names them."""

    column: str
    subcolumn: str | None = None


class Reason(msgspec.Struct, frozen=True):
    """A code of the tables of words, with its parameters."""

    code: str
    params: dict[str, str] = {}


class Standing(msgspec.Struct, frozen=True):
    """Where a development stands and why; ``second`` is where else it could stand."""

    development: Development
    place: Place
    reason: Reason
    second: Place | None = None


class Spare(msgspec.Struct, frozen=True):
    """A development (by key) that was left over; ``place`` is where it would have stood, if anywhere."""

    development: str
    reason: Reason
    place: Place | None = None


class Choice(NamedTuple):
    """A place that may take a development, and the rule by which; ``led``: for the body that is named first."""

    place: Place
    rule: Rule
    column: JournalColumn
    part: JournalSubColumn
    led: bool


def place(
    developments: Iterable[Development], journal: Journal, *, date: datetime.date
) -> tuple[dict[Place, tuple[Standing, ...]], tuple[Spare, ...]]:
    """Who stands where, in the order of the body, and who was left over.

    A place is filled by level, importance and day; what comes after its limit is spare.
    """
    waiting: list[tuple[Traits, Standing, Choice]] = []
    spares: list[Spare] = []
    for development in sorted(developments, key=lambda one: one.key):
        traits = traits_of(development)
        open_to = _choices(traits, journal, date)
        refusal = _refusal(development, traits, open_to, date)
        if refusal is not None:
            spares.append(Spare(development.key, refusal, open_to[0].place if open_to else None))
            continue
        waiting.append((traits, _standing(development, traits, open_to), open_to[0]))
    waiting.sort(key=lambda one: _order(one[0], one[1].development))
    kept, left = _within_limits(waiting)
    spares.extend(left)
    return kept, tuple(sorted(spares, key=lambda one: one.development))


def holds(rule: Rule, traits: Traits, date: datetime.date) -> bool:
    """Whether every condition of a rule holds for a development on the day of the issue."""
    return all(
        (
            not rule.kinds or traits.kind in rule.kinds,
            not rule.levels or any(level in rule.levels for level in traits.levels),
            not rule.families or any(family in rule.families for family in traits.families),
            not rule.jurisdictions or any(_lies_in(place, rule.jurisdictions) for place in traits.jurisdictions),
            not rule.words or any(word in traits.said for word in rule.words),
            rule.comment_open is None or rule.comment_open == (traits.until is not None and traits.until >= date),
            rule.comment_over is None or rule.comment_over == (traits.until is not None and traits.until < date),
        )
    )


def _lies_in(place: str, areas: tuple[str, ...]) -> bool:
    return any(place == area or place.startswith(f"{area}-") for area in areas)


def choices(development: Development, journal: Journal, *, date: datetime.date) -> tuple[Choice, ...]:
    """Every place whose rules hold on the day of the issue, the best first, each once."""
    return _choices(traits_of(development), journal, date)


def _choices(traits: Traits, journal: Journal, date: datetime.date) -> tuple[Choice, ...]:
    """Where several bodies act, the first leads: 最高检、公安部 is no matter of the police alone. The file's order
    decides between equals.
    """
    lead = traits.of_lead()
    found: list[Choice] = []
    for column in journal.columns:
        for part in column.parts():
            fitting = [(holds(rule, lead, date), rule) for rule in part.rules if holds(rule, traits, date)]
            if fitting:
                led, rule = max(fitting, key=lambda one: (one[0], one[1].weight))
                found.append(Choice(Place(column.code, part.code or None), rule, column, part, led))
    return tuple(sorted(found, key=lambda one: (not one.led, -one.rule.weight)))


def _refusal(
    development: Development, traits: Traits, open_to: tuple[Choice, ...], date: datetime.date
) -> Reason | None:
    """Why a development cannot stand anywhere, or None."""
    if not open_to:
        shown = {"kind": traits.kind or "—", "levels": "、".join(traits.levels) or "—"}
        return Reason("spare.rule", shown)
    column = open_to[0].column
    if traits.day is None:
        return Reason("spare.undated")
    first = date - datetime.timedelta(days=column.window)
    if not first <= traits.day <= date:
        days = {"day": traits.day.isoformat(), "first": first.isoformat(), "last": date.isoformat()}
        return Reason("spare.window", days)
    lead = development.lead
    if column.source_required and not (lead.report.sources or lead.origin.publisher):
        return Reason("spare.source")
    return None


def _standing(development: Development, traits: Traits, open_to: tuple[Choice, ...]) -> Standing:
    first = open_to[0]
    held = {
        "kind": str(traits.kind or ""),
        "levels": "、".join(traits.levels) if first.rule.levels else "",
        "families": "、".join(traits.families) if first.rule.families else "",
        "jurisdictions": "、".join(traits.jurisdictions) if first.rule.jurisdictions else "",
        "comment_open": _until(first.rule, traits),
        "words": "、".join(word for word in first.rule.words if word in traits.said),
    }
    because = "；".join(f"{name}={value}" for name, value in held.items() if value)
    second = next((one.place for one in open_to[1:] if one.place != first.place), None)
    return Standing(development, first.place, Reason("placed.rule", {"because": because}), second)


def _until(rule: Rule, traits: Traits) -> str:
    asked = rule.comment_open or rule.comment_over is False
    return traits.until.isoformat() if asked and traits.until else ""


def _order(traits: Traits, development: Development) -> tuple[int, int, str, str]:
    return (traits.rank, -traits.importance, traits.day.isoformat() if traits.day else "", development.key)


def _within_limits(
    waiting: list[tuple[Traits, Standing, Choice]],
) -> tuple[dict[Place, tuple[Standing, ...]], list[Spare]]:
    kept: dict[Place, list[Standing]] = {}
    columns: dict[str, int] = {}
    left: list[Spare] = []
    for _, standing, choice in waiting:
        here = kept.setdefault(choice.place, [])
        limit = _limit(choice, len(here), columns.get(choice.column.code, 0))
        if limit is not None:
            params = {
                "place": choice.part.heading or choice.column.heading or choice.column.series,
                "limit": str(limit),
            }
            left.append(Spare(standing.development.key, Reason("spare.limit", params), choice.place))
            continue
        here.append(standing)
        columns[choice.column.code] = columns.get(choice.column.code, 0) + 1
    return {place: tuple(found) for place, found in kept.items()}, left


def _limit(choice: Choice, here: int, column: int) -> int | None:
    """The limit that is reached, or None."""
    if choice.part.limit is not None and here >= choice.part.limit:
        return choice.part.limit
    if choice.column.limit is not None and column >= choice.column.limit:
        return choice.column.limit
    return None
