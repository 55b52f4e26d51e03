"""GL206, GL207, GL210: names that are cut off, terms taken for a neighbour, one thing under two names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from guanlan.publish.proof.misspelt import bound
from guanlan.publish.proof.registers import fixed_names
from guanlan.publish.proof.rules import ROOM, Check, Hit
from guanlan.publish.proof.sheet import Part, ProofSheet
from guanlan.publish.proof.wording import phrases
from guanlan.text.tables_reading import table_rows

# a body's name that lacks its last sign before the post of its head: 某市网络安全协 会长
_WHOLE = {"协": "协会", "研究": "研究院", "委员": "委员会"}
_CUT_BODY = re.compile(
    r"(?=[协研委])(?<=[\u4e00-\u9fff]{4})(?P<cut>(?<![政外妇科作文记足妥])协|研究(?!室|院)|委员)"
    r"(?=\s*(?:常务)?(?:副)?(?:会长|理事长|秘书长|院长|监事长))"
)
_STOP = re.compile(r"[，。；：、！？）》”]")
_MAY_GO = frozenset("者人法权罪性化书案")  # 个人信息处理, 数据处理: what stays is a word
_LEAST, _LONGEST = 6, 24
_TITLE = re.compile("《[^《》]+》")
_OPENING = 2  # the title and the first paragraph name the paper that an entry is about
# A部、B部、C部: what stands in a list of three has one ending; a later A组 is another name
_LISTED = re.compile(r"(?:[\u4e00-\u9fff]{2,4}(?P<end>[部组处科室队]))(?:、[\u4e00-\u9fff]{2,4}(?P=end)){2,}")
_ENDINGS = "部组处科室队"
_LISTED_INSIDE = re.compile(r"(?P<end>[部组处科室队])、[\u4e00-\u9fff]{2,4}(?P=end)、")


def cut_names(sheet: ProofSheet) -> Iterator[Hit]:
    """GL206: 惠州市某协 副理事长; 关键信息基础设，: a name that ends before its end."""
    yield from phrases("GL206")(sheet)
    for part in sheet.bearing(_CUT_BODY):
        for found in _CUT_BODY.finditer(part.text):
            yield _hit(part, found.start(), found.end(), _WHOLE[found["cut"]])
    bodies = Counter(part.text[start:end] for part, start, end in sheet.bodies)
    names = {name for name, met in bodies.items() if met > 1} | _register()
    cut = {name[:-1]: name for name in sorted(names) if len(name) >= _LEAST}
    tails = {name[-3:] for name in cut}
    whole = sheet.whole
    for stop in _STOP.finditer(whole):
        if whole[stop.start() - 3 : stop.start()] in tails:
            part, at = sheet.place(stop.start())
            begins = (begin for begin in range(max(0, at - _LONGEST), at) if part.text[begin:at] in cut)
            name = next((cut[part.text[begin:at]] for begin in begins), None)
            if name is not None and at > _LEAST:
                yield _hit(part, at - len(name) + 1, at, name)


@cache
def _register() -> frozenset[str]:
    """Names whose last two signs are one word, so that nothing may go."""
    return frozenset(
        name
        for name in fixed_names().names
        if len(name) >= _LEAST and name[-1] not in _MAY_GO and bound(name[-2:]) and name[:-1] not in fixed_names().names
    )


@cache
def _neighbours() -> tuple[tuple[str, str], ...]:
    """Terms of the glossary, each with one that it is taken for."""
    return tuple((term, other) for term, other, _ in table_rows("glossary", ROOM))


def neighbouring_terms(sheet: ProofSheet) -> Iterator[Hit]:
    """GL207: an entry about 《国家数据基础设施…》 that goes on about 数字基础设施."""
    rows = [(term, other) for term, other in _neighbours() if term in sheet.whole]
    for entry in sheet.bulletin.entries() if sheet.bulletin and rows else ():
        parts = [part for part in sheet.entry_parts(entry) if part.kind in ("title", "paragraph")]
        titles = "".join(found[0] for part in parts[:_OPENING] for found in _TITLE.finditer(part.text))
        for term, other in rows:
            if term not in titles or other in titles:
                continue
            for part in parts:
                for found in re.finditer(re.escape(other), part.text):
                    if part.text[found.end() - len(term) : found.end()] != term:
                        yield _hit(part, found.start(), found.end(), term)


def two_endings(sheet: ProofSheet) -> Iterator[Hit]:
    """GL210: 设销售部、技术部、售后部…售后组负责: a member of a list by another ending."""
    listed = {part.where for part in sheet.bearing(_LISTED_INSIDE) if part.where}
    for where, parts in sheet.by_where.items():
        text = "\n".join(part.text for part in parts) if where in listed else ""
        for found in _LISTED.finditer(text):
            members = {name[:-1] for name in found[0].split("、")}
            others = _ENDINGS.replace(found["end"], "")
            pattern = re.compile(
                f"(?P<name>{'|'.join(sorted(map(re.escape, members)))})[{others}](?=负责|承担|、|，|和)"
            )
            for part in parts:
                for one in pattern.finditer(part.text):
                    yield _hit(part, one.start(), one.end(), one["name"] + found["end"])


def _hit(part: Part, start: int, end: int, right: str) -> Hit:
    home = part.home(start, end)
    return Hit(home.start, home.end, part.where, None, {"text": part.text[start:end], "mend": right, "other": right})


CHECKS: dict[str, Check] = {"GL206": cut_names, "GL207": neighbouring_terms, "GL210": two_endings}
