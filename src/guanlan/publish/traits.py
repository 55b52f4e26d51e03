"""What the journal's rules ask of a development: its kind, who acted, where, when, and whether comments are open."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from guanlan.publish.standing import standing
from guanlan.records.development import Development
from guanlan.records.facts import Kind

# from the first words of a column to the last: who stands higher is read first
LEVELS = ("national", "ministry", "local", "association", "media", "company", "abroad")
_NO_LEVEL = len(LEVELS)
_HOME = ("CN",)
_ABROAD_PARTS = ("CN-HK", "CN-MO", "CN-TW")  # 境外: outside the customs and legal area, though not abroad in law


class Traits(NamedTuple):
    """``day`` is the lead date's first day, else the day of publication; ``until`` the last day for comment."""

    kind: Kind | None
    levels: tuple[str, ...]
    families: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    headline: str
    day: datetime.date | None
    until: datetime.date | None
    importance: int

    @property
    def rank(self) -> int:
        """0 for the highest level."""
        return min((LEVELS.index(level) for level in self.levels), default=_NO_LEVEL)


def traits_of(development: Development) -> Traits:
    """The traits of a development, told from its leading report."""
    report, origin = development.lead.report, development.lead.origin
    facts = report.facts
    places = tuple((facts.jurisdiction.value or "").split("|")) if facts.jurisdiction.value else ()
    bodies = [standing(fact.value) for fact in facts.issuers if fact.value]
    lead = facts.date.value
    score = facts.importance.value
    return Traits(
        kind=facts.kind.value,
        levels=_levels(places, [body.level for body in bodies if body.level], origin.level),
        families=tuple(dict.fromkeys(body.family for body in bodies if body.family)),
        jurisdictions=places,
        headline=report.headline.text,
        day=_day(lead.date.split("/")[0] if lead else None) or _day(origin.published),
        until=max(filter(None, (_day(_until(fact.value)) for fact in facts.instruments)), default=None),
        importance=score.score if score else 0,
    )


def _levels(places: tuple[str, ...], bodies: list[str], source: str | None) -> tuple[str, ...]:
    """Of the acting bodies; where none is told, by the place; else that of the source."""
    if places and not any(_at_home(place) for place in places):
        return ("abroad",)
    told = [level for level in bodies if level in LEVELS]
    if told:
        return tuple(sorted(set(told), key=LEVELS.index))
    if places and all("-" in place for place in places):
        return ("local",)
    return (source,) if source in LEVELS else ()


def _at_home(place: str) -> bool:
    return place.split("-")[0] in _HOME and place not in _ABROAD_PARTS


def _until(instrument: object) -> str | None:
    value = getattr(instrument, "comment_until", None)
    return value if isinstance(value, str) else None


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
