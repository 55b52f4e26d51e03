"""Limits on zip archives, looked at before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from guanlan.errors import InputError, ReadingError

# A Word file of 500 pages with pictures has some hundred members and unpacks to well under 100 MB
MAX_MEMBERS = 5_000
MAX_UNPACKED = 512 * 2**20
# XML packs 10 to 40 times; deflate cannot exceed about 1,030. Small members of zeros pack well and do no harm.
MAX_RATIO = 200
RATIO_FROM = 8 * 2**20


def check_archive(data: bytes, name: str) -> None:
    """InputError for an archive that would burst; ReadingError for one that is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise ReadingError("formats.docx_broken", name=name) from error
    unpacked = sum(member.file_size for member in members)
    burst = any(
        member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or burst:
        raise InputError("formats.zip_bomb", name=name, size=f"{unpacked / 2**20:.0f}", members=len(members))
