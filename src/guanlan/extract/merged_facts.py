"""What the tellings of a development say together, who says it, and where they disagree."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any, NamedTuple

from guanlan.errors import InputError
from guanlan.records.development import Development, Telling
from guanlan.records.facts import Instrument
from guanlan.text.organs import parse_organ

SCALARS = ("date", "kind", "jurisdiction")
_OF_INSTRUMENT = ("date", "effective", "expires", "chapters", "articles", "comment_from", "comment_until")


class Said(NamedTuple):
    """A value of a field and the keys of the tellings that say it; ``others`` are values that contradict it.

    ``field`` of an instrument's property is ``instruments.effective`` and the like, of ``about`` its title.
    """

    field: str
    value: Any
    told_by: tuple[str, ...]
    others: tuple[tuple[Any, tuple[str, ...]], ...] = ()
    about: str = ""


def merged_facts(development: Development) -> tuple[Said, ...]:
    """The facts of a development: what the leading telling says holds, else what the next one says.

    Lists hold what any telling names; organs and titles are one each however they were written.
    """
    tellings = development.tellings
    return (
        *_scalars(tellings),
        *_members("issuers", _issuers(tellings)),
        *_members("instruments", ((key, one.title, one.title) for key, one in _instruments(tellings))),
        *_properties(tellings),
        *_members("penalties", _listed(tellings, "penalties")),
        *_members("figures", _listed(tellings, "figures")),
    )


def _scalars(tellings: Iterable[Telling]) -> Iterator[Said]:
    for field in SCALARS:
        said: dict[Any, list[str]] = {}
        for telling in tellings:
            value = getattr(telling.report.facts, field).value
            if value is not None:
                said.setdefault(value.date if field == "date" else str(value), []).append(telling.key)
        if said:
            yield _first(field, said)


def _first(field: str, said: dict[Any, list[str]], about: str = "") -> Said:
    """The value that is said first, and those that contradict it."""
    (value, keys), *others = said.items()
    return Said(field, value, tuple(keys), tuple((one, tuple(told)) for one, told in others), about)


def _members(field: str, found: Iterable[tuple[str, Hashable, Any]]) -> Iterator[Said]:
    """Each member once, under the form in which it is met first; given as telling, identity and form."""
    said: dict[Hashable, tuple[Any, dict[str, None]]] = {}
    for telling, identity, form in found:
        said.setdefault(identity, (form, {}))[1][telling] = None
    yield from (Said(field, form, tuple(keys)) for form, keys in said.values())


def _issuers(tellings: Iterable[Telling]) -> Iterator[tuple[str, Hashable, Any]]:
    for telling in tellings:
        for fact in telling.report.facts.issuers:
            if fact.value:
                yield telling.key, _organ(fact.value), fact.value


def _organ(name: str) -> str:
    try:
        return parse_organ(name).id
    except InputError:
        return name


def _instruments(tellings: Iterable[Telling]) -> Iterator[tuple[str, Instrument]]:
    for telling in tellings:
        for fact in telling.report.facts.instruments:
            if fact.value is not None:
                yield telling.key, fact.value


def _properties(tellings: Iterable[Telling]) -> Iterator[Said]:
    """What is said of each instrument: when it was issued, when it takes effect …"""
    said: dict[tuple[str, str], dict[Any, list[str]]] = {}
    for key, instrument in _instruments(tellings):
        for name in _OF_INSTRUMENT:
            if (value := getattr(instrument, name)) is not None:
                said.setdefault((instrument.title, name), {}).setdefault(value, []).append(key)
    for (title, name), values in said.items():
        yield _first(f"instruments.{name}", values, title)


def _listed(tellings: Iterable[Telling], field: str) -> Iterator[tuple[str, Hashable, Any]]:
    for telling in tellings:
        for fact in getattr(telling.report.facts, field):
            if fact.value is not None:
                yield telling.key, (fact.value.text, fact.value.unit) if field == "figures" else fact.value, fact.value
