"""English by dated tables of terms: titles of the house's own form, and names. What no table knows is not translated.

Every rendering is unofficial; formats say so (``UNOFFICIAL``).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.records.facts import Facts
from guanlan.text.organs import parse_organ
from guanlan.text.tables_reading import several, table_rows

UNOFFICIAL = "非官方译名"

_ROOM = "guanlan.publish.drafting"
_NUMERALS = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
             "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16, "十七": 17}  # fmt: skip
_SMALL = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "11", "12", "13",
          "14", "15", "16")  # fmt: skip

_COUNTED = re.compile(r"^(?P<first>.+?)等(?:(?P<count>[两三四五六七八九十]{1,2})(?:个)?)?部门$")
# 某机关印发《某文件》（征求意见稿）
_PLAIN = re.compile(
    r"^(?P<who>[^《》]+?)(?:联合)?(?P<act>印发|发布|公布|出台|通过|批准|签署|修订|废止)《(?P<what>.+)》$"
)
# 某机关就《某文件》公开征求意见
_ASKED = re.compile(r"^(?P<who>[^《》]+?)就《(?P<what>.+)》(?:向社会)?(?P<act>公开征求意见|征求意见)$")
# 欧盟《某法》正式生效
_HOLDS = re.compile(r"^(?:[^《》]{0,6})《(?P<what>.+)》(?P<act>正式生效|生效|施行)$")
_OUTER = re.compile(r"》（(?P<stage>[^（）]{1,8})）")
_STAGE = re.compile(r"（(?P<stage>[^（）]{1,8})）$")


class English(NamedTuple):
    """``text`` is None where a table does not know ``missing``: half a translation would be a guess."""

    text: str | None
    missing: str | None = None


class _Term(NamedTuple):
    english: str
    first: str
    last: str

    def holds(self, day: str) -> bool:
        return (not self.first or self.first <= day) and (not self.last or day <= self.last)


def english_title(title: str, day: datetime.date) -> English:
    """The title in English as names stood on ``day``, of a title that says who did what with which 《document》.

    >>> english_title("国家数据局发布《数据领域常用名词解释（第一批）》", datetime.date(2024, 12, 30)).text
    'National Data Administration Releases the Explanations of Common Terms in the Data Field (First Batch)'
    >>> english_title("某市大数据中心发布《某办法》", datetime.date(2024, 12, 30))
    English(text=None, missing='某市大数据中心')
    """
    whole = _OUTER.sub(r"（\g<stage>）》", title)  # 《某规定》（征求意见稿）: the stage is the document's
    found = _PLAIN.match(whole) or _ASKED.match(whole)
    if found is None:
        holds = _HOLDS.match(whole)
        return _held(holds, day) if holds else English(None, title)
    who = _issuers(found["who"], day)
    if who.text is None:
        return who
    what = instrument_in_english(found["what"], day)
    if what.text is None:
        return what
    act = _dated("acts_en", found["act"], day)
    if act is None:
        return English(None, found["act"])
    one, _, many = act.partition("/")
    return English(f"{who.text} {many if _several(found['who']) else one} the {what.text}")


def _several(who: str) -> bool:
    return "、" in who or _COUNTED.match(who) is not None


def naming_day(facts: Facts, otherwise: datetime.date | None) -> datetime.date | None:
    """The day whose names an entry's English uses: that of its facts, else that of its issue or release."""
    lead = facts.date.value
    return datetime.date.fromisoformat(lead.date.split("/")[-1]) if lead else otherwise


def organ_in_english(name: str, day: datetime.date) -> str | None:
    """An organ's English name on a day; None where the tables have none, or where it had another name then.

    >>> organ_in_english("国家网信办", datetime.date(2012, 1, 1))
    'State Internet Information Office'
    >>> organ_in_english("国家网信办", datetime.date(2024, 1, 1))
    'Cyberspace Administration of China'
    >>> organ_in_english("中国银保监会", datetime.date(2024, 1, 1)) is None
    True
    """
    named = _dated("organs_en", name, day)
    return named or _local(name, day)


def instrument_in_english(title: str, day: datetime.date) -> English:
    """A document's English title, its stage note behind it; ``title`` without 《》.

    >>> instrument_in_english("互联网平台企业涉税信息报送规定（征求意见稿）", datetime.date(2024, 12, 26)).text
    'Provisions on the Submission of Tax-Related Information by Internet Platform Enterprises (Draft for Comment)'
    """
    known = _dated("instruments_en", title, day)
    if known is not None:
        return English(known)
    stage = _STAGE.search(title)
    if stage is None:
        return English(None, f"《{title}》")
    note = _dated("stages_en", stage["stage"], day)
    if note is None:
        return English(None, stage["stage"])
    inner = instrument_in_english(title[: stage.start()], day)
    return English(f"{inner.text} ({note})") if inner.text is not None else inner


def names_in(facts: Facts, day: datetime.date) -> tuple[tuple[str, str], ...]:
    """The organs and documents that facts name, each with its English name on a day; those that no table knows are
    left out.
    """
    return tuple(dict.fromkeys(_named(facts, day)))


def _named(facts: Facts, day: datetime.date) -> Iterator[tuple[str, str]]:
    for fact in facts.issuers:
        for name in (fact.value, *(anchor.quote for anchor in fact.anchors)):
            if name and (english := organ_in_english(name, day)):
                yield name, english
    titles = [fact.value.title for fact in facts.instruments if fact.value]
    titles += [fact.value.law for fact in facts.citations if fact.value]
    for title in titles:
        if title and (english := instrument_in_english(title, day).text):
            yield title, english


def _held(found: re.Match[str], day: datetime.date) -> English:
    what = instrument_in_english(found["what"], day)
    act = _dated("acts_en", found["act"], day)
    if what.text is None or act is None:
        return what if what.text is None else English(None, found["act"])
    return English(f"{what.text} {act.partition('/')[0]}")


def _issuers(words: str, day: datetime.date) -> English:
    """One organ, several with 、, or 某机关等五部门."""
    counted = _COUNTED.match(words)
    names = [counted["first"]] if counted else several(words)
    english = []
    for name in names:
        known = organ_in_english(name, day)
        if known is None:
            return English(None, name)
        english.append(known)
    if counted:
        if counted["count"] is None:
            return English(f"{english[0]} and Other Departments")
        others = _NUMERALS.get(counted["count"], 0) - 1
        if others < 1:
            return English(None, words)
        return English(f"{english[0]} and {_SMALL[others]} Other Department{'s' if others > 1 else ''}")
    return English(_listed(english))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _local(name: str, day: datetime.date) -> str | None:
    """An organ of a place: the form of its office with the place's name in it."""
    try:
        organ = parse_organ(name)
    except InputError:
        return None
    code, _, office = organ.id.partition("/")
    place, form = _dated("places_en", code, day), _dated("organ_forms_en", office, day)
    return form.replace("{place}", place) if place and form else None


def _dated(table: str, name: str, day: datetime.date) -> str | None:
    """The term that held on the day."""
    terms: Iterable[_Term] = _terms(table).get(name, ())
    return next((term.english for term in terms if term.holds(day.isoformat())), None)


@cache
def _terms(table: str) -> dict[str, list[_Term]]:
    known: dict[str, list[_Term]] = {}
    for names, english, first, last, _ in table_rows(table, _ROOM):
        for name in several(names):
            known.setdefault(name, []).append(_Term(english, first, last))
    return known
