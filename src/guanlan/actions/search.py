"""Words → the passages that hold them."""

from __future__ import annotations

from datetime import date

from guanlan.actions.law_summaries import SearchFound


def search(
    words: str,
    *,
    kind: str | None = None,
    place: str | None = None,
    since: date | None = None,
    until: date | None = None,
    work: str | None = None,
    rank: str | None = None,
    limit: int = 20,
) -> SearchFound:
    """The passages that hold every one of ``words`` (parted by blanks; "in quotes" blanks are kept as they are).

    ``kind``: law, report, entry, development. ``place`` ``CN`` finds ``CN-GD`` too. ``since`` and ``until`` are days,
    both included. ``work`` is a law by its name, ``rank`` a ``law.ranks.Rank``. Raises ``InputError`` where there are
    no words, or a filter names nothing.
    """
    raise NotImplementedError
