"""Words that name a provision by where they stand: 前款, 前条, 本条第一款, 本法第二十一条, 该法第二款."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import zip_longest

import msgspec

from guanlan.errors import InputError
from guanlan.text.citations import Citation, find_citations
from guanlan.text.provisions import Provision, ProvisionRange, find_ranges
from guanlan.text.span import Found
from guanlan.text.tables_reading import several, table_rows

_REACH = 240  # as far as citations look for provisions behind a name
_BACK = 600  # so far back 该法 looks for the instrument named last: about the length of a long paragraph
_COUNTS = {"": 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_ALIAS = re.compile(
    r"《(?P<title>[^《》\n]{2,120}(?:《[^《》\n]{2,60}》[^《》\n]{0,60})?)》"
    r"(?:[（(][^（）()\n]{0,40}?[，,、；; ]?)?[（(]?(?:以下|下)?(?:统|简)?称(?:为|：|:)?"
    r"(?P<names>[《“\"][^《》“”\"（）()\n]{1,30}[》”\"]|[^《》“”\"，。；（）()\n]{1,20})[）)]"
)


class Near(StrEnum):
    """From where a reference counts."""

    OWN = "own"  # 本法, 本条例: the instrument in which the words stand
    ARTICLE = "article"  # 本条
    PARAGRAPH = "paragraph"  # 本款
    ITEM = "item"  # 本项
    BEFORE_ARTICLE = "before_article"  # 前条, 前两条
    BEFORE_PARAGRAPH = "before_paragraph"  # 前款, 前两款
    BEFORE_ITEM = "before_item"  # 前项
    THAT = "that"  # 该法, 该条例, 该条: the instrument or provision named last


_HERE_NEAR = {"条": Near.ARTICLE, "款": Near.PARAGRAPH, "项": Near.ITEM}
_BACK_NEAR = {"条": Near.BEFORE_ARTICLE, "款": Near.BEFORE_PARAGRAPH, "项": Near.BEFORE_ITEM}


class Reference(msgspec.Struct, frozen=True):
    """``near`` and the provisions behind it; ``count`` is 2 for 前两款; ``noun`` is what 本 or 该 stands before.

    For 该法 and 该条, ``law`` and ``base`` are the instrument and the provision named last.
    """

    near: Near
    provisions: tuple[ProvisionRange, ...] = ()
    count: int = 1
    noun: str = ""
    law: str | None = None
    base: Provision = Provision()


class Here(msgspec.Struct, frozen=True):
    """Where words stand: in the text of version ``ref``, in its unit ``unit`` (the innermost one).

    ``names`` are the short names that the text gives (以下简称《条例》) with what they stand for.
    """

    ref: str
    unit: int = -1
    names: Mapping[str, str] = {}


class Antecedent(msgspec.Struct, frozen=True):
    """The instrument and the provision that 该法 and 该条 take up."""

    law: str | None = None
    base: Provision = Provision()


def parse_reference(text: str, context: object = None) -> Reference:
    """The reference that the whole of ``text`` is; raises ``InputError`` ``reference.malformed``.

    ``context`` is the :class:`Antecedent` of 该法 or 该条.

    >>> parse_reference("前两款").count
    2
    """
    found = next(find_references(text), None)
    if found is None or found.span != (0, len(text)):
        raise InputError("reference.malformed", value=text)
    if isinstance(context, Antecedent) and found.value.near is Near.THAT:
        return msgspec.structs.replace(found.value, law=context.law, base=context.base)
    return found.value


def find_references(
    text: str, context: object = None, *, citations: Iterable[Found[Citation]] | None = None
) -> Iterator[Found[Reference]]:
    """Every reference of this kind. A number alone (第五条 inside a law) is none; 本法 is one with provisions only.

    ``citations`` are those of ``text`` where they are known already.

    >>> [(one.value.near.value, one.value.count) for one in find_references("有前两款行为，违反本办法第五条第一款的")]
    [('before_paragraph', 2), ('own', 1)]
    """
    named: list[Found[Citation]] | None = None
    marks = list(_marks().finditer(text))
    for mark, following in zip_longest(marks, marks[1:]):
        reach = min(mark.end() + _REACH, following.start() if following else len(text))
        if mark["noun"] is not None and mark["who"] == "本":
            reference = Reference(Near.OWN, noun=mark["noun"])
        elif mark["noun"] is not None or mark["there"] is not None:
            if named is None:
                named = list(find_citations(text) if citations is None else citations)
            reference = _that(text, mark, named)
        else:
            reference = _relative(mark)
        found = _with_provisions(text, mark, reach, reference)
        # 本法, 该法 and 该条 are references only with provisions behind them: what looks like one (该条第) may be none
        if found.value.provisions or (mark["noun"] is None and mark["there"] is None):
            yield found


def given_names(text: str) -> dict[str, str]:
    """The short names that a text gives to titles.

    >>> given_names("根据《某市数据管理条例》（以下简称《条例》），制定本细则。")
    {'条例': '某市数据管理条例'}
    """
    names: dict[str, str] = {}
    if "称" not in text:
        return names
    for found in _ALIAS.finditer(text):
        names.setdefault(found["names"].strip('《》“”"'), found["title"])
    return names


def fits_title(noun: str, title: str) -> bool:
    """Whether a text with ``title`` calls itself 本 + ``noun``: 本办法 in 某某管理办法（试行）, not in 某某法.

    >>> fits_title("办法", "某某管理办法（试行）"), fits_title("法", "关于修改某法的决定")
    (True, False)
    """
    bare = re.sub(r"[（(][^（）()]*[）)]\s*\Z", "", title.strip()).rstrip("》〉")
    return bare.endswith(_nouns().get(noun, (noun,)))


def _that(text: str, mark: re.Match[str], named: list[Found[Citation]]) -> Reference:
    """The instrument named last before ``mark`` that bears the noun; for 该条 the last with a provision."""
    noun = mark["noun"] or ""
    for at in range(bisect_left(named, mark.start(), key=lambda one: one.start) - 1, -1, -1):
        one = named[at]
        if mark.start() - one.end > _BACK or "\n" in text[one.end : mark.start()]:
            break
        if one.end > mark.start():
            continue
        last = one.value.provisions[-1].last if one.value.provisions else Provision()
        if noun and fits_title(noun, one.value.law):
            return Reference(Near.THAT, noun=noun, law=one.value.law, base=last)
        if not noun:
            base = _cut(last, mark["there"][1:])
            return Reference(Near.THAT, noun=mark["there"][1:], law=one.value.law if base else None, base=base or last)
    return Reference(Near.THAT, noun=noun or mark["there"][1:])


def _cut(base: Provision, unit: str) -> Provision | None:
    """``base`` down to 条, 款 or 项; None where it does not go as deep."""
    if unit == "条":
        return Provision(base.article) if base.article is not None else None
    if unit == "款":
        return Provision(base.article, base.paragraph) if base.paragraph is not None else None
    return Provision(base.article, base.paragraph, base.item) if base.item is not None else None


def _relative(mark: re.Match[str]) -> Reference:
    if mark["here"] is not None:
        return Reference(_HERE_NEAR[mark["here"][1:]])
    return Reference(_BACK_NEAR[mark["back"][-1]], count=_COUNTS[mark["back"][1:-1]])


def _with_provisions(text: str, mark: re.Match[str], reach: int, reference: Reference) -> Found[Reference]:
    """``reference`` with the provisions that stand directly behind it."""
    end = mark.end()
    provisions: tuple[ProvisionRange, ...] = ()
    if text.startswith("第", end):
        ranges = list(find_ranges(text, end, reach, named=True))
        if ranges:
            provisions, end = tuple(one.value for one in ranges), ranges[-1].end
    value = msgspec.structs.replace(reference, provisions=provisions)
    context = Antecedent(value.law, value.base) if value.law is not None else None
    return Found(mark.start(), end, value, context)


@cache
def _nouns() -> dict[str, tuple[str, ...]]:
    return {cells[0]: tuple(several(cells[1])) for cells in table_rows("self_names", "guanlan.law")}


@cache
def _marks() -> re.Pattern[str]:
    """One pattern for all marks; every branch begins with 本 该 前 or 上."""
    nouns = "|".join(sorted(_nouns(), key=len, reverse=True))
    kinds = "(?:暂行|试行|实施|补充|若干|管理|具体){0,2}"
    numeral = "[0-9０-９零〇一二两三四五六七八九十百千]"
    return re.compile(
        f"(?P<who>[本该]){kinds}(?P<noun>{nouns})(?=第 ?[（(]?{numeral}+[）)]? ?[条款项])"
        "|(?P<here>本[条款项])(?![例件约目式文幅款项])"
        "|(?P<there>该[条款项])(?=第)"
        "|(?P<back>(?:(?<![目之以此事提当先空])前|(?<![以之])上)[一两二三四五六]?[条款项])(?![例件约文幅目式款项]|理由|规则)"
    )
