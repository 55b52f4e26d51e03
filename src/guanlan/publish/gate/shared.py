"""Numbers that leave something to the next one: 300万、350万美元, 第十三、十四代, 越界读写（6）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from guanlan.publish.gate.taken import Taken
from guanlan.publish.gate.thing import Num, Thing
from guanlan.text.numerals import CHINESE_NUMERALS, value_of

_NUMERAL = f"[0-9]{{1,4}}|[{CHINESE_NUMERALS}]{{1,4}}"
_JOINT = "、|和|及|与|或|至|到|-|—|～|~|以及"
_NEXT = re.compile(f"(?:{_JOINT})")
_NEXT_OF_ANOTHER = re.compile("、[\u4e00-\u9fff]{1,10}")  # 购物平台300万、出行平台120万元
_BIG = re.compile("[万亿]$")
_ORDINALS = re.compile(f"第 ?(?:{_NUMERAL})(?:(?:{_JOINT})(?:{_NUMERAL}))+(?P<unit>[\u4e00-\u9fff])")
_ONE = re.compile(f"(?:第 ?)?({_NUMERAL})")
_OF_LAWS = frozenset("条款项目章节")
# a count in brackets behind what it counts; a mark of a list stands before its point, and years are none
_BRACKETED = re.compile(
    "(?<=[\u4e00-\u9fffA-Za-z])[（(]((?!(?:19|20)[0-9]{2}[）)])[0-9]{1,4})[）)](?=[、，。；和与及以]|$)"
)
_NOUN = re.compile("[\u4e00-\u9fff]{1,4}$")


def bracketed_count(text: str, bracket: re.Match[str]) -> Thing | None:
    """释放后使用（17）、越界读写（6）: a number in brackets, if what is counted stands before it."""
    match = _BRACKETED.match(text, bracket.start())
    if match is None:
        return None
    noun = _NOUN.search(text, max(0, match.start() - 4), match.start())
    value = Num(Decimal(match[1]), "", "general", noun[0] if noun else "条目")
    return Thing("number", "count", match[1], *match.span(1), value)


def listed_ordinals(text: str, taken: Taken) -> Iterator[Thing]:
    """第十三、十四代, 第1至4代: each is one of its own."""
    for match in _ORDINALS.finditer(text):
        unit = match["unit"]
        if unit in _OF_LAWS or not taken.leaves(*match.span()):
            continue
        for one in _ONE.finditer(text, match.start(), match.start("unit")):
            number = value_of(one[1])
            if number is not None:
                value = Num(number.value, unit, unit)
                yield Thing("number", "ordinal", f"第{number.value}{unit}", *one.span(), value)


def with_shared_units(text: str, found: Sequence[Thing]) -> list[Thing]:
    """The numbers, in order, each with its unit: 300万、350万美元 are two sums of money."""
    several = list(found)
    for index in range(len(several) - 2, -1, -1):
        one, following = several[index], several[index + 1]
        if _shares(text, one, following):
            several[index] = _of_unit(one, following)
    return several


def _shares(text: str, one: Thing, following: Thing) -> bool:
    if one.sort != "count" or one.data.unit or not isinstance(following.data, Num) or not following.data.unit:
        return False
    if not _BIG.search(text, one.start, one.end):
        return False
    gap = text[one.end : following.start]
    return _NEXT.fullmatch(gap) is not None or (
        following.sort.startswith("money") and _NEXT_OF_ANOTHER.fullmatch(gap) is not None
    )


def _of_unit(one: Thing, following: Thing) -> Thing:
    unit, family = following.data.unit, following.data.family
    data = msgspec.structs.replace(one.data, unit=unit, family=family)
    return msgspec.structs.replace(one, sort=following.sort, value=f"{one.value} {unit}", data=data)
