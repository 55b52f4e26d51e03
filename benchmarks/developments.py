"""Developments out of 10,000, 30,000 and 100,000 invented reports; equal for shuffled input."""

from __future__ import annotations

import multiprocessing
import random
import resource
import sys
import time
from collections import Counter

from benchmarks.figures import Figure, at_most

SIZES = (10_000, 30_000, 100_000)
AGAIN = 10_000  # as many are merged a second time, shuffled


def measure() -> list[Figure]:
    """Each size in a process of its own, so that its memory is its own."""
    figures, seconds, peaks = [], {}, {}
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for size in SIZES:
            marking, merging, groups, peak, right = pool.apply(merged, (size,))
            seconds[size], peaks[size] = marking + merging, peak
            shown = f"{marking:.1f} + {merging:.1f} s, {peak:.0f} MB"
            figures.append(Figure(f"{size:,} reports → {groups:,} developments (marks + merging)", shown))
            figures.append(Figure(f"{size:,} reports: pairs found, wrong", right))
        same = pool.apply(equal_when_shuffled, (AGAIN,))
    small, large = SIZES[0], SIZES[-1]
    figures.append(at_most(f"time of {large:,} ÷ time of {small:,}", seconds[large] / seconds[small], 15, "times"))
    figures.append(Figure(f"memory a report at {large:,}", f"{peaks[large] * 1024 / large:.1f} KB"))
    figures.append(Figure(f"{AGAIN:,} reports shuffled", "equal" if same else "not equal", "equal", same))
    return figures


def merged(size: int) -> tuple[float, float, int, float, str]:
    """Seconds to draw the marks and to merge, the number of groups, peak megabytes, and how the pairs came out."""
    from benchmarks.stories import tellings
    from guanlan.extract.likeness import mark_of
    from guanlan.extract.merging import gather, links_of

    marks, truth, marking = {}, {}, 0.0
    for story, telling in tellings(size):
        begun = time.perf_counter()
        marks[telling.key] = mark_of(telling)
        marking += time.perf_counter() - begun
        truth[telling.key] = story
    begun = time.perf_counter()
    groups = gather(marks, links_of(marks.values()))
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    told = Counter(truth.values())
    there = sum(count * (count - 1) // 2 for count in told.values())
    found = sum(len(group.keys) * (len(group.keys) - 1) // 2 for group in groups)
    right = sum(
        count * (count - 1) // 2 for group in groups for count in Counter(truth[key] for key in group.keys).values()
    )
    return marking, seconds, len(groups), peak, f"{right:,} of {there:,}, {found - right:,}"


def equal_when_shuffled(size: int) -> bool:
    """Whether another order of the same reports makes the same groups."""
    from benchmarks.stories import tellings
    from guanlan.extract.likeness import mark_of
    from guanlan.extract.merging import gather, links_of

    marks = [mark_of(telling) for _, telling in tellings(size)]
    there = gather({mark.key: mark for mark in marks}, links_of(marks))
    random.Random(7).shuffle(marks)
    return gather({mark.key: mark for mark in marks}, reversed(list(links_of(marks)))) == there


if __name__ == "__main__":
    from benchmarks.figures import print_figures

    print_figures(measure())
