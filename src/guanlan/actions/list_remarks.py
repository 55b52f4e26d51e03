"""What reviewers said about an issue, as it was kept when their copies were taken back."""

from __future__ import annotations

from guanlan.actions.review_summaries import RemarkLine
from guanlan.actions.steps.assemble import id_of
from guanlan.store.models import Remark
from guanlan.store.selectors.issues import issue_by


def list_remarks(which: str) -> tuple[RemarkLine, ...]:
    """Every remark of an issue by entry, answers behind what they answer; one that was settled later is told once."""
    rows = Remark.objects.filter(copy__issue=issue_by(which)).select_related("entry").order_by("id")
    settled = {(row.copy_id, row.key) for row in rows if row.done}
    lines: dict[tuple[int, str], RemarkLine] = {}
    for row in rows:
        key = (row.copy_id, row.key)
        if key not in lines:
            entry = id_of(row.entry) if row.entry is not None and row.entry.position is not None else None
            done = key in settled
            lines[key] = RemarkLine(
                row.key, entry, row.quote, row.text, row.author, row.said, done, row.answers, row.at
            )
    return tuple(sorted(lines.values(), key=lambda line: line.entry or "~"))
