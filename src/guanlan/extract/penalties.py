"""What was imposed on whom."""

from __future__ import annotations

from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.records.facts import Penalty


def read_penalties(scan: Scan) -> tuple[Fact[Penalty], ...]:
    """One penalty per party, measure and amount, in order of mention."""
    raise NotImplementedError
