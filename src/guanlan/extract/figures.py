"""Every quantity of a report's body, as written and as counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.records.bulletin import ParagraphKind
from guanlan.records.facts import Figure
from guanlan.text.quantities import Quantity, Sort
from guanlan.text.span import Found, Span

_NO_BODY = (ParagraphKind.PICTURE, ParagraphKind.ANNEX_TITLE)
# “三个紧紧围绕”, “净网2024”, “五个严禁”: a short quotation without a comma is a name or a slogan, a long one is speech
_QUOTED = re.compile("“[^“”，。；：！？\\n]{1,16}”|‘[^‘’，。；：！？\\n]{1,16}’|「[^「」，。；：！？\\n]{1,16}」")
# 办法共十八条，…: articles, where nothing is named that the 条 could count
_ARTICLES_OF = re.compile(
    "(?:办法|规定|条例|细则|意见|方案|指引|指南|规则|准则|规范|通知|解释|决定|草案|稿|法|法案|公约|标准|文件|正文|全文|》|）)"
    "(?:正文|全文|[，,](?=[一共总]))?(?:一?共计?|总计|合计|凡|计|分为?)?(?:有|为)?$"
)
# ……起草，共十八条，旨在……: a clause of its own
_IN_ALL = re.compile("[，。；](?:一?共计?|总计|全文)$")
# 由原来的35条增加至41条
_RESIZED = re.compile(
    "由(?:原来的|原先的|原有的?|现行的?|原)?(?:[0-9一二三四五六七八九十百]+条[^，。；0-9]{0,4}(?:至|到|为|成))?$"
)
_MOST_ARTICLES = 1500  # the Civil Code, the longest law in force, has 1,260
_AFTER_ARTICLES = re.compile(" ?(?:[，。；：、）\\n]|$)")
_MONEY_WORDS = re.compile(
    "(?:人民币|金额|罚款|罚金|罚没款?|资金|营业额|销售额|交易额|成交额|收入|获利|牟利|非法所得|违法所得|价值|损失|赔偿金?|赎金|捐款|投资|经费|补贴|善款)"
    "[^，。；]{0,8}$"
)
_PEOPLE_WORDS = re.compile("(?:人数|人员|人口|网民|用户|人次)[^，。；]{0,8}$")
_REACH = 14


def read_figures(scan: Scan) -> tuple[Fact[Figure], ...]:
    """The figures of ``scan``'s report in text order; a repeat in the same words is given once.

    Not among them: what stands in 《》 and in short quotations, numbers of chapters and articles, dates, lengths of
    time, ordinals, names.
    """
    found: list[Fact[Figure]] = []
    seen: set[str] = set()
    for one in _counted(scan):
        anchor = scan.report.anchor(one.span)
        # a page break inside a figure is no part of its words
        words = " ".join(anchor.quote.split()) if "\n" in anchor.quote else anchor.quote
        plain = "".join(words.split())
        if plain in seen:
            continue
        seen.add(plain)
        value = one.value
        figure = Figure(words, value.value, value.unit or _implied_unit(scan.report.text, one), value.approx)
        found.append(Fact(figure, (anchor,)))
    return tuple(found)


def _counted(scan: Scan) -> Iterator[Found[Quantity]]:
    """The quantities that are figures."""
    text = scan.report.text
    outside = iter(_silent_spans(scan))
    silent = next(outside, None)
    provisions_end = -1
    for one in scan.quantities:
        if one.start < scan.report.body.start:
            continue
        while silent is not None and silent.end <= one.start:
            silent = next(outside, None)
        if silent is not None and silent.overlaps(one.span):
            continue
        if one.value.sort is Sort.PROVISIONS or _counts_articles(text, one, provisions_end):
            provisions_end = one.end
            continue
        yield one


def _silent_spans(scan: Scan) -> list[Span]:
    """Titles, short quotations and pictures, where no figure is read; in order."""
    text = scan.report.text
    spans = [title.span for title in scan.titles]
    spans += [Span(*quoted.span()) for quoted in _QUOTED.finditer(text)]
    spans += [part.span for part in scan.report.parts if part.kind in _NO_BODY]
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _counts_articles(text: str, one: Found[Quantity], provisions_end: int) -> bool:
    """Whether 条 counts articles: after chapters (九章八十一条), or said of a norm with nothing else counted."""
    if one.value.unit != "条":
        return False
    if one.start == provisions_end:
        return True
    if one.value.approx or one.value.value > _MOST_ARTICLES:
        return False
    before = text[max(0, one.start - _REACH) : one.start]
    if _RESIZED.search(before):
        return True
    if not _AFTER_ARTICLES.match(text, one.end):
        return False
    return bool(_ARTICLES_OF.search(before) or _IN_ALL.search(before))


def _implied_unit(text: str, one: Found[Quantity]) -> str | None:
    """元 or 人 where the clause names a sum or people and the number stands alone (罚款97.5万, 人数达342.82万)."""
    if one.value.sort is not Sort.BARE:
        return None
    before = text[max(0, one.start - _REACH) : one.start]
    if _MONEY_WORDS.search(before):
        return "元"
    return "人" if _PEOPLE_WORDS.search(before) else None
