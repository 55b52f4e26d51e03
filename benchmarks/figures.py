"""Timing and printing: medians of several runs; ratios from one run, since absolute times drift with the machine."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Figure(NamedTuple):
    """One line: what was measured, what came out, what is promised, and whether it holds."""

    name: str
    shown: str
    promise: str = ""
    kept: bool | None = None


def timed(work: Callable[[], object], runs: int = 5) -> tuple[float, float]:
    """Seconds of the first pass and the median of ``runs`` more."""
    seconds = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return seconds[0], statistics.median(seconds[1:])


def at_most(name: str, value: float, limit: float, unit: str = "s", remark: str = "") -> Figure:
    """A figure that must not pass a limit."""
    return Figure(name, f"{value:.3f} {unit}{remark}", f"≤ {limit} {unit}", value <= limit)


def at_least(name: str, value: float, limit: float, unit: str = "", remark: str = "") -> Figure:
    """A figure that must reach a limit."""
    return Figure(name, f"{value:,.0f} {unit}{remark}", f"≥ {limit:,.0f} {unit}", value >= limit)


def print_figures(figures: list[Figure]) -> None:
    """One line a figure; ✓ kept, ✗ not."""
    for one in figures:
        mark = {True: "✓", False: "✗", None: " "}[one.kept]
        print(f"{mark} {one.name:58} {one.shown:>34}  {one.promise}", flush=True)
