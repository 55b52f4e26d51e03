"""Errors planted by script are stopped, true entries in other words are not: floors and ceilings of the issue.

The full account: ``python scripts/plant_errors.py --seed 18 1 2 3 4 --further``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from guanlan.publish.gate import check_entry
from guanlan.records.bulletin import Entry, Paragraph, Words
from guanlan.records.gate import Checkable, CheckState

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
FLOOR, CEILING = 0.995, 0.02
BY_HAND = 0.9  # of errors put in by hand, many of them where nothing but the meaning tells: measured 92 %


@pytest.fixture(scope="module")
def planting() -> Any:
    """The modules of scripts/planting."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from planting import eleven, entries, further, measuring
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    return {"eleven": eleven.ELEVEN, "further": further.FURTHER, "entries": entries, "measuring": measuring}


@pytest.fixture(scope="module")
def by_hand(planting: Any) -> Any:
    return planting["entries"].rewritten(HERE)


def _share(results: Any) -> tuple[float, list[str]]:
    planted = sum(one.planted for one in results.values())
    missed = [
        f"{kind}: {error.was!r} -> {error.now!r} in {entry.name}"
        for kind, one in results.items()
        for entry, error in one.missed
    ]
    return 1 - len(missed) / planted, missed


def test_true_entries_in_other_words_pass(planting: Any, by_hand: Any) -> None:
    assert len(by_hand) >= 60
    total, alarms = planting["measuring"].false_alarms(by_hand)
    assert total >= 600
    assert len(alarms) / total <= CEILING, [(entry.name, one.text, one.reason) for entry, one in alarms]


def test_no_rewritten_entry_is_a_copy(planting: Any, by_hand: Any) -> None:
    """Copied sentences would be anchored as they stand and show nothing."""
    from guanlan.publish.gate.judging import _copied

    copied = [entry.name for entry in by_hand if _copied(entry.text, entry.behind.captures)]
    assert copied == []


def test_drafts_of_the_samples_pass(planting: Any) -> None:
    entries = planting["entries"].true_entries(None)
    total, alarms = planting["measuring"].false_alarms(entries)
    assert total > 300
    assert alarms == []


@pytest.mark.parametrize("seed", [18, 7])
def test_planted_errors_are_stopped_and_named(planting: Any, by_hand: Any, seed: int) -> None:
    entries = by_hand + planting["entries"].true_entries(None)
    share, missed = _share(planting["measuring"].measure(planting["eleven"], entries, count=12, seed=seed))
    assert share >= 0.985, missed  # one of 132 may pass; the full run below has the floor itself


def test_further_kinds_of_errors_are_stopped(planting: Any, by_hand: Any) -> None:
    share, missed = _share(planting["measuring"].measure(planting["further"], by_hand, count=12, seed=18))
    assert share >= 0.97, missed


def test_550_errors_of_eleven_kinds(planting: Any, by_hand: Any, shared: Path) -> None:
    entries = by_hand + planting["entries"].true_entries(shared)
    results = planting["measuring"].measure(planting["eleven"], entries, count=50, seed=18)
    assert sum(one.planted for one in results.values()) == 550
    share, missed = _share(results)
    assert share >= FLOOR, missed
    total, alarms = planting["measuring"].false_alarms(entries)
    assert len(alarms) / total <= CEILING


@pytest.fixture(scope="module")
def reworded(planting: Any, shared: Path) -> Any:
    """Entries that tell shared texts in other words, with their headlines."""
    return planting["entries"].reworded(HERE, shared)


def _checked(one: Any, text: str) -> tuple[Checkable, ...]:
    paragraphs = tuple(Paragraph(Words(line)) for line in text.split("\n"))
    return check_entry(Entry("1.1.01", Words(one.title), paragraphs), one.told.behind)


def test_reworded_entries_and_their_headlines_pass(reworded: Any) -> None:
    assert len(reworded) >= 110
    found = [(one.id, thing) for one in reworded for thing in _checked(one, one.told.text)]
    alarms = [(name, thing.text, thing.reason) for name, thing in found if thing.state is CheckState.OPEN]
    assert len(found) >= 1200
    assert len(alarms) / len(found) <= CEILING, alarms


def test_errors_planted_into_reworded_entries_are_stopped(planting: Any, reworded: Any) -> None:
    entries = [one.told for one in reworded]
    share, missed = _share(planting["measuring"].measure(planting["eleven"], entries, count=20, seed=18))
    assert share >= 0.97, missed


def test_errors_planted_by_hand_are_stopped(reworded: Any) -> None:
    by_id = {one.id: one for one in reworded}
    errors = yaml.safe_load((HERE / "planted_by_hand.yaml").read_text(encoding="utf-8"))
    missed = []
    for error in errors:
        one = by_id[error["entry"]]
        assert one.told.text.count(error["was"]) == 1
        at = one.told.text.index(error["was"])
        text = one.told.text.replace(error["was"], error["now"])
        body = [thing for thing in _checked(one, text) if thing.where == "1.1.01" and thing.state is CheckState.OPEN]
        if not any(thing.start < at + len(error["now"]) and at < thing.end for thing in body):
            missed.append((error["entry"], error["was"], error["now"]))
    assert len(errors) >= 150
    assert 1 - len(missed) / len(errors) >= BY_HAND, missed
