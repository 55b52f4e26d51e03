"""Rows of developments → what a door prints of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import msgspec

from guanlan.actions.development_summaries import (
    Decision,
    DevelopmentLine,
    DevelopmentView,
    JoinLine,
    MergedFact,
    Proposed,
    TellingLine,
)
from guanlan.extract.merged_facts import merged_facts
from guanlan.records.codec import from_json
from guanlan.records.development import Development, Telling
from guanlan.store.models import Development as DevelopmentRow
from guanlan.store.models import Entry, Join, Regrouping
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.developments import decisions


def lines_of(rows: Iterable[DevelopmentRow]) -> tuple[DevelopmentLine, ...]:
    """One line a development."""
    known = list(rows)
    issues: dict[int, set[int]] = {}
    told = Entry.objects.filter(report__development__in=[row.pk for row in known], position__isnull=False)
    for development, number in told.values_list("report__development_id", "issue__number"):
        if number is not None:
            issues.setdefault(development, set()).add(number)
    return tuple(_line(row, tuple(sorted(issues.get(row.pk, ())))) for row in known)


def view_of(row: DevelopmentRow) -> DevelopmentView:
    """A development whole."""
    development = from_json(row.record, Development)
    keys = [telling.key for telling in development.tellings]
    handles = dict(ReportRow.objects.filter(key__in=keys).values_list("key", "handle"))
    open_ = Regrouping.objects.filter(development=row, state="open").order_by("pk")
    return DevelopmentView(
        line=lines_of([row])[0],
        tellings=tuple(_telling(telling, handles) for telling in development.tellings),
        joins=tuple(
            JoinLine(
                handles.get(one.first, one.first),
                handles.get(one.second, one.second),
                one.reason,
                {"shared": one.shared},
            )
            for one in development.joins
        ),
        facts=tuple(
            MergedFact(
                field=said.field,
                value=_plain(said.value),
                told_by=_handles(said.told_by, handles),
                others=tuple((_plain(value), _handles(told, handles)) for value, told in said.others),
                about=said.about,
            )
            for said in merged_facts(development)
        ),
        decisions=tuple(decision_of(one) for one in decisions() if set(keys) & set(chain(*one.pairs))),
        proposals=tuple(proposed(one) for one in open_),
    )


def decision_of(row: Join) -> Decision:
    """An editor's decision, its reports by their handles."""
    keys = set(chain(*row.pairs))
    handles = dict(ReportRow.objects.filter(key__in=keys).values_list("key", "handle"))
    pairs = tuple((handles.get(one, one), handles.get(other, other)) for one, other in row.pairs)
    return Decision(row.pk, row.kind, pairs, row.reason, row.actor, row.at)


def proposed(row: Regrouping) -> Proposed:
    """What was put to an editor: the reports that a development would have, or the decision that waits."""
    if row.record:
        keys = [telling.key for telling in from_json(row.record, Development).tellings]
    else:
        keys = list(dict.fromkeys(chain(*row.pairs)))
    handles = dict(ReportRow.objects.filter(key__in=keys).values_list("key", "handle"))
    return Proposed(row.pk, row.kind, row.development.handle, _handles(keys, handles), row.reason, row.proposer, row.at)


def _line(row: DevelopmentRow, issues: tuple[int, ...]) -> DevelopmentLine:
    development = from_json(row.record, Development)
    facts = development.lead.report.facts
    return DevelopmentLine(
        handle=row.handle,
        key=row.key,
        title=facts.title.value or development.lead.report.headline.text,
        date=facts.date.value.date if facts.date.value else None,
        kind=str(facts.kind.value) if facts.kind.value else None,
        jurisdiction=facts.jurisdiction.value,
        reports=len(development.tellings),
        issues=issues,
    )


def _telling(telling: Telling, handles: dict[str, str]) -> TellingLine:
    report, origin = telling.report, telling.origin
    return TellingLine(
        handle=handles.get(telling.key, telling.key),
        key=telling.key,
        title=report.headline.text,
        source=origin.publisher or origin.release,
        address=origin.address,
        grade=origin.grade,
        date=report.facts.date.value.date if report.facts.date.value else None,
        published=origin.published,
        authority=origin.authority,
    )


def _handles(keys: Iterable[str], handles: dict[str, str]) -> tuple[str, ...]:
    return tuple(handles.get(key, key) for key in keys)


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value)
