"""An editor joins developments, parts one, takes that back, or settles what waits for a signed-off issue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, product

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.development_summaries import Joining
from guanlan.actions.steps.development_rows import TELLINGS
from guanlan.actions.steps.development_views import lines_of
from guanlan.actions.steps.grouping import decided
from guanlan.actions.steps.join import join_reports, regroup
from guanlan.errors import InputError
from guanlan.records.codec import content_hash, from_json
from guanlan.records.development import Development
from guanlan.store.models import Development as DevelopmentRow
from guanlan.store.models import Join, Regrouping
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.developments import decisions, development_by, signed_off_among, standing_of
from guanlan.store.selectors.reports import report_by

Pair = tuple[str, str]


def join_developments(which: Sequence[str], *, context: Context, reason: str) -> Joining:
    """Let two or more developments be one. The one known longest keeps its key, the others lead to it.

    Raises ``InputError`` where an editor parted them before: that is to be taken back first. Where a signed-off issue
    tells one of them, the join waits as a proposal.
    """
    with acting(context, "join developments", " ".join(which)) as details:
        join_reports(context)
        rows = _distinct(which)
        pairs = [(_lead(rows[0]), _lead(row)) for row in rows[1:]]
        _refuse_contradiction("split", product_of(rows))
        done = _decide("join", rows, pairs, reason, context)
        details.update(decision=done.number, proposal=done.proposal, pairs=pairs, reason=reason)
    return done


def split_development(which: str, reports: Sequence[str], *, context: Context, reason: str) -> Joining:
    """Part the ``reports`` from the development. The rest keeps its key; what was parted gets keys of its own.

    Raises ``InputError`` where the development has none of them, or has no others; and where an editor joined them
    before: that is to be taken back first. Where a signed-off issue tells the development, the split waits.
    """
    with acting(context, "split development", which) as details:
        join_reports(context)
        row = development_by(which)
        every = set(_keys(row))
        parted = {_own(row, every, one) for one in reports}
        if not parted or parted == every:
            raise InputError("developments.nothing_left", which=row.handle)
        pairs = sorted(product(sorted(parted), sorted(every - parted)))
        _refuse_contradiction("join", pairs)
        done = _decide("split", [row], pairs, reason, context)
        details.update(decision=done.number, proposal=done.proposal, pairs=pairs, reason=reason)
    return done


def undo_decision(number: int, *, context: Context, reason: str = "") -> Joining:
    """Take a join or split back: the rules decide again, and so do the other decisions."""
    with acting(context, "undo decision", str(number)) as details:
        row = decisions().filter(pk=number).first()
        if row is None:
            raise InputError("developments.no_decision", number=number)
        join_reports(context)
        rows = _standing(chain(*row.pairs))
        if held := signed_off_among(rows):
            raise InputError("developments.signed_off", which="、".join(one.handle for one in rows if one.key in held))
        Join(kind="undo", undoes=row, reason=reason, actor=context.actor, at=context.now).save()
        done = _applied(number, chain(*row.pairs), context)
        details.update(undone=row.kind, reason=reason)
    return done


def settle_regrouping(number: int, *, context: Context, accept: bool) -> Joining:
    """Accept or decline what waits because a signed-off issue tells the development."""
    with acting(context, "accept regrouping" if accept else "decline regrouping", str(number)) as details:
        row = Regrouping.objects.filter(pk=number, state="open").select_related("development").first()
        if row is None:
            raise InputError("developments.no_proposal", number=number)
        row.state, row.actor, row.settled = ("accepted" if accept else "declined"), context.actor, context.now
        row.save()
        done = Joining(None, lines_of([row.development]))
        if accept:
            done = _accepted(row, context)
        details.update(kind=row.kind, development=row.development.key)
    return done


def product_of(rows: Iterable[DevelopmentRow]) -> list[Pair]:
    """All pairs of reports of different developments."""
    groups = [_keys(row) for row in rows]
    return [pair for at, one in enumerate(groups) for other in groups[at + 1 :] for pair in product(one, other)]


def _accepted(row: Regrouping, context: Context) -> Joining:
    if row.kind != TELLINGS:
        pairs = [(first, second) for first, second in row.pairs]
        _refuse_contradiction("split" if row.kind == "join" else "join", pairs)
        return _written(row.kind, pairs, row.reason, context)
    keys = [telling.key for telling in from_json(row.record, Development).tellings]
    return _applied(None, [*keys, *_keys(row.development)], context)


def _decide(kind: str, rows: Sequence[DevelopmentRow], pairs: list[Pair], reason: str, context: Context) -> Joining:
    held = signed_off_among(rows)
    if not held:
        return _written(kind, pairs, reason, context)
    row = next(row for row in rows if row.key in held)
    waits, _ = Regrouping.objects.update_or_create(
        development=row,
        hash=content_hash((kind, pairs)),
        defaults={
            "kind": kind,
            "pairs": pairs,
            "reason": reason,
            "proposer": context.actor,
            "at": context.now,
            "state": "open",
        },
    )
    return Joining(None, lines_of(rows), proposal=waits.pk)


def _written(kind: str, pairs: list[Pair], reason: str, context: Context) -> Joining:
    row = Join(kind=kind, pairs=pairs, reason=reason, actor=context.actor, at=context.now)
    row.save()
    return _applied(row.pk, chain(*pairs), context)


def _applied(number: int | None, keys: Iterable[str], context: Context) -> Joining:
    """Group anew around these reports; what came of it."""
    reports = {row.key: row for row in ReportRow.objects.filter(key__in=set(keys)).select_related("development")}
    before = {row.development for row in reports.values() if row.development is not None}
    members = ReportRow.objects.filter(development__in=before).values_list("pk", flat=True)
    touched = {*members, *(row.pk for row in reports.values())}
    regroup(touched, context, decisions=decided(), free=frozenset(row.key for row in before))
    after = DevelopmentRow.objects.filter(reports__pk__in=touched, merged_into=None).distinct().order_by("pk")
    redirects = []
    for row in DevelopmentRow.objects.filter(pk__in=[one.pk for one in before]).order_by("pk"):
        if row.merged_into is not None:
            redirects.append((row.handle, standing_of(row).handle))
    return Joining(number, lines_of(after), tuple(redirects))


def _distinct(which: Sequence[str]) -> list[DevelopmentRow]:
    rows = list({row.pk: row for row in (development_by(one) for one in which)}.values())
    if len(rows) < 2:
        raise InputError("developments.nothing_to_join", which="、".join(which))
    return rows


def _standing(keys: Iterable[str]) -> list[DevelopmentRow]:
    rows = DevelopmentRow.objects.filter(reports__key__in=set(keys), merged_into=None)
    return list(rows.distinct().order_by("pk"))


def _keys(row: DevelopmentRow) -> list[str]:
    return [telling.key for telling in from_json(row.record, Development).tellings]


def _lead(row: DevelopmentRow) -> str:
    return _keys(row)[0]


def _own(row: DevelopmentRow, every: set[str], which: str) -> str:
    """The key of a report, which must be the development's."""
    report = report_by(which)
    if report.key not in every:
        raise InputError("developments.not_in", report=report.handle, which=row.handle)
    return report.key


def _refuse_contradiction(kind: str, pairs: Iterable[Pair]) -> None:
    """Raise where a decision of ``kind`` that holds says the opposite of one of the pairs."""
    wanted = {frozenset(pair) for pair in pairs}
    for decision in decisions().filter(kind=kind):
        if wanted & {frozenset(pair) for pair in decision.pairs}:
            code = "developments.joined_before" if kind == "join" else "developments.split_before"
            raise InputError(code, number=decision.pk, actor=decision.actor, reason=decision.reason)
