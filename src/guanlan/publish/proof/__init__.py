"""校对: the proof-reader. Rules with codes over an issue or any text; each explained in ``tables/rules*.tsv``.

sheet.py      parts with their places: ``sheet_of_issue``, ``sheet_of_document``
rules.py      ``Rule``, ``Hit``, the tables, entry points of the group ``guanlan.proof``
reader.py     ``proofread``, the error rate
"""

from guanlan.publish.proof.mending import mended, mended_through, sure
from guanlan.publish.proof.reader import PASS_MARK, error_rate, proofread
from guanlan.publish.proof.register import Wording, read_register
from guanlan.publish.proof.rules import Hit, Rule, checks, explained
from guanlan.publish.proof.sheet import Part, ProofSheet, sheet_of_document, sheet_of_issue

__all__ = [
    "PASS_MARK",
    "Hit",
    "Part",
    "ProofSheet",
    "Rule",
    "Wording",
    "checks",
    "error_rate",
    "explained",
    "mended",
    "mended_through",
    "proofread",
    "read_register",
    "sheet_of_document",
    "sheet_of_issue",
    "sure",
]
