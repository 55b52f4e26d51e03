"""What a report is about: laws, measures, plans, standards, treaties, with their stage and days."""

from __future__ import annotations

from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.records.facts import Instrument, Kind


def read_instruments(scan: Scan, kind: Kind | None = None) -> tuple[Fact[Instrument], ...]:
    """The instruments the report is about, in order of mention; none where ``kind`` is not ``instrument``."""
    raise NotImplementedError
