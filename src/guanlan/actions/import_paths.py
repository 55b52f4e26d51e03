"""Import files, folders and pasted bytes: stored first, read second, judged one by one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from guanlan.actions.act import permit
from guanlan.actions.context import Context
from guanlan.actions.steps.files import bytes_of, files_below, legible, media_type_of
from guanlan.actions.steps.interpret import Shape
from guanlan.actions.steps.keep import keep
from guanlan.actions.steps.read_in import read_in
from guanlan.actions.steps.release_keys import Origin
from guanlan.actions.summaries import Imported, Outcome, Result
from guanlan.errors import InputError
from guanlan.store.selectors.intake import pictures_below


class _Given(NamedTuple):
    """One file of an import, or pasted bytes."""

    shown: str
    origin: Origin
    path: Path | None = None
    data: bytes = b""


def import_paths(
    paths: Sequence[Path], *, context: Context, as_: Shape = "auto", source: str | None = None
) -> Imported:
    """Import each file, and each file in each folder, in order of their names; hidden ones are passed over, pictures
    come in with the page that shows them.

    What is refused stores nothing; what cannot be read keeps blob and capture, marked unread. Each file has
    transactions of its own, so an import that is broken off leaves whole what it had done; run again, it goes on.
    Raises ``InputError`` where a path does not exist: then nothing was done.
    """
    for path in paths:
        if not path.exists():
            raise InputError("actions.no_such_path", path=str(path))
    return _import([one for path in paths for one in _files(path, source)], context, as_)


def import_bytes(
    data: bytes, *, context: Context, name: str | None = None, as_: Shape = "auto", source: str | None = None
) -> Imported:
    """Import pasted bytes. ``name`` is only what tells their type, where the bytes alone do not."""
    return _import([_Given(name or "-", Origin(source=source), data=data)], context, as_)


def _import(given: Sequence[_Given], context: Context, shape: Shape) -> Imported:
    permit(context, "import")
    outcomes = []
    for done, one in enumerate(given):
        context.tell(done, len(given), one.shown)
        outcomes.append(_take_in(one, context, shape))
    context.tell(len(given), len(given))
    shown = pictures_below({one.origin.root for one in given})
    documents = [
        outcome
        for one, outcome in zip(given, outcomes, strict=True)
        if outcome.result is not Result.REFUSED or str(one.path) not in shown
    ]
    return Imported(tuple(documents))


def _take_in(given: _Given, context: Context, shape: Shape) -> Outcome:
    try:
        data = given.data if given.path is None else bytes_of(given.path)
        media_type = media_type_of(data, given.shown)
        sha256 = keep(data, media_type, given.origin, given=given.shown, context=context)
    except InputError as error:
        return Outcome(given.shown, Result.REFUSED, code=error.code, params=dict(error.params))
    return read_in(sha256, data, shape, shown=given.shown, origin=given.origin, context=context)


def _files(path: Path, source: str | None) -> Iterator[_Given]:
    """A file, or the files of a folder. A file's root is its folder, so that both ways give one release key."""
    whole = Path(os.path.abspath(path))
    if not whole.is_dir():
        yield _Given(legible(path), Origin(legible(whole.parent), legible(Path(whole.name)), source), whole)
        return
    for file in files_below(whole):
        name = file.relative_to(whole)
        yield _Given(legible(path / name), Origin(legible(whole), legible(name), source), file)
