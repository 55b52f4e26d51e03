"""What is sure is mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from guanlan.records.finding import Finding

_TITLE = re.compile("《[^《》\\n]*》")
# what is right in a title, whatever its issuer meant: the width of a bracket, and no mark of half width
_IN_TITLES = frozenset({"GL105", "GL106"})
_ROUNDS = 8  # a mend may uncover another slip; a text that is not still by then is left as it is


def sure(findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """Errors with a mend, none overlapping another: the weightier and earlier stays. Warnings are for a person, and so
    are the words of a 《title》, which its issuer may have written so.
    """
    titles = [found.span() for found in _TITLE.finditer(text)]
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda one: (one.start, -one.end)):
        if one.mend is None or one.level != "error" or (kept and kept[-1].end > one.start):
            continue
        if one.code in _IN_TITLES or not any(start < one.end and one.start < end for start, end in titles):
            kept.append(one)
    return tuple(kept)


def mended(text: str, findings: Iterable[Finding]) -> str:
    """``text`` with every sure mend put in.

    >>> mended("条例(草案)", [Finding("GL105", "error", 2, 6, "(草案)", "（草案）")])
    '条例（草案）'
    """
    pieces, at = [], 0
    for one in sure(findings, text):
        pieces += [text[at : one.start], one.mend or ""]
        at = one.end
    return "".join((*pieces, text[at:]))


def mended_through(text: str, find: Callable[[str], Iterable[Finding]]) -> str:
    """``text`` mended until nothing sure is left in it: mended once more, it stays as it is."""
    for _ in range(_ROUNDS):
        again = mended(text, find(text))
        if again == text:
            return text
        text = again
    return text
