"""Reported penalties against the ranges of their basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from guanlan.actions.law_summaries import CaseLine, CasesChecked
from guanlan.actions.steps.assemble import id_of, words_of
from guanlan.actions.steps.law_library import open_library
from guanlan.law.cases import case_of, filed, grouped
from guanlan.law.checks import Provided, check_case
from guanlan.law.provided import provided
from guanlan.records.bulletin import Paragraph
from guanlan.records.cases import CaseCheck, FiledCase, ReportedCase
from guanlan.records.codec import from_json
from guanlan.records.facts import Facts
from guanlan.records.report import Report
from guanlan.store.selectors.entries import placed_entries
from guanlan.store.selectors.issues import issue_by
from guanlan.store.selectors.reports import present_reports
from guanlan.text.provisions import Provision, print_provision


class _Told(NamedTuple):
    """Who tells of a case: a report by its handle, or an entry as ``ISSUE/3.2.05``."""

    ref: str
    title: str
    facts: Facts
    words: str


def check_cases(issue: str | None = None) -> CasesChecked:
    """Every case of the reports held, or of the entries of one issue, with its verdicts; and the archive of cases."""
    library = open_library()
    laws: dict[str, tuple[Provided, ...]] = {}  # what the versions of a law provide, read once
    lines: list[CaseLine] = []
    archive: list[FiledCase] = []
    for told in _reports() if issue is None else _entries(issue):
        if not told.facts.penalties:
            continue
        case = case_of(told.facts, told.words)
        named = {cited.law for cited in (*case.basis, *case.violated)}
        for name in named - laws.keys():
            laws[name] = provided(name, library)
        check = check_case(case, {name: laws[name] for name in named})
        lines += _lines(told, case, check)
        archive += filed(told.ref, told.facts, case)
    return CasesChecked(tuple(lines), grouped(archive))


def _lines(told: _Told, case: ReportedCase, check: CaseCheck) -> Iterator[CaseLine]:
    day, day_is = case.day
    basis = (*case.basis, *case.violated)[:1]
    if check.tier is not None:
        provision = _provision(check.tier.title, check.tier.article)
    else:
        provision = "".join(_provision(cited.law, cited.article) for cited in basis)
    for finding in check.findings:
        imposed = [one for one in case.imposed if one.party == finding.party] or list(case.imposed)
        measures = ("罚款",) if finding.amount is not None else dict.fromkeys(one.measure for one in imposed)
        yield CaseLine(
            ref=told.ref,
            title=told.title,
            provision=provision,
            party=finding.party,
            measure="、".join(measures),
            amount=finding.amount,
            currency=finding.currency,
            place=told.facts.jurisdiction.value,
            day=check.on or day,
            day_is=day_is.value,
            verdict=finding.verdict.value,
            reason=finding.reason,
            check=check,
        )


def _provision(title: str, article: str | None) -> str:
    """《某法》第五十九条."""
    return f"《{title}》{print_provision(Provision(article)) if article else ''}"


def _reports() -> Iterator[_Told]:
    for row in present_reports().iterator(chunk_size=200):
        report = from_json(row.record, Report)
        yield _Told(row.handle, row.headline, report.facts, _words(row.headline, report.paragraphs))


def _entries(which: str) -> Iterator[_Told]:
    issue = issue_by(which)
    for row, revision in placed_entries(issue):
        entry = words_of(revision, id_of(row))
        title = entry.title.text
        yield _Told(f"{issue.number or issue.title}/{entry.id}", title, entry.facts, _words(title, entry.paragraphs))


def _words(headline: str, paragraphs: Sequence[Paragraph]) -> str:
    return "\n".join([headline, *(paragraph.words.text for paragraph in paragraphs)])
