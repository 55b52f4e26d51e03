"""Organs in a text: listed ones, and those that grammar composes of a place and an office."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.text.organs.composing import generic_place, head_before, of_several, settled, society_at
from guanlan.text.organs.registry import Office, Organ, OrganContext, OrganLevel, registry
from guanlan.text.organs.units import with_units
from guanlan.text.places.finding import chain_before
from guanlan.text.places.gazetteer import gazetteer
from guanlan.text.span import Found

_LIST_MARKS = "、和与及"
# A last character that begins another word: 公安部|门, 网信办|理, 数据局|限
_SPLIT = {
    "部": "门署队分",
    "办": "理事学案法证",
    "局": "部面势限",
    "委": "员托派",
    "院": "士校线",
    "会": "员计",
    "厅": "堂",
    "关": "于系键注联",
}
_WHOLE = ("分别", "分批", "分头")  # 公安部|分别, but 一部分


def parse_organ(text: str, context: OrganContext | None = None) -> Organ:
    """The organ that ``text`` as a whole names. Raises InputError ``organ.unknown`` for anything else.

    >>> parse_organ("中央网信办").id == parse_organ("国家互联网信息办公室").id
    True
    >>> parse_organ("宁夏", OrganContext(office="通信管理局")).name
    '宁夏回族自治区通信管理局'
    """
    if context is not None and context.office is not None:
        text, context = text + context.office, None
    for found in find_organs(text, context):
        if found.start == 0 and found.end == len(text):
            return found.value
        break
    raise InputError("organ.unknown", value=text)


def find_organs(text: str, context: OrganContext | None = None) -> Iterator[Found[Organ]]:
    """Organs in ``text``, in order, the longest name at each place; 工信部、财政部 are two.

    ``context.place`` is the place that a bare office at the very beginning, or 市 and 省 anywhere, may mean.

    >>> [(found.of("上海市公安局金山分局"), found.value.level.value) for found in find_organs("上海市公安局金山分局")]
    [('上海市公安局金山分局', 'province')]
    >>> [found.value.name for found in find_organs("青海、贵州、宁夏通信管理局")]
    ['青海省通信管理局', '贵州省通信管理局', '宁夏回族自治区通信管理局']
    """
    known = registry()
    end = 0
    place = context.place if context is not None else None
    joined = place is not None  # whether an office at `end`, or one mark further on, shares the place before it
    for start, until in known.names.matches(text):
        if start < end or _refused(text, start, until):
            continue
        found = _read(text, Found(start, until, text[start:until]), end, _Before(place, shared=joined))
        if found is None:
            continue
        yield from _sharers(text, found, until, end)
        yield found
        end = found.end
        place = found.value.place or place
        joined = found.value.place is not None
        if end >= len(text):
            return


class _Before(NamedTuple):
    """The place of the organ before, and whether an office right behind that organ shares it."""

    place: str | None
    shared: bool


def _read(text: str, word: Found[str], floor: int, before: _Before) -> Found[Organ] | None:
    """The organ whose name holds ``word``, if it is one there."""
    known = registry()
    found: Found[Organ] | None = None
    office = known.offices.get(word.value)
    if office is not None:
        shared = before.place if before.shared else None
        found = _office(text, word, office, floor, before.place) or _shared(text, word, office, floor, shared)
    if found is None and word.value in known.listed:
        found = _listed(text, word, known.listed[word.value], floor)
    if found is None and word.value in known.endings:
        found = society_at(text, word.start, word.end, floor, known.endings[word.value])
    return None if found is None else with_units(text, found)


def _office(text: str, word: Found[str], office: Office, floor: int, named: str | None) -> Found[Organ] | None:
    head = head_before(text, word.start, floor)
    if head is None:
        return None
    written = text[head.start : word.end]
    if head.place is not None:
        if head.place.place is not None and not head.place.place.region.startswith("CN"):
            office = Office(office.id, word.value, word.value, office.family)  # 美国法院 is no 人民法院
        one = settled(head.place, named)
        if one is not None:
            return Found(head.start, word.end, of_several(office, one, written), OrganContext(place=named))
        return Found(head.start, word.end, of_several(office, head.place, written))
    meant = generic_place(head.generic, named)
    if meant is None:
        return Found(head.start, word.end, of_several(office, None, written, head.generic))
    context = OrganContext(place=meant.code)
    return Found(head.start, word.end, of_several(office, meant, written), context)


def _shared(text: str, word: Found[str], office: Office, floor: int, code: str | None) -> Found[Organ] | None:
    """杭州市财政局、数据资源局: the second has the place of the first."""
    if code is None:
        return None
    if word.start != 0 and not (word.start == floor + 1 and text[floor] in _LIST_MARKS):
        return None
    place = gazetteer().by_code[code]
    return Found(word.start, word.end, of_several(office, place, word.value), OrganContext(place=code))


def _listed(text: str, word: Found[str], organ: Organ, floor: int) -> Found[Organ]:
    """A listed organ; behind the name of another country it is that country's: 俄罗斯外交部."""
    if organ.level not in (OrganLevel.MINISTRY, OrganLevel.NATIONAL, OrganLevel.COMPANY):
        return Found(word.start, word.end, organ)
    before = chain_before(text, word.start, floor)
    if before is None or before.value.place is None:
        return Found(word.start, word.end, organ)
    place = before.value.place
    if organ.level is OrganLevel.COMPANY:
        return Found(before.start, word.end, organ) if place.region == organ.region else Found(*word.span, organ)
    if place.region.startswith("CN"):
        return Found(word.start, word.end, organ)
    abroad = Office(organ.id, word.value, word.value, organ.family)
    return Found(before.start, word.end, of_several(abroad, place, word.value))


def _sharers(text: str, found: Found[Organ], office_end: int, floor: int) -> list[Found[Organ]]:
    """The places before a place's office that share it: 青海、贵州、宁夏通信管理局."""
    if found.value.place is None or found.context is not None or found.value.level is OrganLevel.SOCIETY:
        return []
    sharers: list[Found[Organ]] = []
    start = found.start
    office: str | None = None
    while start - 1 > floor and text[start - 1] in _LIST_MARKS:
        before = chain_before(text, start - 1, floor)
        if before is None:
            break
        office = office or _office_words(text, found)
        if office is None:
            break
        context = OrganContext(office=office)
        try:
            organ = parse_organ(before.of(text), context)
        except InputError:
            break
        sharers.append(Found(before.start, before.end, organ, context))
        start = before.start
    return sharers[::-1]


def _office_words(text: str, found: Found[Organ]) -> str | None:
    """What stands behind the place in a composed name."""
    place = _longest_place(found.of(text))
    return found.of(text)[place:] if 0 < place < found.end - found.start else None


def _longest_place(words: str) -> int:
    """How many characters the place at the beginning of ``words`` takes."""
    for end in range(len(words) - 1, 1, -1):
        before = chain_before(words, end)
        if before is not None and before.start == 0:
            return end
    return 0


def _refused(text: str, start: int, end: int) -> bool:
    """Whether the name is only part of other words."""
    after = text[end : end + 1]
    splits = after and after in _SPLIT.get(text[end - 1], "") and not text.startswith(_WHOLE, end)
    if splits or text.startswith("公室", end):
        return True
    if text[end - 1] < "\u0080" and after and after < "\u0080" and after.isalnum():
        return True
    before = text[start - 1] if start > 0 else ""
    if text[start] < "\u0080" and before and before < "\u0080" and before.isalnum():
        return True
    guard = gazetteer().refused.get(text[start:end])
    return guard is not None and ((before != "" and before in guard[0]) or (after != "" and after in guard[1]))
