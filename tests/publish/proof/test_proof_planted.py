"""Slips planted by script into the sample releases are found, and the clean samples are left alone.

The full account, over the shared texts: ``python scripts/plant_slips.py``, and ``--clean``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
NOWHERE = Path("/nonexistent")
COUNT = 6  # slips of a kind: enough to tell a rule that died
# kinds that a person too would miss now and then: real words that are wrong only in their place, names cut at a word
HARD = {"homophone": 0.5, "repeated": 0.5, "truncated": 0.4, "confusable": 0.7, "points": 0.5}
FALSE_ALARMS = 1.0  # in 10,000 characters, at most


@pytest.fixture(scope="module")
def planting() -> Any:
    """``scripts/plant_slips.py`` and the kinds of slips within lines."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import plant_slips
        from slips import lines
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    return plant_slips, lines.KINDS


def test_slips_of_every_kind_are_found(planting):
    """All of the plain kinds, most of the hard ones; each missed slip is named."""
    script, kinds = planting
    texts = script.paragraphs(NOWHERE, Random(7))
    for name, kind in kinds.items():
        account = script.in_lines(kind, texts, Random(f"7 {name}"), COUNT)
        least = account.planted * HARD.get(name, 1.0)
        assert account.planted - len(account.missed) >= least, (name, account.missed)


def test_the_samples_are_left_alone(planting):
    """Errors and warnings together: what is said of texts in which nobody planted anything."""
    script, _ = planting
    characters, told = 0, []
    for _, text in script.texts(NOWHERE):
        characters += len(text)
        told += [(one.code, one.text) for one in script.proofread(script.read(text)) if one.level != "advice"]

    assert len(told) <= FALSE_ALARMS * characters / 10_000, told
