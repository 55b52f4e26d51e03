"""Who acted: the issuers of a report."""

from __future__ import annotations

from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact


def read_issuers(scan: Scan) -> tuple[Fact[str], ...]:
    """The issuers in order of mention, each in its longest form."""
    raise NotImplementedError
