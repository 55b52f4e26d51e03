"""Findings as sentences, rows and a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from guanlan.law.checkup.findings import Finding


def finding_sentence(finding: Finding, language: str = "zh") -> str:
    """What is wrong, why, and what to do."""
    raise NotImplementedError


def finding_rows(findings: Iterable[Finding], language: str = "zh") -> list[dict[str, Any]]:
    """One mapping a finding, ready for JSON."""
    raise NotImplementedError


def findings_table(findings: Iterable[Finding], language: str = "zh") -> str:
    """The findings as a Markdown table."""
    raise NotImplementedError
