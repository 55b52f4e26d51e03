"""A process of its own that collects or imports, and dies on the way as if the power went.

    python killed_process.py collect|import|take|submission HOME WHAT DAY [CALL]

``WHAT`` is a folder to import or take in, or a form; or "-": then the watched sources of the home are visited. ``DAY``
is counted from the first and sets the clock. At its ``CALL``-th call of a function of the product, in whatever thread,
the process kills itself; with 0 it counts them and prints the number. It says ``ready`` before it begins.
"""

from __future__ import annotations

import datetime
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

FIRST = datetime.datetime(2025, 1, 16, 1, 0, tzinfo=datetime.UTC)


class Calls:
    """Counts calls; kills at one of them."""

    def __init__(self, at: int) -> None:
        self.count, self.at = 0, at

    def __call__(self, frame: FrameType, event: str, argument: Any) -> None:
        if event == "call" and "/guanlan/" in frame.f_code.co_filename:
            self.count += 1
            if self.count == self.at:
                os.kill(os.getpid(), signal.SIGKILL)


def main(verb: str, home: str, what: str, day: str, call: str = "") -> None:
    """Do it, and print how many calls it took where these are counted."""
    from guanlan import store

    store.setup(Path(home))
    from guanlan.actions.collect_sources import collect_sources
    from guanlan.actions.context import Context
    from guanlan.actions.import_paths import import_paths
    from guanlan.actions.take import take
    from guanlan.actions.take_submission import take_submission
    from guanlan.collect.fetching import Means
    from homes import exchanged
    from importing_process import exchange

    for place, stand_in in exchanged("code-1").items() if verb in ("collect", "import") else ():
        exchange(place, stand_in)
    now = FIRST + datetime.timedelta(days=int(day))
    context = Context(actor="编辑甲", now=now)
    ticks = iter(range(10**9))
    print("ready", flush=True)
    calls = Calls(int(call or 0))
    if call:
        threading.setprofile(calls)
        sys.setprofile(calls)
    if verb == "import":
        import_paths([Path(what)], context=context)
    elif verb == "take":
        take([what], context=context, clock=lambda: now)
    elif verb == "submission":
        take_submission(Path(what), context=context, month="2026-11", register=True)
    else:
        done = collect_sources(
            context=context,
            clock=lambda: now + datetime.timedelta(milliseconds=next(ticks)),
            once=True,
            means=Means(retries=0),
        )
        assert not [visit.code for visit in done.visits if visit.code], done.visits
    sys.setprofile(None)
    threading.setprofile(None)
    print("calls", calls.count, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
