"""What must be done, or what begins or ends, by which day, and by whom.

Only days that the text tells or that follow from them by counting: a period from an event without a day is none.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from guanlan.extract.dates import read_date
from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.records.facts import Deadline, LeadDate
from guanlan.text.dates import Bound, Date, Precision, bound_of, find_days_of, find_durations, parse_date
from guanlan.text.span import Found, Span

COMMENT, FORCE, EXPIRY = "意见反馈截止", "施行", "有效期届满"

_CLAUSE_MARKS = "。；\n"
_FORCE_AFTER = re.compile(" ?(?:起)?(?:正式|开始)*(?:施行|实施|执行|生效)")
_VALID_UNTIL = re.compile("有效期(?:限)?(?:为|自[^，。；]{1,16})?[至到] ?$|有效期(?:限)?(?:截至|截止到?) ?$")
_ENDS_AFTER = re.compile(" ?(?:起)?(?:同时)?(?:废止|失效|停止执行)")
_VALID_FOR = re.compile("有效期(?:限)?(?:为|是)? ?")
_LONGEST_PERIOD = 8  # characters: 三年零六个月
_COMMENT_WORDS = re.compile(
    "征求意见(?!稿)|意见反馈|反馈意见|反馈截止|意见建议|(?:提出|提交|征集|发送|寄送|反馈)[^，。；]{0,12}意见|意见[^，。；]{0,16}(?:反馈|发送|寄|报)"
)
_WHO_COMMENTS = re.compile("社会公众|社会各界|公众|有关单位和(?:各界人士|个人)|各有关单位|相关单位")
_DUTY = re.compile(
    "[^，。；：（）]{0,10}?(?:整改|改正|整治|完成|落实|报送|报告|报备|提交|递交|备案|登记|申报|申请|注册|反馈|履行|缴纳|下架|关停|办理|更新|上报|答复|自查)"
    "[^，。；：（）\\n]{0,16}"
)
# 应 alone: no 应用, 响应; 需 alone: no 需求
_OUGHT = "(?<![响供对相适反回])应当?(?![用急答对邀聘付])|必?须(?!知)|需(?!求)"
_MUST = re.compile(f"{_OUGHT}|要求|请(?!求)|责令")
_PAST = re.compile("[^，。；]{0,6}(?:已|曾|均已|全部)")
_LEADING_WORDS = re.compile("^(?:请|要求|责令|通报要求|其中|同时|此外|上述通知要求)")
_BACK, _WHO_REACH = 60, 160  # characters of a clause looked at before a day; a sentence or two for who may comment
_YEAR = datetime.timedelta(days=364)


def read_deadlines(scan: Scan, lead: LeadDate | None = None) -> tuple[Fact[Deadline], ...]:
    """The deadlines of ``scan``'s report, in text order, each once.

    ``lead`` is the day of the report (read again where it is not given), from which days without a year lie ahead.
    ``what`` is 意见反馈截止, 施行, 有效期届满, or the words of the duty (完成整改); ``whom`` the words that say who.
    """
    found: list[Fact[Deadline]] = []
    seen: set[Deadline] = set()
    for deadline, spans in sorted(_all(scan, _lead_day(scan, lead)), key=lambda one: one[1]):
        if deadline not in seen:
            seen.add(deadline)
            found.append(scan.report.fact(deadline, spans))
    return tuple(found)


def _lead_day(scan: Scan, lead: LeadDate | None) -> datetime.date | None:
    """The day from which the days ahead are told."""
    lead = lead or read_date(scan).value
    return scan.report.issued if lead is None else datetime.date.fromisoformat(lead.date[:10])


def _all(scan: Scan, lead: datetime.date | None) -> Iterator[tuple[Deadline, list[Span]]]:
    text, body = scan.report.text, scan.report.body
    force: datetime.date | None = None
    for one in scan.dates:
        if not body.start <= one.start < body.end or one.value.precision is not Precision.DAY:
            continue
        day = _ahead(text, one, lead)
        clause = _clause(text, one, body)
        deadline = _of_date(text, one, day, clause)
        if deadline is not None:
            yield deadline, [one.span]
        if deadline is not None and deadline.what == FORCE:
            force = day.start
    yield from _told_by_event(scan, lead, force)


def _ahead(text: str, one: Found[Date], lead: datetime.date | None) -> Date:
    """A day without a year is the first on or after the day of the report: deadlines lie ahead of it."""
    if one.context is None or lead is None:
        return one.value
    return parse_date(one.of(text), lead + _YEAR) if one.of(text)[0].isdigit() else one.value


def _clause(text: str, one: Found[Date], body: Span) -> Span:
    """From the 。； before the day to the one behind it."""
    start = max(text.rfind(mark, body.start, one.start) for mark in _CLAUSE_MARKS) + 1
    ends = [end for end in (text.find(mark, one.end, body.end) for mark in _CLAUSE_MARKS) if end >= 0]
    return Span(max(start, body.start), min(ends, default=body.end))


def _of_date(text: str, one: Found[Date], day: Date, clause: Span) -> Deadline | None:
    """The deadline that the words around a day make of it."""
    before, after = text[max(clause.start, one.start - _BACK) : one.start], text[one.end : clause.end]
    if _FORCE_AFTER.match(after):
        return Deadline(FORCE, day.start.isoformat())
    if _VALID_UNTIL.search(before):
        return Deadline(EXPIRY, day.end.isoformat())
    if _ENDS_AFTER.match(after):
        return Deadline(EXPIRY, day.start.isoformat())
    bound = bound_of(text, one)
    is_window = day.start != day.end and "征求意见" in before[-24:]
    if (bound in (Bound.BEFORE, Bound.UNTIL) or is_window or "截止" in before[-10:]) and not _PAST.match(after):
        return _by(text, one, day, clause, comment=bool(_COMMENT_WORDS.search(clause.of(text))))
    return None


def _by(text: str, one: Found[Date], day: Date, clause: Span, *, comment: bool) -> Deadline | None:
    """A window for comments or a duty with a last day."""
    last = day.end.isoformat()
    if comment:
        near = text[max(0, clause.start - _WHO_REACH) : clause.end]
        who = _WHO_COMMENTS.search(clause.of(text)) or _WHO_COMMENTS.search(near)
        return Deadline(COMMENT, last, who[0] if who else None)
    before, after = text[clause.start : one.start], text[one.end : clause.end]
    must = _MUST.search(before)
    limit = re.match(" ?(?:之?前|以前|止|截止|为止)[，,]?", after)
    duty = _DUTY.match(after, limit.end() if limit else 0)
    if duty is None or (must is None and not (limit and "前" in limit[0])):
        return None
    return Deadline(duty[0].strip(), last, _subject(before, must))


def _subject(before: str, must: re.Match[str] | None) -> str | None:
    """Who must: the words between the last comma and 应, or behind 请."""
    if must is None:
        who = before.rsplit("，", 1)[-1].rstrip("在于自至 ")
    elif must[0] in ("请", "要求", "责令"):
        who = before[must.end() :].split("，", 1)[0].rstrip("在于至 ")
        who = re.split(f"{_OUGHT}|按", who, maxsplit=1)[0]
    else:
        who = before[: must.start()].rsplit("，", 1)[-1]
    who = _LEADING_WORDS.sub("", who.strip())
    return who or None


def _told_by_event(
    scan: Scan, lead: datetime.date | None, force: datetime.date | None
) -> Iterator[tuple[Deadline, list[Span]]]:
    """自公布之日起施行 and 有效期三年, counted from the day of the report or of the entry into force."""
    text, body = scan.report.text, scan.report.body
    if lead is None:
        return
    for one in find_days_of(body.of(text)):
        span = one.span.shift(body.start)
        if not _FORCE_AFTER.match(text, span.end) or one.value.event not in ("公布", "发布", "印发", "颁布", "签发"):
            continue
        begin = lead if one.value.plus is None else one.value.plus.after(lead)
        if begin is not None and force is None:
            force = begin
            yield Deadline(FORCE, begin.isoformat()), [span]
    for valid in _VALID_FOR.finditer(text, *body):
        length = next(find_durations(text[valid.end() : valid.end() + _LONGEST_PERIOD]), None)
        end = None if length is None or length.start else length.value.after(force or lead)
        if length is not None and end is not None:
            last = end - datetime.timedelta(days=1)
            yield Deadline(EXPIRY, last.isoformat()), [length.span.shift(valid.end())]
