"""Runs of ``killed_process``: to the end, or killed at a point that a seeded die chooses."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent / "killed_process.py"
LONG = bool(os.environ.get("GUANLAN_LONG"))
TIMES = 50 if LONG else 3
"""How often a run is killed: a few times in the suite, fifty with ``GUANLAN_LONG`` set."""
MOST_RUNS = 4 * TIMES
"""Runs that end before their killer comes are run again, so often at most."""


class Runs:
    """Runs of one verb over one home. ``killed`` counts those that died before their end."""

    def __init__(self, verb: str, home: Path, what: str, seed: int) -> None:
        self._verb, self._home, self._what = verb, home, what
        self._die = random.Random(seed)
        self._calls = 0
        self.killed = 0

    def to_the_end(self, day: int) -> None:
        """A run that nobody kills; the first one learns how long a run is."""
        counting = "" if self._calls else "0"
        out, _ = self._ended(self._started(day, counting), signal_at=None)
        self._calls = self._calls or int(out.split()[-1])

    def expect_calls_of(self, other: Runs) -> None:
        """As long as those of another home."""
        self._calls = other._calls

    def killed_somewhere(self, day: int) -> None:
        """A run that dies: at a call of the product's, or a moment between two."""
        if self._die.random() < 0.5:
            process = self._started(day, str(self._die.randint(1, max(self._calls, 1))))
            self._ended(process, signal_at=None, may_die=True)
        else:
            process = self._started(day, "")
            self._ended(process, signal_at=self._die.uniform(0.0, 1.0), may_die=True)

    def _started(self, day: int, call: str) -> subprocess.Popen[str]:
        arguments = [self._verb, str(self._home), self._what, str(day), *([call] if call else [])]
        process = subprocess.Popen(
            [sys.executable, SCRIPT, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", process.communicate()[1]
        return process

    def _ended(
        self, process: subprocess.Popen[str], *, signal_at: float | None, may_die: bool = False
    ) -> tuple[str, str]:
        if signal_at is not None:
            try:
                process.wait(signal_at)
            except subprocess.TimeoutExpired:
                process.kill()
        out, errors = process.communicate(timeout=120)
        assert "Traceback" not in errors, errors
        assert process.returncode in ((0, -signal.SIGKILL) if may_die else (0,)), errors
        self.killed += process.returncode != 0
        return out, errors
