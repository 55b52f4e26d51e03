"""Bytes → characters: byte order marks, what was declared, then what the content shows."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from guanlan.errors import ReadingError
from guanlan.text.foldings import CHINESE


class Decoded(NamedTuple):
    """The characters and the encoding they came in (Python's name)."""

    text: str
    encoding: str


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
# What a label means in practice (WHATWG Encoding Standard, §4.2): pages labelled GB2312 use characters outside it
_LABELS = {
    "gb2312": "gb18030",
    "gb_2312": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "utf8": "utf-8",
    "utf-8": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16-le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "utf-16-be": "utf-16-be",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
}
# Frequent in any Chinese text, of either script. Bytes of GB18030 read as Big5, or the other way about, give
# characters that nobody writes, so a handful of sentences tells the two apart.
_FREQUENT = frozenset(
    "的一是不在有和人中大上以要用生到作地出就分可主年同工也能下面而方多定行法所民得十三之等部度家力如化高自二理起"
    "小物加量都制本性合由其前外天政四日社事平全表各重新正心明利第向此只月公情者最立代通提五位入次式及管特件基流"
    "接知期指放任取保治百口金交共收改安安例目至名信元今集布市委支查型按包局引"
    "这个为国时来们于对会发动过说产种后学经进着电里现实两体机当点从业应开还义间样与关线内数质气变条没结问无系"
    "题党员总设长资边级图统较将组见计别论运区强决战则据处门规领东导济术极联认权证采转单风带场车务达积议声报类"
    "這個為國時來們於對會發動過說產種後學經進著電裡現實兩體機當點從業應開還義間樣與關線內數質氣變條沒結問無係"
    "題黨員總設長資邊級圖統較將組見計別論運區強決戰則據處門規領東導濟術極聯認權證採轉單風帶場車務達積議聲報類"
    "，。、；：？！（）《》“”　"
)
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_MAX_CONTROLS = 0.01  # of the characters; old terminals and bad converters leave a few
_MAX_REPLACED = 0.002  # of a page's characters: a cut or mistyped byte, as browsers forgive
_SAMPLE = 200_000


def decode(data: bytes, name: str | None = None, *, charset: str | None = None, lenient: bool = False) -> Decoded:
    """The text of ``data``, exactly; a byte order mark is no part of it.

    ``charset`` is what a header or a page declares: tried first, never believed against the bytes. ``lenient`` lets a
    few broken bytes pass as U+FFFD. ReadingError where no encoding fits.

    >>> decode("第一条".encode("gb18030"))
    Decoded(text='第一条', encoding='gb18030')
    """
    for mark, codec, encoding in _MARKS:
        if data.startswith(mark):
            text = _strict(data, codec)
            if text is not None and "\0" not in text:
                return Decoded(text, encoding)
            break
    else:
        found = _declared(data, charset) or _shown(data)
        if found is not None:
            return found
    if lenient:
        found = _forgiven(data, charset)
        if found is not None:
            return found
    raise ReadingError("formats.undecodable", name=name or "-")


def decode_or_none(data: bytes, *, lenient: bool = False) -> str | None:
    """The text of ``data`` where it is text at all, else None."""
    try:
        return decode(data, lenient=lenient).text
    except ReadingError:
        return None


_UNUSUAL = re.compile(f"[^\0-\x7f{CHINESE}\u3000-\u30ff\uff00-\uffef\u2010-\u203b]")


def decoded_label(raw: bytes) -> str:
    """The characters of a name or a header that says no encoding: UTF-8 as Macs write, else GBK as a Chinese Windows
    does. So few characters do not tell by what is frequent; never fails.

    >>> decoded_label("通知.docx".encode("gbk")), decoded_label("通知.docx".encode())
    ('通知.docx', '通知.docx')
    """
    found = [text for codec in ("utf-8", "gb18030") if (text := _strict(raw, codec)) is not None]
    # two bytes of GBK are now and then also UTF-8, but then of letters that stand in no Chinese name
    return min(found, key=lambda text: len(_UNUSUAL.findall(text)), default=raw.decode("cp437"))


def codec_of(label: str | None) -> str | None:
    """Python's name of the encoding that a label means; None for none or an unknown one.

    >>> codec_of("GB2312")
    'gb18030'
    """
    if not label:
        return None
    plain = label.strip().lower()
    if plain in _LABELS:
        return _LABELS[plain]
    try:
        return codecs.lookup(plain).name if plain.isascii() else None
    except (LookupError, ValueError):
        return None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError, AssertionError):
        return None


def _declared(data: bytes, charset: str | None) -> Decoded | None:
    codec = codec_of(charset)
    if codec is None or codec == "cp1252":  # the default of many servers, whatever they send
        return None
    text = _strict(data, codec)
    return Decoded(text, codec) if text is not None and _plausible(text) else None


def _shown(data: bytes) -> Decoded | None:
    """The encoding that the content itself shows."""
    if b"\0" in data:
        return _unmarked_utf16(data)
    text = _strict(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8") if _plausible(text) else None
    candidates = [Decoded(text, codec) for codec in ("gb18030", "big5hkscs") if (text := _strict(data, codec))]
    plausible = [one for one in candidates if _plausible(one.text)]
    return max(plausible, key=lambda one: _frequency(one.text)) if plausible else None


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without its mark: line breaks and Latin letters put zero bytes at odd or at even places only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = _strict(data, codec)
    if text is None or "\0" in text or not _plausible(text):
        return None
    known = sum(map(_familiar, text[:_SAMPLE]))
    return Decoded(text, codec) if known * 10 >= 9 * len(text[:_SAMPLE]) else None


def _familiar(character: str) -> bool:
    """Latin, Chinese or their punctuation."""
    return character < "\u0250" or "\u2000" <= character <= "\u9fff" or character >= "\uff00"


def _plausible(text: str) -> bool:
    if "\0" in text:
        return False
    return sum(1 for _ in _CONTROLS.finditer(text)) <= max(1, _MAX_CONTROLS * len(text))


def _frequency(text: str) -> float:
    """The share of the Chinese part that is of frequent characters."""
    seen = [character for character in text[:_SAMPLE] if character > "\x7f"]
    return sum(character in _FREQUENT for character in seen) / len(seen) if seen else 0.0


def _forgiven(data: bytes, charset: str | None) -> Decoded | None:
    for codec in _tried(charset):
        text = data.decode(codec, errors="replace").replace("\0", "\ufffd").removeprefix("\ufeff")
        if text.count("\ufffd") <= max(2, _MAX_REPLACED * len(text)) and _plausible(text):
            return Decoded(text, codec)
    return None


def _tried(charset: str | None) -> Iterator[str]:
    codec = codec_of(charset)
    if codec is not None and codec != "cp1252":
        yield codec
    yield "utf-8"
    yield "gb18030"
