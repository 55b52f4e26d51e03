"""Kind ``folder``: the files that people or programs put into a folder. The one family that looks itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from guanlan.collect.sink import Wanted

if TYPE_CHECKING:
    from scrapy.http import Response

    from guanlan.records.source import SourceSpec


class FolderFamily:
    """Files below a folder, by name; hidden ones, and those that are still being written, are passed over."""

    name = "folder"

    def start(self, spec: SourceSpec) -> Iterable[Wanted]:
        """Each file as its address (``file://``); whoever keeps it reads it."""
        for path in _below(Path(spec.address)):
            if fnmatch(path.name, spec.pattern):
                yield Wanted(path.absolute().as_uri(), "detail", path.name)

    def follow(self, spec: SourceSpec, wanted: Wanted, response: Response) -> Iterable[Wanted]:
        """Nothing: a file leads nowhere."""
        return ()


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and not name.endswith((".part", ".crdownload", ".tmp")):
                yield Path(place, name)


FAMILY = FolderFamily()
