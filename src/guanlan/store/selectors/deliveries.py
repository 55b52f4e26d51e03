"""How the sending of an issue stands."""

from __future__ import annotations

import datetime

from guanlan.store.models import Delivery, Issue, Reader


def latest_deliveries(issue: Issue, amendment: int = 0) -> dict[int, Delivery]:
    """Reader's row → the latest step, for all that the issue (or the notice of its ``amendment``) was planned for."""
    rows = Delivery.objects.filter(issue=issue, amendment=amendment).order_by("id").select_related("reader")
    return {row.reader_id: row for row in rows}


def readers_who_got(issue: Issue) -> list[Reader]:
    """Those whose server took the issue, and those who may have it; by address."""
    rows = latest_deliveries(issue).values()
    found = [row.reader for row in rows if row.state in ("accepted", "handed", "uncertain")]
    return sorted(found, key=lambda one: one.address)


def readers_before(issue: Issue, at: datetime.datetime) -> list[Reader]:
    """Those to whom the issue was handed before this instant and whose server did not refuse it; by address."""
    first: dict[int, datetime.datetime] = {}
    for row in Delivery.objects.filter(issue=issue, amendment=0, state="handed").order_by("id"):
        first.setdefault(row.reader_id, row.at)
    return [one for one in readers_who_got(issue) if first.get(one.pk, at) <= at]


def active_readers() -> list[Reader]:
    """Those who have not left, by address."""
    return list(Reader.objects.filter(left=None).order_by("address"))
