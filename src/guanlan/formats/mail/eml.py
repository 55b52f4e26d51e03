"""EML: the words of a mail, with who forwarded them and when. Its attachments are members, not words."""

from __future__ import annotations

import re
from email.message import Message

import msgspec

from guanlan.errors import ReadingError
from guanlan.formats.draft import Draft
from guanlan.formats.html import READER as HTML_READER
from guanlan.formats.lines import lines
from guanlan.formats.mail.bodies import sorted_parts
from guanlan.formats.mail.headers import header, instant, sender
from guanlan.formats.mail.parts import charset_of, content, kind_of, parsed
from guanlan.formats.media import EML
from guanlan.formats.txt import READER as TXT_READER
from guanlan.records.reading import BlockKind, Reading

_FORWARDED = re.compile(r"(?:(?:Fwd?|FW|Re|转发|回复|答复)\s?[:：]\s*|\[转发\]\s*)+", re.I)
# what a body may say of itself; the mail's own headers say who passed it on, never who published it
_FROM_BODY = ("address", "published", "publisher", "language")


class EmlReader:
    """Mails as files."""

    name = "eml"
    version = "1"
    media_types: tuple[str, ...] = (EML,)

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """Subject (a heading) and body. ``metadata``: ``title`` (the subject without 转发), ``forwarded_by``,
        ``forwarded_at`` (ISO instant), ``subject``, ``attachments`` (how many). ReadingError for a mail without words.
        """
        shown = name or "-"
        message = parsed(data, shown)
        found = sorted_parts(message)
        draft = Draft()
        subject = header(message, "Subject")
        title = _FORWARDED.sub("", subject).strip()
        if title:
            draft.add(BlockKind.HEADING, title, path="header[Subject]", level=1)
        metadata = _facts(message, subject, title, len(found.attachments))
        for part, path in found.bodies:
            reading = body_reading(part, shown, charset)
            if reading is not None:
                draft.include(reading, path)
                metadata |= {key: reading.metadata[key] for key in _FROM_BODY if reading.metadata.get(key)} | metadata
        if not draft.text.strip():
            raise ReadingError("formats.no_text", name=shown)
        return Reading(
            f"{self.name}/{self.version}", EML, draft.text, None, tuple(draft.blocks), (), tuple(draft.links), metadata
        )


def _facts(message: Message, subject: str, title: str, attachments: int) -> dict[str, str]:
    given = {
        "title": title,
        "subject": subject,
        "forwarded_by": sender(header(message, "From")),
        "forwarded_at": instant(header(message, "Date")),
        "attachments": str(attachments) if attachments else "",
    }
    return {key: value for key, value in given.items() if value}


def body_reading(part: Message, shown: str, charset: str | None = None) -> Reading | None:
    """The reading of one text part; None for one without words. Plain text comes line by line."""
    data = content(part)
    label = charset_of(part) or charset
    try:
        if kind_of(part) == "text/html":
            return HTML_READER.read(data, None, charset=label)
        reading = TXT_READER.read(data, shown, charset=label)
    except ReadingError:
        return None
    draft = Draft()
    for number, (start, end) in enumerate(lines(reading.text), 1):
        draft.add(BlockKind.PARAGRAPH, reading.text[start:end], path=f"line[{number}]")
    return msgspec.structs.replace(reading, text=draft.text, blocks=tuple(draft.blocks), pages=())


READER = EmlReader()
