"""What every command that touches data needs: an open home, who acts, what time it is, and a bar that moves."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from guanlan.cli.words import say

if TYPE_CHECKING:
    from guanlan.actions.context import Context, Progress

PATIENCE = 1.0  # seconds that a command may take without a word


def home() -> Path:
    """``--home``, else ``GUANLAN_HOME``, else ``~/.guanlan``."""
    return Path(os.environ.get("GUANLAN_HOME") or Path.home() / ".guanlan").expanduser()


@contextmanager
def opened() -> Iterator[Context]:
    """The home open, and the context that actions take."""
    from guanlan import store

    store.setup(home())
    gc.freeze()  # what is loaded by now stays to the end: not to be looked through again costs a tenth less
    with _context() as made:
        yield made


@contextmanager
def started() -> Iterator[Context]:
    """The context for an action that opens a home itself."""
    from guanlan import store

    store.start()
    with _context() as made:
        yield made


@contextmanager
def _context() -> Iterator[Context]:
    """Who acts and when, with a progress line for whoever looks at a terminal."""
    from guanlan.actions.actor import actor_name
    from guanlan.actions.context import Context

    with _progress() as progress:
        yield Context(actor=actor_name(), now=datetime.now(UTC), progress=progress)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on the terminal once the command has taken a second; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(say("working"), total=None)
    begun = time.monotonic()

    def tell(done: int, total: int, what: str) -> None:
        if not bar.live.is_started and time.monotonic() - begun > PATIENCE:
            bar.start()
        bar.update(task, completed=done, total=total, description=what[-60:])

    try:
        yield tell
    finally:
        bar.stop()
