"""The heads that were recorded, inside and outside, against those that the links make."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from guanlan.actions.evidence_summaries import Finding
from guanlan.records.evidence import Head, OutsideHead, day_heads, each_head

Hashes = Sequence[tuple[datetime.date, str]]


class Heads(NamedTuple):
    """The hashes of the heads after each link, and the newest head."""

    hashes: frozenset[str] = frozenset()
    newest: Head | None = None

    @property
    def number(self) -> int:
        """How many links there are."""
        return self.newest.number if self.newest else 0


def heads_of(links: Hashes) -> Heads:
    """The heads that these links make."""
    newest: Head | None = None
    hashes = set()
    for head in each_head(links):
        newest = head
        hashes.add(head.hash)
    return Heads(frozenset(hashes), newest)


def judge_days(hashes: Hashes, rows: Sequence[Sequence[Any]]) -> list[Finding]:
    """The days that were closed (day, number, count, digest, previous, hash) against the links."""
    made = {head.day.isoformat(): head for head in day_heads(hashes)}
    newest = max(made, default="")
    found = []
    seen = set()
    for day, *values in rows:
        seen.add(str(day))
        head = made.get(str(day))
        if head is None:
            found.append(Finding("evidence.day_unknown", {"day": day}))
        elif values != [head.number, head.count, head.digest, head.previous, head.hash]:
            found.append(Finding("evidence.day_changed", {"day": day}))
    found += [Finding("evidence.day_lost", {"day": day}) for day in sorted(made) if day not in seen and day != newest]
    return found


def judge_head(outside: OutsideHead, heads: Heads) -> Finding | None:
    """None where the chain had this head at some time."""
    shown = outside.hash[:16]
    if outside.hash in heads.hashes:
        return None
    total = heads.number
    if outside.number is None:
        return Finding("evidence.head_unknown", {"head": shown, "number": total})
    if outside.number > total:
        missing = outside.number - total
        return Finding("evidence.tail_dropped", {"head": shown, "missing": missing, "number": total})
    return Finding("evidence.head_differs", {"head": shown, "number": outside.number})


def judge_issues(rows: Sequence[tuple[str, object, str]], heads: Heads) -> list[Finding]:
    """The heads that issues were printed with (title, number, head as JSON)."""
    found = []
    for title, number, text in rows:
        issue = f"{title}/{number}"
        try:
            head = json.loads(text)
            outside = OutsideHead(str(head["hash"]), None, int(head["number"]))
        except (ValueError, KeyError, TypeError):
            found.append(Finding("evidence.issue_head_changed", {"issue": issue}))
            continue
        if judge_head(outside, heads) is not None:
            shown = {"issue": issue, "head": outside.hash[:16], "number": outside.number}
            found.append(Finding("evidence.issue_head", shown))
    return found
