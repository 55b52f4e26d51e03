"""GL3xx: contents, guide, keywords, titles, bodies and sources of an issue say the same."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import add, itemgetter
from typing import NamedTuple

from guanlan.publish.proof.rules import Check, Hit
from guanlan.publish.proof.sameness import joined_the_other_way
from guanlan.publish.proof.sheet import Part, ProofSheet
from guanlan.records.bulletin import Column, Entry, ParagraphKind
from guanlan.text.places import find_places

_ORDINAL = re.compile(r"^\s*(?:\d{1,3}[.．、]|[（(][一二三四五六七八九十\d]+[）)])\s*")
_QUOTES = tuple(zip("“”‘’—–", "\"\"''--", strict=True))
_CLAUSE = re.compile(r"[^，。；：、！？\n]+")
# what opens an entry, a paragraph or a numbered point
_HEAD = re.compile(
    r"(?:^|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]是|第[一二三四五六七八九十]，)(?P<head>[^，。；：、！？\n（(]{6,})",
    re.M,
)
_TITLE = re.compile(r"《[^《》]{2,}》")
_LIKE = 0.72  # Dice of character pairs: two titles of one thing; different items of an issue share under 0.6
_NEAR = 0.6  # the same of two 《titles》 in one entry, which are short
_HEARD = 0.4  # share of a keyword's pairs of characters that its column must bear
_LEAST = 8  # characters of a clause that are compared: shorter ones are formulas
_CUT = 2
_HEADING = 4  # characters of a heading that is compared
# what a sentence begins or ends with when it is taken into another: these may go
_GRAMMAR = frozenset("的了等在对以将并要是为从由把被使让和与及或但而且其该此这那各其中已共围绕包括不还也都则")
# what a sentence of the body begins with and a guide says before: 《某办法》，要求…
_SUBJECTS = frozenset(
    [
        "办法",
        "意见",
        "公约",
        "通知",
        "会议",
        "方案",
        "条例",
        "规定",
        "决定",
        "指南",
        "规则",
        "标准",
        "公告",
        "法律",
        "法案",
        "协议",
        "细则",
        "计划",
        "规划",
        "文件",
        "草案",
    ]
)
_LIST = re.compile(r"[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8})+")


def _plain(text: str) -> str:
    """What a reader would call the same text: no ordinal, no blanks, one width, one kind of quotes."""
    plain = "".join(unicodedata.normalize("NFKC", _ORDINAL.sub("", text)).split())
    for mark, same in _QUOTES:
        plain = plain.replace(mark, same)
    return plain


def _pairs(text: str) -> frozenset[str]:
    return frozenset(map(add, text, text[1:]))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0


def _nearest(text: str, others: Mapping[str, str]) -> tuple[str, float]:
    """Which of the others is likest, each under the words that are compared, and how like it is."""
    own = _pairs(text)
    near = {other: _dice(own, _pairs(words)) for other, words in others.items()}
    return max(near.items(), key=itemgetter(1), default=("", 0.0))


def contents_against_titles(sheet: ProofSheet) -> Iterator[Hit]:
    """GL301: a title of the body that the contents list writes otherwise, or leaves out: told in both places."""
    lines = {_plain(part.text): part for part in sheet.of("toc")}
    titles = list(sheet.of("title"))
    if not lines or sheet.bulletin is None:
        return
    exact = {_plain(part.text) for part in titles} & set(lines)
    if 2 * len(exact) < len(titles):  # an overview, not a list of the titles
        return
    free = {line: line for line in lines if line not in exact}
    for part in titles:
        plain = _plain(part.text)
        if plain in exact:
            continue
        nearest, likeness = _nearest(plain, free)
        is_same = likeness >= _LIKE
        yield _whole(part, {"text": part.text, "other": nearest if is_same else "—"})
        if is_same:
            yield _whole(lines[nearest], {"text": lines[nearest].text, "other": plain})
    yield from _headings(sheet, lines)


def _headings(sheet: ProofSheet, lines: dict[str, Part]) -> Iterator[Hit]:
    """Headings of columns that the contents write otherwise; a contents list may leave them out."""
    heads = {line: line.rpartition(":")[2] for line in lines}
    for part in sheet.of("heading"):
        plain = _plain(part.text)
        if len(plain) < _HEADING or any(line.endswith(plain) for line in lines):
            continue
        nearest, likeness = _nearest(plain, heads)
        if likeness >= _LIKE:
            yield _whole(part, {"text": part.text, "other": nearest})
            yield _whole(lines[nearest], {"text": lines[nearest].text, "other": plain})


def guide_against_entries(sheet: ProofSheet) -> Iterator[Hit]:
    """GL302: a 《title》 or the head of an entry that the guide writes otherwise than the column's entries."""
    for number, column in _columns(sheet):
        guide = sheet.by_where.get(f"guide.{number}", ())
        said = _said(sheet, column) if guide else ""
        heads = _heads(said)
        for part in guide:
            yield from _titles_unheard(part, said)
            yield from _cut_heads(part, heads)


def _titles_unheard(part: Part, said: str) -> Iterator[Hit]:
    """《Titles》 that no entry of the column names; a name that leaves out a trailing bracket is the same."""
    unheard = [found for found in _TITLE.finditer(part.text) if found[0] not in said]
    plain = _plain(said) if unheard else ""
    for found in unheard:
        name = _plain(found[0]).strip("《》")
        if name not in plain and re.sub(r"\([^()]*\)$", "", name) not in plain:
            yield _hit(part, found.start(), found.end(), {"text": found[0]})


class _Heads(NamedTuple):
    """What opens the paragraphs of a column, and what is left of each where its first sign, or two, are gone."""

    whole: frozenset[str]
    cut: Mapping[str, Sequence[str]]


def _heads(said: str) -> _Heads:
    heads = [_plain(found["head"]) for found in _HEAD.finditer(said)]
    cut: defaultdict[str, list[str]] = defaultdict(list)
    for head in heads:
        for lost in range(1, _CUT + 1):
            cut[head[lost:]].append(head)
    return _Heads(frozenset(heads), cut)


def _cut_heads(part: Part, heads: _Heads) -> Iterator[Hit]:
    """Clauses that are a clause of an entry but for its first character or two: the copy began too late."""
    for found in _CLAUSE.finditer(part.text):
        clause = _plain(found[0])
        if len(clause) < _LEAST or clause in heads.whole:
            continue
        whole = next((head for head in heads.cut.get(clause, ()) if _is_cut(clause, head)), None)
        if whole is not None:
            yield _hit(part, found.start(), found.end(), {"text": found[0], "other": whole})


def _is_cut(clause: str, whole: str) -> bool:
    """Whether what ``clause`` lacks of ``whole`` is no word of grammar, and nothing that may go."""
    head = whole.removesuffix(clause)
    return not set(head) & _GRAMMAR and not _may_go(head)


def _may_go(head: str) -> bool:
    """Whether a guide leaves such words out by right: the kind of paper, or the place that it said before."""
    return head in _SUBJECTS or any(found.span == (0, len(head)) for found in find_places(head))


def keywords_against_entries(sheet: ProofSheet) -> Iterator[Hit]:
    """GL303: a keyword that no entry of its column bears, in whole or in its parts."""
    for number, column in _columns(sheet):
        words = sheet.by_where.get(f"keywords.{number}", ())
        said = _said(sheet, column) if words else ""
        # most are borne as they stand: what a column says is only folded where one is not
        unheard = [part for part in words if part.text not in said and not _is_heard(_plain(part.text), said)]
        plain = _plain(said) if unheard else ""
        for part in unheard:
            word = _plain(part.text)
            if word not in plain and not _is_heard(word, plain):
                yield _whole(part, {"text": part.text})


def _is_heard(word: str, said: str) -> bool:
    pairs = _pairs(word)
    return sum(pair in said for pair in pairs) >= _HEARD * len(pairs)


def order_in_title(sheet: ProofSheet) -> Iterator[Hit]:
    """GL304: places or bodies that the title lists in another order than the sub-cases of the body."""
    for entry in sheet.bulletin.entries() if sheet.bulletin else ():
        parts = sheet.entry_parts(entry)
        cases = [part.text for part in parts if part.about is ParagraphKind.CASE]
        title = next((part for part in parts if part.kind == "title"), None)
        if title is None or len(cases) < 2:
            continue
        for found in _LIST.finditer(title.text):
            names = [name[:2] for name in found[0].split("、")]
            places = [next((at for at, case in enumerate(cases) if name in case), None) for name in names]
            known = [place for place in places if place is not None]
            if len(known) == len(names) == len(set(known)) and known != sorted(known):
                order = "、".join(sorted(found[0].split("、"), key=lambda name: known[names.index(name[:2])]))
                yield _whole(title, {"text": found[0], "other": order})
    yield from joined_the_other_way(sheet)


def sources(sheet: ProofSheet) -> Iterator[Hit]:
    """GL305: an entry without a source in a column that gives them."""
    for number, column in _columns(sheet):
        entries = [entry for part in column.subcolumns for entry in part.entries]
        bare = [entry for entry in entries if not entry.sources]
        if not _wants_sources(sheet, number, len(bare), len(entries)):
            continue
        for entry in bare:
            title = next((part for part in sheet.entry_parts(entry) if part.kind == "title"), None)
            if title is not None:
                yield _whole(title, {"text": title.text})


def _wants_sources(sheet: ProofSheet, number: int, bare: int, all_: int) -> bool:
    """As the journal says; else as the column itself does: one entry with a source means that all should have one."""
    if sheet.journal is not None and number <= len(sheet.journal.columns):
        return sheet.journal.columns[number - 1].source_required
    return 0 < bare < all_


def titles_against_bodies(sheet: ProofSheet) -> Iterator[Hit]:
    """GL306: a 《title》 in an entry's title that its body names otherwise."""
    for entry in sheet.bulletin.entries() if sheet.bulletin else ():
        parts = sheet.entry_parts(entry)
        said = "\n".join(part.text for part in parts if part.kind in ("paragraph", "annex"))
        for part in (one for one in parts if one.kind == "title"):
            for found in (one for one in _TITLE.finditer(part.text) if one[0] not in said):
                plain, body = _plain(found[0]), _plain(said)
                near, likeness = _nearest(plain, {name: name for name in sorted(set(_TITLE.findall(body)))})
                if plain.strip("《》") not in body and likeness >= _NEAR and not _only_bracket(plain, near):
                    yield _hit(part, found.start(), found.end(), {"text": found[0], "other": near})


def _only_bracket(one: str, other: str) -> bool:
    """Whether two names differ by their bracket or by the state's name alone."""
    strip = re.compile(r"\([^()]*\)|中华人民共和国|[《》]")
    return strip.sub("", one) == strip.sub("", other)


def _columns(sheet: ProofSheet) -> Iterator[tuple[int, Column]]:
    return enumerate(sheet.bulletin.columns if sheet.bulletin else (), 1)


def _said(sheet: ProofSheet, column: Column) -> str:
    """All that the entries of a column say, a line a part."""
    entries: list[Entry] = [entry for part in column.subcolumns for entry in part.entries]
    return "\n".join(part.text for entry in entries for part in sheet.entry_parts(entry) if part.kind != "source")


def _whole(part: Part, params: dict[str, str]) -> Hit:
    return _hit(part, 0, len(part.text), params)


def _hit(part: Part, start: int, end: int, params: dict[str, str]) -> Hit:
    home = part.home(start, end)
    return Hit(home.start, home.end, part.where, None, {"other": "—", **params})


CHECKS: dict[str, Check] = {
    "GL301": contents_against_titles,
    "GL302": guide_against_entries,
    "GL303": keywords_against_entries,
    "GL304": order_in_title,
    "GL305": sources,
    "GL306": titles_against_bodies,
}
