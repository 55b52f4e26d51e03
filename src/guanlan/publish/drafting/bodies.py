"""An entry's text: the lead first (day, organ, act, 《document》), then the source's points, cut at sentence ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from guanlan.publish.drafting.cutting import cut, is_idle, own_words, sentences, tells_story
from guanlan.publish.drafting.headings import draft_title
from guanlan.records.bulletin import Paragraph, ParagraphKind, Words
from guanlan.records.development import Development
from guanlan.records.facts import LeadDate
from guanlan.records.report import Report

# The house length: six in seven entries of a published bulletin have fewer characters (median 491).
LONGEST = 900
_SCRAP = 40  # a cut paragraph of fewer characters says too little to stand

_ANNEX = (ParagraphKind.ANNEX_TITLE, ParagraphKind.ANNEX)
_CAPTION = 40  # a longer line is text
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)  # not fetched with the page: nothing to print

_DAY = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
_WHEN = re.compile(rf"^(?:{_DAY}(?:至(?:{_DAY}|\d{{1,2}}日))?(?:[上下]午)?(?:消息|讯|电)?|近日|日前|近期|最近)[，,]?")
_PURPOSE = re.compile(r"为(?!期|首|主|由|何|止)")
# 经国务院批准, 在省网信办指导下, 近日 — but not 自3月1日起 or 2024年以来: those say when the rest holds
_OCCASION = re.compile(
    rf"(?:经[^，]+|在[^，]+下|根据[^，]+|按照[^，]+|近日|日前|近期|据悉|{_DAY}(?:[上下]午)?(?:消息|讯|电)?)$"
)
_AGO = re.compile(r"(?:近日|日前)[，,]?")
_ANSWER = re.compile(r"^(?:答|[一二三四五六七八九十]{1,2}、答)[:：]\s*")
_QUESTION = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}、)?(?:\d{1,2}[.．、])?\s*(?:问|记者|提问)[^。]{0,20}[:：]|^[^。]*[？?]$"
)
_DIGITS = "一二三四五六七八九"
_ORDINAL = r"[1-9]\d?|十?[一二三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?"
_LISTED = re.compile(rf"^[（(]?(?:第|案例)?(?P<number>{_ORDINAL})(?:[）)、.．]|是|要)")
_POINT = re.compile(r"《|规定|明确|提出|要求|强调|指出|应当|依据|违反|罚|责令|施行|生效|\d")


class _Passage(NamedTuple):
    order: int
    text: str
    weight: float


def draft_body(development: Development) -> tuple[Paragraph, ...]:
    """The paragraphs of an entry about a development, in words of its leading report.

    Up to 900 characters, all of a short source; the day at the beginning is that of the facts.
    """
    report = development.lead.report
    found = own_words(report.paragraphs)
    lead, rest = _lead(report, found) if tells_story(report.paragraphs) else _alone(report, found)
    chosen = _chosen(_passages(report, rest), LONGEST - len(lead))
    texts = [lead] if lead else []
    for passage in sorted(chosen):
        if passage.order == 0 and texts:
            texts[0] += passage.text
        else:
            texts.append(passage.text)
    drafted = [Paragraph(Words(text)) for text in texts]
    return (*drafted[:1], *_pictures(report.paragraphs), *drafted[1:])


def _chosen(passages: Sequence[_Passage], room: int) -> list[_Passage]:
    """The weightiest passages for which there is room. A point of a list comes only with those before it: an entry
    that says 一 and 三 would have lost something.
    """
    before = _befores(passages)
    chosen: dict[int, _Passage] = {}
    pending = sorted(passages, key=lambda one: (-one.weight, one.order))
    taken = -1
    while taken != len(chosen):
        taken, waiting = len(chosen), []
        for passage in pending:
            need = before.get(passage.order)
            if need is not None and need not in chosen:
                waiting.append(passage)
                continue
            text = passage.text if len(passage.text) <= room else cut(passage.text, room)
            if len(text) >= min(_SCRAP, len(passage.text)):
                chosen[passage.order] = passage._replace(text=text)
                room -= len(text)
        pending = waiting
    return list(chosen.values())


def _befores(passages: Sequence[_Passage]) -> dict[int, int]:
    """Order of a point of a list → that of the point before it; -1 where that is not there."""
    last: dict[str, tuple[int, int]] = {}
    found: dict[int, int] = {}
    for passage in sorted(passages):
        if listed := _LISTED.match(passage.text):
            form = re.sub(r"[一二三四五六七八九十\d]+", "#", listed[0])
            number = _ordinal(listed["number"])
            previous, order = last.get(form, (0, -1))
            if number > 1:
                found[passage.order] = order if previous == number - 1 else -1
            last[form] = number, passage.order
    return found


def _ordinal(words: str) -> int:
    """十二 and 12 as 12."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    return (_DIGITS.index(tens or "一") + 1) * 10 * bool(ten) + (_DIGITS.index(ones) + 1 if ones else 0)


def annexed(development: Development) -> tuple[Paragraph, ...]:
    """The text annexed to the leading report, whole and as it stands; a document that is all annex has none."""
    paragraphs = development.lead.report.paragraphs
    return tuple(one for one in paragraphs if one.kind in _ANNEX) if tells_story(paragraphs) else ()


def _pictures(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Pictures that came with the page and have a caption; those without one are ornaments."""
    for picture, caption in pairwise(paragraphs):
        if picture.kind is not ParagraphKind.PICTURE or not picture.target or _ELSEWHERE.match(picture.target):
            continue
        text = caption.words.text
        plain = caption.kind is ParagraphKind.TEXT and len(text) <= _CAPTION and not text.endswith(("。", "；", "："))
        if caption.kind is ParagraphKind.CAPTION or plain:
            yield picture
            yield Paragraph(caption.words, ParagraphKind.CAPTION)


def spoken_day(date: LeadDate) -> str:
    """A lead date as an entry begins.

    >>> spoken_day(LeadDate("2024-12-18", "report")), spoken_day(LeadDate("2024-12-03/2024-12-05", "event"))
    ('12月18日消息，', '12月3日至5日，')
    """
    first, _, last = date.date.partition("/")
    _, month, day = first.split("-")
    words = f"{int(month)}月{int(day)}日"
    if last:
        _, other_month, other_day = last.split("-")
        same = other_month == month
        words += f"至{int(other_day)}日" if same else f"至{int(other_month)}月{int(other_day)}日"
    return f"{words}消息，" if date.role == "report" else f"{words}，"


def _lead(report: Report, paragraphs: list[str]) -> tuple[str, list[list[str]]]:
    """The leading sentence and what is left of each paragraph as sentences, the lead's paragraph first."""
    split = [[one for one in sentences(text) if not is_idle(one)] for text in paragraphs]
    split = [part for part in split if part]
    names = _names(report)
    for index, part in enumerate(split[:3]):
        for place, sentence in enumerate(part):
            at = min((sentence.find(name) for name in names if name in sentence), default=-1)
            if at >= 0 and _droppable(sentence[:at]):
                lead = _dated(sentence[at:], report)
                rest = [*split[:index], part[:place] + part[place + 1 :], *split[index + 1 :]]
                moved = [rest[index], *rest[:index], *rest[index + 1 :]]
                return lead, moved
    if not split:
        return "", []
    return _dated(split[0][0], report), [split[0][1:], *split[1:]]


def _alone(report: Report, paragraphs: list[str]) -> tuple[str, list[list[str]]]:
    """The same for a document that came without any news of it: its title is the news."""
    date = report.facts.date.value
    lead = f"{spoken_day(date) if date else ''}{draft_title(report)}。"
    return lead, [[], *(sentences(text) for text in paragraphs)]


def _names(report: Report) -> list[str]:
    """Every form in which the issuers stand in the text, the longest first."""
    forms = {anchor.quote for fact in report.facts.issuers for anchor in fact.anchors}
    forms |= {fact.value for fact in report.facts.issuers if fact.value}
    return sorted(forms, key=lambda form: (-len(form), form))


def _droppable(head: str) -> bool:
    """Whether what stands before the organ may go: nothing, a day, the purpose or the occasion of the act."""
    if not head or not _WHEN.sub("", head):
        return True
    return head.endswith("，") and (
        _PURPOSE.match(head) is not None or all(map(_OCCASION.match, head[:-1].split("，")))
    )


def _dated(sentence: str, report: Report) -> str:
    """The sentence with the day of the facts in front, whatever day it had there itself."""
    date = report.facts.date.value
    bare = _WHEN.sub("", sentence)
    if date is None:
        return sentence
    if date.role == "event":
        bare = _AGO.sub("", bare, count=1)
    return spoken_day(date) + bare


def _passages(report: Report, rest: list[list[str]]) -> list[_Passage]:
    """What may follow the lead, weighed: facts count most, then words that carry a rule, then what comes early."""
    quotes = _quotes(report)
    found: list[_Passage] = []
    for order, part in enumerate(rest):
        text = "".join(part)
        if not text or _QUESTION.match(text):
            continue
        text = _ANSWER.sub("", text)
        bearing = sum(2 for quote in quotes if quote in text) + len(_POINT.findall(text))
        found.append(_Passage(order, text, bearing / max(len(text), 80) + (1.0 if order == 0 else 0.3 / order)))
    return found


def _quotes(report: Report) -> set[str]:
    """The published words of penalties, citations, figures and deadlines."""
    facts = report.facts
    lists = (facts.penalties, facts.citations, facts.figures, facts.deadlines)
    return {anchor.quote for facts_of in lists for fact in facts_of for anchor in fact.anchors}
