"""A process of its own that imports a folder, and may be killed on the way.

    python importing_process.py HOME FOLDER [PLACE N]

``PLACE`` is a function by its dotted name: at its ``N``-th call the process kills itself, as if the power went. It
waits for a line on standard input before it begins, so that two of them begin together.
"""

from __future__ import annotations

import datetime
import os
import pkgutil
import signal
import sys
from pathlib import Path


def exchange(place: str, stand_in: object) -> object:
    """Put something else in ``place``; gives what was there."""
    owner, name = place.rsplit(".", 1)
    module = pkgutil.resolve_name(owner)
    original = getattr(module, name)
    setattr(module, name, stand_in)
    return original


def dying(original, at: int):
    """``original``, but the process dies when it is called for the ``at``-th time."""
    calls = []

    def call(*args, **options):
        calls.append(1)
        if len(calls) == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args, **options)

    return call


def main(home: str, folder: str, place: str = "", at: str = "0") -> None:
    """Import ``folder`` into ``home``."""
    from guanlan import store

    print("ready", flush=True)
    sys.stdin.readline()
    store.setup(Path(home))
    from guanlan.actions.context import Context
    from guanlan.actions.import_paths import import_paths
    from homes import exchanged

    for one, stand_in in exchanged("code-1").items():
        exchange(one, stand_in)
    if place:
        original = pkgutil.resolve_name(place)
        exchange(place, dying(original, int(at)))
    now = datetime.datetime(2025, 1, 16, tzinfo=datetime.UTC)
    import_paths([Path(folder)], context=Context(actor=f"process {os.getpid()}", now=now))


if __name__ == "__main__":
    main(*sys.argv[1:])
