"""What is held of the addresses of a watched source, and which of them are to be looked at again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Min, QuerySet

from guanlan.collect.sink import Validators, Wanted
from guanlan.records.codec import from_json
from guanlan.records.exchange import Exchange as ExchangeRecord
from guanlan.store.models import Exchange, Source

LOOKS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
"""The ages in days at which a held page is looked at again. Most edits come in the first days; a page is asked for nine
times in its first year, and an edit is noticed when the page is at most twice as old."""

CHALLENGE = "challenge"


STOPPED = "collect.stopped"
"""The event of a visit that ended before it had looked at everything."""


class Held(NamedTuple):
    """What is held of one source. ``anchors`` are the addresses that visits carried to their end have brought."""

    anchors: frozenset[str]
    before: datetime.datetime | None  # when the last visit that was carried to its end began


def held_of(source: Source) -> Held:
    """What visits to ``source`` have brought."""
    ended = source.visits.filter(ended__isnull=False).exclude(events__has_key=STOPPED)
    last = ended.order_by("-began").first()
    anchors = frozenset(_rows(source).filter(visit__in=ended).values_list("asked", flat=True))
    return Held(anchors, last.began if last is not None else None)


def is_held(address: str) -> bool:
    """Whether a document was got from ``address``, by whatever visit. A page that asked who is there is none."""
    return answers_of(address).exists()


def answers_of(address: str) -> QuerySet[Exchange]:
    """The documents that were got from ``address``."""
    return Exchange.objects.filter(asked=address[:2000]).exclude(capture__notice__state=CHALLENGE)


def newest_answer(address: str) -> Exchange | None:
    """The last of them."""
    return answers_of(address).select_related("capture").order_by("-pk").first()


def validators_of(address: str) -> Validators | None:
    """What a conditional request for ``address`` sends; None where nothing is held or its answer bore nothing."""
    row = newest_answer(address)
    if row is None or is_inline(row):
        return None
    headers = {name.lower(): value for name, value in record_of(row).headers}
    found = Validators(headers.get("etag"), headers.get("last-modified"))
    return found if found.etag or found.modified else None


def due_again(source: Source, held: Held, now: datetime.datetime) -> Iterator[Wanted]:
    """The source's pages that have come to an age of ``LOOKS`` since its last visit, the youngest first."""
    if held.before is None:
        return
    first_seen = (
        _rows(source).filter(parent="").values_list("asked").annotate(first=Min("capture__at")).order_by("-first")
    )
    for address, first in first_seen:
        if any(held.before < first + datetime.timedelta(days=age) <= now for age in LOOKS):
            row = newest_answer(address)
            if row is not None and not is_inline(row) and not _was_removed(address):
                told = row.capture.headers  # what the list said holds on: it is not asked again
                yield Wanted(address, "detail", told.get("title"), told.get("date"), page=0)


def record_of(row: Exchange) -> ExchangeRecord:
    """The exchange of a row, without its body."""
    return from_json(row.record, ExchangeRecord)


def is_inline(row: Exchange) -> bool:
    """Whether the document came inside the answer to another address, a feed's or an API's."""
    return record_of(row).asked[:2000] != row.asked


def _was_removed(address: str) -> bool:
    """Whether what came from there was taken out by order: then it is not got again."""
    return answers_of(address).filter(capture__blob__removal__isnull=False).exists()


def _rows(source: Source) -> QuerySet[Exchange]:
    return Exchange.objects.filter(visit__source=source)
