"""The days of an instrument: of the action, from when and how long it is in force, when comments are wanted."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from guanlan.extract.instrument_size import is_said_of
from guanlan.extract.scan import Scan
from guanlan.records.bulletin import ParagraphKind
from guanlan.records.facts import LeadDate
from guanlan.text.dates import find_durations
from guanlan.text.dates.calendar import Date, Precision
from guanlan.text.span import Found, Span
from guanlan.text.titles import Title

_COMES_INTO_FORCE = re.compile("(?:之?日)?(?:起|正式|开始|全面|全国范围内){0,3}(?:施行|实施|执行|生效)(?![方细办])")
_FROM_ISSUE = re.compile(
    "自(?:本\\w{1,4})?(?:公布|发布|印发|颁布|通过|签署|下发|发文)之?日起(?:正式|开始|即)?(?:施行|实施|执行|生效)"
)
_VALID = re.compile("有效期(?:限)?(?:[为是至到]|截至|截止到?|自)?")
_COMMENTS = re.compile(
    "征求意见(?!稿)|意见反馈|反馈意见|反馈截止|提出(?:的)?(?:修改)?意见|意见(?:和|或|及|与)?建议|征集意见|公开征集|提交意见"
)
_UNTIL = re.compile("(?:截止|截至|截止到|截止日期|截止时间)[^，。；0-9]{0,8}$|[至到]$")
_FROM_TODAY = re.compile("即日起[^，。；0-9]{0,2}[至到]$")
_COUNTED_FROM_ISSUE = re.compile("自[^，。；]{0,12}(?:发布|公布|公告|刊登|印发)之日起")
# of a text that is not called a draft: 面向公众征求意见至12月31日, but not 曾于9月公开征求意见
_STILL_OUT = re.compile("征求[^，。；]{0,6}意见(?!稿)")
_BYGONE = re.compile(
    "曾|此前|前期|先后|经过?[^，。；]{0,12}征求|征求[^，。；]{0,6}意见(?:后|的基础|时)|广泛征求|充分征求"
)
_OPENED = re.compile("起[，,]?[^。；]{0,80}?征求[^，。；]{0,6}意见(?!稿)")
_PAUSE = re.compile("[，。；：\n]")
_IN_FORCE_BY_IT = ("生效", "施行", "实施", "适用")  # 12月5日，《…》正式实施
_NEAR = 2  # 有效期 为 三年: how far behind the word a length of time may begin
_BEFORE = re.compile("(?: ?[0-9]{1,2}[：:时][0-9]{0,2}分?)?(?:之?前|以前|止|截止|（含）)")
_ISSUED_ON = re.compile("[^，。；《》]{0,40}?(?:发布|公布|印发|颁布|通过|批准|审议)")
_OUT_FOR_COMMENT = ("公开征求意见", "公开征集意见", "征求意见")


class Days(NamedTuple):
    """ISO days, and where they were read."""

    date: str | None = None
    effective: str | None = None
    expires: str | None = None
    comment_from: str | None = None
    comment_until: str | None = None
    spans: tuple[Span, ...] = ()


def days_of(scan: Scan, found: Found[Title], names: tuple[str, ...], action: str | None, lead: LeadDate | None) -> Days:
    """The days of a title; ``names`` are all the titles the report is about, ``lead`` the day of the report."""
    title = found.value
    issued, where = _issued_in_case(scan, found.start)
    if issued is None:
        issued, where = _issued(scan, lead)
    base = issued or scan.report.issued
    dates = _dates(scan, base)
    effective, at = _effective(scan, title, names, dates, issued)
    if effective is None and action in _IN_FORCE_BY_IT:
        effective = issued
    expires, until = _expires(scan, dates, effective or issued)
    comments = _comments(scan, title, dates, action, issued)
    return Days(
        _iso(issued),
        _iso(effective),
        _iso(expires),
        _iso(comments.first),
        _iso(comments.last),
        tuple(span for span in (where, at, until, comments.span) if span is not None),
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _dates(scan: Scan, base: date | None) -> list[Found[Date]]:
    """Dates of the body; one without a year is not before ``base``, for these days lie ahead."""
    return [_ahead(one, base) for one in scan.dates if one.start >= scan.report.body.start]


def _ahead(one: Found[Date], base: date | None) -> Found[Date]:
    if one.context is None or base is None or not one.value.is_day or one.value.start >= base:
        return one
    try:
        day = one.value.start.replace(year=base.year)
        day = day if day >= base else day.replace(year=base.year + 1)
    except ValueError:  # 2月29日
        return one
    return Found(one.start, one.end, Date(day, day), one.context)


def _issued(scan: Scan, lead: LeadDate | None) -> tuple[date | None, Span | None]:
    """The day of the action: the report's own, or what the first paragraph says where it was announced later."""
    if lead is None:
        return None, None
    day = date.fromisoformat(lead.date.split("/")[0])
    if lead.role == "event" or not scan.report.parts:
        return day, None
    text, first = scan.report.text, scan.report.parts[0].span
    for one in scan.dates:
        inside = first.start <= one.start < first.end
        if inside and one.value.is_day and one.value.start != day and _ISSUED_ON.match(text, one.end):
            return one.value.start, one.span
    return None, None


def _issued_in_case(scan: Scan, at: int) -> tuple[date | None, Span | None]:
    """In a report of several cases each has a day of its own, the first of its paragraph."""
    if not any(part.kind is ParagraphKind.CASE for part in scan.report.parts):
        return None, None
    part = next((part.span for part in scan.report.parts if part.span.start <= at < part.span.end), Span(at, at))
    for one in scan.dates:
        if part.start <= one.start < part.end and one.value.is_day:
            is_news = scan.report.text.startswith(("消息", "讯", "电"), one.end)
            return (None, None) if is_news else (one.value.start, one.span)
    return None, None


def _effective(
    scan: Scan, title: Title, names: tuple[str, ...], dates: list[Found[Date]], issued: date | None
) -> tuple[date | None, Span | None]:
    text, body = scan.report.text, scan.report.body
    for one in dates:
        force = _COMES_INTO_FORCE.match(text, one.end)
        if force and one.value.is_day and is_said_of(scan, title, names, one.start):
            return one.value.start, Span(one.start, force.end())
    force = _FROM_ISSUE.search(text, body.start, body.end)
    if force and is_said_of(scan, title, names, force.start()):
        return issued, Span(*force.span())
    return None, None


def _expires(scan: Scan, dates: list[Found[Date]], start: date | None) -> tuple[date | None, Span | None]:
    text, body = scan.report.text, scan.report.body
    for found in _VALID.finditer(text, body.start, body.end):
        pause = _PAUSE.search(text, found.end())
        clause = Span(found.end(), pause.start() if pause else body.end)
        days = [one for one in dates if clause.start <= one.start < clause.end]
        if days:  # 有效期自2025年2月1日至2027年1月31日: the last of them
            return days[-1].value.end, Span(found.start(), days[-1].end)
        length = next(find_durations(clause.of(text)), None)
        if length is not None and length.start <= _NEAR and start is not None:
            after = length.value.after(start)
            return after and after - timedelta(days=1), Span(found.start(), length.end + clause.start)
    return None, None


class _Comments(NamedTuple):
    first: date | None = None
    last: date | None = None
    span: Span | None = None


def _comments(scan: Scan, title: Title, dates: list[Found[Date]], action: str | None, issued: date | None) -> _Comments:
    """When comments are wanted; only of a draft."""
    is_draft = action in _OUT_FOR_COMMENT or any("稿" in note or "草案" in note for note in title.notes)
    for sentence in scan.sentences:
        if sentence.start < scan.report.body.start or not _COMMENTS.search(sentence.value):
            continue
        if not is_draft and not (_STILL_OUT.search(sentence.value) and not _BYGONE.search(sentence.value)):
            continue
        inside = [one for one in dates if sentence.start <= one.start < sentence.end]
        found = next(filter(None, (_comment_days(scan.report.text, one, issued) for one in inside)), None)
        found = found or _comment_length(sentence, issued)
        if found is not None:
            first = found.first or _opened_on(scan.report.text, inside)
            return found._replace(first=first)
    return _Comments()


def _opened_on(text: str, days: list[Found[Date]]) -> date | None:
    """9月16日起，某部就《…》公开征求意见: the first day."""
    for one in days:
        if one.value.is_day and _OPENED.match(text, one.end):
            return one.value.start
    return None


def _comment_days(text: str, one: Found[Date], issued: date | None) -> _Comments | None:
    """An interval, or a last day; 即日起至… begins with the day of issue."""
    if one.value.precision is not Precision.DAY:
        return None
    if one.value.start != one.value.end:
        return _Comments(one.value.start, one.value.end, one.span)
    before = text[max(0, one.start - 14) : one.start]
    if _FROM_TODAY.search(before):
        return _Comments(issued, one.value.end, one.span)
    if _UNTIL.search(before) or _BEFORE.match(text, one.end):
        return _Comments(None, one.value.end, one.span)
    return None


def _comment_length(sentence: Found[str], issued: date | None) -> _Comments | None:
    """自发布之日起30日内: the day of issue does not count (民法典 第二百零一条)."""
    counted = _COUNTED_FROM_ISSUE.search(sentence.value)
    if counted is None or issued is None:
        return None
    length = next(find_durations(sentence.value[counted.end() :]), None)
    if length is None or length.start:
        return None
    last = length.value.after(issued)
    span = Span(sentence.start + counted.start(), sentence.start + counted.end() + length.end)
    return _Comments(None, last, span) if last else None
