"""GL304 and GL307 to GL309: who and what the title, the body and the source line of an entry name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from guanlan.errors import InputError
from guanlan.publish.proof.misspelt import bound
from guanlan.publish.proof.rules import Check, Hit
from guanlan.publish.proof.sheet import Part, ProofSheet
from guanlan.text.organs import parse_organ

_JOINED = re.compile(
    r"(?P<one>[\u4e00-\u9fff]{4,24})(?P<and>与|和|同)(?P<other>[\u4e00-\u9fff]{4,24}?)(?=联合|共同|举办|举行|主办|开展|召开|发布|印发|签署|会谈)"
)
_LIST = re.compile(r"^[\u4e00-\u9fff]{3,16}(?:、[\u4e00-\u9fff]{3,16}?)+(?=联合|共同|印发|发布|举办|召开|开展|主办)")
_AND = re.compile("、|，|和|与|及|会同|联合|、?以及")
_ISSUED = re.compile(r"^(?P<who>[^，。；：《》]{4,24}?)(?:联合)?(?P<verb>发布|印发|出台|公布)《(?P<what>[^《》]+)》")
_ISSUED_BODY = r"(?P<who>[^，。；：《》]{{2,30}}?)(?:近日|日前|联合|正式)*(?:发布|印发|出台|公布)《{what}》"
_DAY = re.compile(r"^(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:消息)?")
_CHINESE = re.compile("[\u4e00-\u9fff]+")
_LAST = frozenset("局部厅委院办会署处")  # what the names of two levels of one body end with
_WORD, _AGAIN = 5, 2  # signs of a word that title and body share but for the last; how often the body says the other
_USUAL = 3  # times that an issue gives a source which is then known to it
_SHARED = 2  # signs that two names share
_GRAMMAR = frozenset("的和与及或了在对为是等被将把向以由从于而并其这那一个不有中上下后前时内外可能会要应")


def joined_the_other_way(sheet: ProofSheet) -> Iterator[Hit]:
    """GL304: the title says 甲会与乙会联合举办, the body 乙会与甲会联合举办."""
    for part, body in _titles(sheet):
        for found in _JOINED.finditer(part.text):
            one, other = found["one"], found["other"]
            turned = re.search(f"{re.escape(other)}[与和同]{re.escape(one)}", body)
            if turned is not None and f"{one}{found['and']}{other}" not in body:
                yield _hit(part, found.start(), found.end(), turned[0])
        yield from _listed_otherwise(part, body)


def _listed_otherwise(part: Part, body: str) -> Iterator[Hit]:
    """甲局、乙局、丙局 of a title that the body lists in another order, one after the other."""
    for found in _LIST.finditer(part.text):
        names = found[0].split("、")
        places = sorted((body.find(name), name) for name in names)
        if len(set(names)) < len(names) or places[0][0] < 0 or [name for _, name in places] == names:
            continue
        between = [body[at + len(name) : then] for (at, name), (then, _) in pairwise(places)]
        if all(_AND.fullmatch(words) for words in between):
            yield _hit(part, found.start(), found.end(), "、".join(name for _, name in places))


def foreign_sources(sheet: ProofSheet) -> Iterator[Hit]:
    """GL307: （来源：财政局） under an entry of 财政部: no body that the entry or other sources name,
    but a sign away from one.
    """
    given = Counter(part.text.strip() for part in sheet.of("source"))
    usual = "\n".join(name for name, met in sorted(given.items()) if met >= _USUAL)
    for entry in sheet.bulletin.entries() if sheet.bulletin else ():
        parts = sheet.entry_parts(entry)
        said = "\n".join((*(part.text for part in parts if part.kind != "source"), usual))
        for part in parts:
            name = part.text.strip()
            if part.kind != "source" or len(name) <= _SHARED or name[-1] not in _LAST or name in said:
                continue
            near = next((name[:-1] + last for last in sorted(_LAST - {name[-1]}) if name[:-1] + last in said), None)
            if near is not None:
                yield _hit(part, 0, len(part.text), near)


def issuers_of_titles(sheet: ProofSheet) -> Iterator[Hit]:
    """GL308: the title lets one body issue a paper, and the body another."""
    for part, body in _titles(sheet):
        found = _ISSUED.match(part.text)
        if found is None or re.search(r"[\d一二三四五六七八九十]部门|等", found["who"]):
            continue
        said = re.search(_ISSUED_BODY.format(what=re.escape(found["what"])), body)
        if said is None or found["who"] in body:
            continue
        who = _DAY.sub("", said["who"]).strip("，")
        if who and not _may_be_one(found["who"], who):
            yield _hit(part, found.start("who"), found.end("who"), who)


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names are of one body, or hold one another, or list several."""
    if "、" in one + other or one in other or other in one:
        return True
    try:
        return parse_organ(one).id == parse_organ(other).id
    except InputError:
        return len(set(one) & set(other)) > len(one) // 2


def words_of_titles(sheet: ProofSheet) -> Iterator[Hit]:
    """GL309: the title's 共享充电宝 is always 共享充电器 in the body: told where the body says so first."""
    for part, body in _titles(sheet):
        for run in _CHINESE.finditer(part.text):
            for at in range(len(run[0]) - _WORD + 1):
                word, behind = run[0][at : at + _WORD], run[0][at + _WORD : at + _WORD + 1]
                other = None if _begins_word(word[-1], behind) else _always(word, body)
                if other is not None:
                    yield from _first(sheet, part.where, other, word)


def _begins_word(sign: str, behind: str) -> bool:
    return bool(behind) and bound(sign + behind)


def _always(word: str, body: str) -> str | None:
    """What the body says wherever it says the word but for its last sign, which no longer word goes on from."""
    stem = word[:-1]
    if word in body or word[-1] in _GRAMMAR or body.count(stem) < _AGAIN:
        return None
    behind = [body[found.end() : found.end() + 2] for found in re.finditer(re.escape(stem), body)]
    sign = behind[0][:1]
    if not "\u4e00" <= sign <= "\u9fff" or sign in _GRAMMAR or any(two[:1] != sign for two in behind):
        return None
    return None if any(_begins_word(sign, two[1:]) for two in behind) else stem + sign


def _first(sheet: ProofSheet, where: str, other: str, word: str) -> Iterator[Hit]:
    for part in sheet.by_where[where]:
        at = part.text.find(other) if part.kind == "paragraph" else -1
        if at >= 0:
            yield _hit(part, at, at + len(other), word)
            return


def _titles(sheet: ProofSheet) -> Iterator[tuple[Part, str]]:
    """Each title with its body."""
    for entry in sheet.bulletin.entries() if sheet.bulletin else ():
        parts = sheet.entry_parts(entry)
        body = "\n".join(part.text for part in parts if part.kind in ("paragraph", "annex"))
        title = next((part for part in parts if part.kind == "title"), None)
        if title is not None and body:
            yield title, body


def _hit(part: Part, start: int, end: int, other: str) -> Hit:
    home = part.home(start, end)
    return Hit(home.start, home.end, part.where, None, {"text": part.text[start:end], "other": other})


CHECKS: dict[str, Check] = {
    "GL307": foreign_sources,
    "GL308": issuers_of_titles,
    "GL309": words_of_titles,
}
