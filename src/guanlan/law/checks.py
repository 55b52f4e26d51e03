"""A reported penalty against the range that its basis provides on the day of the conduct (行政处罚法 29, 37).

No legal opinion: sums are compared with the words of a version of the law. What is not told is not guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from guanlan.law.case_amounts import Judged, judge
from guanlan.law.case_tiers import applying, corresponding, is_lighter, likeliest, narrowed, places_of
from guanlan.records.cases import CaseCheck, DayIs, Finding, Imposed, ReportedCase, TierRef, Verdict
from guanlan.records.facts import CitedLaw
from guanlan.records.penalties import Mode, Party, Tier
from guanlan.text.tables_reading import table_rows

NO_OPINION = "cases.no_legal_opinion"
_DAY_NOTES = {DayIs.DECISION: "cases.day_is_decision", DayIs.REPORT: "cases.day_is_report"}
_LEVELS = ("县", "市", "省", "国")
_FINE = "罚款"
_OTHERS = "其他"  # 其他直接责任人员
_OUTSIDE = frozenset({Verdict.NO_FINE_IN_TIER, Verdict.BELOW_MIN, Verdict.ABOVE_MAX})
_FITS = frozenset({Verdict.IN_RANGE, Verdict.AT_MIN, Verdict.AT_MAX})


class Provided(NamedTuple):
    """What one version of a law provides. ``moved`` leads from an article of another version, by its ``ref``, to the
    articles that it became here or was here."""

    title: str
    ref: str
    first: date | None
    last: date | None
    tiers: tuple[Tier, ...]
    moved: Mapping[str, Mapping[str, tuple[str, ...]]] = {}

    def holds(self, on: date) -> bool:
        """Whether ``on`` is a day of the version."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


def check_tier(case: ReportedCase, tier: Tier, version: Provided, others: Sequence[Provided] = ()) -> CaseCheck:
    """``case`` against one tier of one version; ``others`` are the other versions of the same law.

    The findings are, in order: the version, where it is the wrong one; each fine; the authority, where it is too low.
    """
    day, day_is = case.day
    notes = [NO_OPINION, *_note(_DAY_NOTES.get(day_is))]
    findings: list[Finding] = []
    if day is not None:
        wrong, note = _version(case, tier, version, others, day)
        findings += [Finding("", Verdict.WRONG_VERSION, reason=note)] if wrong else []
        notes += _note(note)
    fined = _fined(case)
    if not fined:
        findings.append(Finding("", Verdict.NOT_APPLICABLE, reason="cases.no_fine_reported"))
    findings += [_found(one, case, tier) for one in fined]
    low = _authority(case, tier)
    findings += [Finding("", Verdict.AUTHORITY_TOO_LOW)] if low is True else []
    notes += ["cases.level_unknown"] if low is None else []
    return CaseCheck(
        tuple(findings),
        day,
        day_is,
        tier_ref(tier, version),
        version.first,
        version.last,
        missing=_missing(case, tier),
        notes=tuple(dict.fromkeys([*notes, *tier.remarks])),
    )


def check_case(case: ReportedCase, laws: Mapping[str, Sequence[Provided]]) -> CaseCheck:
    """``case`` against the tier that its basis, its day and its stated facts lead to.

    ``laws`` has the versions of each law that the case names, by the name it uses; none where the law is not known.
    Never raises: what cannot be told is CANNOT_BE_CHECKED with a reason and the tiers that could apply.
    """
    if not any(one.measure == _FINE for one in case.imposed):
        return _closed(case, Verdict.NOT_APPLICABLE, "cases.no_fine_reported")
    cited = case.basis or case.violated
    if not cited:
        return _closed(case, Verdict.NOT_APPLICABLE, "cases.no_basis")
    known = [one for one in cited if laws.get(one.law)]
    if not known:
        return _closed(case, Verdict.CANNOT_BE_CHECKED, "cases.unknown_instrument")
    day, _ = case.day
    if day is None:
        return _closed(case, Verdict.CANNOT_BE_CHECKED, "cases.no_day")
    basis = known[0] if case.basis else replace(known[0], article=None, paragraph=None, item=None)
    check = _by_basis(case, basis, laws[basis.law], day)
    if not case.basis:
        check = replace(check, notes=(*check.notes, "cases.basis_inferred"))
    return _with_concurrence(check, case, laws, basis)


def codes_of(check: CaseCheck) -> tuple[str, ...]:
    """The findings as the codes of tables/case_codes.tsv: ORG_OK_AT_MIN, WRONG_VERSION …"""
    return tuple(_codes()[one.party, one.verdict] for one in check.findings)


def tier_ref(tier: Tier, version: Provided) -> TierRef:
    """The name of a tier, with its ranges."""
    organisation, persons = tier.organisation, tier.persons
    return TierRef(
        version.title,
        version.ref,
        tier.article,
        tier.paragraph,
        tier.number,
        tier.condition.words,
        organisation.range if organisation else None,
        persons.range if persons else None,
    )


def _by_basis(case: ReportedCase, basis: CitedLaw, versions: Sequence[Provided], day: date) -> CaseCheck:
    """The check once law and day are known: in the version of that day, else in the one that has the article."""
    held = next((one for one in versions if one.holds(day)), None)
    own = _in_version(case, basis, held) if held else []
    claims = [(one, _in_version(case, basis, one)) for one in versions if one is not held]
    claims = [(one, tiers) for one, tiers in claims if tiers and basis.article is not None]
    if held is not None and own:
        decided = case.decision or case.report
        rival = [one for one, _ in claims if decided is not None and one.holds(decided) and not held.holds(decided)]
        if rival and not _is_told(case, basis, held):
            return _closed(case, Verdict.CANNOT_BE_CHECKED, "cases.version_not_told", _refs(own, held))
        return _in_force(case, basis, own, held, [one for one in versions if one is not held])
    if not claims:
        reason = "cases.no_version" if held is None else "cases.no_penalty_in_article"
        return _closed(case, Verdict.CANNOT_BE_CHECKED, reason)
    version, tiers = claims[-1]
    check = _in_force(case, basis, tiers, version, [one for one in versions if one is not version])
    if held is None or check.tier is None:
        return check
    return replace(check, instead=_instead(case, check, tiers, version, held))


def _in_version(case: ReportedCase, basis: CitedLaw, version: Provided) -> list[Tier]:
    """The tiers of a version that the basis may mean."""
    violated = [one for one in case.violated if one.law == basis.law]
    return narrowed(version.tiers, basis, violated)


def _is_told(case: ReportedCase, basis: CitedLaw, held: Provided) -> bool:
    """Whether the provision violated says that the article is that of the version in force."""
    articles = {one.article for one in case.violated if one.law == basis.law and one.article is not None}
    tiers = [one for one in held.tiers if one.article == basis.article]
    return bool(articles) and any(narrowed([one], basis, case.violated) and _names(one, articles) for one in tiers)


def _names(tier: Tier, articles: Collection[str | None]) -> bool:
    return any(one.first.article in articles or one.last.article in articles for one in tier.breached)


def _in_force(
    case: ReportedCase, basis: CitedLaw, tiers: Sequence[Tier], version: Provided, others: Sequence[Provided]
) -> CaseCheck:
    """The check inside one version: first which paragraph, then which tier."""
    notes: list[str] = []
    if len(places_of(tiers)) > 1:
        tiers = likeliest(tiers, case.text)
        notes.append("cases.article_inferred" if basis.article is None else "cases.paragraph_inferred")
    if len(places_of(tiers)) > 1:
        fitting = [one for one in tiers if _fits(case, one)]
        return _closed(case, Verdict.CANNOT_BE_CHECKED, "cases.article_not_told", _refs(fitting, version))
    best, further = applying(tiers, case.stated)
    if best is None:
        return _closed(case, Verdict.CANNOT_BE_CHECKED, "cases.tier_not_told", _refs(further, version))
    check = check_tier(case, best, version, others)
    if not case.stated:
        notes.append("cases.tier_assumed")
        could = [one for one in further if not set(one.condition.triggers) <= set(case.denied) and _fits(case, one)]
        if could and _is_outside(case, best):
            return _closed(case, Verdict.CANNOT_BE_CHECKED, "cases.tier_not_told", _refs(could, version))
    return replace(check, notes=(*check.notes, *notes))


def _instead(
    case: ReportedCase, check: CaseCheck, tiers: Sequence[Tier], version: Provided, held: Provided
) -> CaseCheck | None:
    """The check against the version in force, where the basis is an article of another one that goes on in it."""
    ref = check.tier
    tier = next((one for one in tiers if ref and (one.paragraph, one.number) == (ref.paragraph, ref.number)), None)
    if tier is None:
        return None
    articles = held.moved.get(version.ref, {}).get(tier.article, ())
    found = corresponding(tier, held.tiers, articles)
    return None if found is None else check_tier(case, found, held)


def _version(
    case: ReportedCase, tier: Tier, version: Provided, others: Sequence[Provided], day: date
) -> tuple[bool, str | None]:
    """Whether the version is the wrong one for the day, and what article 37 says of it."""
    if not version.holds(day):
        held = next((one for one in others if one.holds(day)), None)
        old = _counterpart(tier, version, held)
        if held is not None and old is not None and _is_later(version, held) and is_lighter(tier, old):
            return False, "cases.lighter_law_applied"
        return True, "cases.other_version"
    if case.conduct is None or case.decision is None:
        return False, None
    newer = next((one for one in others if one.holds(case.decision) and _is_later(one, version)), None)
    new = _counterpart(tier, version, newer)
    lighter = newer is not None and new is not None and is_lighter(new, tier)
    return lighter, "cases.later_law_lighter" if lighter else None


def _is_later(one: Provided, other: Provided) -> bool:
    return one.first is not None and (other.first is None or one.first > other.first)


def _counterpart(tier: Tier, version: Provided, other: Provided | None) -> Tier | None:
    if other is None:
        return None
    articles = other.moved.get(version.ref, {}).get(tier.article, ())
    return corresponding(tier, other.tiers, articles)


def _found(one: Imposed, case: ReportedCase, tier: Tier) -> Finding:
    judged = _judged(one, case, tier)
    party = "organisation" if one.party == "organisation" else "individual"
    return Finding(party, judged.verdict, one.amount, one.currency, judged.range, judged.reason)


def _judged(one: Imposed, case: ReportedCase, tier: Tier) -> Judged:
    """The verdict on one fine."""
    if one.party == "organisation":
        return judge(one.amount, one.currency, tier.organisation, case.sums)
    liability = tier.persons
    if liability is None and not any(other.party == "organisation" for other in case.imposed):
        liability = tier.of(Party.OFFENDER)  # a natural person who did it, where the words tell none apart
    out = _OTHERS in one.scope and liability is not None and liability.scope and _OTHERS not in liability.scope
    if out and liability is not None and liability.party is Party.RESPONSIBLE:
        return Judged(Verdict.NO_FINE_IN_TIER, liability.range, "cases.person_out_of_scope")
    return judge(one.amount, one.currency, liability, case.sums)


def _fits(case: ReportedCase, tier: Tier) -> bool:
    return all(_judged(one, case, tier).verdict in _FITS for one in _fined(case))


def _is_outside(case: ReportedCase, tier: Tier) -> bool:
    return any(_judged(one, case, tier).verdict in _OUTSIDE for one in _fined(case))


def _fined(case: ReportedCase) -> list[Imposed]:
    return [one for one in case.imposed if one.measure == _FINE and one.party != "account"]


def _authority(case: ReportedCase, tier: Tier) -> bool | None:
    """Whether the authority is too low for the tier; None where its level is not told and one is asked for."""
    level = tier.authority.level if tier.authority else None
    if level is None or level == _LEVELS[0]:
        return False
    if case.authority_level is None:
        return None
    return _LEVELS.index(case.authority_level) < _LEVELS.index(level)


def _missing(case: ReportedCase, tier: Tier) -> tuple[str, ...]:
    """Measures that go with the tier and are not reported of the organisation."""
    told = {one.measure for one in case.imposed}
    liability = tier.organisation
    if liability is None:
        return ()
    wanted = [one.name for one in liability.measures if one.mode is Mode.SHALL]
    return tuple(name for name in dict.fromkeys(wanted) if name not in told)


def _with_concurrence(
    check: CaseCheck, case: ReportedCase, laws: Mapping[str, Sequence[Provided]], basis: CitedLaw
) -> CaseCheck:
    """行政处罚法 29: of several laws that one conduct violates, the one with the higher fine is applied."""
    if check.tier is None or check.on is None:
        return check
    applied = check.tier.organisation
    for name in dict.fromkeys(one.law for one in (*case.basis, *case.violated) if one.law != basis.law):
        violated = [one for one in case.violated if one.law == name and one.article is not None]
        version = next((one for one in laws.get(name, ()) if one.holds(check.on)), None)
        if version is None or not violated:
            continue
        tiers = [one for one in version.tiers if any(_names(one, [law.article]) for law in violated)]
        other, _ = applying(tiers, case.stated)
        range_ = other.organisation.range if other and other.organisation else None
        if range_ is not None and (applied is None or (range_.high or 0) > (applied.high or 0)):
            return replace(check, notes=(*check.notes, "cases.higher_fine_elsewhere"))
    return check


def _closed(case: ReportedCase, verdict: Verdict, reason: str, candidates: Sequence[TierRef] = ()) -> CaseCheck:
    day, day_is = case.day
    notes = (NO_OPINION, *_note(_DAY_NOTES.get(day_is)))
    return CaseCheck((Finding("", verdict, reason=reason),), day, day_is, candidates=tuple(candidates), notes=notes)


def _refs(tiers: Iterable[Tier], version: Provided) -> list[TierRef]:
    return [tier_ref(one, version) for one in tiers]


def _note(code: str | None) -> list[str]:
    return [code] if code else []


@cache
def _codes() -> dict[tuple[str, str], str]:
    return {(party, verdict): code for party, verdict, code, _ in table_rows("case_codes", "guanlan.law")}
