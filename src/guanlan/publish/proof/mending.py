"""What is sure is mended."""

from __future__ import annotations

from collections.abc import Iterable

from guanlan.records.finding import Finding


def sure(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors with a mend, none overlapping another: the weightier and earlier stays. Warnings are for a person."""
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda one: (one.start, -one.end)):
        if one.mend is not None and one.level == "error" and (not kept or kept[-1].end <= one.start):
            kept.append(one)
    return tuple(kept)


def mended(text: str, findings: Iterable[Finding]) -> str:
    """``text`` with every sure mend put in.

    >>> mended("条例(草案)", [Finding("GL105", "error", 2, 6, "(草案)", "（草案）")])
    '条例（草案）'
    """
    pieces, at = [], 0
    for one in sure(findings):
        pieces += [text[at : one.start], one.mend or ""]
        at = one.end
    return "".join((*pieces, text[at:]))
