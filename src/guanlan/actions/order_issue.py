"""Put the entries of a column or sub-column into another order."""

from __future__ import annotations

from collections.abc import Sequence

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.list_issues import view_of
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import id_of
from guanlan.actions.steps.rearrange import arrange, refresh_frame, standing_in
from guanlan.actions.summaries import IssueView
from guanlan.errors import InputError
from guanlan.store.selectors.entries import entry_at
from guanlan.store.selectors.issues import issue_by


def order_issue(which: str, ids: Sequence[str], *, context: Context) -> IssueView:
    """Let the entries ``ids``, all of one sub-column, stand first in it and in this order; the others follow as they
    stood. The ids change with the places. Raises ``InputError`` where the ids are not of one sub-column, or repeat.
    """
    if not ids:
        raise InputError("actions.nothing_to_order")
    with acting(context, "order", which) as details:
        issue = issue_by(which)
        must_be_draft(issue)
        rows = [entry_at(issue, one) for one in ids]
        parts = {(row.column, row.subcolumn) for row in rows}
        if len(parts) != 1 or len({row.pk for row in rows}) != len(rows):
            raise InputError("actions.mixed_order", ids=" ".join(ids))
        part = parts.pop()
        before = standing_in(issue, part)
        details.update(before=[id_of(row) for row in before], first=list(ids))
        named = {row.pk for row in rows}
        for row in rows:
            row.moved = True
        arrange([*rows, *(row for row in before if row.pk not in named)], part)
        refresh_frame(issue)
    return view_of(issue)
