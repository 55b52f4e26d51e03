"""Who cites a law, or an article of it."""

from __future__ import annotations

from guanlan.actions.law_summaries import CitedBy


def cited_by(citation: str, *, limit: int | None = None) -> CitedBy:
    """Who cites it, over laws, reports and entries: 《网络安全法》第五十九条, or a title alone (every article).

    Raises ``InputError`` where ``citation`` is none, or names several works.
    """
    raise NotImplementedError
