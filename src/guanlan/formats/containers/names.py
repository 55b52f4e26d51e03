"""Names inside containers: written by anybody, in any encoding, and leading anywhere."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from guanlan.errors import InputError
from guanlan.formats.tables_reading import rows

_PACKAGE = "guanlan.formats.containers"
_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # the last ones turn writing about: 通知fdp.exe
_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST = 1024  # characters; Windows' own archives stop at 260


def safe_name(name: str) -> str:
    """The name with ``/`` between its parts. InputError for one that would leave its folder or that no file may have.

    >>> safe_name("通知\\\\附件 1.xlsx")
    '通知/附件 1.xlsx'
    """
    parts = name.replace("\\", "/").split("/")
    hostile = (
        not name.strip()
        or len(name) > _LONGEST
        or bool(_CONTROLS.search(name))
        or bool(_DRIVE.match(name))
        or (parts[0] == "" and len(parts) > 1)
        or any(part.strip() == ".." or _is_device(part) for part in parts)
    )
    if hostile:
        raise InputError("formats.member_name", name=shown(name))
    return "/".join(part for part in parts if part not in ("", "."))


def shown(name: str) -> str:
    """A name as it can stand in a sentence.

    >>> shown("a\\0b")
    'a�b'
    """
    return _CONTROLS.sub("\ufffd", name)[:120]


def is_junk(name: str) -> bool:
    """Whether the system that packed the file put it there by itself.

    >>> is_junk("__MACOSX/._通知.docx"), is_junk("通知.docx")
    (True, False)
    """
    *folders, last = name.split("/")
    for pattern, *_ in rows(_PACKAGE, "junk"):
        if pattern.endswith("/"):
            if pattern[:-1] in folders:
                return True
        elif fnmatchcase(last, pattern):
            return True
    return False


def _is_device(part: str) -> bool:
    stem = part.split(".")[0].strip().upper()
    return any(stem == device for device, *_ in rows(_PACKAGE, "devices"))
