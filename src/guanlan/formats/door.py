"""What may come in at all: sizes, kinds, and archives that would burst."""

from __future__ import annotations

from guanlan.errors import InputError
from guanlan.formats.media import ARCHIVES, DOCX, OFD, PICTURES, SEVENZIP, XLSX
from guanlan.formats.sniffing import known
from guanlan.formats.zips import check_archive

MAX = 64 * 2**20  # bytes; the largest official annex met in practice (scanned standards) stays below 60 MB
_BLANK = b" \t\r\n\x0b\x0c"
_PACKAGES = {DOCX: "formats.docx_broken", XLSX: "formats.xlsx_broken", OFD: "formats.ofd_broken"}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def admit(data: bytes, name: str | None = None, *, pictures: bool = False) -> str:
    """The media type of ``data``. InputError for what is refused: nothing in it, over 64 MB, no known type, an archive
    (its members are to be admitted one by one), or a document that would burst. What is admitted may still turn out
    unreadable.

    Pictures are documents only where somebody says so with ``pictures``: those in a folder belong to its pages.

    >>> admit(b"%PDF-1.7 ...", "a.txt")
    'application/pdf'
    """
    shown = name or "-"
    if len(data) > MAX:
        raise InputError("formats.too_large", name=shown, size=f"{len(data) / 2**20:.1f}", limit=MAX // 2**20)
    if data in _BOMS or not data.removeprefix(_BOMS[0]).strip(_BLANK):
        raise InputError("formats.empty", name=shown)
    media_type = known(data, name)
    if media_type is None or (media_type in PICTURES and not pictures):
        raise InputError("formats.unknown_type", name=shown)
    if media_type in ARCHIVES:
        raise InputError("formats.sevenzip" if media_type == SEVENZIP else "formats.archive", name=shown)
    if media_type in _PACKAGES:
        check_archive(data, shown, broken=_PACKAGES[media_type])
    return media_type
