"""Names that grammar composes: a place and an office, a place and a society, an organ and its units."""

from __future__ import annotations

import re
from typing import NamedTuple

from guanlan.text.organs.registry import Office, Organ, OrganLevel
from guanlan.text.places.finding import chain_before
from guanlan.text.places.gazetteer import Place, PlaceLevel, PlaceName, gazetteer
from guanlan.text.span import Found

_SOCIETY_LENGTH = 36  # the longest names of the register of national societies have about thirty characters
_RUN = re.compile("[\u4e00-\u9fffA-Za-z0-9]+$")
_PREFIX = re.compile("中国|中华|全国|国际|世界|全球|亚太|国家")
_NO_SUBJECT = re.compile(
    "的|在|由|向|举行|召开|近日|发布|主办|承办|联合|会同|成立|筹建|筹备|组建|设立|指导|支持|等|[与及]"
)
_SITTING = re.compile("第?[一二三四五六七八九十]+届$")  # 黑龙江省第十四届人民代表大会
_GENERIC = {
    "省": (PlaceLevel.PROVINCE,),
    "自治区": (PlaceLevel.PROVINCE,),
    "市": (PlaceLevel.PREFECTURE, PlaceLevel.PROVINCE),
    "州": (PlaceLevel.PREFECTURE,),
    "盟": (PlaceLevel.PREFECTURE,),
    "区": (PlaceLevel.COUNTY, PlaceLevel.PROVINCE, PlaceLevel.AREA),
    "县": (PlaceLevel.COUNTY,),
    "旗": (PlaceLevel.COUNTY,),
}
_LEVELS = {
    PlaceLevel.UNION: OrganLevel.ABROAD,
    PlaceLevel.COUNTRY: OrganLevel.ABROAD,
    PlaceLevel.PROVINCE: OrganLevel.PROVINCE,
    PlaceLevel.PREFECTURE: OrganLevel.CITY,
    PlaceLevel.COUNTY: OrganLevel.COUNTY,
    PlaceLevel.AREA: OrganLevel.COUNTY,
}
_GENERIC_LEVELS = {
    "省": OrganLevel.PROVINCE,
    "自治区": OrganLevel.PROVINCE,
    "市": OrganLevel.CITY,
    "州": OrganLevel.CITY,
    "盟": OrganLevel.CITY,
    "区": OrganLevel.COUNTY,
    "县": OrganLevel.COUNTY,
    "旗": OrganLevel.COUNTY,
}


class Head(NamedTuple):
    """Where the name of a place's office begins, and whose it is."""

    start: int
    place: PlaceName | None
    generic: str = ""  # 市 of 市公安局


def head_before(text: str, end: int, floor: int) -> Head | None:
    """The place (浙江台州, 黑龙江省第十四届, 市) that stands directly before an office at ``end``."""
    sitting = _SITTING.search(text, max(floor, end - 8), end)
    until = sitting.start() if sitting else end
    found = chain_before(text, until, floor)
    if found is not None:
        return Head(found.start, found.value)
    for word in _GENERIC:
        start = end - len(word)
        if start >= floor and text.startswith(word, start) and not text.startswith("地区", start - 1):
            return Head(start, None, word)
    return None


def of_place(office: Office, place: Place | None, written: str, generic: str = "") -> Organ:
    """The office of a place; with no place known, of the kind of place that ``generic`` names."""
    if place is None:
        level = _GENERIC_LEVELS.get(generic, OrganLevel.CITY)
        return Organ(f"?{written}", written, written, level, office.family, None, None)
    level = _LEVELS[place.level]
    if place.code == "CN":
        level = OrganLevel.NATIONAL
    elif not place.region.startswith("CN"):
        level = OrganLevel.ABROAD
    return Organ(
        f"{place.code}/{office.id}",
        place.name + office.name,
        place.short + office.short,
        level,
        office.family,
        place.code,
        place.region,
    )


def of_several(office: Office, places: PlaceName | Place | None, written: str, generic: str = "") -> Organ:
    """The office of a place. Where several places bear the name the organ stays open, its jurisdiction may be told."""
    if isinstance(places, PlaceName):
        places = _widest(places)
    if isinstance(places, PlaceName) and places.place is None:
        level = _LEVELS[places.candidates[0].level]
        return Organ(f"?{written}", written, written, level, office.family, None, places.region)
    place = places.place if isinstance(places, PlaceName) else places
    return of_place(office, place, written, generic)


def settled(places: PlaceName, code: str | None) -> PlaceName | None:
    """The one of several places that lies in the place ``code``, named before."""
    if code is None or len(places.candidates) == 1:
        return None
    known = gazetteer()
    around = known.by_code[code]
    wide = around if around.level == PlaceLevel.PROVINCE else known.by_code.get(f"{code[:2]}0000", around)
    inner = tuple(place for place in places.candidates if known.lies_in(place, wide.code))
    return PlaceName(inner) if len(inner) == 1 else None


def _widest(places: PlaceName) -> PlaceName:
    """A province and a city in it bear one name: an office of 吉林 is the province's."""
    known = gazetteer()
    outer = tuple(
        place for place in places.candidates if all(known.lies_in(other, place.code) for other in places.candidates)
    )
    return PlaceName(outer) if outer else places


def society_at(text: str, start: int, end: int, floor: int, family: str) -> Found[Organ] | None:
    """The society whose name ends with the word at ``start`` to ``end``: a place, or 中国, and what it is about."""
    if family == "分支机构":
        return None
    before = _RUN.search(text, max(floor, start - _SOCIETY_LENGTH), start)
    if before is None:
        return None
    for prefix in reversed([*_PREFIX.finditer(text, before.start(), start)]):
        if start - prefix.end() < 2 or _NO_SUBJECT.search(text, prefix.end(), start):
            continue
        return _society(text, prefix.start(), end, family, "CN" if prefix[0] != "国际" else None)
    for _at, until in reversed([*gazetteer().anywhere.longest(text[before.start() : start])]):
        until += before.start()
        if start - until < 2 or _NO_SUBJECT.search(text, until, start):
            continue
        chain = chain_before(text, until, before.start())
        return None if chain is None else _society(text, chain.start, end, family, chain.value)
    return None


def _society(text: str, start: int, end: int, family: str, where: PlaceName | str | None) -> Found[Organ]:
    name = text[start:end]
    place = where.place.code if isinstance(where, PlaceName) and where.place else where
    region = where.region if isinstance(where, PlaceName) else where
    code = place if isinstance(place, str) else None
    return Found(start, end, Organ(name, name, name, OrganLevel.SOCIETY, family, code, region))


def generic_place(word: str, code: str | None) -> Place | None:
    """The province, city or county that 省, 市 or 区 means for someone who has just named the place ``code``."""
    by_code = gazetteer().by_code
    wanted = _GENERIC[word]
    while code is not None:
        place = by_code[code]
        if place.level in wanted and place.region.startswith("CN-"):
            return place
        code = place.parent
    return None
