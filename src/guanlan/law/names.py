"""Names of instruments: the key that all spellings of one title share, short and customary names, stage notes."""

from __future__ import annotations

from collections.abc import Iterable


def key_of(title: str) -> str:
    """The key of an instrument: its title without 《》, 中华人民共和国, blanks and stage notes of drafts, brackets
    folded. 《中华人民共和国网络安全法》 and 网络安全法 have one key; （试行） stays part of it."""
    raise NotImplementedError


def short_names(title: str) -> tuple[str, ...]:
    """Names under which an instrument is cited, beside its title: without 中华人民共和国, the customary abbreviations."""
    raise NotImplementedError


def full_names(name: str) -> tuple[str, ...]:
    """The full titles that ``name`` may stand for, the likeliest first; empty where no table knows it."""
    raise NotImplementedError


class NameBook:
    """Which keys a name may stand for, over the works of one library.

    ``add(key, names)`` as works come; ``keys(name)`` gives every key that the name may stand for (one where it is
    clear, several where it is ambiguous, none where it is unknown): first the title itself, then without （试行） and
    the like, then abbreviations, then names that the texts give themselves (aliases).
    """

    def __init__(self, works: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        raise NotImplementedError

    def add(self, key: str, names: Iterable[str]) -> None:
        """One more work with its names."""
        raise NotImplementedError

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys that ``name`` may stand for."""
        raise NotImplementedError
