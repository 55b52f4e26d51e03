"""A thing of a sentence in other words beside every instance of its sort in the captures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from guanlan.publish.gate.arithmetic import sentence_at
from guanlan.publish.gate.captures import MASKED, Captures, Instance
from guanlan.publish.gate.contexts import Around, Ground, Surroundings, likeness, segments_alike
from guanlan.publish.gate.equality import OTHER, SAME, Match, compare, opposed
from guanlan.publish.gate.latin import run_together
from guanlan.publish.gate.naming import is_title
from guanlan.publish.gate.numbers import bound_ahead
from guanlan.publish.gate.thing import GENERAL, Day, Num, Thing, Work

_LIKE = {"name": 0.0, "organ": 0.0, "title": 0.0, "superlative": 0.05, "date": 0.04, "number": 0.06, "provision": 0.0}
"""How alike the surroundings must be at least. A name says itself what it is; a number alone says nothing."""

_ROOM = {"name": 1.5, "organ": 1.2, "title": 1.5, "superlative": 1.0, "date": 0.3, "number": 0.3, "provision": 0.8}
"""How much less alike they may be than those of another value, the more the less alike that one's are."""

_SAME_PLACE = 0.6  # from here on surroundings are those of one place, and the value there is meant
_OWN = 0.35  # what the words that belong to a figure weigh beside those around it
_FIGURES = frozenset({"number"})
_FIGURED = ("count", "measure 分")
_LONG = 1000
CHINESE = "零一二三四五六七八九十"
_SPOKEN = 10
_NUMERAL = re.compile(f"[{CHINESE}百千万亿第0-9]")
_CROWD = 16  # instances that are all looked at
_MUCH_LIKER = 2.5
_WEAK, _ALSO_WEAK = 0.2, 0.2
_MUCH = 200
_MONEY = ("money CNY", "money USD", "money EUR", "money GBP", "money JPY", "money KRW")
_YEAR, _OF_WORK = 4, 3  # figures of a year, characters of a title that tell it
_OTHER_NOTE = re.compile("（(?:试行|暂行|草案|征求意见稿|送审稿|修订|修正)")
_PART, _PART_REACH = re.compile("其中(?:有|的|包括)?\\Z"), 6
_DIGITS = re.compile("[0-9]+")
_TELLING = 4  # figures of a code
_NAMED = frozenset({"organ", "title", "name"})


class Best(NamedTuple):
    """An instance, how alike the surroundings are, and how its value compares."""

    score: float
    instance: Instance | None
    match: Match
    is_taken: bool = False


_NONE = Best(0.0, None, OTHER)
_Candidates = list[tuple[Instance, Match]]


class Said:
    """A text of an issue with its things, as it is weighed against the captures."""

    def __init__(self, text: str, found: Sequence[Thing], captures: Captures) -> None:
        self.text = text
        self.by_sort: dict[str, list[Thing]] = {}
        for thing in found:
            self.by_sort.setdefault(thing.sort, []).append(thing)
        self.found, self._captures = found, captures

    @cached_property
    def _surroundings(self) -> Surroundings:
        masks = [(one.start, one.end) for one in self.found if one.kind in MASKED]
        return Surroundings(Ground(self.text, masks), self._captures.weights)

    def around(self, thing: Thing) -> Around:
        """What stands around a thing."""
        return self._surroundings.around((thing.start, thing.end), acts=thing.kind == "date")

    def segment(self, thing: Thing) -> Mapping[int, float]:
        """The words that belong to a thing."""
        others = [(one.start, one.end) for one in self.by_sort[thing.sort]]
        return self._surroundings.segment((thing.start, thing.end), others)


class Weighing:
    """A thing of a sentence in other words: the instances of its sort, the likest that bears its value, and the likest
    that bears another.
    """

    def __init__(self, said: Said, thing: Thing, captures: Captures) -> None:
        self.said, self.thing, self.captures = said, thing, captures
        self.text = text = said.text
        self._near: dict[tuple[int, int], float] = {}
        self._own: dict[tuple[int, int], float] = {}
        self.same, others = _candidates(thing, captures)
        if not self.same and thing.sort in ("latin", "company"):
            self.same = [(one, SAME) for one in run_together(text, thing, captures)]
            others = [] if self.same else others
        if isinstance(thing.data, Day) and (work := _year_of_work(text, thing, captures)):
            self.same, others = [(work, SAME)], []
        self._others: _Candidates = []
        if thing.sort == "person" and _is_other_person(thing, text, captures):
            self.same = []
        if thing.sort == "title" and thing.data.draft == "surely" and not captures.speaks_of_drafts:
            self.same = []
        if is_named(thing):
            lists = {instance.listed for instance, _ in self.same}
            touching = _beside(text, thing.start, thing.end)
            others = [one for one in others if one[0].listed not in lists and _touches(one[0], touching, captures)]
            others = [one for one in others if not (self._bears(one[0]) and self._is_mate(one[0], lists))]
        if thing.sort == "plain" and len(thing.value) >= _TELLING:
            # codes, versions, telephone numbers: one of another shape does not stand in their place
            others = [one for one in others if _shape(one[0].thing.value) == _shape(thing.value)]
        if thing.sort == "count" and not _PART.search(text, max(0, thing.start - _PART_REACH), thing.start):
            others = [one for one in others if not _is_part(one[0], captures)]
        if self.same and not others and is_named(thing):
            self.best, self.rival = Best(1.0, *self.same[0]), _NONE
        else:
            self._others = self._close(others)
            self.best, self.rival = self._likest(self._close(self.same)), self._likest(self._others)
            self.rival = self.rival._replace(is_taken=self._is_taken(self.rival))
            if self.rival.is_taken and self.rival.score < _SAME_PLACE and not self._stands_free():
                self.rival = self.rival._replace(is_taken=False)

    @cached_property
    def mine(self) -> Around:
        """What stands around the thing."""
        return self.said.around(self.thing)

    @cached_property
    def segment(self) -> Mapping[int, float]:
        """The words that belong to the thing."""
        return self.said.segment(self.thing)

    def near(self, instance: Instance) -> float:
        """How alike what stands around the thing and around an instance is."""
        span = (instance.start, instance.end)
        known = self._near.get(span)
        if known is None:
            known = self._near[span] = likeness(self.mine, self.captures.around(instance))
        return known

    def own(self, instance: Instance) -> float:
        """How alike the words that belong to the thing and to an instance are."""
        span = (instance.start, instance.end)
        known = self._own.get(span)
        if known is None:
            known = self._own[span] = segments_alike(self.segment, self.captures.segment(instance))
        return known

    def _close(self, some: _Candidates) -> _Candidates:
        """Of very many those in the sentences that share most with the thing's own."""
        if len(some) <= _CROWD:
            return some
        first, last = sentence_at(self.text, self.thing.start, self.thing.end)
        close = self.captures.close_sentences(self.text[first:last])
        return [one for one in some if self.captures.sentence_at(one[0].start)[0] in close] or some[:_CROWD]

    def _stands_free(self) -> bool:
        """Whether the value stands against those others that no other thing of the text bears, well or just so."""
        free = self._likest([(instance, match) for instance, match in self._others if not self._bears(instance)])
        return free.score <= _MUCH_LIKER * self.best.score or _stands(self.thing, self.best, free, loose=False)

    def _bears(self, instance: Instance) -> bool:
        """Whether another thing of the text bears the value of an instance."""
        theirs = instance.thing
        return any(one is not self.thing and compare(one, theirs).equal for one in self.said.by_sort[self.thing.sort])

    def _is_mate(self, rival: Instance, lists: Collection[int]) -> bool:
        """Whether one of these lists of a capture names the rival's value beside the thing's: 甲、乙等七部门 of a
        capture that has 甲等七部门 too.
        """
        listed = (one for one in self.captures.by_sort[self.thing.sort] if one.listed in lists)
        return any(compare(one.thing, rival.thing).equal for one in listed)

    def _is_taken(self, rival: Best) -> bool:
        """Whether another thing of the text bears the rival's value."""
        return rival.instance is not None and self.thing.kind in ("number", "date") and self._bears(rival.instance)

    def _likest(self, some: _Candidates) -> Best:
        best = _NONE
        for instance, match in some:
            score = self._score(instance, match)
            if best.instance is None or score > best.score:
                best = Best(score, instance, match)
        return best

    def _score(self, instance: Instance, match: Match) -> float:
        score = self.near(instance)
        if self.thing.kind in _FIGURES:
            score = (1 - _OWN) * score + _OWN * self.own(instance)
        return score * match.weight

    def winning(self) -> Iterator[Instance]:
        """The instances that bear another value, each of which alone keeps the value from standing."""
        for instance, match in self._others:
            rival = Best(self._score(instance, match), instance, match)
            if not _stands(self.thing, self.best, rival, loose=False):
                yield instance

    def stands(self, *, loose: bool) -> bool:
        """Whether the instance in the likest surroundings bears the value."""
        if self.best.instance is None:
            return False
        return _stands(self.thing, self.best, self.rival, loose=loose) or self._is_only_year()

    def _is_only_year(self) -> bool:
        """Whether the thing is a year, and the captures tell of no other one."""
        data = self.thing.data
        if not isinstance(data, Day) or len(data.first) != _YEAR or self.rival.instance is not None:
            return False
        told = [one.thing.data for one in self.captures.by_sort.get("date", ())]
        return all(end[:_YEAR] == data.first or end.startswith("--") for one in told for end in (one.first, one.last))


def is_named(thing: Thing) -> bool:
    """Whether a thing says itself what it is: an organ, a title, a name, the number of an order."""
    return thing.kind in _NAMED or thing.sort == "docnumber"


def _candidates(thing: Thing, captures: Captures) -> tuple[_Candidates, _Candidates]:
    same: _Candidates = []
    others: _Candidates = []
    for instance in captures.by_sort.get(thing.sort, ()):
        match = compare(thing, instance.thing)
        if match.code == "broader" and captures.line_at(instance.start) == (instance.start, instance.end):
            continue  # a line 公安部网安局 tells who published it, and of no act of 公安部
        if not match.apart:
            (same if match.equal else others).append((instance, match))
    return same or [(instance, SAME) for instance in _elsewhere(thing, captures)], others


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - 2) : start], text[end : end + 2]


def _touches(instance: Instance, beside: tuple[str, str], captures: Captures) -> bool:
    """Whether the same words stand directly before or behind: only then can a name be in another one's place."""
    before, behind = _beside(captures.text, instance.start, instance.end)
    return (before == beside[0] != "") or (behind == beside[1] != "")


def _elsewhere(thing: Thing, captures: Captures) -> Iterator[Instance]:
    """Places where the words of a name, or the figures of a code, stand without being one there."""
    if isinstance(thing.data, Work):
        yield from _title_words(thing, captures)
    elif isinstance(thing.data, Num):
        yield from _figures(thing, captures)
    elif thing.sort == "quoted" and thing.data in captures.bare:
        found = list(captures.occurrences(thing.value))
        yield from found or [Instance(thing, 0, 0)]
    elif thing.sort == "latin":
        yield from captures.occurrences(thing.data, folded=True)
    elif thing.sort == "plain":
        places = captures.occurrences(thing.data, folded=True)
        yield from (one for one in places if not _FIGURE_GOES_ON.match(captures.text, one.end))
    elif thing.sort in ("person", "foreign"):
        yield from captures.occurrences(thing.value)
    elif thing.sort == "firm":
        yield from _firm(thing.value, captures)


def _year_of_work(text: str, thing: Thing, captures: Captures) -> Instance | None:
    """The title of a capture that begins with a year as the issue's words do: 2025年网络威胁|预测."""
    if len(thing.data.first) != _YEAR or thing.data.first != thing.data.last:
        return None
    words = text[thing.start : thing.end + _OF_WORK]
    if len(words) < thing.end - thing.start + _OF_WORK:
        return None
    return next((one for one in captures.by_sort.get("title", ()) if words in one.thing.value), None)


def _title_words(thing: Thing, captures: Captures) -> Iterator[Instance]:
    if any(one.thing.data.name == thing.data.name for one in captures.by_sort.get("title", ())):
        return  # it stands there as a title, but as another stage of it
    titles = [(one.start, one.end) for one in captures.by_sort.get("title", ())]
    for name in dict.fromkeys((thing.value, thing.data.name)):
        # the end of a longer title is no title: deriving.py says where it is a short form
        places = (
            one
            for one in captures.occurrences(name)
            if not any(first < one.start < last for first, last in titles)
            and not (thing.data.notes and _OTHER_NOTE.match(captures.text, one.end))
        )
        yield from places if is_title(name) else (one for one in places if _is_apart(one, captures))


def _figures(thing: Thing, captures: Captures) -> Iterator[Instance]:
    """9.8分, 12377: figures that stand in a capture without their unit."""
    if thing.sort == "count" and 1 <= thing.data.value <= _SPOKEN and thing.data.unit:
        words = f"{CHINESE[int(thing.data.value)]}{thing.data.unit}"
        counted = {one.start for one in captures.by_sort.get("count", ())}  # compared already
        for one in captures.occurrences(words):
            before = captures.text[max(0, one.start - 8) : one.start]
            if (
                one.start not in counted
                and not _NUMERAL.search(before[-1:])
                and not opposed(thing.data, bound_ahead(before))
            ):
                yield one
    if thing.sort in _FIGURED and _is_telling(thing.data):
        figures = format(thing.data.value, "f")
        yield from (one for one in captures.by_sort.get("plain", ()) if one.thing.data == figures)


def _is_apart(one: Instance, captures: Captures) -> bool:
    """Whether words stand as a title would: between marks or on a line of their own."""
    before, behind = captures.text[one.start - 1 : one.start], captures.text[one.end : one.end + 1]
    return not before.strip("“《〈\n‘「") and not behind.strip("”》〉\n’」")


def _is_other_person(thing: Thing, text: str, captures: Captures) -> bool:
    """杨某 where the captures know 杨某玉 alone, and the text names that one too."""
    behind = {captures.text[one.end : one.end + 1] for one in captures.occurrences(thing.value)}
    if "某" not in thing.value or len(behind) != 1:
        return False
    full = thing.value + behind.pop()
    return full in text and not text.startswith(full, thing.start)


def _is_part(one: Instance, captures: Captures) -> bool:
    """其中35人: no other number of the whole."""
    return _PART.search(captures.text, max(0, one.start - _PART_REACH), one.start) is not None


def _shape(figures: str) -> str:
    return _DIGITS.sub("0", figures)


def _is_telling(number: Num) -> bool:
    """9.8, 12377: such a number is no chance likeness to the number of a row."""
    return number.value >= _LONG or number.value != number.value.to_integral_value()


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


def _stands(thing: Thing, best: Best, rival: Best, *, loose: bool) -> bool:
    if loose:
        return True
    if rival.is_taken and rival.score < _SAME_PLACE:  # exchanging.py tries the two together
        return True
    alone = rival.instance is None and (is_named(thing) or _is_specific(thing))
    floor = _LIKE[thing.kind] * (0.5 if _is_specific(thing) and rival.score < best.score else 1.0)
    if rival.score < _WEAK and best.match.code != "coarser" and _tells_enough(thing):
        return True  # nothing in the captures is told in like words, and no other value is meant
    if best.score < floor and not alone:
        return False
    if rival.score < _WEAK and best.score >= rival.score * _ALSO_WEAK:
        return True  # nothing in the captures is told in like words: no other value is meant
    # the liker the rival's surroundings, the surer that it is the one that is meant: an equal one leaves no room
    room = _ROOM[thing.kind] * (1.0 - rival.score)
    return best.score >= rival.score * (1.0 - room) - 1e-9


def _tells_enough(thing: Thing) -> bool:
    """A number or day that is no chance likeness, wherever it stands: 270台, 97.5万元, 2024年8月."""
    if isinstance(thing.data, Num) and thing.sort in ("count", *_MONEY):
        return thing.data.value >= _MUCH
    return isinstance(thing.data, Day) and len(thing.data.first) >= len("2024-08")


def _is_specific(thing: Thing) -> bool:
    """A number whose unit says what is counted; where the captures have one such number only, no other is meant."""
    return isinstance(thing.data, Num) and thing.sort == "count" and thing.data.family not in ("", GENERAL)
