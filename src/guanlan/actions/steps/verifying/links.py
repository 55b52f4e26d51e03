"""The chain by itself: which links are as they were written, in which order, and what is missing between them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from guanlan.actions.evidence_summaries import Finding
from guanlan.records.evidence import FIRST, link_of


class Seen(NamedTuple):
    """A row of the chain as it lies there: ``digest`` is the hash that its statement has; then what the statement says
    of itself.
    """

    number: int
    day: str
    kind: str
    ref: int
    nonce: str
    hash: str
    digest: str
    place: int  # the number under which it was written
    previous: str
    said_day: str
    said_kind: str
    said_ref: object
    blob: str


class Judged(NamedTuple):
    """``genuine`` links in the order of the chain; their ``hashes`` with days, None where some cannot be known."""

    genuine: list[Seen]
    findings: list[Finding]
    hashes: list[tuple[datetime.date, str]] | None


_MOST = 10_000  # missing links told one by one: a forged number may leave any gap
Truthful = Callable[[Seen], bool]
"""Whether a link's statement is what the rows it is about say."""


def seen(row: Sequence[Any]) -> Seen:
    """A row: number, day, kind, ref, nonce, statement, hash."""
    number, day, kind, ref, nonce, statement, hash_ = row
    said = said_in(statement)
    place = said.get("number")
    return Seen(
        int(number),
        str(day),
        str(kind),
        ref,
        str(nonce),
        str(hash_),
        link_of(str(statement)),
        place if isinstance(place, int) else int(number),
        str(said.get("previous")),
        str(said.get("day", day)),
        str(said.get("kind")),
        said.get("ref"),
        str(said.get("blob")),
    )


def judge(rows: Sequence[Seen], truthful: Truthful) -> Judged:
    """Follow the chain from its end to its beginning, as each statement names the one before it."""
    walk = _Walk(rows, truthful)
    walk.back()
    genuine = walk.order[::-1]
    findings = [*walk.findings, *_inserted(rows, genuine), *_misplaced(rows, genuine, walk.lost), *_columns(genuine)]
    return Judged(genuine, findings, walk.hashes())


class _Walk:
    """From the newest link back; where one names what is not there, somebody changed or dropped what it names."""

    def __init__(self, rows: Sequence[Seen], truthful: Truthful) -> None:
        self._rows = sorted(rows, key=lambda one: one.number)
        self._truthful = truthful
        self._by_digest = {one.digest: one for one in self._rows}
        self._by_hash = {one.hash: one for one in self._rows}
        self._left = {one.number: one for one in self._rows}
        self.order: list[Seen] = []
        self.named: list[str | None] = []  # beside ``order``: what the next link calls it
        self.lost: list[int] = []
        self.findings: list[Finding] = []
        self._gaps = False

    def back(self) -> None:
        current = self._end()
        named: str | None = None
        while current is not None:
            del self._left[current.number]
            self.order.append(current)
            self.named.append(named)
            changed = self._changed(current, named)
            firm = named == current.digest
            named, below, guilty = self._before(current, trusted=firm or not changed, firm=firm)
            if changed or guilty:
                self.findings.append(Finding("evidence.link_changed", {"number": current.place}))
            current = below

    def hashes(self) -> list[tuple[datetime.date, str]] | None:
        """Each link's hash as the next one names it, so that a changed link does not change the heads."""
        if self._gaps:
            return None
        found = []
        for one, named in zip(self.order, self.named, strict=True):
            try:
                found.append((datetime.date.fromisoformat(one.said_day), named or one.hash))
            except ValueError:
                return None
        return found[::-1]

    def _end(self) -> Seen | None:
        """The newest link. One that hangs in the air while the one below it stands firm was put there."""
        rows = sorted(self._rows, key=lambda one: (one.place, one.number))
        for at in range(len(rows) - 1, 0, -1):
            if self._find(rows[at]) is not None or self._firm(rows[at], rows[at - 1]):
                return rows[at]
        return rows[0] if rows else None

    def _firm(self, top: Seen, below: Seen) -> bool:
        """Whether it is rather ``below`` that was changed."""
        return self._truthful(top) or not self._truthful(below)

    def _find(self, one: Seen) -> Seen | None:
        return self._by_digest.get(one.previous) or self._by_hash.get(one.previous)

    def _changed(self, one: Seen, named: str | None) -> bool:
        return one.digest != one.hash or (named is not None and named not in (one.digest, one.hash))

    def _before(self, current: Seen, *, trusted: bool, firm: bool) -> tuple[str | None, Seen | None, bool]:
        """What ``current`` calls the one before it, and that one, else the next below that is there; and whether it is
        ``current`` itself that must have been changed. ``firm``: the next link vouches for it.
        """
        previous = current.previous if trusted else None
        if previous == FIRST and current.place == 1:
            return None, None, False
        found = (self._by_digest.get(previous) or self._by_hash.get(previous)) if previous else None
        if found is not None and found.number in self._left:
            return previous, found, False
        wanted = current.place - 1
        below = next((one for one in self._left.values() if one.place == wanted), None)
        if below is None:
            return None, self._gap(wanted), False
        guilty = trusted and not firm and below.digest == below.hash and self._truthful(below)
        return (None if guilty else previous), below, guilty

    def _gap(self, wanted: int) -> Seen | None:
        """Links are missing from ``wanted`` down to the next that is there."""
        under = [one for one in self._left.values() if one.place <= wanted]
        below = max(under, key=lambda one: one.place, default=None)
        last = below.place if below is not None else 0
        missing = list(range(wanted, last, -1))[:_MOST]
        self.lost += missing
        self._gaps = self._gaps or bool(missing)
        self.findings += [Finding("evidence.link_lost", {"number": number}) for number in missing]
        return below


def _inserted(rows: Iterable[Seen], genuine: Iterable[Seen]) -> list[Finding]:
    known = {one.number for one in genuine}
    return [Finding("evidence.link_inserted", {"number": one.number}) for one in rows if one.number not in known]


def _misplaced(rows: Sequence[Seen], genuine: Sequence[Seen], lost: Sequence[int]) -> list[Finding]:
    """Links that stand at another number than they were written under, but for what insertions and losses shifted."""
    known = {one.number for one in genuine}
    inserted = [one.number for one in rows if one.number not in known]
    found = []
    for one in genuine:
        shift = sum(number < one.number for number in inserted) - sum(number < one.place for number in lost)
        if one.number != one.place and one.number - one.place != shift:
            found.append(Finding("evidence.link_moved", {"number": one.place, "to": one.number}))
    return found


def _columns(genuine: Iterable[Seen]) -> list[Finding]:
    """Links whose columns say other things than their statement."""
    return [
        Finding("evidence.link_changed", {"number": one.place})
        for one in genuine
        if one.digest == one.hash and (one.day, one.kind, one.ref) != (one.said_day, one.said_kind, one.said_ref)
    ]


def said_in(statement: object) -> dict[str, Any]:
    """What a statement says; nothing, where it is none."""
    try:
        said = json.loads(str(statement))
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
