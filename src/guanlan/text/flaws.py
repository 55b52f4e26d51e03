"""Numbers of vulnerabilities: CVE-2024-12345, CNVD-2024-12345, CNNVD-202412-1234, NVDB-…"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanlan.errors import InputError
from guanlan.text.span import Found

FLAW = re.compile(
    r"(?<![A-Z0-9])(?:CVE-\d{4}-\d{4,7}|CNVD-\d{4}-\d{4,7}|CNNVD-\d{6}-\d{3,5}|NVDB-[A-Z]{3,6}-\d{6,12})(?![0-9])",
    re.IGNORECASE,
)


def parse_flaw(text: str, context: object = None) -> str:
    """The number that the whole of ``text`` is, in capitals; raises ``InputError`` ``flaw.malformed``.

    >>> parse_flaw("cve-2024-12345")
    'CVE-2024-12345'
    """
    if not FLAW.fullmatch(text):
        raise InputError("flaw.malformed", value=text)
    return text.upper()


def find_flaws(text: str, context: object = None) -> Iterator[Found[str]]:
    """Every number of a vulnerability in ``text``.

    >>> [found.value for found in find_flaws("修复CVE-2024-12345，另见CNVD-2024-54321。")]
    ['CVE-2024-12345', 'CNVD-2024-54321']
    """
    for found in FLAW.finditer(text):
        yield Found(found.start(), found.end(), found[0].upper())
