"""The eleven kinds of errors: each planter changes one true thing of an entry, or adds one that is not true."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from guanlan.publish.gate import Thing, things
from guanlan.publish.gate.thing import Num
from guanlan.text.sentences import find_sentences
from planting.entries import TrueEntry

DIGITS = "一二三四五六七八九"
ORGANS = (
    "工业和信息化部", "公安部", "国家互联网信息办公室", "国家市场监督管理总局", "交通运输部", "国家金融监督管理总局",
    "中国人民银行", "上海市通信管理局", "浙江省公安厅", "国家数据局", "商务部", "教育部", "北京市互联网信息办公室",
)  # fmt: skip
WORDS = (
    ("管理", "监督"), ("数据", "信息"), ("网络", "互联网"), ("办法", "规定"), ("规定", "办法"), ("条例", "办法"),
    ("安全", "保护"), ("保护", "安全"), ("意见", "方案"), ("指南", "规范"), ("公共", "政务"), ("标准", "指引"),
    ("促进", "推动"), ("技术", "产业"), ("信息", "数据"), ("法", "条例"), ("方案", "计划"), ("公约", "协定"),
)  # fmt: skip
CURRENCIES = (("欧元", "美元"), ("美元", "欧元"), ("英镑", "美元"), ("日元", "韩元"), ("韩元", "日元"), ("元", "美元"))
EXTRA = (
    "其中{n}家被责令停业整顿", "另有{n}名责任人被问责", "涉及金额{n}万元", "同比增长{n}%", "累计下架应用{n}款",
    "共收到举报{n}条", "约谈相关企业{n}家次",
)  # fmt: skip


class Planted(NamedTuple):
    """The text with one error in it, and the places of the words that were changed."""

    text: str
    spans: tuple[tuple[int, int], ...]
    was: str
    now: str


Planter = Callable[[random.Random, TrueEntry, Sequence[Thing]], "Planted | None"]


def swapped(text: str, one: Thing, other: Thing) -> Planted:
    """Two things in each other's place, the first before the other."""
    first, second = text[one.start : one.end], text[other.start : other.end]
    new = text[: one.start] + second + text[one.end : other.start] + first + text[other.end :]
    shift = len(second) - len(first)
    spans = ((one.start, one.start + len(second)), (other.start + shift, other.end))
    return Planted(new, spans, first, second)


def replaced(text: str, start: int, end: int, new: str) -> Planted:
    return Planted(text[:start] + new + text[end:], ((start, start + max(len(new), 1)),), text[start:end], new)


def _digit(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    places = [
        at
        for one in found
        if one.kind == "number" and one.sort != "docnumber"
        for at in range(one.start, one.end)
        if entry.text[at] in "0123456789"
    ]
    if not places:
        return None
    at = chance.choice(places)
    new = chance.choice([one for one in "123456789" if one != entry.text[at]])
    return _whole(replaced(entry.text, at, at + 1, new))


def _whole(planted: Planted) -> Planted:
    """The span widened to the whole run of figures, as a person would name it."""
    start, end = planted.spans[0]
    while start > 0 and planted.text[start - 1] in "0123456789.":
        start -= 1
    while end < len(planted.text) and planted.text[end] in "0123456789.%万亿":
        end += 1
    return planted._replace(spans=((start, end),))


def _wan(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    places = [
        at
        for one in found
        if one.kind == "number"
        for at in range(one.start + 1, one.end)
        if entry.text[at] in "万亿" and entry.text[at - 1] in "0123456789"
    ]
    if not places:
        return None
    at = chance.choice(places)
    planted = replaced(entry.text, at, at + 1, "")
    return planted._replace(spans=((max(0, at - 4), at + 2),))


def _day(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    places = [
        match
        for one in found
        if one.kind == "date"
        for match in re.finditer("([0-9]{1,2})(?=[日号])", entry.text[: one.end])
        if match.start() >= one.start
    ]
    if not places:
        return None
    match = chance.choice(places)
    day = chance.choice([one for one in range(1, 29) if one != int(match[1])])
    return replaced(entry.text, match.start(), match.end(), str(day))


def _organ(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    organs = [one for one in found if one.kind == "organ" and one.sort == "organ"]
    if not organs:
        return None
    one = chance.choice(organs)
    others = [name for name in ORGANS if not one.data.id.startswith(things(name)[0].data.id)]  # 公安部 of its bureau
    new = chance.choice(others)
    return replaced(entry.text, one.start, one.end, new)


def _article(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    places = [
        at
        for one in found
        if one.kind == "provision"
        for at in range(one.start, one.end)
        if entry.text[at] in DIGITS or entry.text[at] in "123456789"
    ]
    if not places:
        return None
    at = chance.choice(places)
    row = DIGITS if entry.text[at] in DIGITS else "123456789"
    new = chance.choice([one for one in row if one != entry.text[at]])
    planted = replaced(entry.text, at, at + 1, new)
    return planted._replace(spans=((max(0, at - 3), at + 4),))


def _title(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    places = [
        (one, was, new)
        for one in found
        if one.kind == "title" and len(one.value) > 4
        for was, new in WORDS
        if was in entry.text[one.start : one.end]
    ]
    if not places:
        return None
    one, was, new = chance.choice(places)
    at = entry.text.index(was, one.start)
    return replaced(entry.text, at, at + len(was), new)._replace(spans=((one.start, one.end),))


def _name(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    names = [one for one in found if one.kind == "name" and one.sort in ("quoted", "firm", "person", "latin")]
    if not names:
        return None
    one = chance.choice(names)
    places = [at for at in range(one.start, one.end) if re.match("[A-Za-z\u4e00-\u9fff]", entry.text[at])]
    if not places:
        return None
    if one.sort == "firm":
        places = places[: max(1, len(places) - 3)]
    at = chance.choice(places[:1] if one.sort == "person" else places)
    row = (
        "王张刘陈杨赵黄周" if one.sort == "person" else "东西海天新云通华" if entry.text[at] > "z" else "abcdefghkmnrst"
    )
    new = chance.choice([other for other in row if other.casefold() != entry.text[at].casefold()])
    return replaced(entry.text, at, at + 1, new)._replace(spans=((one.start, one.end),))


def _percentage(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    places = list(re.finditer(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?=%)", entry.text))
    if not places:
        return None
    match = chance.choice(places)
    figures = len(match[0].partition(".")[2])
    new = f"{round(float(match[0]), chance.randrange(-1, figures) if figures else -1):g}"  # 42.77 → 43, 35 → 40
    if float(new) in (float(match[0]), 0.0):
        return None
    return replaced(entry.text, match.start(), match.end(), new)


def _currency(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    sums = [one for one in found if one.sort.startswith("money ")]
    places = [
        (one, was, new)
        for one in sums
        for was, new in [pair for pair in CURRENCIES if entry.text[one.start : one.end].endswith(pair[0])][:1]
    ]
    if not places:
        return None
    one, was, new = chance.choice(places)
    return replaced(entry.text, one.end - len(was), one.end, new)._replace(
        spans=((one.start, one.end - len(was) + len(new)),)
    )


def _extra(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    ends = [one.end - 1 for one in find_sentences(entry.text) if one.value.endswith("。")]
    if not ends:
        return None
    at = chance.choice(ends)
    words = "，" + chance.choice(EXTRA).format(n=chance.randint(3, 99))
    return replaced(entry.text, at, at, words)


def _swapped(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    pairs = [
        (one, other)
        for one in found
        for other in found
        if one.start < other.start and one.end <= other.start and exchangeable(entry.text, one, other)
    ]
    if not pairs:
        return None
    near = [pair for pair in pairs if "。" not in entry.text[pair[0].end : pair[1].start]]
    one, other = chance.choice(near or pairs)
    return swapped(entry.text, one, other)


def exchangeable(text: str, one: Thing, other: Thing) -> bool:
    """Two numbers of one unit, or two days, of which each is told so that the other could stand in its place."""
    if one.sort != other.sort or one.value == other.value or one.kind not in ("number", "date"):
        return False
    if one.sort in ("plain", "docnumber", "ordinal", "rank", "weekday"):
        return False
    if one.kind == "date":
        return len(one.data.first) == len(other.data.first) == 10 and one.data.first[4:] != other.data.first[4:]
    same = isinstance(one.data, Num) and isinstance(other.data, Num) and one.data.unit == other.data.unit
    return same and one.data.value != other.data.value


ELEVEN: dict[str, Planter] = {
    "digit": _digit, "wan": _wan, "day": _day, "organ": _organ, "article": _article, "title": _title, "name": _name,
    "percentage": _percentage, "currency": _currency, "extra": _extra, "swapped": _swapped,
}  # fmt: skip
