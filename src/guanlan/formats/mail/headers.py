"""Header lines as a person reads them: encoded words (RFC 2047), names of files (RFC 2231), bare bytes."""

from __future__ import annotations

import binascii
import quopri
import re
from email.message import Message
from email.utils import collapse_rfc2231_value, getaddresses, parsedate_to_datetime

from guanlan.formats.encodings import codec_of, decoded_label

_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_RAW_NAME = re.compile(r"""\b(?:file)?name\s*=\s*(?:"([^"]*)"|([^;\s]+))""", re.I)
_FOLD = re.compile(r"\r?\n[ \t]*")


def header(part: Message, name: str) -> str:
    """The header's words, decoded; empty where there is none."""
    wanted = name.lower()
    for key, value in part.raw_items():
        if key.lower() == wanted:
            return decoded_words(str(value))
    return ""


def decoded_words(value: str) -> str:
    """Encoded words decoded, broken ones left as they stand.

    Some mailers cut a character in two where they begin a new word, so bytes of one charset are put together first.

    >>> decoded_words("=?GB2312?B?zajWqg==?= 2025")
    '通知 2025'
    """
    whole = _FOLD.sub(" ", _plain(value))
    parts: list[str] = []
    waiting: tuple[str, bytes] | None = None
    end = 0
    for found in _WORD.finditer(whole):
        between = whole[end : found.start()]
        charset = found[1].split("*")[0].lower()
        if waiting is not None and (between.strip() or waiting[0] != charset):
            parts.append(_text(waiting[1], waiting[0]))
            waiting = None
        if between.strip() or (waiting is None and not (parts and end)):
            parts.append(between)
        waiting = (charset, (waiting[1] if waiting else b"") + _bytes(found[2], found[3]))
        end = found.end()
    if waiting is not None:
        parts.append(_text(waiting[1], waiting[0]))
    return " ".join("".join([*parts, whole[end:]]).split())


def _plain(value: str) -> str:
    """Raw bytes, which the parser keeps as surrogates, as the characters they most likely are."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raw = value.encode("ascii", errors="surrogateescape") if value.isascii() or _escaped(value) else b""
        return _text(raw, "") if raw else value.encode(errors="replace").decode()
    return value


def _escaped(value: str) -> bool:
    return all(character < "\x80" or "\udc80" <= character <= "\udcff" for character in value)


def _bytes(kind: str, body: str) -> bytes:
    raw = body.encode("ascii", errors="ignore")
    if kind in "qQ":
        return quopri.decodestring(raw, header=True)
    try:
        return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        return raw


def _text(raw: bytes, charset: str) -> str:
    codec = codec_of(charset)
    try:
        return raw.decode(codec) if codec is not None else decoded_label(raw)
    except (UnicodeError, LookupError):
        return decoded_label(raw)


def file_name(part: Message) -> str:
    """The name that a part's file is given; empty where it has none."""
    for key, where in (("filename", "content-disposition"), ("name", "content-type")):
        raw = next((str(value) for name, value in part.raw_items() if name.lower() == where), "")
        if not raw.isascii():  # raw bytes, which the library would replace by question marks
            found = _RAW_NAME.search(_plain(raw))
            if found:
                return decoded_words(found[1] or found[2])
        value = part.get_param(key, header=where)
        if value:
            # a tuple is RFC 2231: charset, language, percent-decoded bytes
            text = _collapsed(value) if isinstance(value, tuple) else decoded_words(str(value))
            if text.strip():
                return text.strip()
    return ""


def _collapsed(value: tuple[str | None, str | None, str]) -> str:
    charset, _, body = value
    try:
        raw = body.encode("latin-1")
    except UnicodeEncodeError:
        return collapse_rfc2231_value(value)
    return _text(raw, charset or "")


def instant(value: str) -> str | None:
    """The date of a mail as ISO 8601; None where it is none.

    >>> instant("Fri, 27 Dec 2024 18:00:00 +0800")
    '2024-12-27T18:00:00+08:00'
    """
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def sender(value: str) -> str:
    """Name and address of who sent a mail, as ``编辑甲 <a@example.invalid>``."""
    found = getaddresses([value])
    name, address = found[0] if found else ("", "")
    shown = " ".join(decoded_words(name).split())
    return f"{shown} <{address}>" if shown and address else shown or address or " ".join(value.split())
