"""Corrections beside what the machine reads: which hold, which are settled, which a person must look at."""

from __future__ import annotations

from typing import Any

import msgspec

from guanlan.actions.steps.fields import plain_field, with_field
from guanlan.records.anchor import Anchor, anchor_at
from guanlan.records.report import Report
from guanlan.store.models import Correction, Release, RemovedRow, Standing
from guanlan.store.models import Report as ReportRow

APPLIED, SETTLED, CONFLICT, REPLACED = "applied", "settled", "conflict", "replaced"


def judge(old: Any, new: Any, machine: Any) -> str:
    """How a correction from ``old`` to ``new`` stands to what the machine reads now."""
    if machine == new:
        return SETTLED
    return APPLIED if machine == old else CONFLICT


class Corrections:
    """The corrections of a release's reports that count: the latest of each field. Looked up once, for all of them."""

    def __init__(self, release: Release) -> None:
        self._heirs: dict[str, str] = {}
        replaced = ReportRow.objects.filter(release=release, successor__isnull=False)
        for key, heir in replaced.values_list("key", "successor__key"):
            self._heirs[key] = heir or key
        blank = RemovedRow.objects.filter(noun="correction").values_list("key", flat=True)
        ours = Correction.objects.filter(report_key__startswith=f"{release.key}#").exclude(pk__in=blank)
        self._all = list(ours.order_by("id"))

    def follow(self, old: str, new: str) -> None:
        """The report ``old`` is known as ``new`` from now on: its corrections follow."""
        self._heirs[old] = new

    def of(self, key: str) -> list[Correction]:
        """Those of a report, and of the reports that it succeeded."""
        return list({one.field: one for one in self._all if self._present(one.report_key) == key}.values())

    def _present(self, key: str) -> str:
        seen = {key}
        while (heir := self._heirs.get(key)) is not None and heir not in seen:
            seen.add(heir)
            key = heir
        return key


def corrected(corrections: list[Correction], machine: Report, published: str) -> Report:
    """``machine`` with its corrections, each judged anew; ``published`` is the text of the reading.

    Where the machine reads a third thing, the person's word stands until a person decides.
    """
    facts = machine.facts
    for correction in corrections:
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
