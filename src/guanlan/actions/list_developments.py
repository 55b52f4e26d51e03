"""Developments as lists and one by one; what waits because a signed-off issue tells them."""

from __future__ import annotations

import datetime

from django.db.models import Q

from guanlan.actions.act import NOTHING, acting
from guanlan.actions.context import Context
from guanlan.actions.development_summaries import DevelopmentLine, DevelopmentView, Proposed
from guanlan.actions.steps.development_views import lines_of, proposed, view_of
from guanlan.actions.steps.join import join_reports
from guanlan.store.models import Regrouping, Report
from guanlan.store.selectors.developments import development_by, standing_developments


def update_developments(*, context: Context) -> int:
    """Bring the developments up to date with the reports; how many changed."""
    with acting(context, "join reports", "*") as details:
        changed = join_reports(context)
        details.update({"changed": changed} if changed else {NOTHING: True})
    return changed


def list_developments(
    *,
    context: Context,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    words: str | None = None,
) -> tuple[DevelopmentLine, ...]:
    """The developments of these days (both included), the newest first; those without a day come last.

    ``words`` stand in a headline of one of its reports.
    """
    update_developments(context=context)
    reports = Report.objects.filter(gone=False, development__isnull=False)
    if since:
        reports = reports.filter(Q(date_until__gte=since) | Q(date_from=None, release__published__gte=since))
    if until:
        reports = reports.filter(Q(date_from__lte=until) | Q(date_from=None, release__published__lte=until))
    if words:
        reports = reports.filter(headline__contains=words)
    rows = standing_developments().filter(pk__in=reports.values("development_id")).order_by("pk")
    return tuple(sorted(lines_of(rows), key=lambda line: (line.date or "", line.key), reverse=True))


def show_development(which: str, *, context: Context) -> DevelopmentView:
    """A development whole: its reports, why they are together, what they say, what editors decided."""
    update_developments(context=context)
    return view_of(development_by(which))


def list_regroupings() -> tuple[Proposed, ...]:
    """What waits for an editor's word, oldest first."""
    rows = Regrouping.objects.filter(state="open").select_related("development").order_by("pk")
    return tuple(proposed(row) for row in rows)
