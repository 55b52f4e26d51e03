"""采用统计: what units sent, and how much of it the journal took."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from guanlan.actions.submission_summaries import UnitStatistics
from guanlan.store.models import Contribution
from guanlan.store.selectors.units import contributions, issues_with

_TENTH = Decimal("0.1")


def submission_statistics(*, year: int | None = None, month: str | None = None) -> tuple[UnitStatistics, ...]:
    """One line a unit that sent something, the most adopted first. ``year`` and ``month`` are those the forms are for.

    A report that was sent again is one report; a row that went back and came again in order is no longer returned.
    """
    rows: dict[str, list[Contribution]] = {}
    for row in contributions(year, month):
        rows.setdefault(row.submission.unit.name, []).append(row)
    adopted = issues_with({row.release_id for sent in rows.values() for row in sent if row.release_id is not None})
    lines = [_line(unit, sent, adopted) for unit, sent in rows.items()]
    return tuple(sorted(lines, key=lambda one: (-one.adopted, -one.sent, one.unit)))


def _line(unit: str, rows: list[Contribution], adopted: dict[int, tuple[int, ...]]) -> UnitStatistics:
    releases = {row.release_id for row in rows if row.release_id is not None}
    mended = {row.title for row in rows if row.release_id is not None}
    returned = {row.title or row.pk for row in rows if row.release_id is None and row.title not in mended}
    taken = releases & adopted.keys()
    share = None
    if releases:
        share = (Decimal(100 * len(taken)) / len(releases)).quantize(_TENTH, ROUND_HALF_UP)
    return UnitStatistics(
        unit,
        len({row.submission_id for row in rows}),
        len(releases),
        len(returned),
        len(taken),
        share,
        tuple(sorted({number for release in taken for number in adopted[release]})),
    )
