"""Named groups → rows of developments, their reports, and proposals where a signed-off issue holds one as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from guanlan.actions.context import Context
from guanlan.actions.steps.grouping import Grouped
from guanlan.actions.steps.indexing import index_developments
from guanlan.actions.steps.marking import batches, tellings_of
from guanlan.extract.development_keys import Named
from guanlan.records.codec import content_hash, to_json
from guanlan.records.development import Development, Telling
from guanlan.store.models import Development as DevelopmentRow
from guanlan.store.models import Regrouping
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.intake import best_grades

TELLINGS = "tellings"


def write_groups(grouped: Grouped, context: Context) -> int:
    """Bring the rows up to date with the groups; how many developments changed."""
    grades = best_grades()
    changed = 0
    for some in batches(grouped.groups):
        reports = [grouped.reports[key] for one in some for key in one.group.keys]
        told = {row.key: (row, telling) for row, telling in tellings_of(reports, grades)}
        changed += _write(some, told, grouped, context)
    return changed


def development_handle(key: str) -> str:
    """What a person types for a development: other than that of the report by whose key it is known."""
    return hashlib.sha256(f"development {key}".encode()).hexdigest()[:12]


def _write(
    groups: Sequence[Named], told: dict[str, tuple[ReportRow, Telling]], grouped: Grouped, context: Context
) -> int:
    records = {
        one.key: Development(one.key, tuple(told[key][1] for key in one.group.keys), one.group.joins) for one in groups
    }
    rows = {row.key: row for row in DevelopmentRow.objects.filter(key__in=records)}
    new = [_new_row(record) for key, record in records.items() if key not in rows]
    DevelopmentRow.objects.bulk_create(new)
    rows.update((row.key, row) for row in new)
    touched: dict[int, DevelopmentRow] = {}
    moved: list[ReportRow] = []
    for one in groups:
        row = rows[one.key]
        if one.key in grouped.held:
            _propose(row, records[one.key], context)
        elif _set_record(row, records[one.key]):
            touched[row.pk] = row
        for report in (told[key][0] for key in one.group.keys):
            if report.development_id != row.pk:
                report.development = row
                moved.append(report)
        touched.update((lost.pk, lost) for lost in _swallow(row, one, grouped))
    ReportRow.objects.bulk_update(moved, ["development"], batch_size=200)
    DevelopmentRow.objects.bulk_update(touched.values(), ["record", "hash", "merged_into"], batch_size=50)
    index_developments([*new, *touched.values()])
    return len(new) + len(touched)


def _swallow(row: DevelopmentRow, named: Named, grouped: Grouped) -> list[DevelopmentRow]:
    """Let the developments that the group swallowed lead to it."""
    lost = [grouped.former[key] for key in named.swallowed]
    for one in lost:
        one.merged_into = row
    return lost


def _new_row(record: Development) -> DevelopmentRow:
    key = record.key
    text = to_json(record).decode()
    return DevelopmentRow(key=key, handle=development_handle(key), record=text, hash=content_hash(record))


def _set_record(row: DevelopmentRow, record: Development) -> bool:
    """Whether the row had to change."""
    digest = content_hash(record)
    if row.hash == digest and row.merged_into_id is None:
        return False
    row.record, row.hash, row.merged_into = to_json(record).decode(), digest, None
    return True


def _propose(row: DevelopmentRow, record: Development, context: Context) -> None:
    """A development that a signed-off issue tells stays as it is told: what it would be is put to an editor."""
    digest = content_hash(record)
    open_ = Regrouping.objects.filter(development=row, kind=TELLINGS, state="open")
    if digest == row.hash:
        open_.delete()
        return
    open_.exclude(hash=digest).delete()  # what was put before, and is so no more
    Regrouping.objects.get_or_create(
        development=row,
        hash=digest,
        defaults={
            "kind": TELLINGS,
            "record": to_json(record).decode(),
            "proposer": context.actor,
            "at": context.now,
        },
    )
