"""How many chapters and articles an instrument has: as stated, else as counted in an annexed text."""

from __future__ import annotations

import re
from typing import NamedTuple

from guanlan.extract.scan import Scan
from guanlan.records.bulletin import ParagraphKind
from guanlan.text.numerals import parse_number
from guanlan.text.sections import Mark, SectionMark
from guanlan.text.span import Found, Span
from guanlan.text.titles import Title

_N = "[0-9〇零一二三四五六七八九十百]{1,5}"
# 共六章三十七条, 共计8章71条, 共十八条, 正文共4章10条; 共20条措施 counts measures
_SIZE = re.compile(
    f"(?:共(?:计|有|分为?|包括|包含)?|总计|分为?|等|正文|全文|包括|包含|设|由|为)(?:(?P<chapters>{_N})章)?"
    f"(?:[、，,和]?共?(?:计|有)?(?P<articles>{_N})条(?![具措建意举政任要内款线新重]))?"
)
# 由35条增加至41条: what it has now
_RESIZED = re.compile(
    f"由(?:原来的|原先的|原有的?|现行的?|原)?{_N}条[^，。；0-9]{{0,4}}(?:至|到|为|成)(?P<articles>{_N})条"
)


class Size(NamedTuple):
    """Chapters and articles, and where they were read."""

    chapters: int | None = None
    articles: int | None = None
    spans: tuple[Span, ...] = ()


def size_of(scan: Scan, title: Title, names: tuple[str, ...]) -> Size:
    """The size of ``title``; ``names`` are all the titles the report is about."""
    running = [part.span for part in scan.report.parts if part.kind not in _ANNEXED]
    for span in running:
        for found in _SIZE.finditer(scan.report.text, span.start, span.end):
            if (found["chapters"] or found["articles"]) and is_said_of(scan, title, names, found.start()):
                if found["chapters"] is None and not found[0].startswith(("共", "总", "正文", "全文")):
                    continue
                return Size(_int(found["chapters"]), _int(found["articles"]), (Span(*found.span()),))
        resized = _RESIZED.search(scan.report.text, span.start, span.end)
        if resized and is_said_of(scan, title, names, resized.start()):
            return Size(None, _int(resized["articles"]), (Span(*resized.span()),))
    return _counted(scan) if len(names) == 1 else Size()


_ANNEXED = (ParagraphKind.ANNEX, ParagraphKind.ANNEX_TITLE)


def is_said_of(scan: Scan, title: Title, names: tuple[str, ...], at: int) -> bool:
    """Whether what stands at ``at`` is said of ``title``: the last title before it in its paragraph.

    Where a report is about one instrument only, it is also meant where no title stands before.
    """
    part = next((part.span for part in scan.report.parts if part.span.start <= at < part.span.end), Span(at, at))
    before = [found for found in scan.titles if part.start <= found.start and found.end <= at]
    about = [found for found in before if scan.name_of(found) in names]
    if len(names) == 1:
        last = before[-1] if before else None
        # 《甲》自2017年6月1日起施行 in a report about 《乙》
        return last is None or scan.name_of(last) in names or last.start < scan.sentence_at(at).start
    return bool(about) and scan.name_of(about[-1]) == title.name


def _counted(scan: Scan) -> Size:
    text = scan.report.text
    annex = [part.span for part in scan.report.parts if part.kind in _ANNEXED]
    annex = annex or [part.span for part in scan.report.parts]  # a notice and its text on one page
    if not annex:
        return Size()
    first, last = annex[0].start, annex[-1].end
    marks = [one for one in scan.sections if first <= one.start < last and _opens_line(text, one)]
    articles = {one.value.number: one for one in marks if one.value.mark is Mark.ARTICLE and not one.value.insert}
    chapters = {one.value.number for one in marks if one.value.mark is Mark.CHAPTER}
    if len(articles) < 2 or max(articles) != len(articles):
        return Size()  # only a whole text, from 第一条 on, tells how many there are
    spans = tuple(sorted(one.span for one in (articles[1], articles[len(articles)])))
    return Size(len(chapters) or None, len(articles), spans)


def _opens_line(text: str, mark: Found[SectionMark]) -> bool:
    return text[text.rfind("\n", 0, mark.start) + 1 : mark.start].strip() == ""


def _int(numeral: str | None) -> int | None:
    return None if numeral is None else int(parse_number(numeral).value)
