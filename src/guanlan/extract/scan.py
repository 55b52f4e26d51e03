"""What several fact readers look for in the same report, found once.

Each list is drawn when first asked for and kept as long as the scan lives: one report.
"""

from __future__ import annotations

from guanlan.extract.report_text import ReportText


class Scan:
    """The finds of one report, all in code points of ``report.text``."""

    def __init__(self, report: ReportText) -> None:
        self.report = report
