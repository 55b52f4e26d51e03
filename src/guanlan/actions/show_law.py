"""What a law, or a provision of it, says on a day."""

from __future__ import annotations

from datetime import date

from guanlan.actions.law_summaries import LawView


def show_law(name: str, provision: str | None = None, *, on: date) -> LawView:
    """The version of ``name`` in force on a day, whole or at ``provision`` (第五十九条第一款, 59, 21-1).

    Raises ``InputError`` ``laws.unknown``, ``laws.ambiguous``, ``laws.no_version`` with what may have been meant. A
    provision that the version does not have is no error: ``resolved`` says so.
    """
    raise NotImplementedError
