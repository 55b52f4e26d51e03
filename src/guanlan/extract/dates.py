"""The lead date of a report: the day or days it tells of, and whether that is when it happened or when it was told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from guanlan.extract.report_text import Part
from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.records.bulletin import ParagraphKind
from guanlan.records.facts import LeadDate
from guanlan.text.dates import Bound, Date, Precision, bound_of, find_recent
from guanlan.text.span import Found, Span

EVENT, REPORT = "event", "report"

# 12月11日消息, 10月12日综合消息, 5月17日The Register消息, 12月3日电: the day of the report, with who reported it
_TOLD = re.compile(
    "(?:上午|下午|晚间?|凌晨)?[^，。；：:\\n]{0,24}?(?<!发布)(?<!公布)(?:消息|[电讯](?=[，,：:（) ])|讯息|报道)"
)
# 近日发布的《X》: the word belongs to the noun, not to the main verb
_OF_A_NOUN = re.compile("[^，。；]{1,12}?的")
# an opening phrase is no main clause: 在公安部指导下，上海警方近日破获
_OPENING = re.compile("[，, ]*(?:在|据|为|经|随着|针对|根据|按照|依据|围绕|结合|通过|由于|因)")
_BASIS = re.compile("[，, ]*(?:根据|依据|按照|据)")
_LEADING_PLACE = re.compile("[，,。；：:）】 \\n]")
_HOUR = re.compile(" ?[0-9]{1,2}[：:时][0-9]{0,2}分?(?:之?前|以前)")  # 8月12日24:00前
# 据某局8月21日通报，…: who told it that day
_PASSED_ON = re.compile("(?:据|记者从)[^，。；]{0,40}$")
_TELLS = re.compile("(?:晚间?|上午|下午)?(?:的)?(通报|介绍|透露|披露|获悉|公布)(?=[，,：:])")
_STOP = re.compile("[。；]")
_DEADLINE = re.compile("(?:截止(?:时间|日期)[为是：:]?|截止[到至]?|不晚于|不迟于) ?$")
_DAY_ALONE = re.compile(
    "[^。；0-9《》\\n]{0,40}?(?<![0-9月至到—~-])([12][0-9]|3[01]|[1-9])日(?![均前内后期程报常益本元趋渐夜])"
)
_IN_FORCE = re.compile("起(?:正式|开始|全面)?(?:施行|实施|执行|生效)")
_CLAUSE_END = re.compile("[，,；。：\\n]")
_COMMENT_TIME = re.compile(
    "征求意见(?:的)?(?:时间|期限|起止时间|截止时间)|意见(?:反馈|征集)(?:的)?(?:起止)?(?:时间|期限)|公示(?:时间|期限?)"
)
_WINDOW_REACH = 24  # from 征求意见时间 to its first day


def read_date(scan: Scan) -> Fact[LeadDate]:
    """The lead date of ``scan``'s report.

    The first day of the first paragraph; with sub-cases and no overall day, that of the first one; else the day of the
    signature, else the first day for comment, else the first day of the body. ``reason`` is ``date.none`` where no day
    is told.
    """
    text = scan.report.text
    for part in _opening_parts(scan):
        lead = _lead_of(scan, _days(scan, part.span)) or _day_alone(scan, part.span)
        if lead is not None:
            role, words = _role(text, lead, part.span)
            return _fact(scan, lead, role, words)
    for lead in (_signed(scan), _first_for_comment(scan), _first_day(scan)):
        if lead is not None:
            around = next((part for part in scan.report.parts if part.span.start <= lead.start < part.span.end), None)
            told = _TOLD.match(scan.report.text, lead.end, around.span.end) if around else None
            return _fact(scan, lead, REPORT if told else EVENT, None)
    return Fact(reason="date.none")


def _fact(scan: Scan, lead: Found[Date], role: str, words: Span | None) -> Fact[LeadDate]:
    spans = [lead.span] if words is None else sorted([lead.span, words])
    return scan.report.fact(LeadDate(str(lead.value), role), spans)


def _opening_parts(scan: Scan) -> Iterator[Part]:
    """The first paragraph; then the first one below a sub-case's heading."""
    parts = scan.report.parts
    first = next((part for part in parts if part.kind is ParagraphKind.TEXT), None)
    if first is not None:
        yield first
    in_case = False
    for part in parts:
        if part.kind is ParagraphKind.CASE:
            in_case = True
            if _has_words(scan, part):
                yield part
        elif in_case and part.kind is ParagraphKind.TEXT:
            yield part
            return


def _first_day(scan: Scan) -> Found[Date] | None:
    """The first day of the body that is neither a deadline nor the day a norm comes into force."""
    return next((day for day in _days(scan, scan.report.body) if not _is_ahead(scan.report.text, day)), None)


def _has_words(scan: Scan, part: Part) -> bool:
    """A sub-case that stands in one paragraph with its heading (案例一：……。……) can tell its day itself."""
    return "。" in part.span.of(scan.report.text)


def _days(scan: Scan, span: Span) -> Iterator[Found[Date]]:
    """The days, not months or years, told in ``span`` outside 《》."""
    for one in scan.dates:
        if one.start >= span.end:
            return
        is_day = one.start >= span.start and one.value.precision is Precision.DAY
        if is_day and not any(title.start <= one.start < title.end for title in scan.titles):
            yield one


def _day_alone(scan: Scan, span: Span) -> Found[Date] | None:
    """某国某局16日发表声明: a day without its month in the first clauses is the last such day up to the report's."""
    issued = scan.report.issued
    found = _DAY_ALONE.match(scan.report.text, *span) if issued is not None else None
    if found is None or issued is None:
        return None
    number = int(found[1])
    for back in range(2):
        month = issued.year * 12 + issued.month - 1 - back
        try:
            day = date(month // 12, month % 12 + 1, number)
        except ValueError:
            continue
        if day <= issued:
            return Found(found.start(1), found.end(), Date(day, day), issued)
    return None


def _lead_of(scan: Scan, days: Iterator[Found[Date]]) -> Found[Date] | None:
    """The first day that leads its clause (12月5日，…), else the first; a limit (截至12月5日) leads nothing."""
    text = scan.report.text
    candidates = [one for one in days if not _is_ahead(text, one)]
    unlimited = [one for one in candidates if bound_of(text, one) is None]
    for one in unlimited:
        if one.start == 0 or _LEADING_PLACE.match(text, one.start - 1):
            return one
    return next(iter(unlimited or candidates), None)


def _is_ahead(text: str, one: Found[Date]) -> bool:
    """A deadline, or the day from which a norm is in force: no day of the news."""
    if bound_of(text, one) is Bound.BEFORE or _HOUR.match(text, one.end):
        return True
    window = _COMMENT_TIME.search(text, max(0, one.start - _WINDOW_REACH), one.start)
    if window is not None and not _STOP.search(text, window.end(), one.start):
        return True
    if _DEADLINE.search(text, max(0, one.start - 8), one.start):
        return True
    return _is_future_force(text, one)


def _is_future_force(text: str, one: Found[Date]) -> bool:
    """自2025年8月1日起施行: from when a norm is in force is no news of that day."""
    return text[max(0, one.start - 1) : one.start] == "自" and _IN_FORCE.match(text, one.end) is not None


def _role(text: str, lead: Found[Date], paragraph: Span) -> tuple[str, Span | None]:
    """Whether the day is that of the event or of the report, with the words that say the latter."""
    told = _TOLD.match(text, lead.end, paragraph.end)
    if told is not None:
        return REPORT, Span(
            told.end() - 2 if told[0].endswith(("消息", "讯息", "报道")) else told.end() - 1, told.end()
        )
    if _PASSED_ON.match(text, paragraph.start, lead.start) and (passed := _TELLS.match(text, lead.end)):
        return REPORT, Span(passed.end() - len(passed[1]), passed.end())
    clause = _main_clause(text, lead.end, paragraph.end)
    recent = next(find_recent(clause.of(text)), None)
    if recent is not None and not _OF_A_NOUN.match(text, clause.start + recent.end, clause.end):
        return REPORT, recent.span.shift(clause.start)
    if _BASIS.match(text, lead.end):
        earlier = re.search(
            "[0-9]{1,2} ?月 ?[0-9]{1,2} ?日[^，。；]{1,40}(?:发布|公布|印发|通过|批准)的", text[slice(*clause)]
        )
        if earlier is not None:
            return REPORT, Span(clause.start + earlier.start(), clause.start + earlier.end())
    return EVENT, None


def _main_clause(text: str, start: int, end: int) -> Span:
    """From the day to the end of the first clause with a verb; opening phrases (在……下，) are run over."""
    at = start
    while True:
        opening = _OPENING.match(text, at, end)
        begin = at + 1 if text[at : at + 1] in "，," else at
        stop = _CLAUSE_END.search(text, begin, end)
        if stop is None:
            return Span(start, end)
        if opening is None or stop[0] not in "，,":
            return Span(start, stop.start())
        at = stop.start()


def _signed(scan: Scan) -> Found[Date] | None:
    """The day under a notice: of the last signature, or of a last line that is nothing but a day."""
    for part in reversed(scan.report.parts):
        day = next(_days(scan, part.span), None)
        if day is None:
            continue
        if part.kind is ParagraphKind.SIGNATURE or (day.start, day.end) == _stripped(scan.report.text, part.span):
            return day
    return None


def _stripped(text: str, span: Span) -> tuple[int, int]:
    words = span.of(text)
    return span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip())


def _first_for_comment(scan: Scan) -> Found[Date] | None:
    """The first day of 征求意见时间为…至…."""
    text = scan.report.text
    for window in _COMMENT_TIME.finditer(text, *scan.report.body):
        day = next(_days(scan, Span(window.end(), window.end() + _WINDOW_REACH)), None)
        if day is not None:
            first = day.value.start
            return Found(day.start, day.end, Date(first, first), day.context)
    return None
