"""Each thing of a text against its captures: anchored, derived or open, with the reason."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from guanlan.publish.gate.captures import Captures, Instance, mask_spans
from guanlan.publish.gate.contexts import Around, around, likeness
from guanlan.publish.gate.deriving import derive
from guanlan.publish.gate.equality import OTHER, SAME, Match, compare, names_alike
from guanlan.publish.gate.finding import things
from guanlan.publish.gate.numbers import GENERAL
from guanlan.publish.gate.thing import Matter, Num, Thing, Work
from guanlan.records.gate import Checkable, CheckState, Support
from guanlan.text.sentences import find_sentences

_LEAD = re.compile(r"^(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:至(?:[0-9]{1,2}月)?[0-9]{1,2}日)?(?:消息|讯)?，")
_FOLLOWING = re.compile("[\u4e00-\u9fffA-Za-z]{0,4}")
_LIKE = {"name": 0.0, "organ": 0.0, "title": 0.0, "superlative": 0.05, "date": 0.04, "number": 0.06, "provision": 0.0}
"""How alike the surroundings must be at least. A name says itself what it is; a number alone says nothing."""

_ROOM = {"name": 1.5, "organ": 1.2, "title": 1.5, "superlative": 1.0, "date": 0.3, "number": 0.3, "provision": 0.8}
"""How much less alike they may be than those of another value, the more the less alike that one's are."""

_CONTRADICTED = 0.55  # from here on surroundings are those of one place, somewhat reworded
_SURELY = 0.8  # and from here on all but the same words
_NAMED = frozenset({"organ", "title", "name"})


class _Best(NamedTuple):
    score: float
    instance: Instance | None
    match: Match


_NONE = _Best(0.0, None, OTHER)


def judge(
    text: str, captures: Captures, matter: Matter, *, found: Sequence[Thing] | None = None
) -> tuple[Checkable, ...]:
    """Every checkable thing of ``text`` with its state, in order. Pure: equal input, equal answer.

    ``found`` are the things of ``text`` where they are known already.
    """
    found = things(text, matter.day) if found is None else found
    return tuple(_identified(text, found, _judged(text, found, captures, matter), matter))


def _judged(text: str, found: Sequence[Thing], captures: Captures, matter: Matter) -> Iterator[Checkable]:
    masks = mask_spans(found)
    copied = _copied(text, captures)
    starts = [start for start, _, _ in copied]
    for thing in found:
        at = bisect_right(starts, thing.start) - 1
        if at >= 0 and thing.end <= copied[at][1]:
            shift = copied[at][2]
            support = captures.support(thing.start + shift, thing.end + shift)
            yield _checkable(text, thing, matter, CheckState.ANCHORED, (support,))
        else:
            yield _weighed(text, thing, masks, captures, matter)


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


def _weighed(
    text: str, thing: Thing, masks: Sequence[tuple[int, int]], captures: Captures, matter: Matter
) -> Checkable:
    """A thing of a sentence in other words: the instance in the likest surroundings must bear its value."""
    best, rival = _bests(text, thing, masks, captures)
    if best.instance is not None and _stands(thing, best, rival, loose=matter.loose):
        support = (captures.support(best.instance.start, best.instance.end),)
        state = CheckState.DERIVED if best.match.code else CheckState.ANCHORED
        return _checkable(text, thing, matter, state, support, derivation=best.match.code)
    # where a capture says another value in all but the same words, nothing is computed around it
    derived = derive(text, thing, captures, matter) if rival.score < _SURELY else None
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


def _bests(text: str, thing: Thing, masks: Sequence[tuple[int, int]], captures: Captures) -> tuple[_Best, _Best]:
    """The likest instance that bears the value, and the likest that bears another."""
    same: list[tuple[Instance, Match]] = []
    others: list[tuple[Instance, Match]] = []
    for instance in captures.by_sort.get(thing.sort, ()):
        match = compare(thing, instance.thing)
        if not match.apart:
            (same if match.equal else others).append((instance, match))
    same = same or [(instance, SAME) for instance in _elsewhere(thing, captures)]
    if thing.kind in _NAMED:
        lists = {instance.listed for instance, _ in same}
        beside = _beside(text, thing.start, thing.end)
        others = [one for one in others if one[0].listed not in lists and _touches(one[0], beside, captures)]
        if same and not others:
            return _Best(1.0, *same[0]), _NONE
    mine = around(text, (thing.start, thing.end), masks, captures.weights, acts=thing.kind == "date")
    return _likest(mine, same, captures), _likest(mine, others, captures)


def _likest(mine: Around, some: Sequence[tuple[Instance, Match]], captures: Captures) -> _Best:
    best = _NONE
    for instance, match in some:
        score = likeness(mine, captures.around(instance)) * match.weight
        if best.instance is None or score > best.score:
            best = _Best(score, instance, match)
    return best


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - 2) : start], text[end : end + 2]


def _touches(instance: Instance, beside: tuple[str, str], captures: Captures) -> bool:
    """Whether the same words stand directly before or behind: only then can a name be in another one's place."""
    before, behind = _beside(captures.text, instance.start, instance.end)
    return (before == beside[0] != "") or (behind == beside[1] != "")


def _elsewhere(thing: Thing, captures: Captures) -> Iterator[Instance]:
    """Places where the words of a name stand without being one there."""
    if isinstance(thing.data, Work):
        for name in dict.fromkeys((thing.value, thing.data.name)):
            yield from captures.occurrences(name)
    elif thing.sort == "quoted" and thing.data in captures.bare:
        found = list(captures.occurrences(thing.value))
        yield from found or [Instance(thing, 0, 0)]
    elif thing.sort == "latin":
        yield from captures.occurrences(thing.data, folded=True)
    elif thing.sort == "plain":
        places = captures.occurrences(thing.data, folded=True)
        yield from (one for one in places if not _FIGURE_GOES_ON.match(captures.text, one.end))
    elif thing.sort == "person":
        yield from captures.occurrences(thing.value)
    elif thing.sort == "firm":
        yield from _firm(thing.value, captures)


_BEGINS = re.compile("[^\u4e00-\u9fff]|[的了在由对向与和及或被将把为是于从以并等该各某至就到给让使经]")
_FIGURE_GOES_ON = re.compile("[.,]?[0-9]|[十百千万亿%％余多]")


def _firm(name: str, captures: Captures) -> Iterator[Instance]:
    """The longest end of the name that a capture has, where it is a whole name there: what stands before it in the
    issue is then another word (责令|某某公司).
    """
    for cut in range(len(name) - 3):
        places = list(captures.occurrences(name[cut:]))
        if places:
            whole = [one for one in places if one.start == 0 or _BEGINS.match(captures.text[one.start - 1])]
            yield from places if cut == 0 else whole
            return


def _stands(thing: Thing, best: _Best, rival: _Best, *, loose: bool) -> bool:
    if loose:
        return True
    alone = rival.instance is None and (thing.sort == "provisions" or _is_specific(thing))
    if best.score < _LIKE[thing.kind] and not alone:
        return False
    # the liker the rival's surroundings, the surer that it is the one that is meant: an equal one leaves no room
    room = _ROOM[thing.kind] * (1.0 - rival.score)
    return best.score >= rival.score * (1.0 - room) - 1e-9


def _is_specific(thing: Thing) -> bool:
    """A number whose unit says what is counted; where the captures have one such number only, no other is meant."""
    return isinstance(thing.data, Num) and thing.sort == "count" and thing.data.family not in ("", GENERAL)


def _nearest(thing: Thing, captures: Captures) -> Instance | None:
    if thing.kind != "title":
        return None
    titles = captures.by_sort.get("title", ())
    likest = max(titles, key=lambda one: names_alike(thing.value, one.thing.value), default=None)
    return likest if likest and names_alike(thing.value, likest.thing.value) > 0.3 else None


def _reason(
    thing: Thing, best: _Best, rival: _Best, near: Instance | None, captures: Captures
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
    return one.value == other.value or (one.value == round(other.value) and one.unit == other.unit)


def _parties(span: tuple[int, int], captures: Captures) -> set[str]:
    start, end = span
    return {
        one.value
        for one in captures.found
        if one.kind in ("organ", "name") and start <= one.start < end and one.sort != "quoted"
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
    return words or text[max(0, thing.start - 4) : thing.start]


def _identified(text: str, found: Sequence[Thing], judged: Iterable[Checkable], matter: Matter) -> Iterator[Checkable]:
    """Ids that hang on the words of the thing, its slot and how often they stood before: other words may change."""
    seen: dict[str, int] = {}
    for one in judged:
        words = "\0".join((matter.owner or matter.where, one.kind, one.text, one.slot))
        seen[words] = seen.get(words, 0) + 1
        name = hashlib.sha256(f"{words}\0{seen[words]}".encode()).hexdigest()[:10]
        yield msgspec.structs.replace(one, id=name)
