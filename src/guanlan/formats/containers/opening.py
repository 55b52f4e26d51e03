"""What holds other files, and all that is in it."""

from __future__ import annotations

from collections.abc import Iterator

from guanlan.formats.containers.member import Limits, Member


def container_type(data: bytes, name: str | None = None) -> str | None:
    """``application/zip``, ``application/vnd.rar``, ``message/rfc822`` or ``multipart/related`` for what holds other
    files; None for anything else (DOCX, XLSX and OFD are documents). InputError for an archive of a kind that cannot be
    opened (7z).
    """
    raise NotImplementedError


def members(data: bytes, name: str | None = None, *, limits: Limits | None = None) -> Iterator[Member]:
    """All files in a container, those of containers in it as well: nothing that comes out needs to be opened again.

    What one file does wrong (a name that leads outside, a password, too large, nested too deep) is said by its
    ``refused``; the others come out. Empty where ``data`` is no container.

    Raises InputError where the whole is refused: it bursts its limits (found out while unpacking, so that members may
    have come out before), or it is an archive that cannot be opened. ReadingError for a damaged archive, one that is
    locked as a whole, and for RAR without the extra or the tool.
    """
    raise NotImplementedError
