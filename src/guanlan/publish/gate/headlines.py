"""The headline of an entry: what its few words do not settle against the captures, the entry's own body may.

A headline has no room for the words that stand around a value in a capture. So what does not stand there is judged
against the body, as the headlines of a printed issue are; the support is that of the body's own thing, which must
stand itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from guanlan.publish.gate.captures import Captures, Source
from guanlan.publish.gate.judging import judge
from guanlan.publish.gate.thing import Matter, Thing
from guanlan.records.bulletin import Words
from guanlan.records.gate import Checkable, CheckState, Support


def judge_headline(
    title: tuple[str, Sequence[Thing]],
    captures: Captures,
    matter: Matter,
    body: tuple[str, Sequence[Thing]],
    told: Sequence[Checkable],
) -> tuple[Checkable, ...]:
    """Every checkable thing of a headline. ``title`` and ``body`` are each a text and its things; ``told`` is how those
    of the body stand, in their order.
    """
    words, found = title
    judged = judge(words, captures, matter, found=found)
    if all(one.state is not CheckState.OPEN for one in judged):
        return judged
    again = judge(words, Captures([_source_of(*body, matter)]), matter, found=found)
    return tuple(_of_body(one, other, told) for one, other in zip(judged, again, strict=True))


def _source_of(body: str, found: Sequence[Thing], matter: Matter) -> Source:
    """The body as a capture whose published text is itself, so that supports tell the places in it."""
    lines, at = [], 0
    for line in body.split("\n"):
        lines.append(Words(line, ((at, at + len(line)),)))
        at += len(line) + 1
    return Source("body", "", body, tuple(lines), matter.day, found=((0, tuple(found)),))


def _of_body(one: Checkable, other: Checkable, told: Sequence[Checkable]) -> Checkable:
    if one.state is not CheckState.OPEN or other.state is CheckState.OPEN:
        return one
    supports: list[Support] = []
    for place in other.support:
        at = place.anchor
        things = [it for it in told if it.start < at.end and at.start < it.end]
        if not things or any(it.state is CheckState.OPEN for it in things):
            return one
        supports += (support for it in things for support in it.support)
    if not supports:
        return one
    return msgspec.structs.replace(
        one,
        state=CheckState.DERIVED,
        support=tuple(_distinct(supports)),
        derivation="headline",
        reason=None,
        params={"value": one.value},
    )


def _distinct(supports: Sequence[Support]) -> Iterator[Support]:
    """Each once."""
    yield from {(one.report, one.anchor.start, one.anchor.end): one for one in supports}.values()
