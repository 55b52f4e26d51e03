"""Numbers that share something with one beside them: 300万、350万美元, 第十三、十四代, 越界读写（6）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

import msgspec

from guanlan.publish.gate.taken import Taken
from guanlan.publish.gate.thing import GENERAL, Num, Thing
from guanlan.text.numerals import CHINESE_NUMERALS, value_of

_NUMERAL = f"[0-9]{{1,4}}|[{CHINESE_NUMERALS}]{{1,4}}"
_JOINT = "、|和|及|与|或|至|到|-|—|～|~|以及"
_NEXT = re.compile(f"(?:{_JOINT})")
_NEXT_OF_ANOTHER = re.compile("、[\u4e00-\u9fff]{1,10}")  # 购物平台300万、出行平台120万元
_BIG = re.compile("[万亿]$")
_ORDINALS = re.compile(f"第 ?(?:{_NUMERAL})(?:(?:{_JOINT})(?:{_NUMERAL}))+(?P<unit>[\u4e00-\u9fff])")
_RANKS = re.compile(f"[列居](?:{_NUMERAL})(?:(?:{_JOINT})(?:{_NUMERAL}))*(?P<unit>[位名])")
_ONE = re.compile(f"(?:第 ?)?({_NUMERAL})")
_HAN = re.compile("[\u4e00-\u9fff]")
_OF_LAWS = frozenset("条款项目章节")
_NO_UNIT = frozenset("位名和与及的是到至等为在，")  # behind 位居第二和第三, 第二位
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
    value = Num(Decimal(match[1]), "", GENERAL, noun[0] if noun else "条目")
    return Thing("number", "count", match[1], *match.span(1), value)


def listed_ordinals(text: str, taken: Taken) -> Iterator[Thing]:
    """第十三、十四代, 第1至4代, 分列二、三位: each is one of its own."""
    for match in chain(_ORDINALS.finditer(text), _RANKS.finditer(text)):
        unit = match["unit"]
        if unit in _OF_LAWS or not taken.leaves(*match.span()):
            continue
        for one in _ONE.finditer(text, match.start(), match.start("unit")):
            number = value_of(one[1])
            if number is not None:
                yield ordinal(number.value, unit, *one.span())


def ordinal(value: Decimal, unit: str, start: int, end: int) -> Thing:
    """第二, 第二代; 第二位 and 第二名 are 第二."""
    unit = "" if unit in _NO_UNIT else unit
    family = GENERAL if unit in ("", "个") else unit
    return Thing("number", "ordinal", f"第{value}{unit}", start, end, Num(value, unit, family))


def with_shared_nouns(text: str, found: Sequence[Thing]) -> Iterator[Thing]:
    """The numbers, in order: 300万个 behind 2900万个账户 counts what that counts."""
    before: Thing | None = None
    for one in found:
        alike = before is not None and (one.sort, one.data.unit) == (before.sort, before.data.unit)
        bare = one.sort == "count" and one.data.unit and not one.data.noun and not _HAN.match(text, one.end)
        if before is not None and alike and bare and "。" not in text[before.end : one.start]:
            noun = msgspec.structs.replace(one.data, noun=before.data.noun)
            one = msgspec.structs.replace(one, data=noun)
        yield one
        before = one


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
