"""The readers of law texts."""

from __future__ import annotations

from guanlan.records.law import LawText
from guanlan.records.reading import Reading


def read_law(reading: Reading) -> LawText:
    """The law that ``reading`` holds; spans are code points of ``reading.text``.

    Raises InputError ``law.no_title``, ``law.not_a_law``, ``law.too_long``.
    """
    raise NotImplementedError


def read_law_text(text: str) -> LawText:
    """As :func:`read_law`, for a decoded text or Markdown file, line by line; spans are code points of ``text``."""
    raise NotImplementedError


def looks_like_law(reading: Reading) -> bool:
    """Whether ``read_law`` would find units of a law in ``reading``; never raises."""
    raise NotImplementedError
