"""Put a fact right, for good."""

from __future__ import annotations

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.steps.assemble import words_of
from guanlan.actions.steps.corrections import REPLACED, Corrections, quoted
from guanlan.actions.steps.fields import parse_field, plain_field
from guanlan.actions.steps.indexing import index_entries, index_reports
from guanlan.actions.steps.issue_rows import new_revision
from guanlan.actions.steps.report_rows import fill
from guanlan.actions.steps.settle import said_by
from guanlan.actions.summaries import Corrected
from guanlan.errors import InputError, OurFault
from guanlan.records.codec import from_json
from guanlan.records.reading import Reading
from guanlan.records.report import Report
from guanlan.store.models import Correction, Standing
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.developments import FINAL, SIGNED_OFF
from guanlan.store.selectors.entries import with_latest
from guanlan.store.selectors.reports import report_by


def correct_fact(report: str, field: str, value: str, *, context: Context, quote: str = "") -> Corrected:
    """Write a correction of the report's ``field`` and let it hold, in the report and in the entries about it.

    ``value`` is as typed (``steps.fields.parse_field``); ``quote`` are words of the report that prove it. Raises
    ``InputError`` for a value that is none of the field, for words that the report does not have, and where there is
    nothing to correct.
    """
    new = parse_field(field, value)
    with acting(context, "correct", report) as details:
        row = report_by(report)
        reading = from_json(row.extraction.reading.record, Reading)
        machine = _machine(row, reading)
        shown = plain_field(from_json(row.record, Report).facts, field)
        if new == shown:
            raise InputError("actions.nothing_to_correct", field=field, value=value)
        if quote and not quoted(machine, quote, reading.text):
            raise InputError("actions.quote_absent", quote=quote)
        if field == "date_role" and machine.facts.date.value is None:
            raise InputError("actions.no_date_yet", report=row.handle)
        _write(row, field, plain_field(machine.facts, field), new, quote, context)
        fill(row, machine, reading.text, Corrections(row.release).of(row.key))
        _carry(row, field, context)
        index_reports([row])
        index_entries(row.entries.select_related("issue"))
        details.update(key=row.key, field=field, old=shown, new=new)
    return Corrected(row.key, row.handle, field, shown, new)


def _machine(row: ReportRow, reading: Reading) -> Report:
    """What the machine made of the report."""
    for report in said_by(row.extraction, reading).reports:
        if report.name == row.name:
            return report
    raise OurFault("actions.lost_report", key=row.key)


def _write(row: ReportRow, field: str, old: object, new: object, quote: str, context: Context) -> None:
    """The correction's row. An earlier one of the field is kept, and holds no more."""
    for earlier in Corrections(row.release).of(row.key):
        if earlier.field == field:
            Standing.objects.filter(correction=earlier).update(state=REPLACED, machine=None)
    Correction(
        report_key=row.key, field=field, old=old, new=new, quote=quote, actor=context.actor, at=context.now
    ).save()


def _carry(row: ReportRow, field: str, context: Context) -> None:
    """A new revision of each entry about the report, with the fact put right; its words stay.

    Entries of issues that are final or signed off stay as they are: those change by amendments.
    The title of a composed entry, or of one that a person wrote, is its editor's: it is no fact of the report's.
    """
    facts = from_json(row.record, Report).facts
    name = "date" if field == "date_role" else field
    for entry, last in with_latest(row.entries.select_related("issue").exclude(issue__state__in=(FINAL, SIGNED_OFF))):
        if name == "title" and (last.by_hand or entry.issue.release_id is None):
            continue
        was = words_of(last, "")
        mended = msgspec.structs.replace(was.facts, **{name: getattr(facts, name)})
        new_revision(entry, msgspec.structs.replace(was, facts=mended), context, by_hand=last.by_hand)
