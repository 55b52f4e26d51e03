"""A thread that puts exchanges by while the crawler goes on: what arrives together is synced together."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue

from guanlan.collect.warc import Archive, Message
from guanlan.records.exchange import Stored

Waiting = tuple[Message, "asyncio.Future[Stored]"]
_MOST_AT_ONCE = 32  # messages of one sync: with a page of 64 MB each the memory is bounded by what is under way anyway


class Clerk:
    """Packs, hashes, writes and syncs outside the event loop (zlib, hashlib and the disk leave it the interpreter)."""

    def __init__(self, archive: Archive, loop: asyncio.AbstractEventLoop) -> None:
        self._archive = archive
        self._loop = loop
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="guanlan-warc", daemon=True)
        self._thread.start()

    def put(self, message: Message) -> asyncio.Future[Stored]:
        """Will be where ``message`` lies, when it is safe there."""
        future: asyncio.Future[Stored] = self._loop.create_future()
        future.add_done_callback(_seen)
        self._queue.put((message, future))
        return future

    def close(self) -> None:
        """Write what waits and close the file; blocks."""
        self._queue.put(None)
        self._thread.join()
        self._archive.close()

    def _run(self) -> None:
        going = True
        while going:
            batch, going = self._batch()
            if batch:
                self._write(batch)

    def _batch(self) -> tuple[list[Waiting], bool]:
        one = self._queue.get()
        batch: list[Waiting] = []
        while one is not None:
            batch.append(one)
            if len(batch) == _MOST_AT_ONCE:
                return batch, True
            try:
                one = self._queue.get_nowait()
            except Empty:
                return batch, True
        return batch, False

    def _write(self, batch: list[Waiting]) -> None:
        try:
            stored = self._archive.put([message for message, _ in batch])
        except Exception as error:
            self._tell(_failed, [future for _, future in batch], error)
        else:
            self._tell(_done, [future for _, future in batch], stored)

    def _tell(self, tell: Callable[..., None], *arguments: object) -> None:
        with suppress(RuntimeError):  # a loop that was closed meanwhile waits for nothing
            self._loop.call_soon_threadsafe(tell, *arguments)


def _done(futures: list[asyncio.Future[Stored]], stored: list[Stored]) -> None:
    for future, one in zip(futures, stored, strict=True):
        if not future.done():
            future.set_result(one)


def _failed(futures: list[asyncio.Future[Stored]], error: Exception) -> None:
    for future in futures:
        if not future.done():
            future.set_exception(error)


def _seen(future: asyncio.Future[Stored]) -> None:
    """A visit that was broken off asks for no result; that is no error of its own."""
    if not future.cancelled():
        future.exception()
