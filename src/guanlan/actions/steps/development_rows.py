"""Named groups → rows of developments, their reports, and proposals where a signed-off issue holds one as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

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
    rows = _rows(groups)
    touched: dict[int, DevelopmentRow] = {}
    moved: list[ReportRow] = []
    for one in groups:
        record = Development(one.key, tuple(told[key][1] for key in one.group.keys), one.group.joins)
        row = rows[one.key]
        if one.key in grouped.held:
            _propose(row, record, context)
        elif _set_record(row, record):
            touched[row.pk] = row
        for key in one.group.keys:
            report = told[key][0]
            if report.development_id != row.pk:
                report.development = row
                moved.append(report)
        for key in one.swallowed:
            lost = grouped.former[key]
            lost.merged_into = row
            touched[lost.pk] = lost
    ReportRow.objects.bulk_update(moved, ["development"], batch_size=200)
    DevelopmentRow.objects.bulk_update(touched.values(), ["record", "hash", "merged_into"], batch_size=50)
    index_developments(touched.values())
    return len(touched)


def _rows(groups: Iterable[Named]) -> dict[str, DevelopmentRow]:
    """The rows of the groups' keys; those that are not there yet are added, empty."""
    keys = [one.key for one in groups]
    rows = {row.key: row for row in DevelopmentRow.objects.filter(key__in=keys)}
    new = [
        DevelopmentRow(key=key, handle=development_handle(key), record="", hash="") for key in keys if key not in rows
    ]
    DevelopmentRow.objects.bulk_create(new)
    return {**rows, **{row.key: row for row in new}}


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
