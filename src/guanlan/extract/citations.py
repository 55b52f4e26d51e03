"""Norms that a report names and is not about."""

from __future__ import annotations

from collections.abc import Iterable

from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.records.facts import CitedLaw, Instrument


def read_citations(scan: Scan, instruments: Iterable[Fact[Instrument]]) -> tuple[Fact[CitedLaw], ...]:
    """Every norm named in the body that is not among ``instruments``, once per provision and role."""
    raise NotImplementedError
