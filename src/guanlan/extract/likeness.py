"""What two reports of one thing share: a report's mark, drawn from the telling alone."""

from __future__ import annotations

import datetime
import re
import struct
import zlib
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from guanlan.errors import InputError
from guanlan.records.development import Telling
from guanlan.records.facts import Kind
from guanlan.records.mark import Mark
from guanlan.records.report import Report
from guanlan.text.flaws import FLAW
from guanlan.text.organs import parse_organ

UNDATED = "0001-01-01"
"""The day of a telling that says none: such are compared with one another only."""

OPENING = 600  # characters that are compared for a retold story: news tells what happened in the first paragraphs
LOOKED_AT = 1500  # characters of the body that are compared for a copy: a copy agrees from the start
STRETCH = 8  # characters of a stretch: long enough that formulas of office (认真贯彻落实) are not all there is
SKETCH = 96  # hashes kept of a body; longer bodies are compared by a sample

_PLAIN = re.compile(r"[\W_]+")
_GAP = re.compile(r" (?![A-Za-z0-9])|(?<![A-Za-z0-9]) ")
_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十]+(?=批|期|次|起|款|号|届)")
_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{2,12}〔\d{4}〕(?:第)?\d{1,5}号")
_EXPLAINS = re.compile(r"答记者问|解读|一图读懂|起草说明")
_STAGE = re.compile(r"（([^（）]*)）$")
_NAMED = re.compile(r"《([^《》]+)》")
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百]+条")
_FIRM = re.compile(r"([\u4e00-\u9fff（）]{6})(?:有限责任公司|股份有限公司|有限公司)")
_LIST = re.compile(r"周报|月报|日报|季报|周刊|早报|晚报|快报|速递|盘点|汇总|合集|一周|[上本]周|牛览|动态回顾|大事记")
_STORIES = re.compile(r"；|;")
_CLAUSE = 8  # characters from which a half of a headline is a story: 自7月1日起施行 is none
_DRAFT = re.compile(r"稿|草案|征求意见|征集意见")
_SERIES_MARK = re.compile(r"^[^【】|丨｜]{0,12}[|丨｜]|^【[^【】]{1,12}】")
_ARTICLES = 2  # more lines that begin with 第…条: the document itself
_MAIN_FLAWS = 6  # a text that opens with more numbers of flaws lists them; none of them is what it is about
_STALE = datetime.timedelta(days=31)  # a month's bulletin tells what is no older
_SMALL = 2  # 1 and 2 are in every text; a shared 270余台 says something


def mark_of(telling: Telling) -> Mark:
    """The mark of a telling; equal tellings have equal marks."""
    report, origin = telling.report, telling.origin
    facts = report.facts
    texts = [one.words.text for one in report.paragraphs]
    body = "".join(texts)
    plain = plain_of(body[: 2 * LOOKED_AT])[:LOOKED_AT]
    explains, full = _EXPLAINS.search(report.headline.text) is not None, _is_full_text(texts)
    titles = _titles(report, explains=explains, full=full)
    about = facts.kind.value in (Kind.INSTRUMENT, Kind.PUBLICATION) or explains or full
    several = _tells_several(report.headline.text)
    flaws, main_flaws = _flaws(report.headline.text, body[: 2 * OPENING], body, several=several)
    sketch, stretches = _sketch(plain)
    return Mark(
        key=telling.key,
        release=origin.release,
        day=_day(telling),
        precedence=_precedence(telling, explains=explains, full=full, length=len(body)),
        born=(origin.published or "9999", telling.key),
        headline=plain_of(_SERIES_MARK.sub("", report.headline.text.strip())) or plain_of(report.headline.text),
        opening=plain[:OPENING],
        shown=report.headline.text,
        publisher=origin.publisher,
        several=several,
        numbers=tuple(sorted(_NUMBERS.findall(FLAW.sub("", report.headline.text)))),
        link=report.link or None,
        titles=titles,
        tells_of_instrument=bool(titles) and about,
        documents=tuple(
            sorted({found for text in [report.headline.text, *texts[:2]] for found in _DOCUMENT.findall(text)})
        ),
        flaws=flaws,
        main_flaws=main_flaws,
        organs=tuple(sorted({_organ(fact.value) for fact in facts.issuers if fact.value})),
        places=tuple(sorted((facts.jurisdiction.value or "").split("|"))) if facts.jurisdiction.value else (),
        amounts=_amounts(report),
        firms=tuple(sorted({name for name in _FIRM.findall(body[:LOOKED_AT]) if "某" not in name})),
        sketch=sketch,
        stretches=stretches,
    )


def plain_of(text: str) -> str:
    """The letters, digits and characters of a text; a blank stays between two Latin words.

    >>> plain_of("《甲 办法》：Open SSH v9.8")
    '甲办法Open SSH v9 8'
    """
    return _GAP.sub("", _PLAIN.sub(" ", text))


def hashes(text: str, size: int) -> Iterator[int]:
    """A hash of each stretch of ``size`` characters; the same on every machine and in every run."""
    data = text.encode("utf-16-le", "surrogatepass")
    crc32 = zlib.crc32
    for at in range(0, len(data) - 2 * size + 1, 2):
        yield crc32(data[at : at + 2 * size])


def unpacked(sketch: bytes) -> tuple[int, ...]:
    """The hashes of a sketch, the smallest first."""
    return struct.unpack(f"<{len(sketch) // 4}I", sketch)


def _sketch(plain: str) -> tuple[bytes, int]:
    """The smallest hashes of the stretches, and how many stretches there were."""
    found = sorted(set(hashes(plain, STRETCH)))
    kept = found[:SKETCH]
    return struct.pack(f"<{len(kept)}I", *kept), len(found)


def _day(telling: Telling) -> str:
    """The lead day; that of publication where the lead day is none, or is long past: that is a day told of."""
    lead = telling.report.facts.date.value
    told = datetime.date.fromisoformat(lead.date.split("/")[0]) if lead else None
    out = telling.origin.published or (None if told else telling.origin.taken)
    published = datetime.date.fromisoformat(out) if out else None
    if told is None or (published is not None and not datetime.timedelta() <= published - told <= _STALE):
        return published.isoformat() if published else UNDATED
    return told.isoformat()


def _precedence(telling: Telling, *, explains: bool, full: bool, length: int) -> tuple[object, ...]:
    """The authority's own news first, then its other texts, then copies; digests and explanations stand behind."""
    origin = telling.origin
    return (
        int(not origin.authority),
        int(telling.report.number is not None),
        int(explains),
        int(full),
        "甲乙丙丁戊".find(origin.grade),
        origin.published or "9999",
        _day(telling),
        -length,
        telling.key,
    )


def _is_full_text(texts: list[str]) -> bool:
    """Whether it is the document itself rather than the news of it."""
    return sum(_ARTICLE.match(text) is not None for text in texts) > _ARTICLES


def _titles(report: Report, *, explains: bool, full: bool) -> tuple[tuple[str, str], ...]:
    """The instruments it is about: title and stage (a draft and the law it became are two developments)."""
    values = (fact.value for fact in report.facts.instruments)
    told = {
        (plain_of(one.title), _stage(f"{one.stage_note or ''}{one.action or ''}{_trailing(one.title)}"))
        for one in values
        if one
    }
    if told or not (explains or full):
        return tuple(sorted(told))
    headline = report.headline.text
    named = _NAMED.findall(headline) if explains else [headline.strip("《》")]
    return tuple(sorted({(plain_of(_STAGE.sub("", one)), _stage(_trailing(one))) for one in named}))


def _trailing(title: str) -> str:
    return "".join(_STAGE.findall(title))


def _stage(words: str) -> str:
    """``draft`` as long as it may change; 试行 and 暂行 are in force."""
    return "draft" if _DRAFT.search(words) else ""


def _flaws(headline: str, opening: str, body: str, *, several: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All flaws that are numbered, and those that the text is about: the headline's, else of each register the one
    that is named first, and early: what else is named came before, or came with it.
    """
    headed = [one.upper() for one in FLAW.findall(headline)]
    early = [one.upper() for one in FLAW.findall(opening)]
    every = {*headed, *early, *(one.upper() for one in FLAW.findall(body))}
    if several or len(set(early)) > _MAIN_FLAWS:
        return tuple(sorted(every)), ()
    first: dict[str, str] = {}
    for one in early:
        first.setdefault(one.split("-")[0], one)
    return tuple(sorted(every)), tuple(sorted(set(headed or first.values())))


def _tells_several(headline: str) -> bool:
    """Whether the headline is that of a list, or strings two stories together."""
    return (
        _LIST.search(headline) is not None or sum(len(plain_of(one)) >= _CLAUSE for one in _STORIES.split(headline)) > 1
    )


def _amounts(report: Report) -> tuple[tuple[str, str], ...]:
    """Figures and sums that say something, with their units."""
    figures = (fact.value for fact in report.facts.figures)
    found = {(_digits(one.value), one.unit or "") for one in figures if one and one.value > _SMALL}
    penalties = (fact.value for fact in report.facts.penalties)
    return tuple(sorted(found | {(_digits(one.amount), "元") for one in penalties if one and one.amount}))


def _digits(value: Decimal) -> str:
    """1.50 and 1.5 are one amount."""
    return format(value.normalize(), "f")


@lru_cache(maxsize=4096)
def _organ(name: str) -> str:
    try:
        return parse_organ(name).id
    except InputError:
        return plain_of(name)
