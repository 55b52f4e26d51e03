"""A document's citations, each looked up and compared."""

from __future__ import annotations

from datetime import date

import msgspec

from guanlan.law.checkup.findings import Finding
from guanlan.law.library import Library
from guanlan.records.reading import Reading


class Checkup(msgspec.Struct, frozen=True):
    """``findings`` in text order; ``cited`` is how many provisions or whole texts were looked up, ``sound`` how many of
    them without a finding."""

    on: date
    findings: tuple[Finding, ...] = ()
    cited: int = 0
    sound: int = 0


def check_citations(reading: Reading, library: Library, *, on: date) -> Checkup:
    """What is to be mended in the citations of ``reading``, as the law stands on the day ``on``. Running heads and
    contents lists are not looked at."""
    raise NotImplementedError
