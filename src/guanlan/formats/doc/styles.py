"""Styles: what they are built in as, and what they bring to their paragraphs ([MS-DOC] §2.4.6.5, §2.9.259–2.9.271)."""

from __future__ import annotations

import struct
from typing import NamedTuple

_PARAGRAPH = 1  # the kind of style that belongs to paragraphs
_NONE = 0x0FFF
_LONGEST_CHAIN = 32  # styles based on each other; Word allows eleven


class Style(NamedTuple):
    """``kind`` is the built-in identifier: 1–9 headings, 19–27 lines of a contents list, 62 title."""

    kind: int = _NONE
    base: int = _NONE
    modifiers: bytes = b""


def styles_of(table: bytes, place: tuple[int, int]) -> list[Style]:
    """The styles in the order of their numbers; one that is damaged brings nothing."""
    sheet = table[place[0] : place[0] + place[1]]
    found: list[Style] = []
    if len(sheet) < 6:
        return found
    length, _, fixed = struct.unpack_from("<HHH", sheet)
    at = 2 + length
    while at + 2 <= len(sheet):
        (size,) = struct.unpack_from("<H", sheet, at)
        found.append(_style(sheet[at + 2 : at + 2 + size], fixed))
        at += 2 + size + (size & 1)
    return found


def _style(body: bytes, fixed: int) -> Style:
    if len(body) < 4:
        return Style()
    kind, base = struct.unpack_from("<HH", body)
    style = Style(kind & 0x0FFF, base >> 4)
    if base & 0xF != _PARAGRAPH or len(body) < fixed + 2:
        return style
    (letters,) = struct.unpack_from("<H", body, fixed)
    at = fixed + 2 + 2 * letters + 2  # the name and the zero behind it
    if len(body) < at + 4:
        return style
    (size,) = struct.unpack_from("<H", body, at)
    return style._replace(modifiers=body[at + 4 : at + 2 + size])  # the style's own number stands before them


def brought(styles: list[Style], number: int) -> bytes:
    """The modifiers of a style behind those of the styles it is based on, so that the last one counts.

    >>> brought([Style(1, 0x0FFF, b"a"), Style(2, 0, b"b")], 1)
    b'ab'
    """
    chain: list[bytes] = []
    while number < len(styles) and len(chain) < _LONGEST_CHAIN:
        chain.append(styles[number].modifiers)
        number = styles[number].base
    return b"".join(reversed(chain))
