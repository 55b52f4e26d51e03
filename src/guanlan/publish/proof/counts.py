"""GL4xx: what is counted and what is listed, parts and wholes, shares, numbered points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from guanlan.publish.proof.rules import Check, Hit
from guanlan.publish.proof.sheet import Part, ProofSheet
from guanlan.records.bulletin import Entry, ParagraphKind
from guanlan.text.numerals import value_of
from guanlan.text.quantities import Quantity, find_quantities
from guanlan.text.span import Found

_NUMERAL = "[0-9]{1,3}|[一二两三四五六七八九十]{1,3}"
# what announces a list: 提出三项要求：, 包括以下5个方面：
_ANNOUNCED = re.compile(
    rf"(?P<number>{_NUMERAL})(?:个方面|方面|项|点|条|类|种|大|个|款|起|则)(?P<words>[^，。；：、（）“”0-9]{{0,12}})：(?=[（(]?(?:一|1|①))"
)
_POINT = re.compile(
    r"[（(](?P<bracketed>\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|(?<![\u4e00-\u9fff])(?P<spoken>[一二三四五六七八九十]{1,2})是|(?P<circled>[①-⑳])"
)
_CASES = re.compile(rf"(?P<number>{_NUMERAL})(?:起|则|个|大|件)[^，。；：]{{0,20}}?(?:案例|案件|典型案)")
_DEPARTMENTS = re.compile(rf"(?P<number>{_NUMERAL})(?:个)?(?:部门|部委|单位|机构)")
_PARTS = re.compile(r"其中|分别[为是]?|包括")
_SHARE = re.compile(r"占(?:比|总数的|总量的|全部的|其中的)?(?:约|达|为)?(?P<share>\d+(?:\.\d+)?)%")
_OF_ANYTHING = ("个", "项", "次", "%")  # what they count differs from clause to clause
_BESIDE = 2  # characters between 其中 and a number that it speaks of
_SEVERAL = 3  # parts from which a list is taken to name them all
_CLOSE = 5  # a sum that is off by more than a fifth is of some parts only
# Chinese names of units and their signs (GB 3100—1993): one paper uses one of them
_SIGNS = (
    ("公里|千米", "km"),
    ("公斤|千克", "kg"),
    ("平方米", "㎡|m²"),
    ("摄氏度", "℃"),
    ("吉字节", "GB"),
    ("太字节", "TB"),
    ("兆字节", "MB"),
    ("小时", "h"),
)
_COMPARED = re.compile(
    r"(?:从|由)\d+(?:\.\d+)?(?P<scale>[万亿])?(?P<unit>元|吨|美元|欧元|公里)[^，。；\d]{0,12}(?:增至|增加到|增长到|升至|上升到|降至|减至|下降到|减少到|提高到|提高至)"
    r"(?P<w>\d+(?:\.\d+)?(?P<other>[万亿])?(?P=unit))"
)


_Pattern = re.Pattern[str]


@cache
def _units() -> tuple[tuple[tuple[_Pattern, _Pattern], ...], _Pattern]:
    """For each unit the pattern of a number with its Chinese name, and of one with its sign; and that of any sign."""
    signed = [(rf"\d\s*(?:{name})", rf"\d\s*(?P<w>{sign})(?![A-Za-z])") for name, sign in _SIGNS]
    signs = "|".join(sign for _, sign in _SIGNS)
    return (
        tuple((re.compile(by_name), re.compile(by_sign)) for by_name, by_sign in signed),
        re.compile(rf"(?=[0-9])\d\s*(?:{signs})"),
    )


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class _Point(NamedTuple):
    start: int
    end: int
    number: int
    style: str


def _number(words: str) -> int | None:
    if words in _CIRCLED:
        return _CIRCLED.index(words) + 1
    read = value_of(words)
    return int(read.value) if read is not None else None


def _points(text: str, start: int = 0) -> Iterator[_Point]:
    """The marks of numbered points: （1）, 一是, ①."""
    for found in _POINT.finditer(text, start):
        style = found.lastgroup or ""
        number = _number(found[style])
        if number is not None:
            yield _Point(found.start(), found.end(), number, style + ("d" if found[style].isdigit() else ""))


def announced_lists(sheet: ProofSheet) -> Iterator[Hit]:
    """GL401: 提出三项要求：一是…二是… lists two; 十起典型案例 with nine."""
    for part in sheet.of("paragraph", "guide"):
        for found in _ANNOUNCED.finditer(part.text):
            said = _number(found["number"])
            points = _run(list(_points(part.text, found.end())))
            if said is not None and len(points) > 1 and points[-1].number != said:
                yield _hit(
                    part, found.start(), found.end() - 1, {"text": found[0][:-1], "count": str(points[-1].number)}
                )
    for entry in sheet.bulletin.entries() if sheet.bulletin else ():
        yield from _announced_cases(sheet, entry)


def _run(points: Sequence[_Point]) -> list[_Point]:
    """The points of one style that count on from 1."""
    kept: list[_Point] = []
    for point in points:
        if not kept and point.number == 1:
            kept.append(point)
        elif kept and point.style == kept[0].style:
            if point.number != kept[-1].number + 1:
                break
            kept.append(point)
    return kept


def _announced_cases(sheet: ProofSheet, entry: Entry) -> Iterator[Hit]:
    parts = sheet.entry_parts(entry)
    title = next((part for part in parts if part.kind == "title"), None)
    found = _CASES.search(title.text) if title is not None else None
    said = _number(found["number"]) if found else None
    if title is None or found is None or said is None:
        return
    cases = sum(part.about is ParagraphKind.CASE for part in parts)
    body = "\n".join(part.text for part in parts if part.kind == "paragraph")
    listed = cases or max((point.number for point in _run(list(_points(body)))), default=0)
    if listed > 1 and listed != said:
        yield _hit(title, found.start(), found.end(), {"text": found[0], "count": str(listed)})


def departments(sheet: ProofSheet) -> Iterator[Hit]:
    """GL402: 五部门 in the title, and six named as who acted."""
    for entry in sheet.bulletin.entries() if sheet.bulletin else ():
        named = len(entry.facts.issuers)
        for part in sheet.entry_parts(entry):
            found = _DEPARTMENTS.search(part.text) if part.kind == "title" else None
            said = _number(found["number"]) if found else None
            if found is None or said is None or named < 2 or said == named:
                continue
            body = "".join(one.text for one in sheet.entry_parts(entry) if one.kind == "paragraph")
            if f"等{found[0]}" not in body and "等" not in body[: body.find("。") + 1]:
                yield _hit(part, found.start(), found.end(), {"text": found[0], "count": str(named)})


def parts_and_wholes(sheet: ProofSheet) -> Iterator[Hit]:
    """GL403: parts named after 其中 that make more than their whole."""
    for part in sheet.of("paragraph", "guide"):
        for start, end in _sentences(part.text):
            sentence = part.text[start:end]
            mark = _PARTS.search(sentence)
            if mark is None or mark[0] != "其中":
                continue
            told = [one for one in find_quantities(sentence) if one.value.unit and _counts_the_same(one, mark)]
            before = [one for one in told if one.span[1] <= mark.start()]
            behind = [one for one in told if one.span[0] >= mark.end()]
            if not before:
                continue
            whole = before[-1]
            same = [one for one in behind if one.value.unit == whole.value.unit and not one.value.approx]
            if not whole.value.approx and any(one.value.value > whole.value.value for one in same):
                yield _sum_hit(part, start, whole, same)


def _counts_the_same(one: Found[Quantity], mark: re.Match[str]) -> bool:
    """个 and 项 count anything, but 285个，其中27个 counts the same things: the numbers stand next to the mark."""
    beside = one.span[0] - mark.end() if one.span[0] >= mark.end() else mark.start() - one.span[1]
    return one.value.unit not in _OF_ANYTHING or (one.value.unit != "%" and 0 <= beside <= _BESIDE)


def sums(sheet: ProofSheet) -> Iterator[Hit]:
    """GL407: 共518个，其中甲279个、乙83个、丙156个… that make another number than the whole, and lie close to it."""
    for part in sheet.of("paragraph", "guide"):
        for start, end in _sentences(part.text):
            sentence = part.text[start:end]
            mark = sentence.find("其中")
            if mark < 0:
                continue
            told = [one for one in find_quantities(sentence) if one.value.unit and one.value.unit not in ("%", "次")]
            whole = next((one for one in reversed(told) if one.span[1] <= mark), None)
            same = [one for one in told if whole and one.span[0] >= mark and one.value.unit == whole.value.unit]
            if whole is None or whole.value.approx or len(same) < _SEVERAL or any(one.value.approx for one in same):
                continue
            total = sum((one.value.value for one in same), Decimal(0))
            if total != whole.value.value and abs(total - whole.value.value) * _CLOSE <= whole.value.value:
                at = start + whole.span[0]
                params = {"text": part.text[at : start + whole.span[1]], "count": f"{total.normalize():f}"}
                yield _hit(part, at, start + whole.span[1], params)


def mixed_units(sheet: ProofSheet) -> Iterator[Hit]:
    """GL406: 公里 and km in one paragraph; 元 against 万元 in one comparison."""
    read = ("paragraph", "guide")
    units, any_sign = _units()
    for part in (one for one in sheet.bearing(any_sign) if one.kind in read):
        for by_name, by_sign in units:
            one, other = by_name.search(part.text), by_sign.search(part.text)
            if one and other:
                params = {"text": other["w"], "other": one[0].lstrip("0123456789 ")}
                yield _hit(part, other.start("w"), other.end("w"), params)
    for part in (one for one in sheet.bearing(_COMPARED) if one.kind in read):
        for found in _COMPARED.finditer(part.text):
            if (found["scale"] or "") != (found["other"] or ""):
                params = {"text": found["w"], "other": (found["scale"] or "") + found["unit"]}
                yield _hit(part, found.start("w"), found.end("w"), params)


def _sum_hit(part: Part, start: int, whole: Found[Quantity], parts: Sequence[Found[Quantity]]) -> Hit:
    largest = max(parts, key=lambda one: one.value.value)
    words = part.text[start + largest.span[0] : start + largest.span[1]]
    params = {"text": words, "whole": part.text[start + whole.span[0] : start + whole.span[1]]}
    return _hit(part, start + largest.span[0], start + largest.span[1], params)


def shares(sheet: ProofSheet) -> Iterator[Hit]:
    """GL404: a share of two stated numbers that is another: 200家中50家，占30%."""
    for part in sheet.of("paragraph", "guide"):
        for found in _SHARE.finditer(part.text):
            begin = max(part.text.rfind(mark, 0, found.start()) for mark in "。；\n") + 1
            told = [
                one for one in find_quantities(part.text[begin : found.start()]) if one.value.unit not in (None, "%")
            ]
            if (
                len(told) < 2
                or told[-1].value.unit != told[-2].value.unit
                or "其中" not in part.text[begin : found.start()]
            ):
                continue
            whole, piece = told[-2].value, told[-1].value
            if whole.approx or piece.approx or not whole.value or piece.value > whole.value:
                continue
            share = Decimal(found["share"])
            right = 100 * piece.value / whole.value
            step = Decimal(1).scaleb(share.as_tuple().exponent)  # type: ignore[arg-type]
            if abs(share - right) > step:
                params = {"text": found[0], "right": f"{right.quantize(step)}%"}
                yield _hit(part, found.start(), found.end(), params)


def numbered_points(sheet: ProofSheet) -> Iterator[Hit]:
    """GL405: （1）（2）（4）, 一是 三是: a number is left out or stands twice."""
    for part in sheet.of("paragraph", "guide"):
        last: dict[str, int] = {}
        for point in _points(part.text):
            before = last.get(point.style)
            if before is not None and point.number not in (before + 1, 1):
                params = {"text": part.text[point.start : point.end], "count": str(before + 1)}
                yield _hit(part, point.start, point.end, params)
            if before is not None or point.number == 1:
                last[point.style] = point.number


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in re.finditer("[。\n]|$", text):
        if found.start() > start:
            yield start, found.start()
        start = found.end()


def _hit(part: Part, start: int, end: int, params: dict[str, str]) -> Hit:
    home = part.home(start, end)
    return Hit(home.start, home.end, part.where, None, params)


CHECKS: dict[str, Check] = {
    "GL401": announced_lists,
    "GL402": departments,
    "GL403": parts_and_wholes,
    "GL404": shares,
    "GL405": numbered_points,
    "GL406": mixed_units,
    "GL407": sums,
}
