"""The citations of a document with the places of their parts, and the words quoted with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from guanlan.law.context import Near, Reference, find_references, given_names
from guanlan.text.citations import Citation, find_citations
from guanlan.text.provisions import ProvisionRange, find_ranges
from guanlan.text.span import Found, Span

_CLAUSE_ENDS = "。；！？\n"
_OPENINGS = {"“": "”", "「": "」", "『": "』", '"': '"'}
_CLOSINGS = {closing: opening for opening, closing in _OPENINGS.items()}
# What may stand between a citation and the words it is quoted by: 中明确规定：, 的规定，, 所称的
_LEADS_ON = re.compile(
    r"[）)]?(?:[中里内])?的?(?:明确|明文|具体|分别|同时|还|已|也)?"
    r"(?:规定|指出|要求|载明|写明|提出|强调|表述|定义|所称|所述|内容|原文)?(?:了|为|的|是|如下)?[，,：:\s]{0,2}$"
)
# and between quoted words and the citation that closes them: ”（, ”（参见, ”——
_LEADS_BACK = re.compile(
    r"^[。；，]?\s?(?:[（(〔\[]\s?(?:(?:参见|详见|见|引自|摘自|出自|依据|根据|参照|源自)[:：]?)?|[—-]{1,2}(?:摘自|引自|见)?)$"
)
_TELLS = re.compile(r"(?:的?规定)?[*]{0,2}(?:[：:][*]{0,2}\n?|\n)(?=[^\n《])")
_LONGEST_QUOTE = 3000


class Part(NamedTuple):
    """One provision, or a range of them, where it stands."""

    start: int
    end: int
    value: ProvisionRange


class Quote(NamedTuple):
    """Quoted words, without their marks; not ``marked`` where they follow a colon and only look quoted."""

    span: Span
    marked: bool = True


class Cited(NamedTuple):
    """A citation or a reference (该法第五条): ``name`` is where the instrument is named, ``parts`` its provisions.

    ``quotes`` are the words that are quoted by it. Places are code points of the text as read.
    """

    start: int
    end: int
    value: Citation | Reference
    law: str
    name: Span
    parts: tuple[Part, ...]
    quotes: tuple[Quote, ...]


class Document(NamedTuple):
    """A document's text as read, the short names that it gives, and its citations in order."""

    text: str
    names: Mapping[str, str]
    cited: tuple[Cited, ...]


def cited_in(text: str) -> Document:
    """Everything that a text cites by name, or takes up by 该法."""
    citations = list(find_citations(text))
    references = [
        one
        for one in find_references(text, citations=citations)
        if one.value.near is Near.THAT and one.value.law is not None and one.value.provisions
    ]
    found: list[Found[Citation] | Found[Reference]] = sorted([*citations, *references], key=lambda one: one.start)
    cited = tuple(_cited(text, found, at) for at in range(len(found)))
    return Document(text, given_names(text), cited)


def _cited(text: str, found: list[Found[Citation] | Found[Reference]], at: int) -> Cited:
    one = found[at]
    value = one.value
    law = value.law or ""
    parts = tuple(_parts(text, one.start, one.end, value.provisions))
    name = Span(one.start, _name_end(text, one.start, parts[0].start if parts else one.end))
    before = found[at - 1].end if at else 0
    after = found[at + 1].start if at + 1 < len(found) else len(text)
    quotes = [Quote(at) for at in (*_quote_behind(text, one.end, after), *_quote_before(text, one.start, before))]
    if parts and not quotes:
        quotes += [Quote(at, marked=False) for at in _told_behind(text, one.end)]
    return Cited(one.start, one.end, value, law, name, parts, tuple(quotes))


def _name_end(text: str, start: int, end: int) -> int:
    """Where the name ends: at its 》 with what brackets follow, before （以下简称…）."""
    if not text.startswith("《", start):
        return end
    depth = 0
    for at in range(start, end):
        depth += (text[at] == "《") - (text[at] == "》")
        if depth == 0:
            return at + 1
    return end


def _parts(text: str, start: int, end: int, provisions: tuple[ProvisionRange, ...]) -> Iterator[Part]:
    """Where the provisions of a citation stand: behind the first 第 that gives them all."""
    at = text.find("第", start, end) if provisions else -1
    while at >= 0:
        found = list(find_ranges(text, at, end))
        if tuple(one.value for one in found) == provisions:
            yield from (Part(one.start, one.end, one.value) for one in found)
            return
        at = text.find("第", at + 1, end)


def _quote_behind(text: str, end: int, until: int) -> Iterator[Span]:
    """第五条规定：“…”: the quotation that opens close behind a citation."""
    for at in range(end, min(end + 16, len(text))):
        if text[at] in _CLAUSE_ENDS:
            return
        if text[at] in _OPENINGS:
            if at <= until and _LEADS_ON.match(text[end:at]):
                yield from _enclosed(text, at)
            return


def _told_behind(text: str, end: int) -> Iterator[Span]:
    """第五条：…, or 第五条 as a heading: the paragraph that goes on or follows."""
    lead = _TELLS.match(text, end)
    if lead is not None:
        until = text.find("\n", lead.end())
        yield Span(lead.end(), len(text) if until < 0 else until)


def _enclosed(text: str, at: int) -> Iterator[Span]:
    """The words between an opening mark and its partner."""
    opening, closing = text[at], _OPENINGS[text[at]]
    depth = 0
    for end in range(at, min(at + _LONGEST_QUOTE, len(text))):
        if text[end] == opening and (opening != closing or end == at):
            depth += 1
        elif text[end] == closing:
            depth -= 1
            if depth == 0:
                yield Span(at + 1, end)
                return


def _quote_before(text: str, start: int, since: int) -> Iterator[Span]:
    """“…”（《甲法》第五条）: the quotation that closes close before a citation."""
    for at in range(start - 1, max(start - 10, since) - 1, -1):
        if text[at] in _CLOSINGS:
            if _LEADS_BACK.match(text[at + 1 : start]):
                opening = text.rfind(_CLOSINGS[text[at]], max(since, at - _LONGEST_QUOTE), at)
                if opening >= 0:
                    yield Span(opening + 1, at)
            return


def around(text: str, start: int, end: int) -> str:
    """The sentence in which a place stands, without the place itself."""
    begin = max(text.rfind(mark, 0, start) for mark in "。\n") + 1
    ends = [at for mark in "。\n" if (at := text.find(mark, end)) >= 0]
    return text[begin:start] + " " + text[end : min(ends, default=len(text))]
