"""GL1xx on characters: what stands twice, and Latin letters and figures taken for one another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from guanlan.publish.proof.misspelt import BOND, bond, bound
from guanlan.publish.proof.rules import ROOM, Check, Hit
from guanlan.publish.proof.sheet import Part, ProofSheet
from guanlan.text.organs import find_organs
from guanlan.text.places import find_places
from guanlan.text.tables_reading import table_rows

_DOUBLED = re.compile(r"([\u4e00-\u9fff])\1(?!\1)(?<!\1\1\1)")
# 李某某, 某某公司; counted things before a unit of the same sign: 3周周期, 23年年初
_ANYONE = "某"
_EITHER, _BOTH = (
    3.0,
    7.6,
)  # bonds from which two words are told to meet: 加密 3.0 and 密钥 7.0, but 数据 5.3 and 据安 2.0
_ELSEWHERE = 4  # times that a text must bear either word by itself
_VERBS = "有对会在要"  # words of one sign that another may begin with: 是否有|有效
_END_IN_DE = "目标"  # 目的的, 标的的
_MEASURE = "量词重叠"
_COUNTED = frozenset("〇一二三四五六七八九十两几多每各某这那单整数")
_SAYS = ("强调", "明确", "表示", "介绍")
_WORD = re.compile(r"([\u4e00-\u9fff]{2,8})\1(?!\1)")
# 有限公司（上海）有限公司: the word that closes a name stands before and behind the place in brackets
_AROUND = re.compile("（[\u4e00-\u9fff]{2,6}）(?P<word>[\u4e00-\u9fff]{2,6})")
_MIXED = re.compile(r"(?=[A-Z0-9])(?<![A-Za-z0-9])(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\d)[A-Z0-9]{4,12}(?![A-Za-z0-9])")
_ENGLISH = re.compile(
    r"(?=[aotifwb])(?:(?<=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff] ))"
    r"(?P<word>and|or|the|of|in|to|for|with|by|from|on|as|is|are)(?=[ ]?[\u4e00-\u9fff])"
)
_IN_CHINESE = {"and": "和", "or": "或"}
_LETTERS_FIRST = re.compile(r"([A-Z]+?)(0)(\d{3,})")


class _Sides(NamedTuple):
    before: frozenset[str]
    behind: frozenset[str]
    met: int


@cache
def _sides() -> dict[str, _Sides]:
    return {row[0]: _Sides(frozenset(row[1]), frozenset(row[2]), int(row[3])) for row in table_rows("doubled", ROOM)}


@cache
def _reduplicated() -> dict[str, str]:
    """Words that are made of a sign said twice, and words that repeat what they are made of, with their kind."""
    return {row[0]: row[1] for row in table_rows("reduplicated", ROOM)}


def doubled_characters(sheet: ProofSheet) -> Iterator[Hit]:
    """GL101: 改改为. Where two words meet that end and begin alike (省会|会议), clean texts bear the doubling."""
    for part in sheet.bearing(_DOUBLED):
        ends: set[int] | None = None
        for found in _DOUBLED.finditer(part.text):
            if _may_stand_twice(part.text, found.start(), found.end()) or _is_post(part, found.start(), found.end()):
                continue
            ends = _bounds(part.text) if ends is None else ends
            if found.start() + 1 not in ends and not _words_of_the_text(sheet.whole, part.text, found.start()):
                yield _hit(part, found.start(), found.end(), found[1])


def _is_post(part: Part, start: int, end: int) -> bool:
    """Whether a blank of the masthead parts the signs: 某研究院 院长."""
    return part.kind == "masthead" and _is_parted(part, start, end)


def _is_parted(part: Part, start: int, end: int) -> bool:
    """Whether blanks stand between the signs in the published text."""
    home = part.home(start, end)
    return home.end - home.start > end - start


def _may_stand_twice(text: str, start: int, end: int) -> bool:
    pair, before, behind = text[start:end], text[start - 1 : start], text[end : end + 1]
    if pair[0] == _ANYONE or before.isdigit():
        return True
    if pair in _reduplicated() and (  # 人人有责, 一个个人; but not 上个个人
        _reduplicated()[pair] != _MEASURE or before in _COUNTED or not bound(pair[0] + behind)
    ):
        return True
    if any(text[start - back : end + 2 - back] in _reduplicated() for back in (0, 1, 2) if start >= back):
        return True
    if text.startswith(_SAYS, start + 1):  # 李强|强调: a name that ends as the verb begins
        return True
    return _two_words_meet(pair, before, behind)


def _two_words_meet(pair: str, before: str, behind: str) -> bool:
    """省会|会议, 加密|密钥: clean texts bear the doubling with its neighbours, or the sign is a word with either."""
    sides = _sides().get(pair)
    known_before = sides is not None and before in sides.before
    known_behind = sides is not None and behind in sides.behind
    if (known_before and known_behind) or (pair == "的的" and before in _END_IN_DE):
        return True
    ends, begins = bond(before + pair[0]), bond(pair[0] + behind)
    if pair[0] in _VERBS and begins >= BOND:
        return True
    ends, begins = max(ends, BOND * known_before), max(begins, BOND * known_behind)
    return min(ends, begins) >= _EITHER and ends + begins >= _BOTH


def _words_of_the_text(whole: str, text: str, at: int) -> bool:
    """Whether the text bears both words apart from one another: 汽车|车外 where it has 汽车 and 车外 elsewhere."""
    before, sign, behind = text[at - 1 : at], text[at], text[at + 2 : at + 3]
    if not before.strip() or not behind.strip():
        return False
    first, second = before + sign, sign + behind
    if min(whole.count(first), whole.count(second)) < _ELSEWHERE:
        return False
    left = re.findall(f"{re.escape(first)}(?![{re.escape(second)}])", whole)
    right = re.findall(f"{re.escape(second)}(?<![{re.escape(first)}]{re.escape(second)})", whole)
    return min(len(left), len(right)) >= _ELSEWHERE


def _bounds(text: str) -> set[int]:
    """Where names of places and organs begin and end: 河南|南阳."""
    bounds = set()
    for start, end in (found.span for finder in (find_places, find_organs) for found in finder(text)):
        bounds |= {start, end}
        bounds.update(at for at in range(start + 2, end - 1) if _are_places(text[start:at], text[at:end]))
    return bounds


def _are_places(left: str, right: str) -> bool:
    """Whether a name is a place and a place or body in it: 河南|南阳市公安局."""
    if left[-1] != right[0]:
        return False
    return any(found.span == (0, len(left)) for found in find_places(left)) and any(
        found.span[0] == 0 for finder in (find_places, find_organs) for found in finder(right)
    )


def doubled_words(sheet: ProofSheet) -> Iterator[Hit]:
    """GL102: a word twice at once, or around the place in a company's name."""
    for part in sheet.bearing(_WORD):
        for found in _WORD.finditer(part.text):
            if sheet.bulletin is None and _is_parted(part, found.start(), found.end()):
                continue  # a menu, a row of a table
            if found[0] not in _reduplicated() and found[1] not in _reduplicated() and len(set(found[1])) > 1:
                yield _hit(part, found.start(), found.end(), found[1])
    for part in sheet.bearing(_AROUND):
        for found in _AROUND.finditer(part.text):
            word, before = found["word"], part.text[: found.start()]
            size = next((size for size in range(len(word), 1, -1) if before.endswith(word[:size])), 0)
            if size:
                place = found[0][: found.start("word") - found.start()]
                yield _hit(part, found.start() - size, found.start("word") + size, place + word[:size])


def letters_and_figures(sheet: ProofSheet) -> Iterator[Hit]:
    """GL109: E0 14028. A zero among letters that the rest of the issue writes as O, or between letters and a number."""
    told = Counter(re.findall(r"[A-Za-z]+", sheet.text))
    for part in sheet.bearing(_MIXED):
        for found in _MIXED.finditer(part.text):
            mend = _mended(found[0], told)
            if mend is not None:
                yield _hit(part, found.start(), found.end(), mend)


def foreign_words(sheet: ProofSheet) -> Iterator[Hit]:
    """GL112: a small English word between Chinese: what translating or converting left behind."""
    for part in sheet.parts if _ENGLISH.search(sheet.text) else ():
        for start, words in part.raw():
            for found in _ENGLISH.finditer(words):
                mend = _IN_CHINESE.get(found["word"])
                at = start + found.start("word")
                yield Hit(at, at + len(found["word"]), part.where, mend, {"text": found["word"], "mend": mend or "—"})


def _mended(token: str, told: Counter[str]) -> str | None:
    """The token with O for 0 where its letters then are a word, or an abbreviation that stands in the issue."""
    found = _LETTERS_FIRST.fullmatch(token)
    if found is None:
        return None
    letters, number = found[1] + "O", found[3]
    return f"{letters} {number}" if told[letters] or letters in _abbreviations() else None


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row[0] for row in table_rows("abbreviations", ROOM))


def _hit(part: Part, start: int, end: int, mend: str | None) -> Hit:
    home = part.home(start, end)
    return Hit(home.start, home.end, part.where, mend, {"text": part.text[start:end], "mend": mend or ""})


CHECKS: dict[str, Check] = {
    "GL101": doubled_characters,
    "GL102": doubled_words,
    "GL109": letters_and_figures,
    "GL112": foreign_words,
}
