"""All fact readers, in their order of dependence."""

from __future__ import annotations

from guanlan.extract.report_text import ReportText
from guanlan.records.bulletin import Bulletin, Words
from guanlan.records.facts import Facts
from guanlan.records.reading import Reading


def read_facts(report: ReportText, sources: tuple[Words, ...] = ()) -> Facts:
    """Every fact of ``report``; ``sources`` are the names of its source line, which is no part of the text."""
    raise NotImplementedError


def with_facts(bulletin: Bulletin, reading: Reading) -> Bulletin:
    """``bulletin`` with the facts of each entry; years are told from the day on its cover."""
    raise NotImplementedError
