"""What the colophon of an issue says of the watch: bound into the issue, so that it is rebuilt as it was."""

from __future__ import annotations

import datetime

from guanlan.actions.context import Context
from guanlan.actions.steps.heads import current_head
from guanlan.actions.steps.source_lines import source_states
from guanlan.errors import phrase
from guanlan.publish.colophon import Watched
from guanlan.records.versions import ChangeSort
from guanlan.store.models import Report, VersionChange


def watched_for(first: datetime.date, last: datetime.date, context: Context) -> Watched:
    """How the sources stood at the end of ``last`` (today, where that is still to come), and which pages were found to
    be gone from ``first`` to ``last`` and stayed so.
    """
    lines = source_states(context.now, on=last if last < context.now.date() else None)
    ailing = [line for line in lines if not line.state.is_well]
    return Watched(
        names=tuple(sorted(line.name for line in lines)),
        ailing=tuple(
            f"{one.name}（{one.state.since}起{phrase(one.state.why, 'zh', one.state.params)}）" for one in ailing
        ),
        gone=tuple(_gone(first, last)),
        head=head.text if (head := current_head()) else "",
    )


def _gone(first: datetime.date, last: datetime.date) -> list[str]:
    latest = {row.release_id: row for row in VersionChange.objects.order_by("id")}
    found = []
    for row in latest.values():
        if row.sort == ChangeSort.REMOVED and first <= row.at.date() <= last:
            told = Report.objects.filter(release_id=row.release_id, gone=False).order_by("order").first()
            found.append(f"{told.headline if told else row.release.key}（{row.at.date()}）")
    return sorted(found)
