"""Facts → plain mappings under the export's names; values only, no anchors."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from guanlan.records.anchor import Fact
from guanlan.records.facts import Facts

SCALARS = ("title", "date", "kind", "jurisdiction", "importance")
LISTS = ("sources", "issuers", "instruments", "citations", "penalties", "figures", "topics", "deadlines")


def each_fact(facts: Facts) -> Iterator[tuple[str, Fact[Any]]]:
    """Every fact with the name of its field, scalar fields first, unknown scalars included."""
    for name in SCALARS:
        yield name, getattr(facts, name)
    for name in LISTS:
        for fact in getattr(facts, name):
            yield name, fact


def plain(value: object) -> Any:
    """A value as JSON knows it; whole decimals as integers, others as numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, msgspec.Struct):
        names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
        return {shown: plain(getattr(value, name)) for name, shown in names}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return str(value) if value is not None and not isinstance(value, str | int | float | bool) else value


def to_row(facts: Facts, **key: object) -> dict[str, Any]:
    """One line of the export: ``key`` (``id``; or ``doc``, ``part``, ``n`` of a digest item), then the facts."""
    row: dict[str, Any] = dict(key)
    row["title"] = facts.title.value
    row["date"] = facts.date.value.date if facts.date.value else None
    row["date_role"] = facts.date.value.role if facts.date.value else None
    for name in ("sources", "issuers", "instruments", "citations", "penalties", "figures", "topics", "deadlines"):
        row[name] = [plain(fact.value) for fact in getattr(facts, name) if fact.value is not None]
    row["kind"] = plain(facts.kind.value)
    row["jurisdiction"] = facts.jurisdiction.value
    row["importance"] = plain(facts.importance.value)
    return row
