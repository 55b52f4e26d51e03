"""Normalised text → tokens: overlapping pairs, and the single letters that a passage has.

Pairs are taken over the characters with an edge (``EDGE``) at both ends of each Latin word or number, so that one index
answers both questions: for ``ai`` anywhere, and for ``ai`` as a word.
"""

from __future__ import annotations

import re

from guanlan.store.search.normal import WORD

EDGE = "\U0010fffd"
# Engines cut tokens at ASCII marks and blanks: inside tokens these stand at places of their own
_MARKS = {chr(point): chr(0x10FF00 + point) for point in range(0x80) if not chr(point).isalnum()}
_MARK = re.compile("[" + re.escape("".join(_MARKS)) + "]")
_BLANK_BETWEEN = re.compile(f"{EDGE} {EDGE}")


def pairs(text: str) -> list[str]:
    """The tokens of a passage, in order: two neighbours each, and the last one alone: every character begins one.

    >>> pairs("网络安全")
    ['网络', '络安', '安全', '全']
    >>> [pair.replace(EDGE, "|") for pair in pairs("用ai")]
    ['用|', '|a', 'ai', 'i|', '|']
    """
    edged = _edged(text)
    return [*_pairs(edged), edged[-1]] if edged else []


def letters(text: str) -> set[str]:
    """The different characters of a passage, as tokens."""
    return set(_unmarked(text))


def pairs_of_phrase(text: str, *, whole_left: bool, whole_right: bool) -> list[str]:
    """The tokens of a phrase that is asked for; where it begins or ends inside of a word unless ``whole``.

    >>> pairs_of_phrase("ai", whole_left=False, whole_right=False)
    ['ai']
    """
    edged = _edged(text)
    if not whole_left:
        edged = edged.removeprefix(EDGE)
    if not whole_right:
        edged = edged.removesuffix(EDGE)
    return _pairs(edged)


def token_of_letter(letter: str) -> str:
    """How one character stands in either index: as a token of its own, and at the beginning of pairs."""
    return _unmarked(letter)


def token_of_mark(mark: str) -> str:
    """A mark of a passage as a token that no words have."""
    return "\U0010fffc" + _unmarked(mark)


def _pairs(edged: str) -> list[str]:
    return list(map(str.__add__, edged, edged[1:]))


def _edged(text: str) -> str:
    edged = WORD.sub(rf"{EDGE}\g<0>{EDGE}", text)
    return _unmarked(_BLANK_BETWEEN.sub(EDGE, edged))


def _unmarked(text: str) -> str:
    return _MARK.sub(lambda found: _MARKS[found[0]], text)
