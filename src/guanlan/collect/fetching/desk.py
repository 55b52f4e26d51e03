"""The caller's thread at work while the crawler runs in its own: sink and family are called there, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

Given = TypeVar("Given")


class _Job(NamedTuple):
    call: Callable[[], Any]
    future: asyncio.Future[Any]


class Desk:
    """``ask`` belongs to the crawler's loop, ``serve`` to the caller's thread. ``close`` may be called from either."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()

    async def ask(self, call: Callable[[], Given]) -> Given:
        """What ``call`` gives back, called in the caller's thread."""
        future: asyncio.Future[Given] = asyncio.get_running_loop().create_future()
        self._queue.put(_Job(call, future))
        return await future

    def serve(self) -> None:
        """Do what is asked until the desk is closed. An exception of a call goes up, and ends the service."""
        while (job := self._queue.get()) is not None:
            result = job.call()
            with suppress(RuntimeError):  # a loop that was closed meanwhile waits for nothing
                job.future.get_loop().call_soon_threadsafe(_settle, job.future, result)

    def close(self) -> None:
        """No more is asked."""
        self._queue.put(None)


def _settle(future: asyncio.Future[Any], result: object) -> None:
    if not future.done():
        future.set_result(result)
