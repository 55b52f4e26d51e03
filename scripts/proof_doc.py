"""Write ``docs/proof.md`` from the tables of the proof-reader: ``python scripts/proof_doc.py``; a test compares."""

from __future__ import annotations

import sys
from pathlib import Path

from guanlan.publish.proof import Rule, explained
from guanlan.publish.proof.wording import confusables

ROOT = Path(__file__).resolve().parents[1]
FAMILIES = {
    "GL1": "Characters, punctuation, words",
    "GL2": "Names and terms",
    "GL3": "Consistency between the parts of an issue",
    "GL4": "Counts",
    "GL5": "Days and windows",
}
HEAD = """# The proof-reader, rule by rule

`guanlan proof FILE|--issue N` tells what it finds, with the rate of errors in 10,000 characters; at most 2 pass, as
Chinese periodicals are judged (期刊编校差错率不高于万分之二). Only the level `error` counts for the rate. `--json`
gives JSON Lines with `code`, `level`, `start`, `end` (code points of the as-published text), `text`, `mend`, `where`.
`--fix` puts in the mends of errors and of nothing else, until none is left; in a 《title》 it widens brackets and marks
and leaves the words alone. `guanlan rules CODE` prints one rule as it stands here, with all rows of its tables.

- **Silence a rule** for a journal: `silenced = ["GL115", "GL203"]` at the top of its `bulletin.toml`.
- **Add a word** to a rule of words: a row of `confusables.tsv` or `patterns.tsv` in `publish/proof/tables`, with its
  source. Terms, titles and Latin names that must be spelt so are rows of `terms.tsv`, `titles.tsv`, `latin.tsv`;
  terms that are taken for a neighbour, of `glossary.tsv`.
- **The institute's own wording** (leaders' names with posts and order, fixed terms, how Hong Kong, Macao and Taiwan are
  named) is `wording.tsv` in the home, or `--wording FILE` for a file: one line `pattern<TAB>mend<TAB>note<TAB>level`.
  The pattern is plain words or, between slashes, a regular expression; the mend may be empty; the level is error,
  warning or advice. The product ships no such list. Findings carry the code GL290.
- **Another package's rules** register under the entry point `guanlan.proof`: a mapping of codes to checks.
- **How it was measured**: `scripts/plant_slips.py` plants slips with a fixed seed and counts those found; `--clean`
  counts what is said of clean texts. `tests/publish/proof/verdicts.tsv` judges every finding on the published bulletin.

This page is written by `scripts/proof_doc.py` from the tables; its explanations are in the language of their readers.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for family, title in FAMILIES.items():
        rules = [rule for code, rule in sorted(explained().items()) if code.startswith(family)]
        parts.append(f"## {family}xx {title}\n\n" + "\n\n".join(map(_rule, rules)) + "\n")
    return "\n".join(parts)


def _rule(rule: Rule) -> str:
    rows = len(confusables().get(rule.code, ()))
    lines = [
        f"### {rule.code} {rule.name} ({rule.level})",
        "",
        f"- **为何**：{rule.why}。",
        f"- **例**：{rule.example} → {rule.mended}",
        f"- **依据**：{rule.source}",
    ]
    return "\n".join(lines + ([f"- **词表**：{rows} 行"] if rows else []))


if __name__ == "__main__":
    (ROOT / "docs" / "proof.md").write_text(page(), encoding="utf-8")
    sys.stdout.write("docs/proof.md\n")
