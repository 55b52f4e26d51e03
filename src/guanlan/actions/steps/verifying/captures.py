"""Each link against the rows that it is about: what says something else than it said when it was linked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from guanlan.actions.evidence_summaries import Finding
from guanlan.actions.steps.verifying.links import Seen, said_in
from guanlan.records.evidence import canonical, commitment
from guanlan.store.chain import MODELS
from guanlan.store.chaining import CAPTURE, REMOVAL, Said, said_of_captures, said_of_removal
from guanlan.store.models import Removal

_CHANGED = {CAPTURE: "evidence.capture_changed", REMOVAL: "evidence.removal_changed"}
_LOST = {CAPTURE: "evidence.capture_lost", REMOVAL: "evidence.removal_lost"}
_UNLINKED = {CAPTURE: "evidence.capture_unlinked", REMOVAL: "evidence.removal_unlinked"}
_BLOB = {"size", "media_type"}
_OWN = {"kind", "number", "day", "previous", "committed"}
_AT_ONCE = 400


def truthful(link: Seen) -> bool:
    """Whether the statement of ``link`` is what its rows say."""
    now = _now(link.kind, [link.ref]).get(link.ref)
    return now is not None and not differences(link, _statements([link.number])[link.number], now)


def judge_captures(links: Sequence[Seen], wanted: Iterable[Seen]) -> Iterator[Finding]:
    """What is not as ``wanted`` links say; and, of all rows, those that are in none of ``links``."""
    held = {CAPTURE: set(_keys("store_capture")), REMOVAL: set(_keys("store_removal"))}
    ever = _highest("store_capture")
    blobs_told: set[str] = set()
    chosen = list(wanted)
    for start in range(0, len(chosen), _AT_ONCE):
        some = chosen[start : start + _AT_ONCE]
        said = _statements([one.number for one in some])
        for kind in (CAPTURE, REMOVAL):
            ours = [one for one in some if one.said_kind == kind]
            now = _now(kind, [one.ref for one in ours if one.ref in held[kind]])
            for one in ours:
                if one.ref not in held[kind]:
                    yield _absent(one, kind, ever)
                else:
                    yield from _judged(one, said[one.number], now.get(one.ref), blobs_told)
    for kind, keys in held.items():
        linked = {one.ref for one in links if one.said_kind == kind}
        for key in sorted(keys - linked):
            yield Finding(_UNLINKED[kind], {"id": key})


def differences(link: Seen, said: Mapping[str, Any], now: Said) -> list[str]:
    """The fields in which the rows say something else ``now`` than the statement of ``link`` said."""
    facts = json.loads(canonical(now.facts))
    names = sorted(name for name in {*facts, *said} - _OWN if facts.get(name) != said.get(name))
    committed = said.get("committed")
    given = committed if isinstance(committed, dict) else {}
    for name, value in now.withheld.items():
        if name in given and commitment(link.nonce, name, value) != given[name]:
            names.append(name)
    missing = {*given} - {*now.withheld}
    return list(dict.fromkeys([*names, *sorted(missing)]))


def _judged(link: Seen, said: Mapping[str, Any], now: Said | None, blobs_told: set[str]) -> Iterator[Finding]:
    shown = {"id": link.ref, "number": link.place}
    if now is None:  # the row is there, but cannot be read with what belongs to it
        if link.said_kind == CAPTURE and not _has_blob(link.blob):
            yield Finding("evidence.blob_row_lost", {"blob": link.blob, **shown})
        else:
            yield Finding(_CHANGED[link.said_kind], {**shown, "fields": "?"})
        return
    names = differences(link, said, now)
    committed = {*now.withheld} & {*(said.get("committed") or {})}
    if committed and committed <= {*names} and not {*names} - committed:
        yield Finding("evidence.link_changed", {"number": link.place})  # its salts: nothing can be opened any more
        return
    if link.said_kind == REMOVAL:
        if names:
            yield Finding("evidence.removal_changed", {**shown, "fields": ", ".join(names)})
        return
    if _BLOB & {*names} and link.blob not in blobs_told and now.facts["blob"] == link.blob:
        blobs_told.add(link.blob)
        yield Finding("evidence.blob_row_changed", {"blob": link.blob})
    yield from _beside(said.get("exchange"), now, names, shown)
    own = [name for name in names if name not in (*_BLOB, "exchange", "handover")]
    if own:
        yield Finding("evidence.capture_changed", {**shown, "fields": ", ".join(own)})


def _beside(had: object, now: Said, names: list[str], shown: dict[str, Any]) -> Iterator[Finding]:
    """What stands beside a capture."""
    if "exchange" in names:
        there = "evidence.exchange_lost" if now.facts["exchange"] is None else "evidence.exchange_changed"
        yield Finding("evidence.exchange_inserted" if had is None else there, shown)
    if "handover" in names:
        yield Finding("evidence.handover_changed", shown)


def _absent(link: Seen, kind: str, ever: int) -> Finding:
    """A link about a row that is not there. About one that never was, it is the link that is false."""
    if kind == CAPTURE and isinstance(link.ref, int) and link.ref > ever:
        return Finding("evidence.link_inserted", {"number": link.number})
    return Finding(_LOST[kind], {"id": link.ref, "number": link.place})


def _now(kind: str, keys: Sequence[int]) -> dict[int, Said]:
    """What the rows say now; those that cannot be read are left out."""
    try:
        return _read(kind, keys)
    except Exception:  # whatever a spoilt row raises, it must not hide the others
        found = {}
        for key in keys:
            try:
                found.update(_read(kind, [key]))
            except Exception:  # told by its absence
                continue
        return found


def _read(kind: str, keys: Sequence[int]) -> dict[int, Said]:
    if kind == CAPTURE:
        return said_of_captures(MODELS, keys)
    return {row.pk: said_of_removal(row) for row in Removal.objects.filter(pk__in=list(keys))}


def _statements(numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What the statements of these links say: they are looked up where they are needed, being most of the chain."""
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(numbers))
        cursor.execute(f"SELECT number, statement FROM store_chainlink WHERE number IN ({places})", list(numbers))
        return {int(number): said_in(statement) for number, statement in cursor.fetchall()}


def _keys(table: str) -> Iterator[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}")
        yield from (int(key) for (key,) in cursor.fetchall())


def _highest(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row: Any = cursor.fetchone()
    return int(row[0]) if row else 0


def _has_blob(sha256: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM store_blob WHERE sha256 = %s", [sha256])
        return cursor.fetchone() is not None
