"""Findings as sentences, rows and a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from guanlan.errors import phrase
from guanlan.law.checkup.findings import Finding

_HEADS = {"zh": ("位置", "级别", "原文", "问题", "建议"), "en": ("place", "grade", "words", "finding", "mend")}
_GRADES = {"zh": {"error": "错误", "warning": "疑问", "advice": "提示"}}


def finding_sentence(finding: Finding, language: str = "zh") -> str:
    """What is wrong, why, and what to do; and that the days of the version are to be confirmed, where they are."""
    sentence = phrase(finding.code, language, finding.params)
    return sentence + phrase("checkup.open", language, {}) if finding.open else sentence


def finding_rows(findings: Iterable[Finding], language: str = "zh") -> list[dict[str, Any]]:
    """One mapping a finding, ready for JSON: code, grade, place, words, sentence, mend, suggestions, version, day."""
    return [
        {
            "code": finding.code,
            "grade": finding.grade.value,
            "start": finding.start,
            "end": finding.end,
            "quote": finding.quote,
            "message": finding_sentence(finding, language),
            "mend": finding.mend,
            "suggestions": list(finding.suggestions),
            "ref": finding.ref,
            "on": finding.on.isoformat() if finding.on else None,
            "open": finding.open,
        }
        for finding in findings
    ]


def findings_table(findings: Iterable[Finding], language: str = "zh") -> str:
    """The findings as a Markdown table; without any, its head alone."""
    heads = _HEADS[language]
    lines = [_line(heads), _line("---" for _ in heads)]
    for finding in findings:
        grade = _GRADES.get(language, {}).get(finding.grade.value, finding.grade.value)
        mend = finding.mend or "；".join(finding.suggestions)
        place = f"{finding.start}–{finding.end}"
        lines.append(_line((place, grade, finding.quote, finding_sentence(finding, language), mend)))
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    """A row; what a cell says stays in it."""
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
