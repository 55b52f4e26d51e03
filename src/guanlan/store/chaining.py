"""Rows of what came in → statements of the chain. Works on the models of a migration as on the present ones."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from guanlan.records.evidence import FIRST, Head, canonical, committed, day_heads, day_of, link_of

CAPTURE, REMOVAL = "capture", "removal"

_FIELDS = ("pk", "blob_id", "blob__size", "blob__media_type", "part_of_id", "origin", "root", "name", "at", "actor",
           "grade", "headers")  # fmt: skip
_EXCHANGE = ("visit_id", "asked", "address", "parent", "status", "file", "offset", "length", "sha256", "record")
_HANDOVER = ("container_id", "role", "who", "note")
_REMOVAL = ("of_id", "actor", "order", "reason", "replaced")
_AT_ONCE = 500


class Models(NamedTuple):
    """The models that the chain is made of; ``exchange`` and ``handover`` None where there are none yet."""

    capture: Any
    link: Any
    day: Any
    exchange: Any = None
    handover: Any = None


class Said(NamedTuple):
    """A statement's own part (number, day and the link before come with its place in the chain), and the values that
    it only commits to."""

    facts: dict[str, object]
    withheld: dict[str, object]


def link_new(models: Models, *, now: datetime.datetime | None) -> int:
    """Link the captures that are in no link yet, in the order in which they came; gives how many.

    ``now`` None: the chain begins in a home that is older than it, and its first links bear the day of the last thing
    that came in before.
    """
    fresh = models.capture.objects.filter(pk__gt=_newest(models)).order_by("pk")
    if now is None:
        last = fresh.order_by("-at").values_list("at", flat=True).first()
        if last is None:
            return 0
        now = last
    count = 0
    keys = iter(list(fresh.values_list("pk", flat=True)))
    while some := list(islice(keys, _AT_ONCE)):
        append(models, CAPTURE, said_of_captures(models, some).items(), now=now)
        count += len(some)
    return count


def _newest(models: Models) -> int:
    """The last capture that was linked. Mostly it is what the last link is about, which is the quicker question."""
    last = models.link.objects.order_by("-number").values_list("kind", "ref").first()
    if last is None or last[0] == CAPTURE:
        return last[1] if last else 0
    refs = models.link.objects.filter(kind=CAPTURE).order_by("-ref").values_list("ref", flat=True)
    return int(refs.first() or 0)


def append(models: Models, kind: str, said: Iterable[tuple[int, Said]], *, now: datetime.datetime) -> None:
    """Add links for these rows, by their ids."""
    last = models.link.objects.order_by("-number").values_list("number", "day", "hash").first()
    number, day, before = last or (0, None, FIRST)
    today = day_of(now) if day is None else max(day, day_of(now))  # clocks go back, days of the chain do not
    if day is not None and today != day:
        _close(models, day)
    rows = []
    for ref, one in said:
        number += 1
        nonce = secrets.token_hex(16)
        statement = statement_of(kind, one, nonce, number=number, day=today, before=before)
        before = link_of(statement)
        rows.append(
            models.link(number=number, day=today, kind=kind, ref=ref, nonce=nonce, statement=statement, hash=before)
        )
    models.link.objects.bulk_create(rows)


def statement_of(kind: str, said: Said, nonce: str, *, number: int, day: datetime.date, before: str) -> str:
    """The line that is hashed."""
    whole = {"kind": kind, "number": number, "day": day, "previous": before, **said.facts}
    whole["committed"] = committed(nonce, said.withheld)
    return canonical(whole)


def said_of_captures(models: Models, keys: Iterable[int]) -> dict[int, Said]:
    """What the rows of these captures say now, in the order of their ids."""
    wanted = list(keys)
    exchanges = _beside(models.exchange, wanted, _EXCHANGE)
    handovers = _beside(models.handover, wanted, _HANDOVER)
    rows = models.capture.objects.filter(pk__in=wanted).order_by("pk").values(*_FIELDS)
    return {row["pk"]: _capture(row, exchanges.get(row["pk"]), handovers.get(row["pk"])) for row in rows}


def said_of_removal(row: Any) -> Said:
    """What the row of a removal says now, with the rows whose words it took."""
    touched = sorted(row.rows.values_list("noun", "key"))
    facts = {"ref": row.pk, "at": row.at, "blob": row.blob_id}
    return Said(facts, {**{name: getattr(row, name) for name in _REMOVAL}, "rows": [list(one) for one in touched]})


def _capture(row: Mapping[str, Any], exchange: dict[str, Any] | None, handover: dict[str, Any] | None) -> Said:
    facts: dict[str, object] = {
        "ref": row["pk"],
        "at": row["at"],
        "grade": row["grade"],
        "blob": row["blob_id"],
        "size": row["blob__size"],
        "media_type": row["blob__media_type"],
        "part_of": row["part_of_id"],
        "exchange": None,
    }
    withheld: dict[str, object] = {name: row[name] for name in ("origin", "root", "name", "actor", "headers")}
    withheld["handover"] = handover
    withheld["exchange"] = exchange
    if exchange is not None:
        facts["exchange"] = {"stored": exchange["sha256"], "payload": _payload(exchange["record"])}
    return Said(facts, withheld)


def _payload(record: str) -> str | None:
    """The hash of the answer's body as it came over the wire, out of a ``records.Exchange``."""
    import msgspec

    try:
        stored = msgspec.json.decode(record.encode()).get("stored")
    except (msgspec.DecodeError, AttributeError):  # a row that somebody spoilt: its commitment differs anyway
        return None
    return stored.get("payload") if isinstance(stored, dict) else None


def _beside(model: Any, keys: list[int], fields: tuple[str, ...]) -> dict[int, dict[str, Any]]:
    """The rows that stand beside captures, by capture."""
    if model is None:
        return {}
    rows = model.objects.filter(pk__in=keys).values("capture_id", *fields)
    return {row.pop("capture_id"): row for row in rows}


def _close(models: Models, day: datetime.date) -> None:
    """Write down the head of a day that is over."""
    head = head_after(models, day)
    if head is not None and not models.day.objects.filter(pk=head.day).exists():
        models.day(**{name: getattr(head, name) for name in head.__struct_fields__}).save()


def head_after(models: Models, day: datetime.date | None = None) -> Head | None:
    """The head after ``day``, or the newest; None where the chain had not begun."""
    closed = models.day.objects.order_by("-day")
    links = models.link.objects.order_by("number")
    if day is not None:
        closed, links = closed.filter(day__lte=day), links.filter(day__lte=day)
    known = closed.first()
    if known is None:
        return _last(day_heads(links.values_list("day", "hash").iterator()))
    base = Head(known.day, known.number, known.count, known.digest, known.previous, known.hash)
    further = links.filter(number__gt=base.number).values_list("day", "hash")
    return _last(day_heads(further.iterator(), base)) or base


def _last(heads: Iterator[Head]) -> Head | None:
    last = None
    for head in heads:
        last = head
    return last
