"""What may come in at all: sizes, kinds, and archives that would burst."""

from __future__ import annotations

from guanlan.errors import InputError
from guanlan.formats.media import DOCX
from guanlan.formats.sniffing import known
from guanlan.formats.zips import check_archive

MAX = 64 * 2**20  # bytes; the largest official annex met in practice (scanned standards) stays below 60 MB
_BLANK = b" \t\r\n\x0b\x0c"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def admit(data: bytes, name: str | None = None) -> str:
    """The media type of ``data``. InputError for what is refused: nothing in it, over 64 MB, no known type, or an
    archive that would burst. What is admitted may still turn out unreadable.

    >>> admit(b"%PDF-1.7 ...", "a.txt")
    'application/pdf'
    """
    shown = name or "-"
    if len(data) > MAX:
        raise InputError("formats.too_large", name=shown, size=f"{len(data) / 2**20:.1f}", limit=MAX // 2**20)
    if data in _BOMS or not data.removeprefix(_BOMS[0]).strip(_BLANK):
        raise InputError("formats.empty", name=shown)
    media_type = known(data, name)
    if media_type is None:
        raise InputError("formats.unknown_type", name=shown)
    if media_type == DOCX:
        check_archive(data, shown)
    return media_type
