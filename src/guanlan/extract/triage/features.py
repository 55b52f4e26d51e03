"""What speaks for and against a release: cues of ``tables/cues.tsv``, and what its facts and its shape say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.extract.triage.material import Material
from guanlan.records.facts import Facts
from guanlan.text.organs import OrganLevel, find_organs, parse_organ
from guanlan.text.tables_reading import table_rows

_LEAD = 400  # characters: what a reader sees without scrolling, two or three paragraphs
_BODY = 12_000  # characters: what is further down decides nothing, and long texts cost time
_SHOWN = 5  # words that a reason quotes
_ITEMS = 3  # stories that make a digest
_ID = re.compile(r"(?i:CVE-(?:19|20)\d\d|CNVD-\d{4}|CNNVD-\d{4,6})")
_IDS_PER_THOUSAND = 3.0  # a note has its number in the head and in a table; news names one at most
_CODE = re.compile(r"[ -~]{24,}")
_CODE_LINES = 6.0
_LABEL = re.compile(r"\W?(?:[^【】|丨｜]{1,8})[】|丨｜]\s*")  # 【安全圈】, 关注丨
_SUBJECT = 4  # characters: a place or a number of organs may stand before it
_LATIN = re.compile(r"[A-Za-z]")
_NO_ORGAN = {OrganLevel.COMPANY, None}
_NOT_PUBLIC = {OrganLevel.SOCIETY, *_NO_ORGAN}


class Met(NamedTuple):
    """How much of a feature is there, 0 to 1, and the words that show it."""

    value: float
    words: tuple[str, ...] = ()


class _Cue(NamedTuple):
    feature: str
    where: str
    full: int
    pattern: re.Pattern[str]


@cache
def _cues() -> tuple[_Cue, ...]:
    rows = table_rows("cues", "guanlan.extract.triage")
    return tuple(_Cue(row[0], row[1], int(row[2]), re.compile(row[3])) for row in rows)


def features_of(material: Material) -> dict[str, Met]:
    """Every feature that is met, by its name."""
    body = "\n".join(material.lines)[:_BODY]
    publisher = material.publisher or ""
    places = {"headline": material.headline, "lead": body[:_LEAD], "body": body, "publisher": publisher}
    found: dict[str, Met] = {}
    for cue in _cues():
        words = tuple(dict.fromkeys(match[0] for match in cue.pattern.finditer(places[cue.where])))
        if words:
            found[cue.feature] = Met(min(1.0, len(words) / cue.full), words[:_SHOWN])
    if "vuln.periodical" in found:
        found.pop("digest.name", None)  # a weekly list of vulnerabilities gathers no news
    found.update((name, met) for name, met in _of_shape(material, body) if met.value > 0)
    if publisher and _level_of(publisher) not in _NO_ORGAN:
        found["publisher.organ"] = Met(1.0, (publisher,))
    if material.reports:
        found.update((name, met) for name, met in _of_facts(material.reports[0].facts) if met.value > 0)
    return found


def _of_shape(material: Material, body: str) -> Iterator[tuple[str, Met]]:
    if len(material.reports) >= _ITEMS:
        shown = tuple(report.headline.text for report in material.reports[:2])
        yield "digest.items", Met(1.0, shown)
    yield from _of_organs(material.headline)
    ids = _ID.findall(body)
    per_thousand = 1000 * len(ids) / max(len(body), 400)
    yield "vuln.ids", Met(min(1.0, per_thousand / _IDS_PER_THOUSAND), tuple(dict.fromkeys(ids))[:_SHOWN])
    code = _CODE.findall(body)
    yield "tutorial.code", Met(min(1.0, len(code) / _CODE_LINES), tuple(code[:2]))
    latin = len(_LATIN.findall(material.headline))
    yield "latin.headline", Met(latin / max(len(material.headline), 12))
    yield "empty", Met(float(len(body) < 200))


def _of_organs(headline: str) -> Iterator[tuple[str, Met]]:
    """Authorities named in the headline; the one that begins it is its subject."""
    start = len(label[0]) if (label := _LABEL.match(headline)) else 0
    public = [found for found in find_organs(headline) if found.value.level not in _NOT_PUBLIC]
    yield "authority.named", Met(float(bool(public)), tuple(headline[one.start : one.end] for one in public))
    first = tuple(headline[one.start : one.end] for one in public if one.start - start <= _SUBJECT)
    yield "authority.subject", Met(float(bool(first)), first)


def _of_facts(facts: Facts) -> Iterator[tuple[str, Met]]:
    public = tuple(fact.value for fact in facts.issuers if fact.value and is_public(fact.value))
    yield "facts.issuer", Met(float(bool(public)), public[:_SHOWN])
    issued = tuple(fact.value.title for fact in facts.instruments if fact.value and fact.value.action)
    yield "facts.instrument", Met(float(bool(issued)), issued[:_SHOWN])
    penalties = tuple(fact.value.measure for fact in facts.penalties if fact.value)
    yield "facts.penalty", Met(min(1.0, len(penalties) / 2), penalties[:_SHOWN])
    cited = tuple(fact.value.law for fact in facts.citations if fact.value and fact.value.article)
    yield "facts.citation", Met(min(1.0, len(cited) / 2), tuple(dict.fromkeys(cited))[:_SHOWN])


def is_public(name: str) -> bool:
    """Whether ``name`` is that of an authority: no society, no company, nothing unknown."""
    return _level_of(name) not in _NOT_PUBLIC


def is_official(publisher: str) -> bool:
    """Whether it is an authority's name or that of its account."""
    accounts = (cue.pattern for cue in _cues() if cue.where == "publisher")
    return is_public(publisher) or any(pattern.search(publisher) for pattern in accounts)


def _level_of(name: str) -> OrganLevel | None:
    try:
        return parse_organ(name).level
    except InputError:
        return None
