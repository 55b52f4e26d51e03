"""A version of an instrument as a file."""

from __future__ import annotations

from datetime import date

FORMATS = ("akn", "md", "json")


def export_law(name: str, *, on: date, format: str = "akn") -> bytes:
    """The version of ``name`` that holds on ``on``, as Akoma Ntoso, Markdown or JSON.

    Raises ``InputError`` for an unknown or ambiguous name, a day without a version, a format that is not known.
    """
    raise NotImplementedError
