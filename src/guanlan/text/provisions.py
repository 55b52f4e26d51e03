"""Provisions of a law: 第五十九条第一款第（二）项第1目, lists and ranges of them.

Every piece is anchored on 第; pieces that stand together, each finer than the one before it, are one provision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from guanlan.errors import InputError
from guanlan.text.numerals import parse_number
from guanlan.text.span import Found

_UNITS = "条款项目"
_NUMERAL = "[0-9０-９〇○零一二两三四五六七八九十百千]{1,9}"
_ONE = rf"[（(]?{_NUMERAL}[）)]?"
_JOIN = "(?:、|和|及|与|或者|或|以及|至|到|—|－|-|~|～)"
# What makes 第一条 a road, a message or a project and no provision
_UNIT = (
    "(?:条(?![例款线件路]|消息|新闻|评论|信息|短信|战线|生产线)|款(?![项式]|产品|游戏|应用|软件|车)"
    "|项(?!目)|目(?![标录前]|的(?!规定|情形|行为)))"
)
_PIECE = re.compile(
    rf"第 ?({_ONE}(?:{_JOIN}{_ONE})*) ?({_UNIT})(?:之({_NUMERAL}))?(?:(?<=[条款])[（(]({_NUMERAL})[）)]项)?"
)
_NUMBERS = re.compile(rf"[（(]?({_NUMERAL})[）)]?")
_RANGES = frozenset("至到—－-~～")
_FAR = 2  # the longest join: 、和
_NEXT = re.compile(r"(?:、|，|,|和|及|与|或者|或|以及|至|到|—|－|-|~|～){1,2}")
# A paragraph or item without its article is one only where a rule is spoken of: 第二款规定 against 第二项工作
_SPOKEN_OF = re.compile("规定|的规定|[所情]|的情形|行为|以外|以及|第|[、，。；：）)和或及与至”]|中的|$")


class Provision(msgspec.Struct, frozen=True):
    """``article`` is "59", or "21-1" for 第二十一条之一.

    It is None where a paragraph or item of some other article is named alone.
    """

    article: str | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None


class ProvisionRange(msgspec.Struct, frozen=True):
    """``first`` to ``last``, both included; one provision is a range of which both ends are the same."""

    first: Provision
    last: Provision


class ListContext(NamedTuple):
    """What a provision in a list leaves out: ``base`` the one before it, ``unit`` the 条 款 项 目 that follows."""

    base: Provision
    unit: str


_NO_CONTEXT = ListContext(Provision(), "")


def parse_provision(text: str, context: object = None) -> Provision:
    """The one provision that the whole of ``text`` is; raises ``InputError`` ``provision.malformed``.

    ``context`` is what the list around it says: in 第五条第一款、第二款 the second is of article 5.

    >>> parse_provision("第二十一条之一第二款第（三）项")
    Provision(article='21-1', paragraph=2, item=3, subitem=None)
    """
    given = context if isinstance(context, ListContext) else _NO_CONTEXT
    words = (text if text.startswith("第") else "第" + text) + given.unit
    found = list(_mentions(words))
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(words)) or len(found[0].values) != 1:
        raise InputError("provision.malformed", value=text)
    return placed_under(found[0].values[0].value, given.base)


def find_provisions(text: str, context: object = None, *, named: bool = False) -> Iterator[Found[Provision]]:
    """Every provision, one by one; both ends of a range.

    ``named`` says that the text goes on from words that name an article (前条, 本条): a 第二款 at its very beginning
    needs no word behind it to be one.

    >>> [print_provision(found.value) for found in find_provisions("依据第五条第一、三款和第7条至第九条处罚")]
    ['第五条第一款', '第五条第三款', '第七条', '第九条']
    """
    end, last = -1, Provision()
    for mention in _mentions(text):
        listed = end >= 0 and mention.start - end <= _FAR and _NEXT.fullmatch(text, end, mention.start)
        base = last if listed else Provision()
        end = -1
        begins = named and mention.start == 0
        if not (mention.has_article or listed or begins or _SPOKEN_OF.match(text, mention.end)):
            continue
        for one in mention.values:
            value = placed_under(one.value, base)
            context = ListContext(base, one.unit) if one.unit or value != one.alone else None
            yield Found(one.start, one.end, value, context)
            base = value
        end, last = mention.end, base


def find_ranges(text: str, start: int, end: int, *, named: bool = False) -> Iterator[Found[ProvisionRange]]:
    """The provisions that begin exactly at ``start`` and go on as one list or range, at most to ``end``.

    ``named`` as in :func:`find_provisions`.
    """
    position, pending = start, None
    for found in find_provisions(text[start:end], named=named):
        at = found.start + start
        gap = text[position:at]
        if at != start and not (gap and _NEXT.fullmatch(gap)):
            break
        if pending is not None and gap in _RANGES:
            yield Found(pending.start, found.end + start, ProvisionRange(pending.value.first, found.value))
            pending = None
        else:
            if pending is not None:
                yield pending
            pending = Found(at, found.end + start, ProvisionRange(found.value, found.value))
        position = found.end + start
    if pending is not None:
        yield pending


def print_provision(provision: Provision) -> str:
    """The provision in the words of the law; ``parse_provision`` reads it back.

    >>> print_provision(Provision("120-1", 2, 3))
    '第一百二十条之一第二款第（三）项'
    """
    parts = []
    if provision.article is not None:
        number, _, insert = provision.article.partition("-")
        parts.append(f"第{_han(int(number))}条" + (f"之{_han(int(insert))}" if insert else ""))
    if provision.paragraph is not None:
        parts.append(f"第{_han(provision.paragraph)}款")
    if provision.item is not None:
        parts.append(f"第（{_han(provision.item)}）项")
    if provision.subitem is not None:
        parts.append(f"第{provision.subitem}目")
    return "".join(parts)


class _Value(NamedTuple):
    start: int
    end: int
    value: Provision  # as the whole mention gives it
    alone: Provision  # as the words from start to end give it
    unit: str  # 条 款 项 目 where the words leave it out, else ""


class _Mention(NamedTuple):
    """Pieces that stand together; the last may list several numbers."""

    start: int
    end: int
    values: list[_Value]
    has_article: bool


def _mentions(text: str) -> Iterator[_Mention]:
    pieces: list[re.Match[str]] = []
    for piece in _PIECE.finditer(text):
        if pieces and not (piece.start() == pieces[-1].end() and _finer(piece, pieces[-1]) and _single(pieces[-1])):
            if (mention := _mention(pieces)) is not None:
                yield mention
            pieces = []
        pieces.append(piece)
    if pieces and (mention := _mention(pieces)) is not None:
        yield mention


def _finer(piece: re.Match[str], before: re.Match[str]) -> bool:
    return _UNITS.index(piece[2]) > _UNITS.index(before[2])


def _single(piece: re.Match[str]) -> bool:
    """Whether more may follow: neither a list nor 第一款（二）项 with its item already told."""
    return piece[4] is None and _NUMBERS.fullmatch(piece[1]) is not None


def _mention(pieces: list[re.Match[str]]) -> _Mention | None:
    """The mention of adjacent pieces, or None where a numeral is none (第百十条)."""
    base = Provision()
    for piece in pieces[:-1]:
        count = _count(piece[1])
        if count is None:
            return None
        base = _with(base, piece[2], count, piece[3])
    values = list(_listed(pieces, base))
    if not values:
        return None
    return _Mention(pieces[0].start(), pieces[-1].end(), values, pieces[0][2] == "条")


def _listed(pieces: list[re.Match[str]], base: Provision) -> Iterator[_Value]:
    """The values of the last piece, which may list several numbers: 第一、三款."""
    last = pieces[-1]
    numbers = list(_NUMBERS.finditer(last[1]))
    start, before = pieces[0].start(), base
    for index, number in enumerate(numbers, 1):
        is_last = index == len(numbers)
        count = _count(number[1])
        if count is None:
            return
        end = last.end() if is_last else last.start(1) + number.end()
        insert = last[3] if is_last else None
        item = last[4] if is_last else None
        value = _with_item(_with(base, last[2], count, insert), item)
        alone = _with_item(_with(before, last[2], count, insert), item)
        yield _Value(start, end, value, alone, "" if is_last else last[2])
        if not is_last:
            start, before = last.start(1) + numbers[index].start(), Provision()


def placed_under(value: Provision, base: Provision) -> Provision:
    """``value`` with what is coarser than its own parts taken from ``base``."""
    if value.article is not None:
        return value
    if value.paragraph is not None:
        return Provision(base.article, value.paragraph, value.item, value.subitem)
    if value.item is not None:
        return Provision(base.article, base.paragraph, value.item, value.subitem)
    return Provision(base.article, base.paragraph, base.item, value.subitem)


def _count(numeral: str) -> int | None:
    try:
        value = parse_number(numeral.strip("（）()")).value
    except InputError:
        return None
    return int(value) if value > 0 else None


def _with(base: Provision, unit: str, count: int, insert: str | None) -> Provision:
    if unit == "条":
        number = str(count)
        if insert is not None and (after := _count(insert)) is not None:
            number += f"-{after}"
        return Provision(number)
    if unit == "款":
        return Provision(base.article, count)
    if unit == "项":
        return Provision(base.article, base.paragraph, count)
    return Provision(base.article, base.paragraph, base.item, count)


def _with_item(base: Provision, numeral: str | None) -> Provision:
    count = _count(numeral) if numeral is not None else None
    return base if count is None else Provision(base.article, base.paragraph, count)


_HAN = "零一二三四五六七八九"


def _han(number: int) -> str:
    """The Chinese numeral that laws are numbered by, up to 9999; beyond, Arabic digits."""
    if not 0 < number < 10_000:
        return str(number)
    words, zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if zero and words else "") + _HAN[digit] + sign
        zero = digit == 0
    return words.removeprefix("一") if 10 <= number < 20 else words
