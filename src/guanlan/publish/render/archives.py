"""Files → one ZIP, always the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that the format knows: no clock goes in
_UNIX, _READABLE = 3, 0o100644 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """The archive of ``files`` by name. Stored as they are: how a library packs differs from release to release."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, data)
    return out.getvalue()
