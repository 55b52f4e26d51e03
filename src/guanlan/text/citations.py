"""Laws cited, with provisions and role: 违反《X》第五十九条第一款、第六十条; 《A》和《B》; 网络安全法第二十一条.

A role is told by a verb that stands directly before the name, or before the list of names it is in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import msgspec

from guanlan.errors import InputError
from guanlan.text.provisions import ProvisionRange, find_ranges
from guanlan.text.span import Found
from guanlan.text.tables_reading import table_rows
from guanlan.text.titles import Title, find_titles


class Role(StrEnum):
    """What the law is cited for."""

    VIOLATED = "violated"
    BASIS = "basis"
    MENTIONED = "mentioned"


class Citation(msgspec.Struct, frozen=True):
    """``law`` is the title with its brackets, without 《》; ``provisions`` those named with it, in order."""

    law: str
    provisions: tuple[ProvisionRange, ...] = ()
    role: Role = Role.MENTIONED


_ARTICLE = re.compile("法典?(?=第[0-9〇零一二三四五六七八九十百千]{1,7}条)")
_REPUBLIC = "中华人民共和国"
# What may stand before a bare law name; 某某公司法 behind other characters may be a longer name that we do not know
_BEFORE_NAME = frozenset("反犯据照按依和及与或了由为合对在是于用即如本、，。；：（“》 \n")
# 》（以下简称《办法》）中的第五条
# and 》（GDPR）第四十四条
_ALIAS = re.compile("[（(](?:(?:以下|下)?(?:统|简)?称[^（）()\n]{1,30}|[A-Za-z][A-Za-z0-9 .,&’'-]{1,60})[）)]")
_BETWEEN = re.compile("(?:中的|中|的)?(?=第)")
_LIST = re.compile("(?:的(?:有关|相关)?规定|规定)?(?:、|和|及|与|或者|或|以及|并|){1,2}")
_FAR = 10  # the longest gap inside a list: 的相关规定以及
_REACH = 240  # how far the provisions behind one name may go on; the longest list met in 3,450 laws has 190 characters


class _Head(NamedTuple):
    start: int
    end: int
    law: str


def parse_citation(text: str, context: object = None) -> Citation:
    """The citation that the whole of ``text`` is; raises ``InputError`` ``citation.malformed``.

    ``context`` is its role where the verb stands before it.

    >>> parse_citation("《网络安全法》第二十一条", Role.VIOLATED).role.value
    'violated'
    """
    found = next(find_citations(text), None)
    if found is None or found.span != (0, len(text)):
        raise InputError("citation.malformed", value=text)
    role = context if isinstance(context, Role) else Role.MENTIONED
    return Citation(found.value.law, found.value.provisions, role)


def find_citations(
    text: str, context: object = None, *, titles: Iterable[Found[Title]] | None = None
) -> Iterator[Found[Citation]]:
    """Every 《title》 with the provisions behind it, and bare law names directly before a 第…条.

    ``titles`` are those of ``text`` where they are known already.

    >>> found = find_citations("依据《甲法》第三条和《乙办法》处罚，见《丙条例》")
    >>> [(one.value.law, one.value.role.value) for one in found]
    [('甲法', 'basis'), ('乙办法', 'basis'), ('丙条例', 'mentioned')]
    """
    named = find_titles(text) if titles is None else titles
    heads = sorted((*(_Head(one.start, one.end, one.value.full) for one in named), *_bare(text)))
    starts = [head.start for head in heads]
    end, alias, role = -1, -1, Role.MENTIONED
    for index, head in enumerate(heads):
        if head.start < alias:  # （以下简称《办法》） names no other law
            continue
        short = _ALIAS.match(text, head.end)
        alias = short.end() if short else head.end
        later = bisect_left(starts, alias, index + 1)
        following = starts[later] if later < len(starts) else len(text)
        if end < 0 or head.start - end > _FAR or not _LIST.fullmatch(text, end, head.start):
            role = _role_before(text, head.start)
        provisions = _provisions(text, alias, min(following, alias + _REACH))
        end = provisions[-1].end if provisions else alias
        value = Citation(head.law, tuple(one.value for one in provisions), role)
        yield Found(head.start, end if provisions else head.end, value, None if role is Role.MENTIONED else role)


def _bare(text: str) -> Iterator[_Head]:
    """Known law names that stand without 《》 directly before an article."""
    names, longest = _laws()
    for found in _ARTICLE.finditer(text):
        end = found.end()
        for length in range(min(longest, end), 1, -1):
            name = text[end - length : end]
            if name not in names:
                continue
            start = end - length
            if text.startswith(_REPUBLIC, start - len(_REPUBLIC)):
                start -= len(_REPUBLIC)
            if start == 0 or text[start - 1] in _BEFORE_NAME:
                yield _Head(start, end, text[start:end])
            break


def _provisions(text: str, start: int, end: int) -> list[Found[ProvisionRange]]:
    between = _BETWEEN.match(text, start, end)
    return list(find_ranges(text, between.end(), end)) if between else []


def _role_before(text: str, at: int) -> Role:
    verbs, pattern = _roles()
    found = pattern.search(text, max(0, at - 12), at)
    return verbs[found[1]] if found else Role.MENTIONED


@cache
def _laws() -> tuple[frozenset[str], int]:
    names = frozenset(cells[0] for cells in table_rows("laws"))
    return names, max(map(len, names))


@cache
def _roles() -> tuple[dict[str, Role], re.Pattern[str]]:
    verbs = {cells[0]: Role(cells[1]) for cells in table_rows("roles")}
    # the state or union whose law it is may stand between: 违反欧盟《…》
    return verbs, re.compile(
        f"({'|'.join(verbs)})了?(?:国家|我国|[\u4e00-\u9fff]{{1,3}}[国盟省市州])?(?:的|有关|相关)?$"
    )
