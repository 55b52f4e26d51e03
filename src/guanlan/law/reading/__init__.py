"""A law text as read by ``formats``, or decoded Markdown → :class:`~guanlan.records.law.LawText`."""

from guanlan.law.reading.reader import looks_like_law, read_law, read_law_text
from guanlan.law.reading.words import unit_words

__all__ = ["looks_like_law", "read_law", "read_law_text", "unit_words"]
