"""Reported penalties against the ranges of their basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from guanlan.actions.law_summaries import CaseLine, CasesChecked
from guanlan.actions.steps.assemble import id_of, words_of
from guanlan.actions.steps.law_library import open_library
from guanlan.law.cases import case_of, filed, grouped
from guanlan.law.changes import pairs_between
from guanlan.law.checks import Provided, check_case
from guanlan.law.library import Library
from guanlan.law.penalties import read_tiers
from guanlan.law.works import Work as WorkRecord
from guanlan.records.bulletin import Paragraph
from guanlan.records.cases import CaseCheck, FiledCase, ReportedCase
from guanlan.records.codec import from_json
from guanlan.records.facts import Facts
from guanlan.records.law import Level
from guanlan.records.penalties import Tier
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
    laws = _Laws(open_library())
    lines: list[CaseLine] = []
    archive: list[FiledCase] = []
    for told in _reports() if issue is None else _entries(issue):
        if not told.facts.penalties:
            continue
        case = case_of(told.facts, told.words)
        named = {cited.law for cited in (*case.basis, *case.violated)}
        check = check_case(case, {name: laws.versions_of(name) for name in named})
        lines += _lines(told, case, check)
        archive += filed(told.ref, told.facts, case)
    return CasesChecked(tuple(lines), grouped(archive))


class _Laws:
    """What the versions of a law provide, read once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: dict[str, tuple[Provided, ...]] = {}

    def versions_of(self, name: str) -> tuple[Provided, ...]:
        """Those of the one work of this name; none where it is unknown or ambiguous."""
        works = self._library.named(name)
        if len(works) != 1:
            return ()
        work = works[0]
        if work.key not in self._read:
            self._read[work.key] = self._provided(work)
        return self._read[work.key]

    def _provided(self, work: WorkRecord) -> tuple[Provided, ...]:
        moved = self._moved(work)
        return tuple(
            Provided(
                title=work.title,
                ref=version.value.ref,
                first=version.first,
                last=version.last,
                tiers=self._tiers(version.value.parts or (version.value.ref,)),
                moved=moved[version.value.ref],
            )
            for version in work.versions
        )

    def _tiers(self, refs: Sequence[str]) -> tuple[Tier, ...]:
        found: list[Tier] = []
        for text in map(self._library.text, refs):
            for index, unit in enumerate(text.law.units):
                if unit.level is Level.ARTICLE:
                    found += read_tiers(text.published, text.law, index)
        return tuple(found)

    def _moved(self, work: WorkRecord) -> dict[str, dict[str, dict[str, tuple[str, ...]]]]:
        """From each version's articles to those that they became, or were, in each other version."""
        refs = [version.value.ref for version in work.versions]
        found: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {ref: {} for ref in refs}
        for old, new in combinations(refs, 2):
            forth = found[new].setdefault(old, {})
            back = found[old].setdefault(new, {})
            for pair in pairs_between(self._library, old, new):
                if pair.old is not None and pair.new is not None:
                    forth[pair.old] = (*forth.get(pair.old, ()), pair.new)
                    back[pair.new] = (*back.get(pair.new, ()), pair.old)
        return found


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
