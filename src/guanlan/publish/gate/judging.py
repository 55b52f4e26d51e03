"""Each thing of a text against its captures: anchored, derived or open, with the reason."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from guanlan.publish.gate.captures import Captures, Instance
from guanlan.publish.gate.deriving import derive
from guanlan.publish.gate.equality import last_place, names_alike
from guanlan.publish.gate.evidence import other_end, speaks_for
from guanlan.publish.gate.exchanging import Placed, exchanged
from guanlan.publish.gate.finding import things
from guanlan.publish.gate.parties import other_article, other_organ
from guanlan.publish.gate.thing import Day, Matter, Num, Thing
from guanlan.publish.gate.weighing import Best, Said, Weighing
from guanlan.records.gate import Checkable, CheckState, Support
from guanlan.text.sentences import find_sentences

_LEAD = re.compile(r"^(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:至(?:[0-9]{1,2}月)?[0-9]{1,2}日)?(?:消息|讯)?，")
_BEFORE = re.compile("[\u4e00-\u9fffA-Za-z]*$")
_FOLLOWING = re.compile("[\u4e00-\u9fffA-Za-z]{0,4}")
_OF_ANOTHER = {"organ": "gate.other_party", "provision": "gate.other_sentence"}
_JOINTS = ("、", "和", "与", "及", "以及", "会同", "联合")
_CONTRADICTED = 0.45  # from here on surroundings are those of one place, somewhat reworded
_SURELY = 0.8  # and from here on all but the same words


def judge(
    text: str, captures: Captures, matter: Matter, *, found: Sequence[Thing] | None = None
) -> tuple[Checkable, ...]:
    """Every checkable thing of ``text`` with its state, in order. Pure: equal input, equal answer.

    ``found`` are the things of ``text`` where they are known already.
    """
    found = things(text, matter.day) if found is None else found
    return tuple(_identified(text, found, _judged(text, found, captures, matter), matter))


def _judged(text: str, found: Sequence[Thing], captures: Captures, matter: Matter) -> Iterator[Checkable]:
    copied = _copied(text, captures)
    judged: list[Checkable] = []
    placed: list[Placed] = []
    for thing, weighing in _weighings(text, found, copied, captures):
        if isinstance(weighing, int):
            support = captures.support(thing.start + weighing, thing.end + weighing)
            judged.append(_checkable(text, thing, matter, CheckState.ANCHORED, (support,)))
            continue
        stands = weighing.stands(loose=matter.loose) or speaks_for(weighing)
        said = _weighed(weighing, matter, stands=stands)
        if stands and not matter.loose and (party := _other(weighing, matter)) is not None:
            params = {"value": said.value, "other": captures.text[party.start : party.end]}
            reason = _OF_ANOTHER.get(thing.kind, "gate.other_noun")
            said, stands = _opened(said, reason, params), False
        judged.append(said)
        if stands and not matter.loose:
            placed.append(Placed(thing, weighing))
    crossed: dict[int, Thing] = {}
    for one, other in exchanged(text, placed):
        crossed |= {id(one): other, id(other): one}
    twice = set(_listed_twice(text, found))
    for number, (thing, said) in enumerate(zip(found, judged, strict=True)):
        if id(thing) in crossed:
            other = crossed[id(thing)]
            yield _opened(said, "gate.exchanged", {"value": said.value, "other": text[other.start : other.end]})
        elif number in twice and not any(start <= thing.start and thing.end <= end for start, end, _ in copied):
            yield _opened(said, "gate.twice_told", {"value": said.value})
        else:
            yield said


def _other(weighing: Weighing, matter: Matter) -> Instance | None:
    """What stands where the rest of the sentence is at home, if it is not the thing."""
    sort = weighing.thing.sort
    if sort == "organ":
        return None if matter.gathers else other_organ(weighing)
    return other_article(weighing) if sort == "provision" else other_end(weighing)


def _weighings(
    text: str, found: Sequence[Thing], copied: Sequence[tuple[int, int, int]], captures: Captures
) -> Iterator[tuple[Thing, Weighing | int]]:
    """Each thing with how far on it stands in a capture, where its sentence does, or else weighed."""
    said = Said(text, found, captures)
    starts = [start for start, _, _ in copied]
    for thing in found:
        at = bisect_right(starts, thing.start) - 1
        if at >= 0 and thing.end <= copied[at][1]:
            yield thing, copied[at][2]
        else:
            yield thing, Weighing(said, thing, captures)


def _listed_twice(text: str, found: Sequence[Thing]) -> Iterator[int]:
    """The places in ``found`` of organs and titles that a list names twice: 甲局、甲局和乙局."""
    listed: dict[tuple[str, str], int] = {}
    last: Thing | None = None
    for number, thing in enumerate(found):
        if thing.sort not in ("organ", "title"):
            continue
        if last is None or text[last.end : thing.start] not in _JOINTS:
            listed = {}
        if (thing.sort, thing.value) in listed:
            yield from (listed[thing.sort, thing.value], number)
        listed[thing.sort, thing.value] = number
        last = thing


def _opened(one: Checkable, reason: str, params: dict[str, str]) -> Checkable:
    return msgspec.structs.replace(one, state=CheckState.OPEN, derivation=None, reason=reason, params=params)


def _copied(text: str, captures: Captures) -> list[tuple[int, int, int]]:
    """Sentences that stand in a capture word for word: start, end, and how far on they stand there."""
    spans: list[tuple[int, int, int]] = []
    for sentence in find_sentences(text):
        words, start = sentence.value, sentence.start
        at = captures.verbatim(words)
        if at is None and (lead := _LEAD.match(words)):
            start += lead.end()
            at = captures.verbatim(words[lead.end() :])
        if at is not None:
            spans.append((start, sentence.end, at - start))
    return spans


def _weighed(weighing: Weighing, matter: Matter, *, stands: bool) -> Checkable:
    text, thing, captures = weighing.text, weighing.thing, weighing.captures
    best, rival = weighing.best, weighing.rival
    if best.instance is not None and stands:
        support = (captures.support(best.instance.start, best.instance.end),)
        state = CheckState.DERIVED if best.match.code else CheckState.ANCHORED
        return _checkable(text, thing, matter, state, support, derivation=best.match.code)
    # where a capture says another value in all but the same words, nothing is computed around it
    surely = rival.score >= _SURELY and not _is_end(thing, rival)
    derived = None if surely else derive(text, thing, captures, matter)
    if derived is not None and rival.score >= _CONTRADICTED and not derived.told:
        derived = None
    if derived is not None:
        supports = tuple(captures.support(start, end) for start, end in derived.spans)
        return _checkable(
            text, thing, matter, CheckState.DERIVED, supports, derivation=derived.code, params=derived.params
        )
    near = best.instance or rival.instance or _nearest(thing, captures)
    nearest = (captures.support(near.start, near.end),) if near else ()
    reason, params = _reason(thing, best, rival, near, captures)
    return _checkable(text, thing, matter, CheckState.OPEN, nearest, reason=reason, params=params)


def _is_end(thing: Thing, rival: Best) -> bool:
    """Whether a span of days is told where a capture tells one end of it."""
    if not isinstance(thing.data, Day) or rival.instance is None or thing.data.first == thing.data.last:
        return False
    return rival.instance.thing.data.first in (thing.data.first, thing.data.last)


def _nearest(thing: Thing, captures: Captures) -> Instance | None:
    if thing.kind != "title":
        return None
    titles = captures.by_sort.get("title", ())
    likest = max(titles, key=lambda one: names_alike(thing.value, one.thing.value), default=None)
    return likest if likest and names_alike(thing.value, likest.thing.value) > 0.3 else None


def _reason(
    thing: Thing, best: Best, rival: Best, near: Instance | None, captures: Captures
) -> tuple[str, dict[str, str]]:
    """Why it is open; ``other`` is what stands in its place."""
    params = {"value": thing.value}
    other = rival.instance or near
    if other is not None:
        params["other"] = captures.text[other.start : other.end]
    if best.instance is None:
        exact = any(isinstance(thing.data, Num) and _blurred(thing.data, one) for one in _same_sort(thing, captures))
        if exact:
            return "gate.computed_otherwise", params
        return ("gate.other_words" if thing.kind == "title" and near else "gate.nowhere"), params
    if rival.instance is None:
        return "gate.other_noun", params
    mine, theirs = captures.sentence_at(best.instance.start), captures.sentence_at(rival.instance.start)
    if mine == theirs:
        return "gate.other_noun", params
    return (
        "gate.other_party" if _parties(mine, captures) != _parties(theirs, captures) else "gate.other_sentence"
    ), params


def _same_sort(thing: Thing, captures: Captures) -> Iterable[Num]:
    return [one.thing.data for one in captures.by_sort.get(thing.sort, ()) if isinstance(one.thing.data, Num)]


def _blurred(one: Num, other: Num) -> bool:
    """Whether two numbers are one but for how exactly they are told (900余 and 900, 42.77 and 43)."""
    near = abs(one.value - other.value) * 2 <= last_place(one.value) if one.value else False
    return one.value == other.value or (near and one.unit == other.unit)


def _parties(span: tuple[int, int], captures: Captures) -> set[str]:
    start, end = span
    return {
        one.thing.value
        for one in captures.instances
        if one.thing.kind in ("organ", "name") and start <= one.start < end and one.thing.sort != "quoted"
    }


def _checkable(
    text: str,
    thing: Thing,
    matter: Matter,
    state: CheckState,
    support: tuple[Support, ...],
    *,
    derivation: str | None = None,
    reason: str | None = None,
    params: dict[str, str] | None = None,
) -> Checkable:
    return Checkable(
        "",
        matter.where,
        thing.start,
        thing.end,
        text[thing.start : thing.end],
        thing.kind,
        thing.value,
        _slot(text, thing),
        state,
        support,
        derivation,
        reason,
        params or {},
    )


def _slot(text: str, thing: Thing) -> str:
    """What a number or date belongs to, as far as it stands beside it: the noun behind, else the words before."""
    if thing.kind not in ("number", "date", "superlative"):
        return ""
    behind = _FOLLOWING.match(text, thing.end)
    words = behind[0] if behind else ""
    return words or _BEFORE.search(text[max(0, thing.start - 4) : thing.start])[0]  # type: ignore[index]


def _identified(text: str, found: Sequence[Thing], judged: Iterable[Checkable], matter: Matter) -> Iterator[Checkable]:
    """Ids that hang on the words of the thing, its slot and how often they stood before: other words may change."""
    seen: dict[str, int] = {}
    for one in judged:
        words = "\0".join((matter.owner or matter.where, one.kind, one.text, one.slot))
        seen[words] = seen.get(words, 0) + 1
        name = hashlib.sha256(f"{words}\0{seen[words]}".encode()).hexdigest()[:10]
        yield msgspec.structs.replace(one, id=name)
