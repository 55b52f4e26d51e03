"""How the sending of an issue stands."""

from __future__ import annotations

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


def active_readers() -> list[Reader]:
    """Those who have not left, by address."""
    return list(Reader.objects.filter(left=None).order_by("address"))
