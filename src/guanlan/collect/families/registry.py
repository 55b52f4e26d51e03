"""The families that are installed, ours and others', and the one that walks a source."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from guanlan.collect.sink import Family
from guanlan.errors import InputError
from guanlan.records.source import SourceSpec

GROUP = "guanlan.families"


def families() -> tuple[str, ...]:
    """The names of the kinds of source that can be walked here."""
    return tuple(sorted(_entries()))


def family_for(spec: SourceSpec) -> Family:
    """The family of the source's kind. InputError (``sources.no_family``) where none is installed."""
    if spec.kind not in _entries():
        raise InputError("sources.no_family", key=spec.key, kind=spec.kind, known=", ".join(families()))
    return _loaded(spec.kind)


@cache
def _loaded(name: str) -> Family:
    family: Family = _entries()[name].load()
    return family


@cache
def _entries() -> dict[str, EntryPoint]:
    """Ours are there also where the package runs out of a folder that was never installed."""
    ours = {name: EntryPoint(name, f"guanlan.collect.families.{place}", GROUP) for name, place in _OURS.items()}
    return ours | {entry.name: entry for entry in entry_points(group=GROUP)}


_OURS = {
    "list": "lists:LIST",
    "bulletin": "lists:BULLETIN",
    "feed": "feeds:FAMILY",
    "api": "apis:FAMILY",
    "folder": "folders:FAMILY",
}
