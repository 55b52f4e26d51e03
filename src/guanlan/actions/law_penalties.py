"""The penalties that an article provides for."""

from __future__ import annotations

from datetime import date

from guanlan.actions.law_summaries import PenaltiesView


def law_penalties(name: str, article: str, *, on: date) -> PenaltiesView:
    """The tiers of ``article`` (59, 21-1, 第五十九条) as of a day. Raises ``InputError`` as ``show_law`` does, and
    ``laws.no_provision``."""
    raise NotImplementedError
