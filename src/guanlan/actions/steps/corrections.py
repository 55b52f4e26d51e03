"""Corrections beside what the machine reads: which hold, which are settled, which a person must look at."""

from __future__ import annotations

from typing import Any

import msgspec

from guanlan.actions.steps.fields import plain_field, with_field
from guanlan.records.anchor import Anchor, anchor_at
from guanlan.records.report import Report
from guanlan.store.models import Correction, Standing
from guanlan.store.models import Report as ReportRow

APPLIED, SETTLED, CONFLICT, REPLACED = "applied", "settled", "conflict", "replaced"


def judge(old: Any, new: Any, machine: Any) -> str:
    """How a correction from ``old`` to ``new`` stands to what the machine reads now."""
    if machine == new:
        return SETTLED
    return APPLIED if machine == old else CONFLICT


def keys_of(row: ReportRow) -> list[str]:
    """The report's key and those of the reports that it succeeded: corrections follow a changed headline."""
    keys, waiting = [], [row]
    while waiting:
        one = waiting.pop()
        keys.append(one.key)
        waiting.extend(one.predecessors.all())
    return keys


def corrections_of(row: ReportRow) -> list[Correction]:
    """The corrections that count: the latest of each field."""
    latest: dict[str, Correction] = {}
    for correction in Correction.objects.filter(report_key__in=keys_of(row)).order_by("id"):
        latest[correction.field] = correction
    return list(latest.values())


def corrected(row: ReportRow, machine: Report, published: str) -> Report:
    """``machine`` with the corrections of ``row``, each judged anew; ``published`` is the text of the reading.

    Where the machine reads a third thing, the person's word stands until a person decides.
    """
    facts = machine.facts
    for correction in corrections_of(row):
        value = plain_field(machine.facts, correction.field)
        state = judge(correction.old, correction.new, value)
        _stand(correction, state, value)
        if state != SETTLED:
            anchors = quoted(machine, correction.quote, published)
            facts = with_field(facts, correction.field, correction.new, anchors)
    return msgspec.structs.replace(machine, facts=facts)


def _stand(correction: Correction, state: str, machine: Any) -> None:
    machine = machine if state == CONFLICT else None
    Standing.objects.update_or_create(correction=correction, defaults={"state": state, "machine": machine})


def quoted(report: Report, quote: str, published: str) -> tuple[Anchor, ...]:
    """Where the words stand in the report; nothing where they do not. White space apart, as pages cut lines."""
    spans = [report.headline.spans, *(paragraph.words.spans for paragraph in report.paragraphs)]
    spans.extend(source.spans for source in report.sources)
    for start, end in (span for part in spans for span in part):
        at = published.find(quote, start, end) if quote else -1
        if at >= 0:
            return (anchor_at(published, at, at + len(quote)),)
    return ()
