"""What visits left undone that were broken off or met failures: bytes stored and not read, annexes not fetched."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db.models import Q

from guanlan.actions.context import Context
from guanlan.actions.steps.held import STOPPED, is_held, is_inline, record_of
from guanlan.actions.steps.keep import origin_of
from guanlan.actions.steps.read_in import read_in
from guanlan.actions.summaries import Outcome
from guanlan.collect.sink import Event, Family, Sink, Wanted
from guanlan.records.source import SourceSpec
from guanlan.store import blobs
from guanlan.store.models import Exchange, Source, Visit

if TYPE_CHECKING:
    from scrapy.http import Response

BACK = datetime.timedelta(days=30)
"""How long annexes that could not be got are asked for again: a server that is down for a month is not coming back."""

_HARMLESS = ("collect.unchanged", "collect.empty", "collect.changed")


def unfinished(context: Context) -> Iterator[Outcome]:
    """Read what was stored by a visit and not read: the process died between the two."""
    broken = Visit.objects.filter(Q(ended=None) | Q(events__has_key=STOPPED))
    rows = Exchange.objects.filter(visit__in=broken, capture__blob__removal=None)
    rows = rows.filter(capture__blob__versions=None, capture__blob__refusals=None, capture__notice=None)
    for row in rows.select_related("capture").order_by("pk"):
        sha256, origin = row.capture.blob_id, origin_of(row.capture)
        shown = origin.address or row.capture.origin
        yield read_in(sha256, blobs.get(sha256), "release", shown=shown, origin=origin, context=context)


class Guarded:
    """``collect.sink.Family``: as ``family`` walks, and besides to what is to be asked for again; an answer that the
    family stumbles over is an event and leads nowhere.
    """

    def __init__(self, family: Family, again: Iterable[Wanted], sink: Sink) -> None:
        self.name = family.name
        self._family, self._again, self._sink = family, tuple(again), sink

    def start(self, spec: SourceSpec) -> Iterable[Wanted]:
        """Where the family begins, then what is asked for again."""
        yield from self._family.start(spec)
        yield from self._again

    def follow(self, spec: SourceSpec, wanted: Wanted, response: Response) -> Iterable[Wanted]:
        """What the family finds; nothing where it fails."""
        try:
            return list(self._family.follow(spec, wanted, response))
        except Exception as error:  # pages from outside find every mistake of a parser
            detail = f"{type(error).__name__}: {error}"[:300]
            self._sink.note(Event("collect.not_walked", wanted.address, {"detail": detail}))
            return []


def missing_annexes(source: Source, spec: SourceSpec, family: Family, now: datetime.datetime) -> Iterator[Wanted]:
    """The annexes of the pages that were stored lately which are not held. Only pages of visits that were broken off
    or met failures are looked at.
    """
    recent = source.visits.filter(began__gte=now - BACK)
    doubtful = [visit.pk for visit in recent if visit.ended is None or set(visit.events) - set(_HARMLESS)]
    rows = Exchange.objects.filter(visit__in=doubtful, parent="", capture__blob__removal=None)
    for row in rows.select_related("capture").order_by("pk"):
        wanted = Wanted(row.asked, "detail", date=row.capture.headers.get("date"))
        try:
            led = list(family.follow(spec, wanted, response_of(row)))
        except Exception:  # it was counted when the page came
            continue
        yield from (one for one in led if one.role == "attachment" and not is_held(one.address))


def response_of(row: Exchange) -> Response:
    """The answer as the crawler saw it."""
    from scrapy.http import HtmlResponse  # a heavy part, and only visits need it

    record = record_of(row)
    drop = {"content-encoding", "transfer-encoding", "content-length"}
    headers = [(name, value) for name, value in record.headers if name.lower() not in drop]
    address = row.asked if is_inline(row) else record.address
    return HtmlResponse(address, status=record.status, headers=headers, body=blobs.get(row.capture.blob_id))
