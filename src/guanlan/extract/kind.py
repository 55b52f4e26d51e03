"""What sort of development a report tells of."""

from __future__ import annotations

from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.records.facts import Kind


def read_kind(scan: Scan) -> Fact[Kind]:
    """The kind, anchored in the words that decided it."""
    raise NotImplementedError
