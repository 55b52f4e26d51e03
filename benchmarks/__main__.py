"""Run all benchmarks; 1 where a promised figure is missed."""

from __future__ import annotations

import platform
import sys

from benchmarks import building, commands, developments, evidence, fetching, gating, joining, reading, searching
from benchmarks.figures import print_figures


def main() -> int:
    """Print every figure with its promise."""
    print(f"Python {platform.python_version()}, {platform.machine()}")
    kept = True
    for room in (commands, reading, building, gating, searching, fetching, developments, joining, evidence):
        figures = room.measure()
        print_figures(figures)
        kept = kept and all(one.kept is not False for one in figures)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
