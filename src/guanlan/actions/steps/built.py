"""What the bytes of a file depend on, each under one hash: what it says, and the program that sets it."""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from guanlan.publish.journal import Journal
from guanlan.publish.render.docx_template import WordTemplate
from guanlan.publish.render.evidence import Evidence
from guanlan.records.bulletin import Bulletin
from guanlan.records.codec import to_json

_ROOMS = ("text", "records", "publish")
_CODE = (".py", ".tsv", ".toml", ".typ", ".css", ".csv", ".json")
_PACKAGE = "guanlan"
TEMPLATED = "docx"  # the only format that has a template


class Matter(msgspec.Struct, frozen=True):
    """All that the files of an issue are made of."""

    bulletin: Bulletin
    journal: Journal | None
    pictures: Mapping[str, bytes]
    fonts: Path | None
    evidence: Evidence = Evidence()
    template: WordTemplate | None = None

    def state(self, format: str = TEMPLATED) -> str:
        """The hash over all that a file of ``format`` is made of, the home's own faces and template included."""
        digest = hashlib.sha256()
        for record in (self.bulletin, self.journal, self.evidence):
            _add(digest, "", to_json(record))
        for address in sorted(self.pictures):
            _add(digest, address, self.pictures[address])
        if self.template is not None and format == TEMPLATED:
            _add(digest, "template", self.template.data)
        for path in sorted(self.fonts.iterdir()) if self.fonts is not None else ():
            if path.is_file():
                _add(digest, path.name, path.read_bytes())
        return digest.hexdigest()


@cache
def program() -> str:
    """The hash over the code, tables and templates that set an issue, and the versions of what they call."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        for name, content in sorted(_contents(files(f"{_PACKAGE}.{room}"), room)):
            _add(digest, name, content)
    for name, found in sorted(_libraries()):
        _add(digest, name, found.encode())
    return digest.hexdigest()


def _libraries() -> Iterator[tuple[str, str]]:
    """What is declared as needed, as it is installed; and the interpreter with its compressor."""
    yield "python", ".".join(map(str, sys.version_info[:3]))
    yield "zlib", zlib.ZLIB_RUNTIME_VERSION
    for line in requires(_PACKAGE) or ():
        if "extra ==" in line:
            continue
        name = line.split(";")[0].strip()
        name = name[: next((at for at, sign in enumerate(name) if sign not in _NAME), len(name))]
        try:
            yield name, version(name)
        except PackageNotFoundError:  # needed on another system only
            yield name, "absent"


_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def _contents(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for one in folder.iterdir():
        path = f"{name}/{one.name}"
        if one.is_dir():
            if one.name != "__pycache__":
                yield from _contents(one, path)
        elif one.name.endswith(_CODE):
            yield path, one.read_bytes().replace(b"\r\n", b"\n")  # line ends are those of any checkout
        else:
            yield path, one.read_bytes()


def _add(digest: hashlib._Hash, name: str, content: bytes) -> None:
    digest.update(f"{name}\0{len(content)}\0".encode())
    digest.update(content)
