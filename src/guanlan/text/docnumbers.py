"""Document numbers: 国办发〔2024〕12号, 某部令第16号, GB/T 35273—2020, 4:19-cv-04577-JSW, (EU) 2024/2847."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

import msgspec

from guanlan.errors import InputError
from guanlan.text.numerals import parse_number
from guanlan.text.span import Found


class Series(StrEnum):
    """What sort of number it is."""

    DOCUMENT = "document"  # 国办发〔2024〕12号
    ORDER = "order"  # 国家互联网信息办公室令第16号
    ANNOUNCEMENT = "announcement"  # 公告2024年第5号
    CASE = "case"  # （2024）沪0101刑初12号
    STANDARD = "standard"  # GB/T 35273—2020
    DOCKET = "docket"  # 4:19-cv-04577-JSW
    ACT = "act"  # (EU) 2024/2847, EO 14028


class DocNumber(msgspec.Struct, frozen=True):
    """``prefix`` is the issuing sign (国办发, 国务院令, GB/T); ``number`` as printed, without 第 and 号, in digits."""

    series: Series
    prefix: str
    number: str
    year: int | None = None


_Reader = Callable[[str, re.Match[str]], Found[DocNumber] | None]

_NUM = "(?:[0-9]{1,6}|[〇零一二三四五六七八九十百千]{1,8})"
_YEAR = "(?P<year>(?:19|20)[0-9]{2})"
_OPEN, _CLOSE = r"[〔\[［（(【]", r"[〕\]］）)】]"
_DOCUMENT = re.compile(rf"{_OPEN}{_YEAR}{_CLOSE} ?第?(?P<number>[0-9]{{1,6}})号")
_CASE = re.compile(
    rf"[（(]{_YEAR}[）)](?P<prefix>[\u4e00-\u9fff][0-9]{{0,4}}[\u4e00-\u9fff]{{1,5}})(?P<number>[0-9]{{1,6}})号"
)
_ORDER = re.compile(rf"令[（(]?(?:{_YEAR}年)?第(?P<number>{_NUM})号[）)]?")
_ORDER_BEHIND = re.compile(rf"第(?P<number>{_NUM})号令")
_ANNOUNCEMENT = re.compile(rf"[公通]告[（(]?(?:{_YEAR}年)?第(?P<number>{_NUM})号[）)]?")
_STANDARD = re.compile(
    # the look back comes after the first character, so that ``re`` can skip by charset (here and below)
    r"(?P<prefix>[A-Z](?<![A-Za-z0-9/][A-Z])[A-Z]{0,3}(?:/[A-Z]{1,6})?) ?(?P<number>[0-9]{2,6}(?:\.[0-9]{1,3})?)"
    r"(?:[—–－-]{1,2}|:)(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
)
_DOCKET = re.compile(
    r"(?P<number>[0-9C](?<![0-9:A-Za-z][0-9C])"
    r"(?:(?<=[0-9]):[0-9]{2}-[a-z]{2}-[0-9]{3,6}(?:-[A-Z]{2,4}){0,2}|(?<=C)-[0-9]{1,4}/[0-9]{2}))(?![0-9])"
)
_ACT = re.compile(
    r"(?P<prefix>E(?<![A-Za-z]E)(?:U|C|EC))[）)]? ?"
    r"(?:(?P<year>(?:19|20)[0-9]{2})/(?P<number>[0-9]{1,5})(?![0-9/年月])"
    r"|No\.? ?(?P<old_number>[0-9]{1,4})/(?P<old_year>(?:19|20)[0-9]{2})(?![0-9/年月]))"
)
_EXECUTIVE_ORDER = re.compile(r"(?P<prefix>E(?<![A-Za-z]E)O) ?(?P<number>1[0-9]{4})(?![0-9])")
_ISSUER = re.compile("[\u4e00-\u9fffA-Za-z]{1,24}\\Z")
# What stands before an issuing sign and is no part of it
_NO_ISSUER = re.compile(
    ".*(?:根据|依据|按照|依照|印发|发布|公布|下发|下达|作出|文号|编号|关于|以及|号[和及与]?|[据按照依以为了的由见即是在被将])"
)
_NO_ORDERS = frozenset({"责令", "命令", "指令", "法令", "口令", "令"})
_REACH = 24  # how far before the bracket an issuing sign may begin; the longest organ of an order has 22 characters


def parse_docnumber(text: str, context: object = None) -> DocNumber:
    """The document number that the whole of ``text`` is; raises ``InputError`` ``docnumber.malformed``.

    >>> parse_docnumber("国办发[2024]12号").year
    2024
    """
    found = next(find_docnumbers(text), None)
    if found is None or found.span != (0, len(text)):
        raise InputError("docnumber.malformed", value=text)
    return found.value


def find_docnumbers(text: str, context: object = None) -> Iterator[Found[DocNumber]]:
    """Every document number.

    >>> [found.value.number for found in find_docnumbers("依据国务院令第790号和GB/T 35273—2020")]
    ['790', '35273']
    """
    found: list[Found[DocNumber]] = []
    for pattern, read in (*(_WITH_SIGN if "号" in text else ()), *_READERS):
        for match in pattern.finditer(text):
            one = read(text, match)
            if one is not None:
                found.append(one)
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            end = one.end
            yield one


def print_docnumber(number: DocNumber) -> str:
    """The number as it is officially written; ``parse_docnumber`` reads it back.

    >>> print_docnumber(DocNumber(Series.ANNOUNCEMENT, "公告", "5", 2024))
    '公告2024年第5号'
    """
    year = number.year
    if number.series is Series.DOCUMENT:
        return f"{number.prefix}〔{year}〕{number.number}号"
    if number.series is Series.CASE:
        return f"（{year}）{number.prefix}{number.number}号"
    if number.series in (Series.ORDER, Series.ANNOUNCEMENT):
        return f"{number.prefix}{f'{year}年' if year else ''}第{number.number}号"
    if number.series is Series.STANDARD:
        return f"{number.prefix} {number.number}{':' if number.prefix.startswith('ISO') else '—'}{year}"
    if number.series is Series.DOCKET:
        return number.number
    return f"{number.prefix} {f'{year}/' if year else ''}{number.number}"


def _issuer(text: str, end: int) -> str:
    """The issuing sign that ends at ``end``."""
    found = _ISSUER.search(text, max(0, end - _REACH), end)
    if found is None:
        return ""
    sign = _NO_ISSUER.sub("", found[0])
    # 2004年9月27日国务院令: what is left of a date is no organ
    if sign == found[0] and sign[0] in "年月日号" and text[found.start() - 1 : found.start()].isdigit():
        return sign[1:]
    return sign


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _number(numeral: str) -> str | None:
    try:
        return str(int(parse_number(numeral).value))
    except InputError:
        return None


def _document(text: str, match: re.Match[str]) -> Found[DocNumber] | None:
    prefix = _issuer(text, match.start())
    if len(prefix) < 2:
        return None
    value = DocNumber(Series.DOCUMENT, prefix, match["number"], _year(match))
    return Found(match.start() - len(prefix), match.end(), value)


def _numbered(series: Series, word: int) -> _Reader:
    """Reader of orders and announcements: an organ, ``word`` characters of 令 or 公告, and the number."""

    def read(text: str, match: re.Match[str]) -> Found[DocNumber] | None:
        prefix = _issuer(text, match.start()) + match[0][:word]
        end = match.end()
        opened = match[0][word] in "（("
        if match[0][-1] in "）)" and not opened:
            end -= 1
        elif opened and match[0][-1] not in "）)":
            return None
        number = _number(match["number"])
        if number is None or prefix in _NO_ORDERS:
            return None
        start = match.start() + word - len(prefix)
        return Found(start, end, DocNumber(series, prefix, number, _year(match)))

    return read


def _plain(series: Series) -> _Reader:
    """Reader of numbers that carry their sign themselves."""

    def read(text: str, match: re.Match[str]) -> Found[DocNumber] | None:
        groups = match.groupdict()
        number = groups["number"] or groups["old_number"]
        year = groups.get("year") or groups.get("old_year")
        value = DocNumber(series, groups.get("prefix") or "", number, int(year) if year else None)
        opened = text[match.start() - 1 : match.start()] in ("（", "(") and match[0][len(value.prefix)] in "）)"
        return Found(match.start() - opened, match.end(), value)

    return read


def _order_behind(text: str, match: re.Match[str]) -> Found[DocNumber] | None:
    """国家互联网信息办公室第16号令."""
    prefix = _issuer(text, match.start())
    number = _number(match["number"])
    if number is None or len(prefix) < 2:
        return None
    return Found(match.start() - len(prefix), match.end(), DocNumber(Series.ORDER, prefix + "令", number))


_WITH_SIGN: tuple[tuple[re.Pattern[str], _Reader], ...] = (  # numbers that end with 号
    (_DOCUMENT, _document),
    (_CASE, _plain(Series.CASE)),
    (_ORDER, _numbered(Series.ORDER, 1)),
    (_ORDER_BEHIND, _order_behind),
    (_ANNOUNCEMENT, _numbered(Series.ANNOUNCEMENT, 2)),
)
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_STANDARD, _plain(Series.STANDARD)),
    (_DOCKET, _plain(Series.DOCKET)),
    (_ACT, _plain(Series.ACT)),
    (_EXECUTIVE_ORDER, _plain(Series.ACT)),
)
