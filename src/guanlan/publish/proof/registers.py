"""GL202, GL208: a name that is a sign away from one of a register, and is none of it itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from guanlan.publish.proof.rules import ROOM, Check, Hit
from guanlan.publish.proof.sheet import Part, PartKind, ProofSheet
from guanlan.text.places import find_places
from guanlan.text.tables_reading import table_rows

_CHINESE = re.compile("[\u4e00-\u9fff]{4,}")
_MOST = 60  # signs of a syllable that are tried
_HEAD = 3  # signs by which a name is looked up, from its front and from its end
_SHORTEST = 6  # signs of a name of which one may be told as wrong: shorter ones are a sign away from too many others
_WRITTEN: tuple[PartKind, ...] = (
    "title",
    "paragraph",
    "annex",
    "guide",
    "keyword",
    "toc",
    "notice",
    "source",
    "masthead",
)
_TITLE = re.compile("《(?P<title>[^《》]{4,40})》")
_STATE = "中华人民共和国"
_BRACKET = re.compile("（[^（）]*）$")
_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十百甲乙丙丁")
_GRAMMAR = frozenset("和与及或的地得了着过等之其各省市县区性化")
_AND = frozenset("与和及")  # 管理与预算办公室: translations vary
_LEVELS = frozenset("总省市县区军副等")  # 市场监管局 is no slip of 市场监管总局
# kinds of papers: 办法 for 法 is another paper, not a slip
_KINDS = (
    "实施条例",
    "实施细则",
    "实施办法",
    "条例",
    "规定",
    "办法",
    "细则",
    "规则",
    "决定",
    "解释",
    "意见",
    "通知",
    "法案",
    "法",
)


class Known(NamedTuple):
    """The names of a register, by their first and by their last signs."""

    names: frozenset[str]
    heads: dict[str, tuple[str, ...]]
    tails: dict[str, tuple[str, ...]]
    ends: frozenset[str]
    starts: re.Pattern[str]


@cache
def fixed_names() -> Known:
    """Organs of the register, laws, and fixed terms of the field."""
    names = set(terms())
    for table in ("organs", "organs_abroad"):
        for row in table_rows(table):
            names |= {row[1], *row[2].split("、")}
    names |= {row[0] for row in table_rows("laws")}
    heads: defaultdict[str, list[str]] = defaultdict(list)
    tails: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        if len(name) >= _SHORTEST and _CHINESE.fullmatch(name):
            heads[name[:_HEAD]].append(name)
            tails[name[-_HEAD:]].append(name)
    return Known(
        frozenset(names),
        {head: tuple(found) for head, found in heads.items()},
        {tail: tuple(found) for tail, found in tails.items()},
        frozenset((*heads, *tails)),
        _first_looks((*heads, *tails)),
    )


def _first_looks(ends: Iterable[str]) -> re.Pattern[str]:
    """Where signs stand that some end has at its first, second and third place."""
    first, *others = ("".join(sorted({end[place] for end in ends})) for place in range(_HEAD))
    return re.compile(f"[{first}](?={''.join(f'[{signs}]' for signs in others)})")


@cache
def terms() -> frozenset[str]:
    """Fixed terms of the field."""
    return frozenset(row[0] for row in table_rows("terms", ROOM))


@cache
def taken_for() -> dict[str, frozenset[str]]:
    """A sign → the signs that it may stand for: those of its syllable, and those that look like it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for _, signs, _ in table_rows("homophones", ROOM):
        for sign in signs[:_MOST]:
            found[sign].update(other for other in signs[:_MOST] if other != sign)
    return {sign: frozenset(others) for sign, others in found.items()}


@cache
def titles() -> frozenset[str]:
    """Titles of laws and rules, without the state's name."""
    laws = {row[0] for row in table_rows("laws")}
    return frozenset(laws | {row[0].replace(" ", "") for row in table_rows("titles", ROOM)})


def names_a_sign_off(sheet: ProofSheet) -> Iterator[Hit]:
    """GL202: 关键信息基础设设施, 国家互联网信办公室. What the text writes twice and more is a name of its own."""
    told = list(_near_names(sheet.whole))
    often = Counter(sheet.whole[start:end] for start, end, _ in told)
    for start, end, name in told:
        part, at = sheet.place(start)
        if part.kind in _WRITTEN and often[sheet.whole[start:end]] == 1:
            yield _hit(part, at, at + end - start, name)


def _near_names(text: str) -> Iterator[tuple[int, int, str]]:
    """Spans that are a sign away from a known name."""
    known = fixed_names()
    done = 0
    for look in known.starts.finditer(text):
        at = look.start()
        piece = text[at : at + _HEAD]
        if at < done or piece not in known.ends:
            continue
        names = known.heads.get(piece, ())
        if text.startswith(names, at):
            continue
        for start, end, name in (*_begun(text, at, names), *_ended(text, at, known.tails.get(piece, ()))):
            if start >= done and _is_slip(text, start, end, name, known):
                yield start, end, name
                done = end
                break


def _begun(text: str, at: int, names: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    for name in names:
        end = at + len(name)
        # a sign further in leaves the last two whole; else all before them is
        if name[-2:] not in text[end - 3 : end + 1] and not text.startswith(name[:-2], at):
            continue
        size = _off_by_one(text[at : end + 1], name)
        if size:
            yield at, at + size, name


def _ended(text: str, at: int, names: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    end = at + _HEAD
    for name in names:
        start = end - len(name)  # a slip further behind than the first signs leaves these whole
        if not text.startswith(name[_HEAD:], start + _HEAD) or text.startswith(name, start):
            continue
        size = _off_by_one(text[max(0, end - len(name) - 1) : end][::-1], name[::-1])
        if size:
            yield end - size, end, name


def _off_by_one(text: str, name: str) -> int:
    """How many signs at the front of ``text`` are ``name`` but for one sign; 0 where they are not, or are the name.

    >>> _off_by_one("国家数字局发布", "国家数据局"), _off_by_one("国家数据局", "国家数据局")
    (5, 0)
    """
    same = _HEAD
    while same < len(name) and text[same : same + 1] == name[same]:
        same += 1
    if same == len(name) or not text.startswith(name[:_HEAD]):
        return 0
    rest, left = name[same:], text[same:]
    if len(rest) > 1 and left.startswith(rest[1:]):  # one dropped, and not the last
        return same + len(rest) - 1
    if not left or not "\u4e00" <= left[0] <= "\u9fff":
        return 0
    if left[1:].startswith(rest):  # one put in
        return same + 1 + len(rest)
    if not left[1:].startswith(rest[1:]) or (len(rest) == 1 and left[0] not in taken_for().get(rest, ())):
        return 0
    return same + len(rest)  # another in its place; the last one only where it sounds or looks like it


def _is_slip(text: str, start: int, end: int, name: str, known: Known) -> bool:
    """Whether the words are no name themselves, hold none, and are not the place of a name that varies by place."""
    words = text[start:end]
    if words in known.names:
        return False
    if name in terms():
        changed = set(words) ^ set(name)
        is_slip = not changed & (_NUMERALS | _GRAMMAR) and _is_slip_of_term(words, name)
        return is_slip and not any(_holds(words, other, name) for other in known.names)
    same = next(at for at, sign in enumerate(f"{words} ") if at == len(name) or sign != name[at])
    levels = {words[same : same + 1], name[same : same + 1]}
    if levels & _LEVELS or levels <= _NUMERALS or levels <= _AND:
        return False
    if any(_holds(words, other, name) for other in known.names):
        return False
    return not any(found.span[0] <= same < found.span[1] for found in find_places(words))


def _holds(words: str, other: str, name: str) -> bool:
    """Whether the words are part of another name, or hold one almost whole that is no part of the name meant."""
    return other != name and (words in other or (len(other) >= len(words) - 1 and other in words and other not in name))


def _is_slip_of_term(words: str, name: str) -> bool:
    """Terms are built freely: another sign must sound or look alike, one more must be its neighbour said twice."""
    if len(words) < len(name):
        return True
    at = next(at for at, sign in enumerate(words) if at == len(name) or sign != name[at])
    if len(words) == len(name):
        return words[at] in taken_for().get(name[at], ())
    return words[at] in (words[at - 1], words[at + 1 : at + 2])


def titles_a_sign_off(sheet: ProofSheet) -> Iterator[Hit]:
    """GL208: 《个人信息保护发》. What is a title of the register, or written again and again, is right."""
    met = Counter(_plain(found["title"]) for part in sheet.of(*_WRITTEN) for found in _TITLE.finditer(part.text))
    often = {title for title, count in met.items() if count > 1}
    near = {title: _near_title(title, sorted(often - {title})) for title in sorted(met)}
    for part in sheet.of(*_WRITTEN):
        for found in _TITLE.finditer(part.text):
            right = near[_plain(found["title"])]
            if right is not None and met[_plain(found["title"])] == 1:
                yield _hit(part, *found.span("title"), right)


def _plain(title: str) -> str:
    return _BRACKET.sub("", title.removeprefix(_STATE)).replace(" ", "")


@cache
def _titles_by_ends() -> dict[str, tuple[str, ...]]:
    """Titles by their first signs and by their last: of two that are a sign apart, one end is the same."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for title in sorted(titles()):
        found["^" + title[:2]].append(title)
        found[title[-2:] + "$"].append(title)
    return {end: tuple(several) for end, several in found.items()}


def _near_title(title: str, often: list[str]) -> str | None:
    """The title that this one is a slip of."""
    if title in titles() or not _CHINESE.fullmatch(title):
        return None
    ends = _titles_by_ends()
    for other in (*ends.get("^" + title[:2], ()), *ends.get(title[-2:] + "$", ()), *often):
        if abs(len(other) - len(title)) <= 1 and len(other) > _HEAD and _one_sign_off(title, other):
            return other
    return None


def _one_sign_off(one: str, other: str) -> bool:
    """Whether two titles differ by one sign that makes them no other paper: no numeral, place or kind."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    tail = 0
    while tail < min(len(one), len(other)) - same and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    left, right = one[same : len(one) - tail], other[same : len(other) - tail]
    if max(len(left), len(right)) != 1 or set(left + right) & _NUMERALS or not same:
        return False
    if left and right and right not in taken_for().get(left, ()):
        return False
    if not tail and any(one.endswith(kind) for kind in _KINDS):  # another kind of paper, or another's paper
        return False
    is_kind = any(one.endswith(kind) and one.removesuffix(kind) == other.removesuffix("法") for kind in _KINDS)
    return not is_kind and not any(found.span[0] <= same < found.span[1] for found in find_places(one))


def _hit(part: Part, start: int, end: int, name: str) -> Hit:
    home = part.home(start, end)
    return Hit(home.start, home.end, part.where, name, {"text": part.text[start:end], "mend": name})


CHECKS: dict[str, Check] = {"GL202": names_a_sign_off, "GL208": titles_a_sign_off}
