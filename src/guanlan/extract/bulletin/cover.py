"""The cover: names, issue number, day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from guanlan.extract.bulletin.lines import Line, words_of
from guanlan.extract.bulletin.marks import han_number, is_headline
from guanlan.records.bulletin import Cover, Words
from guanlan.records.reading import BlockKind

_NUM = r"(?:\d{1,4}|[〇一二三四五六七八九十百]{1,5})"
_YEAR = r"(\d{4}|[〇一二三四五六七八九]{4})"
_DAY = re.compile(rf"{_YEAR}[年./-](?P<m>{_NUM})[月./-](?P<d>{_NUM})日?")
_YEAR_MONTH = re.compile(rf"{_YEAR}年(?:度)?(?:第?(?P<m>{_NUM})月)?")
_NUMBER = re.compile(
    rf"(?P<all>总)?第(?P<n>{_NUM})(?:期|号)|总(?:期|期数)[:：]?(?P<t>{_NUM})|No\.?\s*(?P<e>\d{{1,4}})", re.I
)
_BEHIND = re.compile(r"[\s\d〇一二三四五六七八九十百年月日总第期号版（）()【】|·.,，/：:—-]*")  # more numbers, a day
_CJK = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_SUBTITLE = re.compile(r"（.{0,4}(?:刊|版)）|(?:周|旬|月|季|双月|半月)刊|(?:周|月|简)报|专刊|内部资料|参阅|洞察|动态")


class _Dates(NamedTuple):
    year: int | None = None
    month: int | None = None
    day: str | None = None


def read_cover(text: str, lines: Sequence[Line]) -> Cover:
    """The cover that ``lines`` hold, top to bottom: the title first, then what names number and day."""
    names: list[Line] = []
    latin: list[Line] = []
    number_in_year = number = None
    dates = _Dates()
    for line in lines:
        if line.kind in (BlockKind.PICTURE, BlockKind.FURNITURE):
            continue
        numbers = list(_NUMBER.finditer(line.read))
        dates = _with_dates(dates, line.read)
        for found in numbers:
            if found["all"] or found["t"]:
                number = number or _number(found["n"] or found["t"])
            else:
                number_in_year = number_in_year or _number(found["n"] or found["e"])
        if numbers or _is_day(line.read):
            continue
        (names if _CJK.search(line.read) else latin if _LATIN.search(line.read) else names).append(line)
    title, subtitle, others = _names(text, names)
    return Cover(
        title=title,
        title_en=_together(text, latin),
        subtitle=subtitle,
        year=dates.year,
        month=dates.month,
        number_in_year=number_in_year,
        number=number,
        date=dates.day,
        words=others,
    )


def tells_number(read: str) -> bool:
    """Whether a line is there to tell the number of an issue: it ends with it, or with its total number or its day.

    >>> tells_number("2025年第1期（总第18期）"), tells_number("关于征集第五期技术交流活动报告题目的补充通知")
    (True, False)
    """
    return any(_BEHIND.fullmatch(read, found.end()) for found in _NUMBER.finditer(read))


def _together(text: str, lines: Sequence[Line]) -> Words | None:
    """Latin lines as one name, a blank between two."""
    if not lines:
        return None
    words = [words_of(text, line.pieces) for line in lines]
    return Words(" ".join(one.text for one in words), tuple(span for one in words for span in one.spans))


def _names(text: str, lines: Sequence[Line]) -> tuple[Words, Words | None, tuple[Words, ...]]:
    words = [words_of(text, line.pieces) for line in lines if line.read.strip("-—_=*· ")]
    if not words:
        return Words(""), None, ()
    subtitle = next((one for one in words[1:] if len(one.text) <= 30 and _SUBTITLE.search(one.text)), None)
    return words[0], subtitle, tuple(one for one in words[1:] if one is not subtitle)


def _is_day(read: str) -> bool:
    found = _DAY.search(read) or _YEAR_MONTH.search(read)
    return found is not None and len(read) - len(found[0]) <= 6


def _with_dates(known: _Dates, read: str) -> _Dates:
    """What the line adds to year, month and day."""
    if not is_headline(read, longest=60):
        return known
    found = _DAY.search(read)
    if found is not None and known.day is None:
        day = _iso(_year(found[1]), _number(found["m"]), _number(found["d"]))
        if day is not None:
            return _Dates(known.year or int(day[:4]), known.month or int(day[5:7]), day)
    found = _YEAR_MONTH.search(read)
    if found is not None and known.year is None:
        month = _number(found["m"]) if found["m"] else None
        return known._replace(year=_year(found[1]), month=month if month and month <= 12 else None)
    return known


def _year(words: str) -> int:
    return int(
        "".join(str("〇一二三四五六七八九".index(sign)) if sign in "〇一二三四五六七八九" else sign for sign in words)
    )


def _number(words: str | None) -> int | None:
    if not words:
        return None
    return int(words) if words.isdigit() and words.isascii() else han_number(words) or None


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    try:
        return date(year, month or 0, day or 0).isoformat()
    except ValueError:
        return None


def issue_day(cover: Cover) -> date | None:
    """The day from which an issue's years are told: its date, else the last day of its month or year."""
    if cover.date is not None:
        return date.fromisoformat(cover.date)
    if cover.year is None:
        return None
    month = cover.month or 12
    following = date(cover.year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def first_line_of(lines: Iterable[Line]) -> str:
    """The first words of a document, for telling what it is."""
    return next((line.read for line in lines if line.read), "")
