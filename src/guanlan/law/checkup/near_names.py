"""Titles that are nearly a name, and names that are none."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property
from typing import NamedTuple

from guanlan.law.library import Library
from guanlan.law.likeness import pairs
from guanlan.law.names import key_of
from guanlan.law.works import Work
from guanlan.text.places import find_places
from guanlan.text.title_types import title_words

# 网络安全管理法 has 0.71 of 网络安全法, 网络安全数据管理条例 0.73 of 网络数据安全管理条例, while 网络安全审查办法 and
# 网络安全法, two different instruments, have 0.67
_NEAR = 0.70
# 办法 for 规定, 条例 for 规定: the rest of the name must then be all the more alike
_NEAR_WITH_OTHER_TYPE = 0.80
_MOST = 3


class _Shape(NamedTuple):
    work: Work
    place: str
    type: str
    pairs: Counter[str]


class NearNames:
    """The titles of a library by likeness."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def _by_subject(self) -> dict[str, list[str]]:
        """关于… → the organs that begin titles which go on so."""
        found: dict[str, list[str]] = {}
        for work in self._library.works:
            at = work.key.find("关于")
            if at > 0:
                found.setdefault(work.key[at:], []).append(work.key[:at])
        return found

    def with_organ(self, name: str, before: str) -> str | None:
        """The whole title where the organ stands before the 《》: 某院《关于某事的解释》."""
        key = key_of(name)
        text = "".join(before.split())
        fitting = [organ for organ in self._by_subject.get(key, ()) if text.endswith(organ)]
        return max(fitting, key=len) + key if fitting else None

    @cached_property
    def _shapes(self) -> list[_Shape]:
        return [_Shape(work, place_of_name(work.key), *_read(work.key)) for work in self._library.works]

    def near(self, name: str) -> list[Work]:
        """The works whose titles are most like ``name``, the likest first; empty where none is near.

        Instruments of another place are other instruments, however alike their names.
        """
        key = key_of(name)
        place, (kind, own) = place_of_name(key), _read(key)
        found: list[tuple[float, str, Work]] = []
        for shape in self._shapes:
            total = own.total() + shape.pairs.total()
            if place != shape.place or 2 * min(own.total(), shape.pairs.total()) < _NEAR * total:
                continue
            likeness = 2 * (own & shape.pairs).total() / total
            if likeness >= (_NEAR if kind == shape.type else _NEAR_WITH_OTHER_TYPE):
                found.append((-likeness, shape.work.key, shape.work))
        return [work for _, _, work in sorted(found, key=lambda one: one[:2])[:_MOST]]


def is_generic(name: str) -> bool:
    """Whether a name tells only what sort of text is meant: 办法, 实施条例, 本规定.

    >>> is_generic("暂行办法"), is_generic("管理条例"), is_generic("保密法")
    (True, True, False)
    """
    return _generic().fullmatch(key_of(name)) is not None


def place_of_name(key: str) -> str:
    """The place that a title begins with, short; empty where it begins with none.

    >>> place_of_name("浙江省数字经济促进条例"), place_of_name("数字经济促进条例")
    ('浙江', '')
    """
    return re.sub("(?:省|市|自治区|自治州|自治县|县|区|特别行政区)$", "", key[: _place_end(key)])


def _place_end(key: str) -> int:
    first = next(find_places(key[:20]), None)
    return first.end if first is not None and first.start == 0 else 0


def _read(key: str) -> tuple[str, Counter[str]]:
    """The word that tells the sort of text, and the pairs of the name, without its place and notes such as （试行）."""
    bare = re.sub("（[^（）]*）$", "", key[_place_end(key) :])
    kind = next((bare[-length:] for length in range(6, 0, -1) if bare[-length:] in _words()), "")
    return kind, pairs(bare)


@cache
def _words() -> frozenset[str]:
    return frozenset(title_words())


@cache
def _generic() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, title_words()), key=len, reverse=True))
    return re.compile(f"(?:[本该新原]|上述|前述|有关|相关)?(?:管理|暂行|试行|实施|具体|若干)*(?:{words})")
