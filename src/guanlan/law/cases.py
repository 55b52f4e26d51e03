"""A report's facts → the case to be checked; cases → an archive by conduct, provision and party."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from guanlan.errors import InputError
from guanlan.records.anchor import Fact
from guanlan.records.cases import CaseGroup, FiledCase, Imposed, ReportedCase
from guanlan.records.facts import CitedLaw, Facts, Penalty
from guanlan.records.penalties import Trigger
from guanlan.text.citations import Role
from guanlan.text.dates import find_dates
from guanlan.text.organs import OrganLevel, parse_organ
from guanlan.text.sentences import find_sentences
from guanlan.text.tables_reading import table_rows

_LEVELS = {
    OrganLevel.NATIONAL: "国",
    OrganLevel.MINISTRY: "国",
    OrganLevel.PROVINCE: "省",
    OrganLevel.CITY: "市",
    OrganLevel.COUNTY: "县",
}
_DECIDES = re.compile("作出|做出|依据|依法|决定|处以|给予")
# 12月23日消息: the day of the news, not of the decision
_NEWS = re.compile("消息|讯|[^充发停]电|披露|发布|通报|公布|公开|公示|获悉")
_TOWARDS = re.compile("对([^，。；对]{2,30}?)(?=分别|各|作出|做出|处|罚款|给予|予以|并处|的?罚款)")
_PERSONS = re.compile("[^和及、与]*(?:人员|责任人|负责人|代表人|董事|经理)")
_RISK = re.compile("风险|隐患|可能|防止|避免")
_NOT_BEFORE = re.compile("(?:未|没有|尚未|可能|防止|避免|不会|以免|免)$")
_NO_HARM = re.compile("(?:未|没有|尚未)造成[^，。；]{0,10}(?:后果|危害|损失|泄露)")
_CORRECTED = re.compile("(?:及时|立即|主动|积极|按时|已(?:经)?)[^，。；]{0,6}(?:整改|改正)")
_WHY = re.compile("因([^，,。；]{4,40}?)(?:等问题|等违法行为)?[，,]|[，,]?([^，,。；]{2,30}?)被(?:处罚|罚款|行政处罚)")
_FINE, _GAINS = "罚款", "违法所得"
_CONSEQUENCES = (Trigger.CONSEQUENCE, Trigger.GRAVE, Trigger.SEVERE)


def case_of(facts: Facts, words: str) -> ReportedCase:
    """The case that ``facts`` tell; ``words`` are those of the report, as read.

    The day of the conduct is never told by the facts; that of the decision is read from the sentence that tells the
    penalty. Consequences that only threaten (存在泄露风险) are not stated.
    """
    report = _day_told(facts)
    return ReportedCase(
        imposed=tuple(one for fact in facts.penalties for one in _imposed(fact)),
        basis=_cited(facts, Role.BASIS),
        violated=_cited(facts, Role.VIOLATED),
        decision=_decision_day(words, report),
        report=report,
        stated=stated_in(words),
        denied=denied_in(words),
        sums=_sums(facts),
        authority_level=_level(facts),
        text=words,
    )


def stated_in(words: str) -> tuple[Trigger, ...]:
    """The facts that tiers ask for, as far as ``words`` state them.

    >>> [one.value for one in stated_in("首页被篡改，造成危害网络安全的后果")], stated_in("存在造成数据泄露的风险")
    (['consequence'], ())
    """
    return tuple(trigger for trigger, cue in _facts() if any(_is_stated(words, found) for found in cue.finditer(words)))


def _is_stated(words: str, found: re.Match[str]) -> bool:
    if _RISK.search(found[0]) or _NOT_BEFORE.search(words, 0, found.start()):
        return False
    end = min((at for at in (words.find(stop, found.end()) for stop in "，。；\n") if at >= 0), default=len(words))
    return _RISK.search(words, found.end(), end) is None


def denied_in(words: str) -> tuple[Trigger, ...]:
    """The facts that ``words`` rule out: 未造成危害后果, 及时整改."""
    found = _CONSEQUENCES if _NO_HARM.search(words) else ()
    return (*found, Trigger.REFUSAL) if _CORRECTED.search(words) else found


def filed(ref: str, facts: Facts, case: ReportedCase) -> tuple[FiledCase, ...]:
    """The penalties of a case for the archive, under the first provision of its basis."""
    cited = (case.basis or case.violated or (None,))[0]
    conduct = conduct_of(facts.title.value or "", case)
    day, _ = case.day
    return tuple(
        FiledCase(
            ref,
            conduct,
            cited.law if cited else None,
            cited.article if cited else None,
            cited.paragraph if cited else None,
            one.party,
            one.measure,
            one.amount,
            one.currency,
            facts.jurisdiction.value,
            day,
        )
        for one in case.imposed
    )


def conduct_of(title: str, case: ReportedCase) -> str:
    """What was done: the words of the headline behind 因, else the provisions violated.

    >>> conduct_of("因未履行数据安全保护义务，某市网信办对某公司作出行政处罚", ReportedCase())
    '未履行数据安全保护义务'
    """
    why = _WHY.search(title)
    if why:
        return why[1] or why[2]
    named = (one.law + (f"第{one.article}条" if one.article else "") for one in case.violated)
    return "、".join(dict.fromkeys(named))


def grouped(cases: Iterable[FiledCase]) -> tuple[CaseGroup, ...]:
    """The archive by conduct, provision and party; undisclosed sums are counted, never guessed.

    Groups in order of conduct and provision, cases in order of day and name; does not depend on the order given.
    """
    groups: dict[tuple[str, ...], list[FiledCase]] = {}
    for one in cases:
        if one.measure == _FINE:
            key = (one.conduct, one.title or "", one.article or "", one.party, one.currency or "CNY")
            groups.setdefault(key, []).append(one)
    return tuple(_group(groups[key]) for key in sorted(groups))


def _group(cases: list[FiledCase]) -> CaseGroup:
    ordered = sorted(cases, key=lambda one: (one.day or date.min, one.ref, one.amount or Decimal(0)))
    told = [one.amount for one in ordered if one.amount is not None]
    first = ordered[0]
    return CaseGroup(
        first.conduct,
        first.title,
        first.article,
        first.party,
        next((one.currency for one in ordered if one.currency), None),
        tuple(ordered),
        min(told, default=None),
        max(told, default=None),
        len(ordered) - len(told),
        tuple(sorted({one.place for one in ordered if one.place})),
    )


def _cited(facts: Facts, role: Role) -> tuple[CitedLaw, ...]:
    return tuple(fact.value for fact in facts.citations if fact.value is not None and fact.value.role == role)


def _imposed(fact: Fact[Penalty]) -> Iterator[Imposed]:
    """A penalty, once for each person that it was imposed on alike (对甲和乙分别处以…)."""
    one = fact.value
    if one is None:
        return
    scopes = [""]
    if one.party == "individual" and fact.anchors:
        anchor = fact.anchors[0]
        named = list(_TOWARDS.finditer(anchor.before + anchor.quote))
        scopes = [person.strip() for person in _PERSONS.findall(named[-1][1])] if named else scopes
    for scope in scopes or [""]:
        yield Imposed(one.party, one.measure, one.amount, one.currency, scope.lstrip("和及、与"))


def _day_told(facts: Facts) -> date | None:
    """The day that the facts lead with, the last one of several."""
    lead = facts.date.value
    try:
        return date.fromisoformat(lead.date.split("/")[-1]) if lead is not None else None
    except ValueError:
        return None  # a month or a year


def _decision_day(words: str, near: date | None) -> date | None:
    """The day told in a sentence that tells what was imposed."""
    for sentence in find_sentences(words):
        text = sentence.value
        decides = _DECIDES.search(text)
        if "罚" not in text or decides is None:
            continue
        for found in find_dates(text, near):
            if found.start > decides.start() or _NEWS.search(text, found.end, decides.start()):
                continue
            if found.value.is_day:
                return found.value.start
    return None


def _sums(facts: Facts) -> dict[str, Decimal]:
    """What was gained, as far as one confiscation tells it."""
    told = [
        fact.value.amount
        for fact in facts.penalties
        if fact.value is not None and fact.value.measure.startswith("没收") and fact.value.amount is not None
    ]
    return {_GAINS: told[0]} if len(told) == 1 else {}


def _level(facts: Facts) -> str | None:
    """The level of the highest organ among the issuers; None where none is known."""
    found = []
    for fact in facts.issuers:
        try:
            found.append(_LEVELS.get(parse_organ(fact.value or "").level))
        except InputError:
            continue
    levels = [one for one in ("国", "省", "市", "县") if one in found]
    return levels[0] if levels else None


@cache
def _facts() -> tuple[tuple[Trigger, re.Pattern[str]], ...]:
    return tuple((Trigger(name), re.compile(cue)) for name, cue, _ in table_rows("stated_facts", "guanlan.law"))
