"""``sources/*.toml`` ↔ ``records.SourceSpec``.

A file holds one source at its top level, or several as ``[[source]]`` tables. What stands wrong is told with the file,
the source's key, the field and what to write instead.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from guanlan.errors import InputError
from guanlan.records.source import SourceSpec


def load_specs(path: Path) -> tuple[SourceSpec, ...]:
    """The sources of a file, or of every ``*.toml`` of a folder by name. InputError where one cannot be used, or where
    two bear one key.
    """
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    found: dict[str, tuple[SourceSpec, Path]] = {}
    for file in files:
        for spec in read_specs(_text_of(file), str(file)):
            if spec.key in found:
                raise InputError("sources.two_of_a_key", key=spec.key, file=str(file), other=str(found[spec.key][1]))
            found[spec.key] = (spec, file)
    return tuple(spec for spec, _ in found.values())


def read_specs(text: str, shown: str = "-") -> tuple[SourceSpec, ...]:
    """The sources that the words of a file describe; ``shown`` is how the file is called in errors."""
    raise NotImplementedError


def to_toml(specs: Iterable[SourceSpec]) -> str:
    """The words of a file that ``read_specs`` reads back as the same sources; what is as usual is left out."""
    raise NotImplementedError


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("sources.unreadable", file=str(file), why=str(error)) from error
