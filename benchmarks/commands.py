"""The command line as a whole process: time to help, the demo, and memory."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure, at_most
from benchmarks.texts import bulletin_bytes

COMMAND = [sys.executable, "-m", "guanlan"]


def measure() -> list[Figure]:
    """Help in 0.3 s, demo in 5 s, reading the bulletin in 300 MB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bulletin.txt"
        path.write_bytes(bulletin_bytes()[1])
        helped = statistics.median(_seconds(["--help"]) for _ in range(7))
        demo = statistics.median(_seconds(["demo", "--out", f"{folder}/out"]) for _ in range(3))
        _seconds(["--home", f"{folder}/home", "import", str(path)])
        _seconds(["--home", f"{folder}/home", "issue", "build", "18", "--out", f"{folder}/out"])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        at_most("guanlan --help", helped, 0.3),
        at_most("guanlan demo, installed", demo, 5.0),
        at_most("largest memory of demo, import and build", peak, 300, "MB"),
    ]


def _seconds(arguments: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run([*COMMAND, *arguments], check=False, capture_output=True)
    return time.perf_counter() - begun
