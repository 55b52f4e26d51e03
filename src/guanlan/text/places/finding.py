"""Places in a text. Adjacent names that lie in each other are one find: 湖南省怀化市."""

from __future__ import annotations

from collections.abc import Iterator

from guanlan.errors import InputError
from guanlan.text.places.gazetteer import Gazetteer, Place, PlaceLevel, PlaceName, gazetteer
from guanlan.text.span import Found

# A class word that begins another word: 上海市|场监管, 浦东新区|域, 省|级, 区|块链
_CLASS_WORD_SPLIT = {
    "市": "场值委长价售级容镇占况",
    "区": "域块间别位县级分长委",
    "省": "级会份略钱区道",
    "县": "级域区",
    "州": "级",
    "盟": "约友",
}
_LINKS = 4  # 中国山东济宁曲阜
_REACH = 200  # characters within which a place already named settles an ambiguous one: about two sentences


def parse_place(text: str, context: str | None = None) -> PlaceName:
    """The place that ``text`` as a whole names; ``context`` is the code of a place it must lie in.

    Raises InputError ``place.unknown`` for anything else.

    >>> parse_place("湖南省怀化市").place.code
    '431200'
    >>> len(parse_place("鼓楼区").candidates), parse_place("鼓楼区", "320100").place.code
    (4, '320106')
    >>> parse_place("吉林").place, parse_place("吉林").region
    (None, 'CN-JL')
    """
    places = gazetteer()
    for first in range(len(text), 0, -1):
        known = places.alone.get(text[:first]) or places.by_name.get(text[:first])
        if known is None:
            continue
        end, candidates = _chain(places, text, first, known)
        if end == len(text):
            return PlaceName(_within(places, candidates, context) or candidates if context else candidates)
    raise InputError("place.unknown", value=text)


def find_places(text: str, context: str | None = None) -> Iterator[Found[PlaceName]]:
    """Places in ``text``, in order. ``context`` (a code) settles names that several places bear; so does a place named
    before in the same paragraph.

    >>> [(found.start, found.end, found.value.place.code) for found in find_places("浙江台州、北京海淀")]
    [(0, 4, '331000'), (5, 9, '110108')]
    """
    places = gazetteer()
    end = 0
    settled: tuple[int, str] | None = None
    for start, until in places.anywhere.matches(text):
        if start < end or _refused(places, text, start, until):
            continue
        until, candidates = _chain(places, text, until, places.alone[text[start:until]])
        found = _settled(places, text, Found(start, until, PlaceName(candidates)), context, settled)
        end = until
        place = found.value.place
        if place is not None and place.level in (PlaceLevel.PROVINCE, PlaceLevel.PREFECTURE):
            settled = (end, place.code)
        yield found


def chain_before(text: str, end: int, floor: int = 0) -> Found[PlaceName] | None:
    """The places that end exactly at ``end``, as one find; nothing before ``floor`` is looked at.

    >>> found = chain_before("近日，山东济宁曲阜警方破获", 9)
    >>> found.start, found.value.place.name
    (3, '曲阜市')
    """
    places = gazetteer()
    start = end
    best: Found[PlaceName] | None = None
    for _ in range(_LINKS):
        for before in places.backwards.starts(text, start, floor):
            try:
                value = parse_place(text[before:end])
            except InputError:
                continue
            start, best = before, Found(before, end, value)
            break
        else:
            break
    return best


def chain_at(text: str, start: int) -> Found[PlaceName] | None:
    """The places that begin exactly at ``start``, as one find."""
    places = gazetteer()
    for end in places.anywhere.ends(text, start):
        if not _refused(places, text, start, end):
            until, known = _chain(places, text, end, places.alone[text[start:end]])
            return Found(start, until, PlaceName(known))
    return None


def _chain(places: Gazetteer, text: str, end: int, known: tuple[Place, ...]) -> tuple[int, tuple[Place, ...]]:
    """Goes on from ``known``, which ends at ``end``, into smaller and smaller places."""
    while True:
        for until in places.inside.ends(text, end):
            if _refused(places, text, end, until):
                continue
            inner = tuple(
                place
                for place in places.by_name[text[end:until]]
                if any(place is not outer and places.lies_in(place, outer.code) for outer in known)
            )
            if inner:
                end, known = until, _outermost(places, inner)
                break
        else:
            return end, known


def _outermost(places: Gazetteer, known: tuple[Place, ...]) -> tuple[Place, ...]:
    """Behind its province a short name is the city, not the county of the same name in it: 江西南昌."""
    if len(known) == 1:
        return known
    return tuple(
        place
        for place in known
        if place.level != PlaceLevel.COUNTY
        or not any(other is not place and places.lies_in(place, other.code) for other in known)
    )


def _refused(places: Gazetteer, text: str, start: int, end: int) -> bool:
    """Whether the name is only part of other words."""
    after = text[end : end + 1]
    if after and after in _CLASS_WORD_SPLIT.get(text[end - 1], ""):
        return True
    if text[start] < "\u0080":
        return (start > 0 and text[start - 1].isalnum()) or after.isalnum()
    guard = places.refused.get(text[start:end])
    if guard is None:
        return False
    return (start > 0 and text[start - 1] in guard[0]) or (after != "" and after in guard[1])


def _settled(
    places: Gazetteer, text: str, found: Found[PlaceName], context: str | None, named: tuple[int, str] | None
) -> Found[PlaceName]:
    """An ambiguous name, narrowed by the context given or the place named before it."""
    candidates = found.value.candidates
    if len(candidates) == 1:
        return found
    codes = [context] if context is not None else []
    if named is not None and found.start - named[0] <= _REACH and "\n" not in text[named[0] : found.start]:
        codes.append(named[1])
    for code in codes:
        inner = _within(places, candidates, code)
        if inner and len(inner) < len(candidates):
            return Found(found.start, found.end, PlaceName(inner), code)
    return found


def _within(places: Gazetteer, candidates: tuple[Place, ...], code: str | None) -> tuple[Place, ...]:
    if code is None or code not in places.by_code:
        return candidates
    return tuple(place for place in candidates if places.lies_in(place, code))
