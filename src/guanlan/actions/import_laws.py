"""Bring law texts into the library: bytes stored first, read second, found by search at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from guanlan.actions.context import Context
from guanlan.actions.law_summaries import LawsImported


def import_laws(paths: Sequence[Path], *, context: Context) -> LawsImported:
    """Import each file, and each file in each folder, in order of their names; hidden ones are passed over.

    Files go in by batches, each whole or not at all; broken off and run again, it goes on where it stopped. A file
    whose size and time are those of its last import is not opened. Raises ``InputError`` where a path does not exist.
    """
    raise NotImplementedError
