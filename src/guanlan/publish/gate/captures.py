"""The captures behind an entry: every telling of its development, read once and asked often."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

import msgspec

from guanlan.publish.gate.contexts import Around, Ground, Surroundings, Weights, pairs_in, weights_of
from guanlan.publish.gate.finding import things
from guanlan.publish.gate.names import bare_words
from guanlan.publish.gate.thing import Thing
from guanlan.publish.proof.sheet import words_map
from guanlan.records.anchor import anchor_at
from guanlan.records.bulletin import Words
from guanlan.records.gate import Support
from guanlan.text.reading_map import ReadingMap
from guanlan.text.sentences import find_sentences

_BOUNDARY = re.compile(r"[\s，。；：、！？,.;:!?“”‘’（）()《》\-—日讯电悉]\Z")
_JOINT = re.compile(r"[、和与及,，/]|以及|联合|会同|”|“|\s|等")
_DRAFTS = re.compile(
    "意见稿|草案|草稿|送审|讨论稿|起草|(?:征求|征集|提出|反馈|听取)[^，。；\n]{0,30}意见|意见[^，。；\n]{0,6}反馈"
)
_CLAUSE_ENDS = "，；。！？\n"
_BESIDE = 12  # characters to the next number
_CLOSEST = 8  # sentences of a large capture that are looked at for a thing
_COMMON = 40  # sentences with a pair of characters from which on it tells nothing
MASKED = ("number", "date")  # of these surroundings tell that one stands there, and not which
_JOINED = 4  # characters between two members of a list
_SHORTEST = 6  # characters of a sentence below which the same words may be there by chance


class Source(msgspec.Struct, frozen=True):
    """One telling: its report and blob, the as-published text, and the lines as read with their places in it.

    ``day`` is that of its release, from which years are told; ``days`` are the ISO days that its facts and its release
    bear. ``found`` are the things of the lines where they are known: for each stretch of them where it begins in the
    lines, put together one a line, and its things.
    """

    report: str
    blob: str
    published: str
    lines: tuple[Words, ...]
    day: datetime.date | None = None
    days: tuple[str, ...] = ()
    found: tuple[tuple[int, tuple[Thing, ...]], ...] | None = None


class Instance(NamedTuple):
    """A thing of the captures; ``listed`` numbers the list it stands in (甲局、乙局和丙局)."""

    thing: Thing
    start: int
    end: int
    listed: int = -1


class Captures:
    """All the sources behind an entry. ``text`` is their lines, one after the other; things stand in it."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = tuple(sources)
        self._lines = [(index, line) for index, one in enumerate(self.sources) for line in one.lines if line.text]
        self.text = "\n".join(line.text for _, line in self._lines)
        self._starts: list[int] = []
        at = 0
        for _, line in self._lines:
            self._starts.append(at)
            at += len(line.text) + 1
        self._around: dict[tuple[int, int], Around] = {}
        self._segments: dict[tuple[int, int], Mapping[int, float]] = {}
        self._close: dict[str, frozenset[int]] = {}
        self._maps: dict[int, ReadingMap | None] = {}

    @cached_property
    def bare(self) -> str:
        """The text without marks and blanks, as quotes are compared."""
        return bare_words(self.text)

    @cached_property
    def folded(self) -> str:
        """The text with Latin letters in one case."""
        return self.text.casefold()

    @cached_property
    def days(self) -> frozenset[str]:
        """The ISO days that facts and releases bear."""
        return frozenset(day for one in self.sources for day in one.days)

    @cached_property
    def speaks_of_drafts(self) -> bool:
        """Whether anything is called a draft, or opinions are asked for."""
        return _DRAFTS.search(self.text) is not None

    def verbatim(self, words: str) -> int | None:
        """Where a whole sentence stands, if it does: at the beginning of a sentence or clause there."""
        if len(words) < _SHORTEST:
            return None
        at = self.text.find(words)
        while at >= 0:
            if at == 0 or _BOUNDARY.search(self.text, at - 1, at):
                return at
            at = self.text.find(words, at + 1)
        return None

    @cached_property
    def instances(self) -> list[Instance]:
        """The things of all the sources, in order, those of a list marked as such."""
        found: list[Instance] = []
        last: dict[str, Instance] = {}
        for shift, several in self._told():
            for thing in several:
                start, end = thing.start + shift, thing.end + shift
                listed, before = len(self.text) + start, last.get(thing.sort)
                if before is not None and 0 <= start - before.end <= _JOINED and self._joins(before.end, start):
                    listed = before.listed
                last[thing.sort] = one = Instance(thing, start, end, listed)
                found.append(one)
        return found

    def _told(self) -> Iterator[tuple[int, Sequence[Thing]]]:
        """The things of each stretch of the text, and where it begins."""
        number = 0
        for source, several in groupby(self._lines, key=itemgetter(0)):
            told, lines = self.sources[source], [line.text for _, line in several]
            start = self._starts[number]
            number += len(lines)
            if told.found is None:
                yield start, things("\n".join(lines), told.day)
            else:
                yield from ((start + place, found) for place, found in told.found)

    @cached_property
    def by_sort(self) -> dict[str, list[Instance]]:
        """The things of each sort, in order."""
        found: dict[str, list[Instance]] = {}
        for one in self.instances:
            found.setdefault(one.thing.sort, []).append(one)
        return found

    @cached_property
    def _spans(self) -> Mapping[str, list[tuple[int, int]]]:
        """Where the things of each sort stand."""
        found = {sort: [(one.start, one.end) for one in several] for sort, several in self.by_sort.items()}
        return defaultdict(list, found)

    def _joins(self, end: int, start: int) -> bool:
        return not _JOINT.sub("", self.text[end:start])

    def occurrences(self, words: str, *, folded: bool = False) -> Iterator[Instance]:
        """Every place where the words stand; ``folded``: whatever the case, and not inside of a longer word."""
        text = self.folded if folded else self.text
        at = text.find(words)
        while at >= 0:
            end = at + len(words)
            if not folded or not (_sticks(text, at) or (end < len(text) and _sticks(text, end))):
                yield Instance(Thing("name", "", words, at, end), at, end)
            at = text.find(words, end)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Where the sentences stand."""
        return [(one.start, one.end) for one in find_sentences(self.text)]

    def sentence_at(self, at: int) -> tuple[int, int]:
        """The sentence that holds a place."""
        index = bisect_right(self.sentences, (at, len(self.text) + 1)) - 1
        return self.sentences[index] if index >= 0 else (0, len(self.text))

    def line_at(self, at: int) -> tuple[int, int]:
        """The line that holds a place."""
        index = max(bisect_right(self._starts, at) - 1, 0)
        start = self._starts[index]
        return start, start + len(self._lines[index][1].text)

    def close_sentences(self, words: str) -> frozenset[int]:
        """The beginnings of the sentences that share most with some words; of equal ones, those that come first."""
        found = self._close.get(words)
        if found is None:
            met = self.weights.met
            asked = {pair for pair in pairs_in(words) if 0 < met.get(pair, 0) <= _COMMON}
            shared = Counter(chain.from_iterable([self._postings[pair] for pair in asked]))
            closest = sorted([(-count, start) for start, count in shared.items()])[:_CLOSEST]
            found = self._close[words] = frozenset(start for _, start in closest)
        return found

    @cached_property
    def _postings(self) -> Mapping[int, list[int]]:
        """Pair of characters → the beginnings of the sentences that have it."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for (start, _), pairs in zip(self.sentences, self._pairs, strict=True):
            for pair in pairs:
                found[pair].append(start)
        return found

    @cached_property
    def _ground(self) -> Ground:
        masks = [(one.start, one.end) for one in self.instances if one.thing.kind in MASKED]
        return Ground(self.text, masks)

    @cached_property
    def _pairs(self) -> list[set[int]]:
        """The pairs of characters of each sentence."""
        pairs = self._ground.pairs
        return [set(pairs[start : end - 1]) for start, end in self.sentences]

    @cached_property
    def weights(self) -> Weights:
        """How much each pair of characters tells."""
        return weights_of(self._pairs)

    @cached_property
    def _surroundings(self) -> Surroundings:
        return Surroundings(self._ground, self.weights)

    def around(self, one: Instance) -> Around:
        """What stands around an instance."""
        span = (one.start, one.end)
        if span not in self._around:
            self._around[span] = self._surroundings.around(span, acts=one.thing.kind == "date")
        return self._around[span]

    def segment(self, one: Instance) -> Mapping[int, float]:
        """The words that belong to an instance."""
        span = (one.start, one.end)
        if span not in self._segments:
            self._segments[span] = self._surroundings.segment(span, self._spans[one.thing.sort])
        return self._segments[span]

    def pairs_between(self, first: int, last: int) -> set[int]:
        """The pairs of characters of a stretch."""
        return set(self._ground.pairs[first : max(last - 1, first)])

    def words_of(self, one: Instance) -> set[int]:
        """The pairs of characters of the sentence that holds an instance."""
        index = bisect_right(self.sentences, (one.start, len(self.text) + 1)) - 1
        return self._pairs[max(index, 0)]

    def beside(self, one: Instance, sort: str) -> list[Instance]:
        """The instances of a sort in the sentence that holds one."""
        first, last = self.sentence_at(one.start)
        return [other for other in self.by_sort.get(sort, ()) if first <= other.start < last]

    def clause_of(self, one: Instance) -> list[Instance]:
        """The instances in the clause that holds one."""
        first, last = clause_at(self.text, one.start, one.end)
        index = bisect_right(self._begins, first - 1)
        return self.instances[index : bisect_right(self._begins, last - 1)]

    def neighbours(self, one: Instance) -> tuple[Instance | None, Instance | None]:
        """The number or day right before an instance, and that right behind."""
        at = bisect_right(self._masked_begins, one.start) - 1
        before = self._masked[at - 1] if at > 0 else None
        behind = self._masked[at + 1] if at + 1 < len(self._masked) else None
        return (
            before if before is not None and one.start - before.end <= _BESIDE else None,
            behind if behind is not None and behind.start - one.end <= _BESIDE else None,
        )

    @cached_property
    def _masked(self) -> list[Instance]:
        """The numbers and days, in order."""
        return [one for one in self.instances if one.thing.kind in MASKED]

    @cached_property
    def _masked_begins(self) -> list[int]:
        """Where they begin."""
        return [one.start for one in self._masked]

    @cached_property
    def _begins(self) -> list[int]:
        """Where the instances begin."""
        return [one.start for one in self.instances]

    def support(self, start: int, end: int) -> Support:
        """The published words behind a place of the text."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        source, line = self._lines[index]
        told, offset = self.sources[source], self._starts[index]
        first, last = start - offset, min(end - offset, len(line.text))
        both = self._map(index)
        if both is None:
            first, last = first + line.spans[0][0], last + line.spans[0][0]
        elif both.read == line.text:
            first, last = both.to_published(first, last)
        elif line.spans:
            first, last = line.spans[0][0], line.spans[-1][1]
        else:
            return Support(told.report, told.blob, anchor_at(line.text, start - offset, end - offset))
        return Support(told.report, told.blob, anchor_at(told.published, first, last))

    def _map(self, index: int) -> ReadingMap | None:
        """The way home of a line; None where it stands in the published text as it is read."""
        if index not in self._maps:
            source, line = self._lines[index]
            published = self.sources[source].published
            as_is = len(line.spans) == 1 and published[slice(*line.spans[0])] == line.text
            self._maps[index] = None if as_is else words_map(published, line.spans)
        return self._maps[index]


def clause_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause of a text that holds a stretch: from mark to mark."""
    first = max(text.rfind(mark, 0, start) for mark in _CLAUSE_ENDS) + 1
    ends = [at for mark in _CLAUSE_ENDS if (at := text.find(mark, end)) >= 0]
    return first, min(ends, default=len(text))


def _sticks(text: str, at: int) -> bool:
    """Whether the Latin letters or figures before and at a place are one word."""
    before, here = text[at - 1] if at else "", text[at]
    if not (before.isascii() and before.isalnum() and here.isascii() and here.isalnum()):
        return False
    return before.isalpha() == here.isalpha()
