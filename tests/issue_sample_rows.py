"""The sample issue as rows of a home, signed off."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from guanlan.actions.context import Context
from guanlan.records.codec import content_hash, to_json

sys.path.append(str(Path(__file__).resolve().parent / "publish"))


def kept_issue(context: Context, number: int = 18, state: str = "signed_off"):
    """Issue ``number``, its entries without reports."""
    from issue_sample import sample_issue

    from guanlan.actions.steps.assemble import numbered, set_frame
    from guanlan.store.models import Entry, Issue, Revision

    bulletin = sample_issue()
    issue = Issue(title=bulletin.cover.title.text, number=number, date=datetime.date(2025, 1, 16), state=state)
    set_frame(issue, bulletin)
    issue.save()
    for column, whole in enumerate(bulletin.columns, 1):
        for subcolumn, part in numbered(whole.subcolumns):
            for position, record in enumerate(part.entries, 1):
                row = Entry(issue=issue, column=column, subcolumn=subcolumn, position=position)
                row.save()
                Revision(
                    entry=row,
                    number=1,
                    record=to_json(record).decode(),
                    hash=content_hash(record),
                    actor=context.actor,
                    at=context.now,
                    by_hand=False,
                ).save()
    return issue
