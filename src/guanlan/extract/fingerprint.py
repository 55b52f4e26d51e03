"""The name of the code and tables that facts were read by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_ROOMS = ("text", "formats", "extract")
_KINDS = (".py", ".tsv", ".toml")


@cache
def fingerprint() -> str:
    """SHA-256, in hexadecimal, over the code and tables of text, formats and extract; the same as long as they are."""
    return fingerprint_of(_ROOMS)


def fingerprint_of(rooms: Iterable[str]) -> str:
    """The same over any rooms, in the order given."""
    digest = hashlib.sha256()
    for room in rooms:
        for name, content in sorted(content_of(files(f"guanlan.{room}"), room)):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def content_of(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """Every code file and table below ``folder``; line ends are those of any checkout."""
    for one in folder.iterdir():
        path = f"{name}/{one.name}"
        if one.is_dir():
            if one.name != "__pycache__":
                yield from content_of(one, path)
        elif one.name.endswith(_KINDS):
            yield path, one.read_bytes().replace(b"\r\n", b"\n")
