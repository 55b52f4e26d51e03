"""How much a report matters, 0 to 100, with the reasons; weights and their why are in ``tables/importance.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.extract.scan import Scan
from guanlan.records.anchor import Anchor, Fact
from guanlan.records.facts import Facts, Importance, Kind
from guanlan.text.organs import parse_organ
from guanlan.text.span import Span
from guanlan.text.tables_reading import table_rows

_FORCES = (
    ("force.law", re.compile(r"(?:(?<!办)法|公约|条约|法案|法典|宪章)$")),
    ("force.regulation", re.compile(r"条例(?:实施细则)?$")),
    ("force.rule", re.compile(r"(?:办法|规定|细则|规则|决定|命令|令)$")),
    ("force.policy", re.compile(r"(?:意见|方案|通知|规划|计划|纲要|措施|行动|政策|要点|决议)$")),
    ("force.guide", re.compile(r"(?:指南|指引|标准|规范|要求|解释|清单|目录|框架|手册)$")),
)
_PASSED = ("通过", "批准", "审议通过", "签署")
_FIRST = re.compile("首部|首次|首个|首份|首例|首批")
_AMOUNTS = (
    ("amount.hundred_million", Decimal(100_000_000)),
    ("amount.million", Decimal(1_000_000)),
    ("amount.ten_thousand", Decimal(10_000)),
)
_HIGHEST = 100


class Weight(NamedTuple):
    """Points of a reason and what it is called."""

    points: int
    zh: str
    en: str


@cache
def weights() -> dict[str, Weight]:
    """The table by reason code."""
    rows = table_rows("importance", "guanlan.extract")
    return {code: Weight(int(points), zh, en) for code, points, zh, en, _ in rows}


class _Reason(NamedTuple):
    code: str
    anchors: tuple[Anchor, ...]


def read_importance(scan: Scan, facts: Facts) -> Fact[Importance]:
    """The score of the report whose other facts are ``facts``; each reason counts once, the strongest of its group."""
    reasons = [
        *_organ(scan, facts),
        *_kind(facts),
        *_instrument(facts),
        *_penalty(facts),
        *_deadlines(facts),
        *_first(scan),
    ]
    if not reasons:
        return Fact(Importance(0))
    reasons.sort(key=lambda reason: -weights()[reason.code].points)
    score = min(sum(weights()[reason.code].points for reason in reasons), _HIGHEST)
    anchors = tuple(dict.fromkeys(anchor for reason in reasons for anchor in reason.anchors))
    return Fact(Importance(score, tuple(reason.code for reason in reasons)), anchors)


def _strongest(found: Iterable[_Reason]) -> list[_Reason]:
    best = max(found, key=lambda reason: weights()[reason.code].points, default=None)
    return [] if best is None else [best]


def _organ(scan: Scan, facts: Facts) -> list[_Reason]:
    """The level of the highest issuer: as the scan has read it, else by its name alone."""
    known = {found.of(scan.report.text): found.value.level.value for found in scan.organs}
    found: list[_Reason] = []
    for issuer in facts.issuers:
        name = issuer.value or ""
        code = f"organ.{known.get(name) or _level(name)}"
        if code in weights():
            found.append(_Reason(code, issuer.anchors[:1]))
    return _strongest(found)


def _level(name: str) -> str:
    try:
        return parse_organ(name).level.value
    except InputError:
        return "unknown"


def _kind(facts: Facts) -> list[_Reason]:
    if facts.kind.value is None:
        return []
    found = [_Reason(f"kind.{facts.kind.value.value}", facts.kind.anchors[:1])]
    binding = facts.kind.value in (Kind.INSTRUMENT, Kind.CAMPAIGN)
    if binding and facts.jurisdiction.value == "CN":
        found.append(_Reason("breadth.national", facts.jurisdiction.anchors[:1]))
    return found


def _instrument(facts: Facts) -> list[_Reason]:
    if facts.kind.value is not Kind.INSTRUMENT:
        return []
    forces: list[_Reason] = []
    stages: list[_Reason] = []
    for fact in facts.instruments:
        one = fact.value
        if one is None:
            continue
        anchors = fact.anchors[:1]
        bare = re.sub(r"（[^）]*）$", "", one.title)
        forces.extend(_Reason(code, anchors) for code, pattern in _FORCES if pattern.search(bare))
        draft = one.comment_from or one.comment_until or "征求意见" in f"{one.stage_note}{one.action}"
        if draft or "草案" in f"{one.stage_note}{one.title}":
            stages.append(_Reason("stage.draft", anchors))
        elif one.action in _PASSED and one.effective is None:
            stages.append(_Reason("stage.passed", anchors))
        else:
            stages.append(_Reason("stage.in_force", anchors))
    return [*_strongest(forces), *_strongest(stages)]


def _penalty(facts: Facts) -> Iterator[_Reason]:
    found: list[_Reason] = []
    for fact in facts.penalties:
        amount = fact.value.amount if fact.value is not None else None
        found.extend(_Reason(code, fact.anchors[:1]) for code, least in _AMOUNTS if amount and amount >= least)
    yield from _strongest(found)
    criminal = [f for f in facts.penalties if f.value is not None and (f.value.class_ or "").startswith("criminal")]
    if criminal:
        yield _Reason("measure.criminal", criminal[0].anchors[:1])


def _deadlines(facts: Facts) -> list[_Reason]:
    found: list[_Reason] = []
    for fact in facts.instruments:
        if fact.value is not None and fact.value.comment_until:
            found.append(_Reason("deadline.comment", fact.anchors[:1]))
        if fact.value is not None and fact.value.effective:
            found.append(_Reason("deadline.effective", fact.anchors[:1]))
    found.extend(_Reason("deadline.other", fact.anchors[:1]) for fact in facts.deadlines)
    return _strongest(found)


def _first(scan: Scan) -> list[_Reason]:
    """首部, 首次 in headline or first paragraph."""
    report = scan.report
    lead = report.parts[0].span.end if report.parts else report.headline.end
    found = _FIRST.search(report.text, 0, lead)
    return [] if found is None else [_Reason("first", (report.anchor(Span(*found.span())),))]
