"""All reports that may be told → developments, with their rows brought up to date.

Only what changed is looked at: reports that came, went or read otherwise, those they are alike with, and what hangs
together with these. The developments are those of joining everything anew, and keep their keys.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from guanlan.actions.context import Context
from guanlan.actions.steps.development_rows import write_groups
from guanlan.actions.steps.grouping import Decided, decided, group_reports
from guanlan.actions.steps.linking import link_reports
from guanlan.actions.steps.marking import mark_reports
from guanlan.records.codec import from_json
from guanlan.records.development import Development
from guanlan.store.models import Development as DevelopmentRow
from guanlan.store.models import Report as ReportRow


def join_reports(context: Context) -> int:
    """Bring all developments up to date; how many changed."""
    marked = mark_reports()
    touched = marked.reports | link_reports(marked.days)
    return regroup(touched, context) if touched else 0


def regroup(
    touched: Iterable[int], context: Context, *, decisions: Decided | None = None, free: frozenset[str] = frozenset()
) -> int:
    """Group anew what hangs together with these reports; developments whose keys are ``free`` may change although a
    signed-off issue tells them.
    """
    return write_groups(group_reports(touched, decisions or decided(), free=free), context)


def joined(
    context: Context, first: datetime.date, last: datetime.date
) -> tuple[tuple[Development, ...], list[tuple[ReportRow, str]]]:
    """The developments of these days and those without a day, and the reports of these days that plain rules keep out,
    with the reason's code.
    """
    join_reports(context)
    reports = _of_days(first, last)
    told = reports.filter(mark__out="", development__isnull=False).values("development_id")
    rows = DevelopmentRow.objects.filter(merged_into=None, pk__in=told).order_by("key")
    developments = tuple(from_json(record, Development) for record in rows.values_list("record", flat=True).iterator())
    kept_out = reports.exclude(mark__out="").select_related("mark").order_by("date_from", "key")
    return developments, [(row, row.mark.out) for row in kept_out]


def _of_days(first: datetime.date, last: datetime.date) -> QuerySet[ReportRow]:
    """The marked reports that happened or were published in these days, or that say no day."""
    happened = Q(date_from__lte=last, date_until__gte=first)
    published = Q(release__published__gte=first, release__published__lte=last)
    undated = Q(date_from=None, release__published=None)
    return ReportRow.objects.filter(happened | published | undated, mark__isnull=False)
