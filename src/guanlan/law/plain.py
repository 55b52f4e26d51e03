"""A version of an instrument as Markdown and as JSON."""

from __future__ import annotations

from guanlan.law.akn import Holding
from guanlan.records.law import LawText


def law_markdown(published: str, law: LawText, holding: Holding) -> str:
    """Title, what is known of it, and its units; a heading a part, chapter and section."""
    raise NotImplementedError


def law_json(published: str, law: LawText, holding: Holding) -> bytes:
    """The record with the words of each unit, indented."""
    raise NotImplementedError
