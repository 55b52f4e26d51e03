"""GL5xx: days that are not, wrong weekdays, days never filled in, days outside the window of a column."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from guanlan.publish.proof.rules import Check, Hit
from guanlan.publish.proof.sheet import Part, ProofSheet

# the look-aheads let ``re`` skip to what a pattern begins with
_DAY = re.compile(r"(?=\d)(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_WEEKDAY = re.compile(r"(?:（|\()?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])(?:）|\))?")
# 12月3日至5日（星期二至星期四）
_RANGE = re.compile(
    r"(?=\d)(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:至|到|—|～|-)"
    r"(?:(?P<year2>(?:19|20)\d{2})年)?(?:(?P<month2>\d{1,2})月)?(?P<day2>\d{1,2})日"
    r"(?:（(?:星期|周)(?P<first>[一二三四五六日天])(?:至|到|—|～|-)(?:星期|周)?(?P<last>[一二三四五六日天])）)?"
)
_BLANK = re.compile(
    r"(?=[自\s年\d×XxＸ*_＿〔［\[第])(?:(?<!\d)(?:自)?\s*年\s*月\s*日|(?:\d{4}年)?\s*[×XxＸ*_＿]{1,2}\s*月\s*[×XxＸ*_＿]{1,2}\s*日"
    r"|\d{4}年\s+月\s*(?:\d{1,2}|\s)日|\d{1,2}月\s+日|[〔［\[]\d{4}[〕］\]]\s+号|第\s+号)"
)
_WEEK = "一二三四五六日"
_ANY = datetime.date(2024, 7, 1)  # any day of a leap year: ranges are compared, not told
_MONTHS, _LONGEST = 12, (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def impossible_days(sheet: ProofSheet) -> Iterator[Hit]:
    """GL501: 2月30日, 13月1日, 2月29日 of a year without one."""
    for part in sheet.bearing(_DAY):
        for found in _DAY.finditer(part.text):
            if not _is_possible(found):
                yield _hit(part, found.start(), found.end(), {"text": found[0]})


def _is_possible(found: re.Match[str]) -> bool:
    month, day = int(found["month"]), int(found["day"])
    if not 1 <= month <= _MONTHS or not 1 <= day <= _LONGEST[month - 1]:
        return False
    return found["year"] is None or _date(int(found["year"]), month, day) is not None


def weekdays(sheet: ProofSheet) -> Iterator[Hit]:
    """GL502: a weekday that the day does not have; the year is the text's, else the one that lies nearest the issue."""
    for part in sheet.bearing(_DAY):
        for found in _DAY.finditer(part.text):
            told = _WEEKDAY.match(part.text, found.end())
            day = _nearest(found, sheet.date) if told and _is_possible(found) else None
            if told is None or day is None:
                continue
            right = _WEEK[day.weekday()]
            if told["weekday"].replace("天", "日") != right:
                mend = told[0].replace(told["weekday"], right)
                yield _hit(part, told.start(), told.end(), {"text": told[0], "day": day.isoformat()}, mend)

    yield from _weekdays_of_ranges(sheet)


def _weekdays_of_ranges(sheet: ProofSheet) -> Iterator[Hit]:
    for part in sheet.bearing(_RANGE):
        for found in _RANGE.finditer(part.text):
            if found["first"] is None:
                continue
            for name, day in zip(("first", "last"), _ends(found, sheet.date), strict=True):
                if day is not None and found[name].replace("天", "日") != _WEEK[day.weekday()]:
                    params = {"text": found[name], "day": day.isoformat()}
                    yield _hit(part, found.start(name), found.end(name), params, _WEEK[day.weekday()])


def ranges_turned(sheet: ProofSheet) -> Iterator[Hit]:
    """GL506: 12月5日至3日: a range that ends before it begins; one over the turn of a year says both years or none."""
    for part in sheet.bearing(_RANGE):
        for found in _RANGE.finditer(part.text):
            begins, ends = _ends(found, sheet.date or _ANY)
            over_new_year = found["month2"] is not None and found["year2"] is None
            if begins and ends and ends < begins and not (over_new_year and int(found["month2"]) < int(found["month"])):
                yield _hit(part, found.start(), found.end(), {"text": found[0]})


def _ends(found: re.Match[str], issued: datetime.date | None) -> tuple[datetime.date | None, datetime.date | None]:
    """Both days of a range; the second has the first one's year and month where it tells none."""
    if not _is_possible(found):
        return None, None
    begins = _nearest(found, issued)
    if begins is None:
        return None, None
    year, month = int(found["year2"] or begins.year), int(found["month2"] or begins.month)
    return begins, _date(year, month, int(found["day2"]))


def _nearest(found: re.Match[str], issued: datetime.date | None) -> datetime.date | None:
    """The day that is meant; None where the year is neither told nor to be told."""
    month, day = int(found["month"]), int(found["day"])
    if found["year"]:
        return _date(int(found["year"]), month, day)
    if issued is None:
        return None
    days = [one for year in (issued.year - 1, issued.year, issued.year + 1) if (one := _date(year, month, day))]
    return min(days, key=lambda one: abs(one - issued), default=None)


def blank_days(sheet: ProofSheet) -> Iterator[Hit]:
    """GL503: 自 年 月 日起施行, ×月×日: a day that is still to be filled in."""
    for part in sheet.parts:
        for start, words in part.raw() if "月" in part.text or "号" in part.text else ():
            for found in _BLANK.finditer(words):
                text = found[0].strip()
                at = start + words.index(text, found.start())
                yield Hit(at, at + len(text), part.where, None, {"text": text})


def effective_before_issued(sheet: ProofSheet) -> Iterator[Hit]:
    """GL504: an instrument in force before the day it was issued, by the entry's own facts."""
    for entry in sheet.bulletin.entries() if sheet.bulletin else ():
        for fact in entry.facts.instruments:
            value = fact.value
            if value is None or not value.effective or not value.date or value.effective >= value.date:
                continue
            if value.action in (None, "修订", "修正"):
                continue
            params = {"text": value.title, "issued": value.date, "effective": value.effective}
            hit = next(_said(sheet.entry_parts(entry), value.effective, params), None)
            if hit is not None:
                yield hit
            elif fact.anchors:
                yield Hit(fact.anchors[0].start, fact.anchors[0].end, entry.id, None, params)


def _said(parts: tuple[Part, ...], day: str, params: dict[str, str]) -> Iterator[Hit]:
    """Where an entry says the day on which something comes into force."""
    year, month, date = (int(one) for one in day.split("-"))
    pattern = re.compile(rf"自(?:{year}年)?{month}月{date}日(?=起)")
    for part in parts:
        for found in pattern.finditer(part.text):
            yield _hit(part, found.start(), found.end(), params)


def outside_of_window(sheet: ProofSheet) -> Iterator[Hit]:
    """GL505: an entry whose lead day lies behind the issue, or further back than its column reaches."""
    if sheet.bulletin is None or sheet.date is None:
        return
    for number, column in enumerate(sheet.bulletin.columns):
        window = _window(sheet, number)
        for entry in (entry for part in column.subcolumns for entry in part.entries):
            lead = entry.facts.date
            if lead.value is None or not lead.anchors:
                continue
            first, _, last = lead.value.date.partition("/")
            begins, ends = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last or first)
            if begins > sheet.date or ends < sheet.date - datetime.timedelta(days=window):
                anchor = lead.anchors[0]
                params = {"text": anchor.quote, "day": first, "issue": sheet.date.isoformat(), "days": str(window)}
                yield Hit(anchor.start, anchor.end, entry.id, None, params)


_WINDOW = 62  # days: two months, where no journal says how far back a column reaches


def _window(sheet: ProofSheet, number: int) -> int:
    if sheet.journal is not None and number < len(sheet.journal.columns):
        return sheet.journal.columns[number].window
    return _WINDOW


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _hit(part: Part, start: int, end: int, params: dict[str, str], mend: str | None = None) -> Hit:
    home = part.home(start, end)
    return Hit(home.start, home.end, part.where, mend, params)


CHECKS: dict[str, Check] = {
    "GL501": impossible_days,
    "GL502": weekdays,
    "GL503": blank_days,
    "GL504": effective_before_issued,
    "GL505": outside_of_window,
    "GL506": ranges_turned,
}
