"""What the journal's rules ask of a development: its kind, who acted, where, when, and whether comments are open."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from guanlan.publish.standing import Standing, standing
from guanlan.records.development import Development
from guanlan.records.facts import Kind
from guanlan.records.report import Report

# from the first words of a column to the last: who stands higher is read first
LEVELS = ("national", "ministry", "local", "association", "media", "company", "abroad")
_NO_LEVEL = len(LEVELS)
_HOME = ("CN",)
_ABROAD_PARTS = ("CN-HK", "CN-MO", "CN-TW")  # 境外: outside the customs and legal area, though not abroad in law


class Traits(NamedTuple):
    """``levels`` and ``families`` are of all the acting bodies, those of the ``led`` first: the body named first, which
    leads where several act (牵头). ``said`` is the headline with what the report's instruments are called and what was
    done with them. ``day`` is the lead date's first day, else that of publication; ``until`` the last day for comment.
    """

    kind: Kind | None
    levels: tuple[str, ...]
    families: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    said: str
    day: datetime.date | None
    until: datetime.date | None
    importance: int
    led: Standing = Standing()

    @property
    def rank(self) -> int:
        """0 where the body that leads is of the highest level."""
        return LEVELS.index(self.levels[0]) if self.levels else _NO_LEVEL

    def of_lead(self) -> Traits:
        """The traits as the leading body alone would have them."""
        family = self.led.family
        return self._replace(levels=self.levels[:1], families=(family,) if family else ())


def traits_of(development: Development) -> Traits:
    """The traits of a development, told from its leading report."""
    report, origin = development.lead.report, development.lead.origin
    facts = report.facts
    places = tuple((facts.jurisdiction.value or "").split("|")) if facts.jurisdiction.value else ()
    bodies = [body for fact in facts.issuers if fact.value and any(body := standing(fact.value))]
    lead = facts.date.value
    score = facts.importance.value
    return Traits(
        kind=facts.kind.value,
        levels=_levels(places, [body.level for body in bodies if body.level], origin.level),
        families=tuple(dict.fromkeys(body.family for body in bodies if body.family)),
        jurisdictions=places,
        said="\n".join(_said(report)),
        day=_day(lead.date.split("/")[0] if lead else None) or _day(origin.published),
        until=max(filter(None, (_day(_until(fact.value)) for fact in facts.instruments)), default=None),
        importance=score.score if score else 0,
        led=bodies[0] if bodies else Standing(),
    )


def _levels(places: tuple[str, ...], bodies: list[str], source: str | None) -> tuple[str, ...]:
    """Of the acting bodies, the leading one first; where none is told, by the place; else that of the source."""
    if places and not any(_at_home(place) for place in places):
        return ("abroad",)
    told = [level for level in bodies if level in LEVELS]
    if told:
        return tuple(dict.fromkeys(told))
    if places and all("-" in place for place in places):
        return ("local",)
    return (source,) if source in LEVELS else ()


def _said(report: Report) -> Iterator[str]:
    yield report.headline.text
    for fact in report.facts.instruments:
        if fact.value is not None:
            yield from filter(None, (fact.value.title, fact.value.stage_note, fact.value.action))


def _at_home(place: str) -> bool:
    return place.split("-")[0] in _HOME and place not in _ABROAD_PARTS


def _until(instrument: object) -> str | None:
    value = getattr(instrument, "comment_until", None)
    return value if isinstance(value, str) else None


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
