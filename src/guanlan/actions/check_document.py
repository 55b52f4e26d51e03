"""The citations of a user's own document, checked against the laws that are held."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from guanlan.actions.act import permit
from guanlan.actions.context import Context
from guanlan.actions.steps.law_library import open_library
from guanlan.errors import InputError
from guanlan.formats import admit, read
from guanlan.formats.media import DOCX
from guanlan.law.checkup import Checkup, Finding, check_citations, finding_sentence
from guanlan.publish.render.comments import Comment, comment_docx

AUTHORS = {"zh": "观澜", "en": "Guanlan"}
_NOTES = {"zh": "（按{on}施行的文本核对，供参考，不是法律意见）", "en": " (as of {on}; no legal opinion)"}


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
    permit(context, "check")
    media_type = admit(data, name)
    if docx and media_type != DOCX:
        raise InputError("actions.not_docx", name=name)
    reading = read(data, name=name)
    context.tell(0, 1, name)
    checkup = check_citations(reading, open_library(), on=on)
    context.tell(1, 1)
    if not docx:
        return Checked(checkup)
    comments = [Comment(one.start, one.end, _comment(one, on, language)) for one in checkup.findings]
    # the day that was asked for dates the comments, so that the same check gives the same bytes
    noon = datetime.combine(on, datetime.min.time(), tzinfo=context.now.tzinfo).replace(hour=12)
    return Checked(checkup, comment_docx(data, comments, author=AUTHORS[language], at=noon))


def _comment(finding: Finding, on: date, language: str) -> str:
    return finding_sentence(finding, language) + _NOTES[language].format(on=on.isoformat())
