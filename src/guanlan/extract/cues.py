"""Tables of cue patterns as one regular expression that fails fast: what can begin no cue is skipped."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_cue(patterns: Iterable[str]) -> re.Pattern[str]:
    """One expression of all ``patterns``; the group ``r<n>`` that matched tells which, the first that can wins.

    The patterns of the tables begin with characters, groups, positive classes or look-arounds, so that their first
    characters can be told; ValueError for others.

    >>> any_cue(["(?:网络)?攻击", "演练"]).search("应急演练").lastgroup
    'r1'
    """
    rows = list(patterns)
    heads = [first_characters(row) for row in rows]
    body = "|".join(
        f"{_ahead(head)}(?P<r{number}>{row})" for number, (head, row) in enumerate(zip(heads, rows, strict=True))
    )
    return re.compile(f"{_ahead(set().union(*heads))}(?:{body})")


def _ahead(characters: set[str]) -> str:
    return f"(?=[{re.escape(''.join(sorted(characters)))}])"


def first_characters(pattern: str) -> set[str]:
    """The characters that a match of ``pattern`` may begin with.

    >>> sorted(first_characters("(?:依法)?处置|[甲乙]类"))
    ['乙', '依', '处', '甲']
    """
    found: set[str] = set()
    for way in _split(pattern):
        found |= _first_of(way)
    return found


def _first_of(way: str) -> set[str]:
    found: set[str] = set()
    while way:
        atom, rest = _atom(way)
        optional = rest[:1] in ("?", "*")
        if atom.startswith(("(?!", "(?=", "(?<")):
            way = rest
            continue
        found |= _of_atom(atom)
        if not optional:
            return found
        way = rest[1:]
    raise ValueError(f"a cue that may be empty: {way!r}")


def _of_atom(atom: str) -> set[str]:
    if atom.startswith("(?:"):
        return first_characters(atom[3:-1])
    if atom.startswith("["):
        if atom[1] == "^" or "-" in atom:
            return _spelled_out(atom)
        return set(atom[1:-1])
    if atom in ".^$\\(":
        raise ValueError(f"a cue whose first character is not told: {atom!r}")
    return {atom}


def _spelled_out(atom: str) -> set[str]:
    """The characters of a class with one range, as [0-9一二]."""
    found = re.fullmatch(r"\[([^\^\-])-([^\-])([^\-]*)\]", atom)
    if found is None:
        raise ValueError(f"a cue whose first character is not told: {atom!r}")
    return {chr(point) for point in range(ord(found[1]), ord(found[2]) + 1)} | set(found[3])


def _atom(way: str) -> tuple[str, str]:
    """The first atom and what follows it."""
    if way[0] == "[":
        end = way.index("]") + 1
        return way[:end], way[end:]
    if way[0] != "(":
        return way[0], way[1:]
    depth = 0
    for at, character in enumerate(way):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return way[: at + 1], way[at + 1 :]
    raise ValueError(f"a cue with an open bracket: {way!r}")


def _split(pattern: str) -> list[str]:
    """The ways that | divides at the outermost level."""
    ways, depth, start = [], 0, 0
    for at, character in enumerate(pattern):
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth == 0:
            ways.append(pattern[start:at])
            start = at + 1
    return [*ways, pattern[start:]]
