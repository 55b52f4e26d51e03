"""The page about the rules is the tables' own, and every row of a table of words does what it says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from guanlan import formats
from guanlan.publish.proof import explained, proofread, sheet_of_document
from guanlan.publish.proof.wording import confusables

ROOT = Path(__file__).parents[3]
PLAIN = [
    (code, row.sign, row.mend)
    for code, rows in sorted(confusables().items())
    for row in rows
    if row.pattern.pattern == row.sign and row.mend
]


def test_the_page_is_what_the_tables_say():
    """Run scripts/proof_doc.py after a table was changed."""
    spec = importlib.util.spec_from_file_location("proof_doc", ROOT / "scripts" / "proof_doc.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    assert (ROOT / "docs" / "proof.md").read_text(encoding="utf-8") == script.page()


def test_words_of_the_tables_are_told_with_their_mend():
    """All plain rows at once, a line each; no mend is itself a slip."""
    wrong = formats.read("\n\n".join(f"关于{sign}，" for _, sign, _ in PLAIN).encode(), name="a.txt")
    told = {(one.code, one.text, one.mend) for one in proofread(sheet_of_document(wrong), only=set(confusables()))}
    right = formats.read("\n\n".join(f"关于{mend}，" for _, _, mend in PLAIN).encode(), name="a.txt")

    assert set(PLAIN) <= told
    assert proofread(sheet_of_document(right), only=("GL110", "GL111")) == ()


@pytest.mark.parametrize("code", sorted(explained()))
def test_a_rule_says_why_with_an_example_and_a_source(code):
    """In the words of its row; the sentence names what is wrong."""
    rule = explained()[code]

    assert all((rule.name, rule.why, rule.example, rule.mended, rule.source))
    assert "{" in rule.zh
    assert "{" in rule.en


def test_every_row_of_a_table_has_a_source():
    """Patterns and words alike."""
    assert [row for rows in confusables().values() for row in rows if not row.source or not row.note] == []
