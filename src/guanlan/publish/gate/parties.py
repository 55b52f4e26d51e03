"""The organ of another party, the article that says another thing: true, but not where the sentence is at home.

A release that tells of several cases names an organ for each. An organ says itself what it is, so the words right
beside it decide little; but where nearly all that the sentence tells stands around another organ of the same sort, and
next to nothing around this one, the two were mistaken for each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from guanlan.publish.gate.arithmetic import sentence_at
from guanlan.publish.gate.captures import Captures, Instance
from guanlan.publish.gate.contexts import pairs_in
from guanlan.publish.gate.equality import compare
from guanlan.publish.gate.thing import Body, Thing
from guanlan.publish.gate.weighing import Weighing

_REACH = 300  # characters around an organ that tell of its case, up to the organ of the next
_CLEARLY = 2.4  # how much more the other one's surroundings must have
_LEAST_OF_ARTICLE, _ARTICLE = 10, 600  # pairs that tell one, and how many characters of it are looked at
_ARTICLES = 5  # heads of articles that make a capture the text of a law
_CROWD = 60  # organs of a capture above which it is a whole column
_MANY = 12  # organs of one sort above which a capture is a list of cases, and no case has words enough
_LEAST = 20  # pairs told by few sentences that the other one's surroundings must have


def other_organ(weighing: Weighing) -> Instance | None:
    """The organ in whose surroundings the thing's sentence is at home, where it is another one of its sort."""
    thing, captures = weighing.thing, weighing.captures
    organs = captures.by_sort.get("organ", ())
    if len(organs) > _CROWD or not _is_of_place(thing.data):
        return None
    rivals = [one for one in organs if _is_rival(thing.data, one.thing.data)]
    beside = _beside(weighing)
    rivals = [one for one in rivals if not any(compare(it, one.thing).equal for it in beside)]
    if not 0 < len(rivals) <= _MANY:
        return None
    homes = [one for one, _ in weighing.same]
    words = _words(weighing)
    own = max((_told(words, one, [*homes, *rivals], captures) for one in homes), default=0.0)
    told, _, best = max((_told(words, one, [*homes, *rivals], captures), -one.start, one) for one in rivals)
    return best if told >= _LEAST * captures.weights.rare and told >= own * _CLEARLY else None


def other_article(weighing: Weighing) -> Instance | None:
    """Where a capture is the text of a law: the article that says what the sentence tells, if it is another one."""
    thing, captures = weighing.thing, weighing.captures
    if thing.data.article is None:
        return None
    heads = [one for one in captures.by_sort.get("provision", ()) if one.start == captures.line_at(one.start)[0]]
    homes = [one for one, _ in weighing.same]
    if len(heads) < _ARTICLES or not homes or not all(any(home is one for one in heads) for home in homes):
        return None
    words = _words(weighing)
    told = {one: _within(words, one, heads, captures) for one in heads if one.thing.data.paragraph is None}
    best = max(told, key=lambda one: (told[one], -one.start), default=None)
    own = max((_within(words, one, heads, captures) for one in homes), default=0.0)
    if best is None or best.thing.data.article == thing.data.article:
        return None
    return best if told[best] >= _LEAST_OF_ARTICLE * captures.weights.rare and told[best] >= own * 2 else None


def _within(words: set[int], one: Instance, heads: Sequence[Instance], captures: Captures) -> float:
    """How much of the words stands in an article, up to the head of the next."""
    last = min([it.start for it in heads if it.start > one.start], default=one.end + _ARTICLE)
    last = min(last, one.end + _ARTICLE)  # annexes follow the last one
    return _weight(words & captures.pairs_between(one.end, last), captures)


def _is_of_place(body: Body) -> bool:
    return body.place is not None and body.place.isdecimal() and bool(body.family)


def _is_rival(one: Body, other: Body) -> bool:
    """Of one line of authority and level, and of another place."""
    if not _is_of_place(other) or one.family != other.family or one.place == other.place:
        return False
    return len(str(one.place).rstrip("0")) == len(str(other.place).rstrip("0"))


def _beside(weighing: Weighing) -> Iterator[Thing]:
    first, last = sentence_at(weighing.text, weighing.thing.start, weighing.thing.end)
    return (one for one in weighing.said.found if first <= one.start < last and one is not weighing.thing)


def _words(weighing: Weighing) -> set[int]:
    """The pairs of characters of the sentence, without those of the organ, and of the sentence before in its line,
    where that names no organ itself.
    """
    thing, text = weighing.thing, weighing.text
    first, last = sentence_at(text, thing.start, thing.end)
    before = sentence_at(text, first - 1, first - 1)[0] if first and text[first - 1] != "\n" else first
    if any(before <= one.start < first for one in weighing.said.by_sort.get("organ", ())):
        before = first
    return {*pairs_in(text[before : thing.start]), *pairs_in(text[thing.end : last])}


def _told(words: set[int], one: Instance, organs: Sequence[Instance], captures: Captures) -> float:
    """How much of the words stands around an organ, up to the next one of another place."""
    others = [it for it in organs if it.thing.data.place != one.thing.data.place]
    first = max([it.end for it in others if it.end <= one.start], default=0)
    last = min([it.start for it in others if it.start >= one.end], default=len(captures.text))
    around = captures.pairs_between(max(first, one.start - _REACH), min(last, one.end + _REACH))
    return _weight(words & around, captures)


def _weight(pairs: set[int], captures: Captures) -> float:
    weights = captures.weights.of
    return math.fsum(weights.get(pair, 0.0) for pair in pairs)
