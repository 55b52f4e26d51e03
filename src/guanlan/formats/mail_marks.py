"""By what a mail and a page saved in one file show themselves: both begin with header lines."""

from __future__ import annotations

import re

from guanlan.formats.media import EML, MHTML

_LINES = re.compile(rb"(?:[!-9;-~]+[ \t]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+")
# lines that a text about a meeting ("Date: …", "Subject: …") does not begin with
_OF_MAIL = re.compile(
    rb"^(?:MIME-Version|Received|Message-ID|Return-Path|DKIM-Signature|Snapshot-Content-Location):", re.I | re.M
)
_USUAL = re.compile(rb"^(?:From|To|Date|Subject|Content-Type|X-Mailer):", re.I | re.M)
_SENT = re.compile(rb"^(?:To|Cc|Received|Message-ID|Return-Path):", re.I | re.M)
_SAVED = re.compile(rb"^Snapshot-Content-Location:", re.I | re.M)
_RELATED = re.compile(rb"^Content-Type:\s*(?:multipart/related|text/html)\b", re.I | re.M)


def mail_type(head: bytes, named: str | None) -> str | None:
    """``message/rfc822`` or ``multipart/related``; None for anything else. A saved page was sent to nobody.

    >>> mail_type(b"From: a@example.invalid\\r\\nMIME-Version: 1.0\\r\\nTo: b@example.invalid\\r\\n\\r\\n", None)
    'message/rfc822'
    """
    found = _LINES.match(head.lstrip(b"\xef\xbb\xbf\r\n"))
    if found is None:
        return None
    lines = found[0]
    if not (_OF_MAIL.search(lines) or (named in (EML, MHTML) and _USUAL.search(lines))):
        return None
    saved = _SAVED.search(lines) or named == MHTML or (not _SENT.search(lines) and named != EML)
    return MHTML if saved and _RELATED.search(lines) else EML
