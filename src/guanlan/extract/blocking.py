"""Which tellings are compared at all: those that share a key and stand near one another in time.

Under each key the tellings are sorted by day, and each is compared with the next ones within the days that the key
allows; where these are a crowd, with the nearest only. So the work grows with the number of tellings and not with its
square, however common a key is.
"""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from guanlan.extract.comparing import limits, pairs
from guanlan.extract.likeness import hashes, unpacked
from guanlan.records.mark import Mark

_LEAST_HASHES = 8  # of stretches of the body and of the opening: copies share nearly all
_HEAD_GRAM = 6  # characters of a headline that two desks leave alone together
_LEAST_HEAD = 3  # of these: beside the headline whole
_LEAST_PAIRS = 7  # make six keys of two; all 49 labelled pairs with headlines like enough share a key of a headline
_AMOUNTS = 8  # the weightiest figures; a table has hundreds
_ALONE = 3  # stretches that are keys by themselves: of a short item that stands in a long page few pairs meet
_IN_A_CROWD = 1  # neighbour each, so that a chain holds the crowd together
_DAY = 20  # bits of a position: more than a million tellings at a time are no work for one machine


def neighbours(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """The pairs that are worth comparing, each once; neither the order of the marks nor that of their words matters."""
    ordered = sorted(marks, key=lambda mark: (mark.day, mark.key))
    days = [datetime.date.fromisoformat(mark.day).toordinal() for mark in ordered]
    width = max(_DAY, len(ordered).bit_length())
    met: set[int] = set()
    for family, limit in _FAMILIES:
        met.update(_near_pairs(ordered, days, family, int(limits()[limit]), width))
    mask = (1 << width) - 1
    for code in sorted(met):
        yield ordered[code >> width], ordered[code & mask]


def _near_pairs(
    ordered: Sequence[Mark], days: Sequence[int], family: Callable[[Mark], Iterator[int]], limit: int, width: int
) -> Iterator[int]:
    """Pairs of positions, as one number, of the tellings that share a key of the family."""
    mask = (1 << width) - 1
    codes = sorted({key << width | at for at, mark in enumerate(ordered) for key in family(mark)})
    most = int(limits()["neighbours"])
    for index, code in enumerate(codes):
        key, at = code >> width, code & mask
        near = []
        for further in codes[index + 1 : index + 2 + most]:
            if further >> width != key or days[further & mask] - days[at] > limit:
                break
            near.append(at << width | further & mask)
        # what a crowd shares says little: a story that all reprint is linked from neighbour to neighbour
        yield from near if len(near) <= most else near[:_IN_A_CROWD]


def _key(*words: str) -> int:
    return zlib.crc32("\t".join(words).encode("utf-8", "surrogatepass"))


def _instruments(mark: Mark) -> Iterator[int]:
    yield from (_key("title", title) for title, _ in mark.titles)
    yield from (_key("document", number) for number in mark.documents)
    if mark.link:
        yield _key("link", mark.link)


def _flaws(mark: Mark) -> Iterator[int]:
    yield from (_key("flaw", number) for number in mark.flaws[:_AMOUNTS])


def _figures(mark: Mark) -> Iterator[int]:
    weighty = sorted(mark.amounts, key=lambda one: (-len(one[0].replace(".", "").strip("0")), one))[:_AMOUNTS]
    yield from (_key("amount", actor, *one) for actor in (*mark.organs, *mark.firms) for one in weighty)


def _headline(mark: Mark) -> Iterator[int]:
    """The headline whole, its least stretches, and its least pairs two and two: one pair alone (通报) is everywhere."""
    yield _key("headline", mark.headline)
    yield from sorted(set(hashes(mark.headline, _HEAD_GRAM)))[:_LEAST_HEAD]
    least = sorted(_key(pair) for pair in pairs(mark.headline))[:_LEAST_PAIRS]
    yield from (_key(str(one), str(other)) for one, other in pairwise(least))


def _text(mark: Mark) -> Iterator[int]:
    least = unpacked(mark.sketch[: 4 * _LEAST_HASHES])
    yield from (_key(str(one), str(other)) for one, other in pairwise(least))
    yield from least[:_ALONE]
    yield from sorted(set(hashes(mark.opening, 4)))[:_ALONE]


_FAMILIES: tuple[tuple[Callable[[Mark], Iterator[int]], str], ...] = (
    (_instruments, "instrument_days"),
    (_flaws, "flaw_days"),
    (_figures, "near_days"),
    (_headline, "near_days"),
    (_text, "near_days"),
)
