"""All reports that may be told → developments, with their rows brought up to date."""

from __future__ import annotations

from guanlan.actions.steps.draft import telling_of
from guanlan.actions.steps.indexing import index_developments
from guanlan.extract.merging import cluster
from guanlan.extract.triage import is_out
from guanlan.records.codec import content_hash, to_json
from guanlan.records.development import Development
from guanlan.store.models import Development as DevelopmentRow
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.intake import best_grades
from guanlan.store.selectors.reports import present_reports


def joined() -> tuple[tuple[Development, ...], list[tuple[ReportRow, str]]]:
    """The developments that the releases tell of, and the reports that plain rules keep out, with the reason's code.

    Entries of imported bulletins are no releases: they are others' words about them, and are not told again.
    """
    rows: dict[str, ReportRow] = {}
    kept_out = []
    tellings = []
    grades = best_grades()
    for row in present_reports().exclude(release__shape="bulletin"):
        telling = telling_of(row, grades[row.extraction_id])
        if reason := is_out(telling.report):
            kept_out.append((row, reason))
            continue
        rows[row.key] = row
        tellings.append(telling)
    developments = cluster(tellings)
    touched: dict[int, DevelopmentRow] = {}
    for development in developments:
        touched.update(_write(development, rows))
    index_developments(touched.values())
    return developments, kept_out


def _write(development: Development, rows: dict[str, ReportRow]) -> dict[int, DevelopmentRow]:
    """The development's row, its reports, and the rows of those that it swallowed; gives all rows of developments."""
    record = to_json(development).decode()
    digest = content_hash(development)
    row, _ = DevelopmentRow.objects.get_or_create(key=development.key, defaults={"record": record, "hash": digest})
    if row.hash != digest or row.merged_into is not None:
        row.record, row.hash, row.merged_into = record, digest, None
        row.save()
    touched = {row.pk: row}
    for telling in development.tellings:
        report = rows[telling.key]
        former, report.development = report.development, row
        report.save(update_fields=["development"])
        if former is not None and former.pk != row.pk and not former.reports.exists():
            former.merged_into = row
            former.save()
            touched[former.pk] = former
    return touched
