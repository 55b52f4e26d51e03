"""An article → its tiers of penalties."""

from __future__ import annotations

from guanlan.records.law import LawText
from guanlan.records.penalties import Tier


def read_tiers(published: str, law: LawText, index: int) -> tuple[Tier, ...]:
    """The tiers of unit ``index`` of ``law`` (an article, or a paragraph of a text without articles), in text order.

    ``published`` is the as-published text that the units of ``law`` point into. Never raises; an article without
    penalties gives none.
    """
    raise NotImplementedError
