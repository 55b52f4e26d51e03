"""Entries → the index that a page searches by itself: pairs of neighbouring characters."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

import msgspec

_BETWEEN = re.compile(r"[\W_]+")


class Findable(msgspec.Struct, frozen=True):
    """``path`` of its page, ``title``, ``where`` it stands, and all its ``text``."""

    path: str
    title: str
    where: str
    text: str


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring letters, digits and characters; case and width do not matter.

    >>> sorted(pairs("网信办，ＡＢc"))
    ['ab', 'bc', '信办', '网信']
    """
    found: set[str] = set()
    for word in _BETWEEN.split(unicodedata.normalize("NFKC", text).lower()):
        found.update(word[at : at + 2] for at in range(len(word) - 1))
    return found


def search_index(entries: Iterable[Findable]) -> bytes:
    """A script that holds the index as JSON: a page opened from a disk may load a script, but no JSON. The places of a
    pair are the steps from one to the next.
    """
    listed = []
    places: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        listed.append([entry.path, entry.title, entry.where])
        for pair in pairs(f"{entry.title}\n{entry.text}"):
            places[pair].append(number)
    steps = {pair: [b - a for a, b in zip([0, *at], at, strict=False)] for pair, at in sorted(places.items())}
    data = json.dumps({"entries": listed, "pairs": steps}, ensure_ascii=False, separators=(",", ":"))
    return f"window.GUANLAN={data};\n".replace("\u2028", "\\u2028").encode()
