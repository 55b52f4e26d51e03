"""Check-up of the citations in a user's own document against a library of laws, on a day."""

from guanlan.law.checkup.checking import Checkup, check_citations
from guanlan.law.checkup.findings import Finding, Grade
from guanlan.law.checkup.table import finding_rows, finding_sentence, findings_table

__all__ = [
    "Checkup",
    "Finding",
    "Grade",
    "check_citations",
    "finding_rows",
    "finding_sentence",
    "findings_table",
]
