"""Prove that nothing was changed, and name what was."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator

from django.db import connection

from guanlan.actions.context import Context
from guanlan.actions.evidence_summaries import Finding, Verified
from guanlan.actions.steps.verifying.blob_files import judge_blobs, strangers
from guanlan.actions.steps.verifying.captures import judge_captures, truthful
from guanlan.actions.steps.verifying.heads import Heads, heads_of, judge_days, judge_head, judge_issues
from guanlan.actions.steps.verifying.links import Judged, Seen, judge, seen
from guanlan.actions.steps.verifying.rows import judge_database, judge_records, judge_references, judge_triggers
from guanlan.actions.steps.verifying.warc_files import judge_warcs
from guanlan.errors import InputError
from guanlan.records.evidence import parse_head
from guanlan.store.models import Removal

Stage = tuple[str, Callable[[], Iterable[Finding]]]


def verify(*, context: Context, head: str | None = None, day: datetime.date | None = None) -> Verified:
    """Look at everything that is evidence, offline; changes nothing. With ``day``, only at the captures that were
    linked on that day (the chain itself is always looked at whole).

    Raises ``InputError`` where ``head`` is no head, and where nothing was linked on ``day``.
    """
    outside = parse_head(head) if head is not None else None
    if head is not None and outside is None:
        raise InputError("evidence.bad_head", head=head[:80])
    links = _links()
    judged = judge(links, truthful)
    wanted = [one for one in judged.genuine if day is None or one.said_day == day.isoformat()]
    if day is not None and not wanted:
        raise InputError("evidence.no_day", day=day)
    heads = heads_of(judged.hashes) if judged.hashes is not None else Heads()
    findings = [*judged.findings, *_heads(judged, heads)]
    confirmed = None
    if outside is not None:
        fault = judge_head(outside, heads)
        confirmed = fault is None
        findings += [fault] if fault is not None else []
    notes: list[Finding] = list(_removed())
    for told, one in _rest(judged, wanted, context, whole=day is None):
        (findings if told else notes).append(one)
    counts = {"links": len(judged.genuine), **_counts()}
    return Verified(_once(findings), _once(notes), counts, heads.newest, confirmed)


def _rest(judged: Judged, wanted: list[Seen], context: Context, *, whole: bool) -> Iterator[tuple[bool, Finding]]:
    """Everything but the chain: each finding with whether it is a fault."""
    keys = {one.ref for one in wanted if one.said_kind == "capture"}
    blobs = {one.blob for one in wanted}
    stages: list[Stage] = [
        ("captures", lambda: judge_captures(judged.genuine, wanted)),
        ("blobs", lambda: judge_blobs(None if whole else blobs)),
    ]
    if whole:
        stages += [
            ("records", judge_records),
            ("references", judge_references),
            ("database", judge_database),
            ("triggers", judge_triggers),
        ]
    for done, (name, stage) in enumerate(stages):
        context.tell(done, len(stages) + 1, name)
        for finding in stage():
            yield True, finding
    context.tell(len(stages), len(stages) + 1, "warc")
    yield from judge_warcs(None if whole else keys)
    if whole:
        yield from strangers()
    context.tell(len(stages) + 1, len(stages) + 1)


def _heads(judged: Judged, heads: Heads) -> list[Finding]:
    """Heads that were recorded here. Where links are missing they cannot be made, and that is told already."""
    if judged.hashes is None:
        return []
    with connection.cursor() as cursor:
        days = cursor.execute("SELECT day, number, count, digest, previous, hash FROM store_chainday").fetchall()
        issues = cursor.execute("SELECT title, number, head FROM store_issue WHERE head != ''").fetchall()
    return [*judge_days(judged.hashes, days), *judge_issues(issues, heads)]


def _links() -> list[Seen]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, day, kind, ref, nonce, statement, hash FROM store_chainlink ORDER BY number")
        links = []
        while rows := cursor.fetchmany(1000):
            links += [seen(row) for row in rows]
        return links


def _removed() -> Iterator[Finding]:
    """Not a fault: what went by order."""
    for row in Removal.objects.order_by("pk"):
        day = row.at.date().isoformat()
        yield Finding("evidence.removed", {"blob": row.blob_id, "order": row.order, "actor": row.actor, "on": day})


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        return {
            name: cursor.execute(f"SELECT count(*) FROM store_{table}").fetchone()[0]
            for name, table in (("captures", "capture"), ("blobs", "blob"), ("exchanges", "exchange"))
        }


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    seen_: dict[tuple[str, str], Finding] = {}
    for one in findings:
        seen_.setdefault((one.code, str(sorted(one.params.items()))), one)
    return tuple(seen_.values())
