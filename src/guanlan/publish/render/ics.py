"""Bulletin → a calendar (RFC 5545) of what its entries say is due: comments, norms that begin or end, deadlines."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator

import msgspec
from icalendar import Calendar, Event

from guanlan.publish.render.addresses import DAYLESS, entry_tag
from guanlan.publish.render.sheet import Sheet, SheetEntry
from guanlan.publish.render.signs import printed
from guanlan.records.bulletin import Bulletin, Entry

SORTS = {
    "comment": "征求意见截止",
    "effective": "施行",
    "expires": "失效",
    "deadline": "期限",
}


class Due(msgspec.Struct, frozen=True):
    """``sort`` is a key of ``SORTS``; ``day`` an ISO day."""

    sort: str
    day: str
    what: str
    whom: str | None = None


def ics(bulletin: Bulletin, sheet: Sheet) -> bytes:
    """One whole-day event for each thing due on the day of the issue or later; of all days where it says none."""
    calendar = Calendar()
    calendar.add("prodid", "-//Guanlan//zh-CN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", sheet.name())
    for entry, shown in zip(bulletin.entries(), sheet.entries(), strict=True):
        for due in dict.fromkeys(due_of(entry)):
            if sheet.day is None or due.day >= sheet.day:
                calendar.add_component(_event(sheet, shown, due))
    data: bytes = calendar.to_ical(sorted=False)
    return data


def due_of(entry: Entry) -> Iterator[Due]:
    """What an entry says is due. A deadline on a day that its instrument tells of already is that day told again."""
    told = set()
    for fact in entry.facts.instruments:
        one = fact.value
        if one is None:
            continue
        for sort, day in (("comment", one.comment_until), ("effective", one.effective), ("expires", one.expires)):
            if day is not None:
                told.add(day)
                yield Due(sort, day, f"《{printed(one.title)}》")
    for each in entry.facts.deadlines:
        if each.value is not None and each.value.date not in told:
            yield Due("deadline", each.value.date, printed(each.value.what), each.value.whom)


def _event(sheet: Sheet, entry: SheetEntry, due: Due) -> Event:
    event = Event()
    name = f"{entry_tag(sheet, entry.id)} {due.sort} {due.day} {due.what}"
    first = datetime.date.fromisoformat(due.day)
    stamp = datetime.date.fromisoformat(sheet.day or DAYLESS)
    event.add("uid", hashlib.sha256(name.encode()).hexdigest()[:32] + "@guanlan.invalid")
    event.add("dtstamp", datetime.datetime.combine(stamp, datetime.time(), datetime.UTC))
    event.add("dtstart", first)
    if first < datetime.date.max:
        event.add("dtend", first + datetime.timedelta(days=1))
    event.add("summary", f"{SORTS[due.sort]}：{due.what}")
    words = [
        entry.title,
        *([f"对象：{printed(due.whom)}"] if due.whom else []),
        *([entry.source] if entry.source else []),
    ]
    event.add("description", "\n".join(words))
    event.add("categories", [SORTS[due.sort]])
    event.add("transp", "TRANSPARENT")
    return event
