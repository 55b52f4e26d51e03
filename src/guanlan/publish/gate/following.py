"""The page 往期追踪 before the gate: what it says of two entries, against those entries."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from guanlan.publish.gate.captures import Captures, Source
from guanlan.publish.gate.judging import judge
from guanlan.publish.gate.thing import Matter
from guanlan.publish.memory.telling import told_line
from guanlan.records.bulletin import Bulletin, Entry, Words
from guanlan.records.gate import Checkable
from guanlan.records.memory import FollowKind, FollowUp


def check_follow_ups(bulletin: Bulletin, day: datetime.date | None) -> Iterator[Checkable]:
    """The things of each relation that is printed; ``where`` is ``follow.3`` for the third.

    What it tells of this issue is judged against the entry as it stands now: a day or a title that was changed since
    the two were put together is open.
    """
    standing = {entry.id: entry for entry in bulletin.entries() if not entry.is_retracted()}
    shown = (one for one in bulletin.follow_ups if one.kind is not FollowKind.CARRIED)
    for number, one in enumerate((one for one in shown if one.later.entry in standing), 1):
        yield from _check(one, standing[one.later.entry], f"follow.{number}", day)


def _check(one: FollowUp, entry: Entry, where: str, day: datetime.date | None) -> Iterator[Checkable]:
    """Each line against the entry that it tells of: what the other says is no support for it."""
    name = f"{one.earlier.issue or one.earlier.issued}/{one.earlier.entry}"
    known = (one.earlier.day,) if one.earlier.day else ()
    before = Source(name, "", "", (Words(one.earlier.title),), day, known)
    yield from judge(told_line(one.earlier), Captures([before]), Matter(where, name, day))
    lead = entry.facts.date.value
    now = Source(f"entry:{entry.id}", "", "", (entry.title,), day, tuple(lead.date.split("/")) if lead else ())
    own = msgspec.structs.replace(one.later, title=entry.title.text)
    yield from judge(told_line(own), Captures([now]), Matter(where, now.report, day))
