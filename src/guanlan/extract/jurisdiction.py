"""Where the acting bodies have their power."""

from __future__ import annotations

from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact


def read_jurisdiction(scan: Scan, issuers: tuple[Fact[str], ...]) -> Fact[str]:
    """The code of the acting bodies' jurisdiction; several are joined with ``|`` in order of mention."""
    raise NotImplementedError
