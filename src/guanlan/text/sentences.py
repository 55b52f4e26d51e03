"""Chinese sentences: they end at 。！？；… outside quotes and brackets, and at line breaks."""

from __future__ import annotations

from collections.abc import Iterator

from guanlan.text.span import Found


def find_sentences(text: str, context: object = None) -> Iterator[Found[str]]:
    """Every sentence with its end mark and closing quotes, without blanks around it."""
    raise NotImplementedError
