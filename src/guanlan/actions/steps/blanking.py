"""The words of removed bytes go out of every row: called within the transaction that records the removal."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec
from django.db import connection
from django.db.models import QuerySet

from guanlan.actions.steps import cutting
from guanlan.actions.steps.assemble import id_of
from guanlan.actions.steps.indexing import drop, index_developments, index_reports
from guanlan.actions.steps.law_rows import sync_works
from guanlan.records.bulletin import Words
from guanlan.records.codec import content_hash, from_json, to_json
from guanlan.records.development import Development
from guanlan.records.report import Report
from guanlan.store.freezing import BLANKS, NO_BULLETIN
from guanlan.store.models import (
    Amendment,
    Correction,
    Entry,
    Extraction,
    Judgement,
    KeptFile,
    LawVersion,
    Link,
    Mark,
    ModelText,
    Proposal,
    Reading,
    Regrouping,
    Remark,
    Removal,
    RemovedRow,
    ReviewCopy,
    ReviewDecision,
    SignOff,
    Standing,
    Unread,
    VersionChange,
    Waiver,
)
from guanlan.store.models import Development as DevelopmentRow
from guanlan.store.models import Report as ReportRow


def told_in(sha256: str) -> tuple[str, ...]:
    """The entries that tell of what these bytes say, as a person types them: 18/3.2.05."""
    rows = Entry.objects.filter(report__extraction__reading__blob_id=sha256, position__isnull=False)
    rows = rows.select_related("issue").order_by("issue__number", "column", "subcolumn", "position")
    return tuple(f"{row.issue.number or row.issue.title}/{id_of(row)}" for row in rows)


def kept_of(sha256: str) -> tuple[str, ...]:
    """The files that went out of issues that told of these bytes, as format and SHA-256."""
    rows = KeptFile.objects.filter(issue__entries__report__extraction__reading__blob_id=sha256, blob__removal=None)
    return tuple(f"{row.format} {row.blob_id}" for row in rows.distinct().order_by("id"))


def blank_rows(removal: Removal) -> int:
    """Name the frozen rows that hold words of the removed bytes, and blank them; gives how many."""
    count = 0
    for noun, rows in _frozen(removal.blob_id).items():
        keys = [] if noun not in BLANKS else sorted(rows())
        RemovedRow.objects.bulk_create(RemovedRow(removal=removal, noun=noun, key=key) for key in keys)
        for key in keys:
            _blank(noun, key)
        count += len(keys)
    return count


def forget_words(sha256: str) -> int:
    """Reports, developments, the law and passages of search that hold words of these bytes; gives how many reports."""
    reports = list(ReportRow.objects.filter(extraction__reading__blob_id=sha256))
    touched = list(_developments(reports))
    Standing.objects.filter(correction__report_key__in=[row.key for row in reports]).update(
        state="replaced", machine=None
    )
    Judgement.objects.filter(extraction__reading__blob_id=sha256).delete()
    Mark.objects.filter(report__in=reports).delete()
    Link.objects.filter(first__in=reports).delete()
    Link.objects.filter(second__in=reports).delete()
    for row in reports:
        empty = Report(row.name, Words(""))
        row.record, row.hash, row.headline = to_json(empty).decode(), content_hash(empty), ""
        row.kind = row.jurisdiction = row.date_from = row.date_until = row.development = None
        row.gone = True
        row.save()
    index_reports(reports)
    _retell(touched, {row.key for row in reports})
    if LawVersion.objects.filter(pk=sha256).exists():
        drop(cutting.LAW, [sha256])
        LawVersion.objects.filter(pk=sha256).delete()
        sync_works()
    return len(reports)


def _frozen(sha256: str) -> dict[str, Callable[[], Iterable[int]]]:
    """Noun → the ids of its rows that hold words of the blob."""
    keys = ReportRow.objects.filter(extraction__reading__blob_id=sha256).values_list("key", flat=True)
    entries = Entry.objects.filter(report__extraction__reading__blob_id=sha256)
    changed = VersionChange.objects.filter(before__blob_id=sha256) | VersionChange.objects.filter(after__blob_id=sha256)
    return {
        "reading": lambda: Reading.objects.filter(blob_id=sha256).values_list("pk", flat=True),
        "extraction": lambda: Extraction.objects.filter(reading__blob_id=sha256).values_list("pk", flat=True),
        "unread": lambda: Unread.objects.filter(blob_id=sha256).values_list("pk", flat=True),
        "correction": lambda: Correction.objects.filter(report_key__in=list(keys)).values_list("pk", flat=True),
        "versionchange": lambda: changed.values_list("pk", flat=True),
        "proposal": lambda: Proposal.objects.filter(change__in=changed).values_list("pk", flat=True),
        "modeltext": lambda: ModelText.objects.filter(blobs__contains=sha256).values_list("pk", flat=True),
        "amendment": lambda: Amendment.objects.filter(entry__in=entries).values_list("pk", flat=True),
        "signoff": lambda: SignOff.objects.filter(table__contains=sha256).values_list("pk", flat=True),
        "waiver": lambda: _waived_in(entries),
        "reviewcopy": lambda: ReviewCopy.objects.filter(issue__entries__in=entries).values_list("pk", flat=True),
        "reviewdecision": lambda: ReviewDecision.objects.filter(entry__in=entries).values_list("pk", flat=True),
        "remark": lambda: Remark.objects.filter(entry__in=entries).values_list("pk", flat=True),
    }


def _waived_in(entries: QuerySet[Entry]) -> Iterable[int]:
    """What was let through in titles and bodies of these entries, where they stand."""
    for row in entries.filter(position__isnull=False):
        own = Waiver.objects.filter(issue=row.issue_id, where__in=(id_of(row), f"title:{id_of(row)}"))
        yield from own.values_list("pk", flat=True)


def _blank(noun: str, key: int) -> None:
    """Past the model, which would refuse: the triggers let exactly this through."""
    values = {column: choices[0] for column, choices in BLANKS[noun].items()}
    if noun == "extraction" and Extraction.objects.filter(pk=key, shape="bulletin").exists():
        values["record"] = NO_BULLETIN
    places = ", ".join(f'"{column}" = %s' for column in values)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE store_{noun} SET {places} WHERE id = %s", [*values.values(), key])


def _developments(reports: Iterable[ReportRow]) -> Iterable[DevelopmentRow]:
    """Those whose record holds a telling of one of the reports, old records of merged ones too."""
    found: dict[int, DevelopmentRow] = {}
    for report in reports:
        if report.development is not None:
            found[report.development.pk] = report.development
        quoted = to_json(report.key).decode()
        found.update({row.pk: row for row in DevelopmentRow.objects.filter(record__contains=quoted)})
    return found.values()


def _retell(rows: Iterable[DevelopmentRow], gone: set[str]) -> None:
    """Developments without the tellings that are gone; one that is told no more goes too."""
    for key in gone:
        Regrouping.objects.filter(record__contains=to_json(key).decode()).delete()
    kept: list[DevelopmentRow] = []
    empty: list[DevelopmentRow] = []
    for row in rows:
        record = from_json(row.record, Development)
        tellings = tuple(one for one in record.tellings if one.key not in gone)
        joins = tuple(one for one in record.joins if not {one.first, one.second} & gone)
        record = msgspec.structs.replace(record, tellings=tellings, joins=joins)
        row.record, row.hash = to_json(record).decode(), content_hash(record)
        row.save()
        (kept if tellings else empty).append(row)
    index_developments(kept)
    drop(cutting.DEVELOPMENT, [str(row.pk) for row in empty])
    DevelopmentRow.objects.filter(merged_into__in=empty).update(merged_into=None)
    Regrouping.objects.filter(development__in=empty).delete()
    for row in empty:
        row.delete()
