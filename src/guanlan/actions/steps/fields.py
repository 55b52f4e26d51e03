"""The fields of a report that a person may correct, as plain values under the export's names."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal, InvalidOperation
from types import GenericAlias
from typing import Any

import msgspec

from guanlan.errors import InputError
from guanlan.records.anchor import Anchor, Fact
from guanlan.records.export import to_row
from guanlan.records.facts import CitedLaw, Deadline, Facts, Figure, Importance, Instrument, Kind, LeadDate, Penalty

WORDS = ("title", "kind", "jurisdiction", "date", "date_role", "importance")
LISTS: dict[str, type] = {
    "sources": str,
    "issuers": str,
    "topics": str,
    "instruments": Instrument,
    "citations": CitedLaw,
    "penalties": Penalty,
    "figures": Figure,
    "deadlines": Deadline,
}
FIELDS = (*WORDS, *LISTS)
ROLES = ("event", "report")
# fields of records that hold ISO days, or two joined with a slash
_DAYS = ("date", "effective", "expires", "comment_from", "comment_until")


def plain_field(facts: Facts, field: str) -> Any:
    """The field's value as the export shows it."""
    return to_row(facts)[field]


def parse_field(field: str, typed: str) -> Any:
    """The plain value that a person typed for ``field``: words as they are, lists as JSON, ``null`` for unknown.

    A list of words may also be typed with ；between them. Raises ``InputError`` where it is no value of the field.

    >>> parse_field("issuers", "甲局；乙局")
    ['甲局', '乙局']
    >>> parse_field("penalties", '[{"party": "organisation", "measure": "罚款", "amount": 97.5}]')[0]["amount"]
    97.5
    """
    if field not in FIELDS:
        raise InputError("actions.no_such_field", field=field, fields="、".join(FIELDS))
    typed = typed.strip()
    if field in LISTS:
        return _plain_list(field, _list_of(field, typed))
    if typed == "null":
        return None
    if not typed:
        raise InputError("actions.bad_value", field=field, value=typed, example=_EXAMPLES[field])
    return _PARSERS.get(field, str)(typed)


def with_field(facts: Facts, field: str, value: Any, anchors: tuple[Anchor, ...] = ()) -> Facts:
    """The facts with ``field`` put right. Members of a list that the machine read too keep its anchors."""
    if field == "date":
        role = facts.date.value.role if facts.date.value else "event"
        lead = None if value is None else LeadDate(value, role)
        return msgspec.structs.replace(facts, date=Fact(lead, anchors or facts.date.anchors))
    if field == "date_role":
        was = facts.date.value
        role_fact = Fact(LeadDate(was.date, value), facts.date.anchors) if was and value else facts.date
        return msgspec.structs.replace(facts, date=role_fact)
    if field == "importance":
        reasons = ("person",)
        score = None if value is None else Importance(int(value), reasons)
        return msgspec.structs.replace(facts, importance=Fact(score, anchors))
    if field in LISTS:
        known = {_key(fact.value): fact for fact in getattr(facts, field)}
        values: list[Any] = msgspec.convert(value, GenericAlias(list, (LISTS[field],)), strict=False)
        units = tuple(known.get(_key(one)) or Fact(one, anchors) for one in values)
        return msgspec.structs.replace(facts, **{field: units})
    typed = Kind(value) if field == "kind" and value is not None else value
    return msgspec.structs.replace(facts, **{field: Fact(typed, anchors)})


def _key(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()


def _list_of(field: str, typed: str) -> list[Any]:
    """The members that were typed, as values of the field's kind."""
    kind: Any = LISTS[field]
    if kind is str and not typed.startswith("["):
        words = [word.strip() for word in typed.replace(";", "；").split("；")]
        return [word for word in words if word]
    try:
        members: list[Any] = msgspec.json.decode(typed, type=GenericAlias(list, (kind,)))
        names = {name for one in json.loads(typed) if isinstance(one, dict) for name in one}
    except (msgspec.DecodeError, ValueError) as error:
        raise InputError("actions.bad_value", field=field, value=typed, example=_EXAMPLES[field]) from error
    if kind is not str and (unknown := names - set(kind.__struct_encode_fields__)):
        raise InputError("actions.bad_value", field=field, value="、".join(sorted(unknown)), example=_EXAMPLES[field])
    return members


def _plain_list(field: str, members: list[Any]) -> Any:
    for member in members:
        for name in _DAYS:
            if (day := getattr(member, name, None)) is not None:
                _days(day)
    units = tuple(Fact(member) for member in members)
    return plain_field(msgspec.structs.replace(Facts(), **{field: units}), field)


def _days(typed: str) -> str:
    """ISO day or ``from/to``; a Chinese day with its year is understood, too."""
    parts = [_day(part.strip()) for part in typed.split("/")]
    if len(parts) > 2 or parts != sorted(parts):
        raise InputError("actions.bad_value", field="date", value=typed, example=_EXAMPLES["date"])
    return "/".join(parts)


def _day(typed: str) -> str:
    plain = typed.replace("年", "-").replace("月", "-").removesuffix("日")
    try:
        numbers = [int(part) for part in plain.split("-")]
    except ValueError as error:
        raise InputError("date.impossible", value=typed) from error
    if len(numbers) != 3:  # no year, or no day: 2月30日 is no better for it
        raise InputError("date.impossible", value=typed)
    try:
        return datetime.date(*numbers).isoformat()
    except (ValueError, OverflowError) as error:
        raise InputError("date.impossible", value=typed) from error


def _role(typed: str) -> str:
    if typed not in ROLES:
        raise InputError("actions.bad_value", field="date_role", value=typed, example=_EXAMPLES["date_role"])
    return typed


def _kind(typed: str) -> str:
    if typed not in list(Kind):
        raise InputError("actions.bad_value", field="kind", value=typed, example="、".join(Kind))
    return typed


def _score(typed: str) -> Any:
    try:
        score = Decimal(typed)
    except InvalidOperation:
        score = Decimal(-1)
    if not 0 <= score <= 100 or score != int(score):
        raise InputError("actions.bad_value", field="importance", value=typed, example=_EXAMPLES["importance"])
    return int(score)


def _jurisdiction(typed: str) -> str:
    for code in typed.split("|"):
        country, _, region = code.partition("-")
        if not (len(country) == 2 and country.isascii() and country.isupper() and (not region or region.isalnum())):
            raise InputError("actions.bad_value", field="jurisdiction", value=typed, example=_EXAMPLES["jurisdiction"])
        if "-" in code and not region:
            raise InputError("actions.bad_value", field="jurisdiction", value=typed, example=_EXAMPLES["jurisdiction"])
    return typed


_PARSERS = {
    "date": _days,
    "date_role": _role,
    "kind": _kind,
    "importance": _score,
    "jurisdiction": _jurisdiction,
}
_EXAMPLES = {
    "title": "某部印发《甲办法》",
    "date": "2025-01-16",
    "date_role": "event",
    "jurisdiction": "CN-GD",
    "importance": "60",
    "sources": "某部；某网",
    "issuers": "某部；某局",
    "topics": "数据安全",
    "instruments": '[{"title": "甲办法", "action": "印发", "date": "2025-01-16"}]',
    "citations": '[{"law": "甲法", "article": "59", "role": "violated"}]',
    "penalties": '[{"party": "organisation", "measure": "罚款", "amount": 50000, "currency": "CNY"}]',
    "figures": '[{"text": "15起", "value": 15, "unit": "起", "approx": false}]',
    "deadlines": '[{"what": "反馈意见", "date": "2025-01-19"}]',
}
