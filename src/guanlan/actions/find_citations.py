"""Every citation of a text, and where it leads."""

from __future__ import annotations

from datetime import date

from guanlan.actions.law_summaries import CitationsFound


def find_citations(text: str, *, on: date) -> CitationsFound:
    """The citations and references of ``text`` in order, each resolved on a day or with the reason why not."""
    raise NotImplementedError
