"""What may be chosen for an issue: every document that came in, judged, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guanlan.actions.act import NOTHING, acting
from guanlan.actions.context import Context
from guanlan.actions.steps.draft import telling_of
from guanlan.actions.steps.judging import habits, judge, judgements
from guanlan.actions.steps.stories import stories
from guanlan.errors import InputError
from guanlan.extract.triage import likeness
from guanlan.records.codec import from_json
from guanlan.records.report import Report
from guanlan.records.triage import Candidate, Habits, Reason, Triage
from guanlan.store.models import Capture, Release
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.candidates import (
    document_captures,
    newest_extractions,
    releases,
    releases_of_blobs,
    reports_of_releases,
)
from guanlan.store.selectors.developments import decisions
from guanlan.store.selectors.intake import best_grades

LIKENESS_COUNTS = 0.2
"""How much of the order likeness to back issues may make: two candidates of one score are told by it, no more."""

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_UNREAD = Triage(relevant=False, score=0.0, shape="other", reasons=(Reason("unread", 0.0),))


def list_candidates(
    *, context: Context, relevant: bool = False, month: str | None = None, limit: int | None = None
) -> tuple[Candidate, ...]:
    """A candidate for every document that was captured, by order; only the ``relevant`` ones, those published in
    ``month`` (``2024-09``), the first ``limit`` where that is asked for.

    What was not judged by the present code is judged first, and kept. Imported bulletins are no candidates. Raises
    ``InputError`` for a month that is none.
    """
    if month is not None and not _MONTH.fullmatch(month):
        raise InputError("triage.bad_month", value=month)
    desk = _Desk(month)
    with acting(context, "judge", month or "") as details:
        details["judged"] = judge(desk.extractions())
        if not details["judged"]:
            details[NOTHING] = True
    found = [one for one in desk.candidates() if one.triage.relevant or not relevant]
    found.sort(key=lambda one: (-one.order, one.doc))
    return tuple(found[:limit])


class _Desk:
    """What lies on the editor's desk: captures, their releases and what was made of them, looked up together."""

    def __init__(self, month: str | None) -> None:
        self._made = newest_extractions()
        self._home = releases_of_blobs()
        self._releases = releases(self._home.values())
        self._captures = {
            capture.name or capture.origin: capture
            for capture in document_captures().iterator()
            if self._made.get(capture.blob_id, (0, "release"))[1] == "release" and self._is_of(capture, month)
        }

    def extractions(self) -> list[int]:
        """What was made of the documents on the desk."""
        return [self._made[one.blob_id][0] for one in self._captures.values() if one.blob_id in self._made]

    def candidates(self) -> Iterator[Candidate]:
        """A candidate a document."""
        said = dict(judgements(self.extractions()))
        reports = reports_of_releases(
            self._home[one.blob_id] for one in self._captures.values() if one.blob_id in self._home
        )
        told = {doc: said.get(self._made.get(one.blob_id, (0, ""))[0], _UNREAD) for doc, one in self._captures.items()}
        known = habits()
        named = self._stories(told, reports)
        for doc, capture in self._captures.items():
            release = self._release(capture)
            rows = reports.get(release.pk, []) if release else []
            yield _candidate(doc, release, rows, told[doc], known, named)

    def _stories(self, told: dict[str, Triage], reports: dict[int, list[ReportRow]]) -> dict[str, str]:
        """Report → story, for those that are wanted and tell one thing."""
        rows: dict[str, ReportRow] = {}
        for doc, capture in self._captures.items():
            release = self._release(capture)
            if told[doc].relevant and told[doc].shape == "single" and release is not None:
                rows.update((row.key, row) for row in reports.get(release.pk, [])[:1])
        grades = best_grades()
        joins: dict[str, list[tuple[str, str]]] = {"join": [], "split": []}
        for decision in decisions():
            joins[decision.kind].extend((first, second) for first, second in decision.pairs)
        tellings = [telling_of(row, grades[row.extraction_id]) for row in rows.values()]
        return stories(tellings, must_link=joins["join"], cannot_link=joins["split"])

    def _release(self, capture: Capture) -> Release | None:
        home = self._home.get(capture.blob_id)
        return None if home is None else self._releases.get(home)

    def _is_of(self, capture: Capture, month: str | None) -> bool:
        release = self._release(capture)
        day = release.published if release is not None and release.published else capture.at.date()
        return month is None or day.isoformat().startswith(month)


def _candidate(
    doc: str, release: Release | None, rows: Iterable[ReportRow], told: Triage, known: Habits, named: dict[str, str]
) -> Candidate:
    rows = list(rows)
    facts = [from_json(row.record, Report).facts for row in rows] if known.entries else []
    publisher = release.publisher if release else None
    alike = likeness(facts, publisher, known)
    single = told.relevant and told.shape == "single"
    return Candidate(
        doc=doc,
        release=release.key if release else "",
        title=told.title or doc,
        triage=told,
        order=round(told.score + LIKENESS_COUNTS * sum(reason.weight for reason in alike), 4),
        publisher=publisher,
        published=release.published.isoformat() if release and release.published else None,
        story=named.get(rows[0].key) if single and rows else None,
        likeness=alike,
    )
