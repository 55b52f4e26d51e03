"""The citations of a user's own document, checked against the laws that are held."""

from __future__ import annotations

from datetime import date

import msgspec

from guanlan.actions.context import Context
from guanlan.law.checkup import Checkup


class Checked(msgspec.Struct, frozen=True):
    """``docx`` is a copy of the document with comments, where that was asked for."""

    checkup: Checkup
    docx: bytes | None = None


def check_document(
    data: bytes, name: str, *, on: date, context: Context, docx: bool = False, language: str = "zh"
) -> Checked:
    """Check a document (DOCX, PDF, Markdown, HTML, text) as the law stands on ``on``; nothing of it is stored.

    Raises ``InputError`` for what cannot come in, ``ReadingError`` for what cannot be read, and ``InputError``
    ``actions.not_docx`` where a commented copy of another format is asked for.
    """
    raise NotImplementedError
