"""Each sort of thing and each derivation, both ways: what stands, and what is stopped and why (judged.yaml)."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from guanlan.errors.words import sentences
from guanlan.publish.gate import Captures, Matter, Rate, Source, judge
from guanlan.records.bulletin import Words
from guanlan.records.gate import Checkable, CheckState

DAY = datetime.date(2024, 12, 20)
TABLE = yaml.safe_load((Path(__file__).parent / "judged.yaml").read_text(encoding="utf-8"))
CASES = [(group, *one) for group in TABLE for one in group["said"]]


def captures(text: str, day: datetime.date = DAY) -> Captures:
    """One telling, a line of it a line of the text."""
    lines, at = [], 0
    for line in text.split("\n"):
        if line:
            lines.append(Words(line, ((at, at + len(line)),)))
        at += len(line) + 1
    return Captures([Source("report", "blob", text, tuple(lines), day, (day.isoformat(),))])


def judged(said: str, capture: str, rates: tuple[Rate, ...] = ()) -> tuple[Checkable, ...]:
    return judge(said, captures(capture.strip()), Matter("entry", "owner", DAY, rates=rates))


def _state(one: Checkable) -> str:
    if one.state is CheckState.OPEN:
        return f"open {one.reason}"
    return f"derived gate.{one.derivation}" if one.state is CheckState.DERIVED else "anchored"


@pytest.mark.parametrize(
    ("group", "said", "thing", "expected"), CASES, ids=[f"{one[0]['kind']}: {one[1]}" for one in CASES]
)
def test_each_thing_stands_as_the_table_says(group: dict[str, Any], said: str, thing: str, expected: str) -> None:
    rates = tuple(Rate(code, str(day), Decimal(str(yuan))) for code, day, yuan in group.get("rates", ()))
    found = judged(said, group["capture"], rates)
    at = said.index(thing)
    over = [
        one for one in found if (one.start <= at and at + len(thing) <= one.end) or (one.start, one.text) == (at, thing)
    ]
    over = [one for one in over if one.kind != "name" or one.text == thing] or over
    assert over, [one.text for one in found]
    assert any(_state(one).startswith(expected) for one in over), [(one.text, _state(one), one.params) for one in over]
    if not expected.startswith("open"):
        assert [one.text for one in found if one.state is CheckState.OPEN] == []


@pytest.mark.parametrize(
    ("group", "said", "thing", "expected"), CASES, ids=[f"{one[0]['kind']}: {one[1]}" for one in CASES]
)
def test_every_verdict_can_be_read_and_points_to_words(
    group: dict[str, Any], said: str, thing: str, expected: str
) -> None:
    """A code without its sentence, or a support whose quote is not what stands there, would be of no use to anybody."""
    capture = group["capture"].strip()
    for one in judged(said, group["capture"]):
        code = one.reason or (f"gate.{one.derivation}" if one.derivation else None)
        assert code is None or code in sentences(), code
        assert said[one.start : one.end] == one.text
        for support in one.support:
            assert capture[support.anchor.start : support.anchor.end] == support.anchor.quote
        if one.state is CheckState.ANCHORED:
            assert one.support


def test_ids_hang_on_the_thing_and_not_on_other_words() -> None:
    before = judged("该行被罚97.5万元，李某被罚4.1万元。", CASES[0][0]["capture"])
    after = judged("据悉，该行被罚97.5万元，李某被罚4.1万元。", CASES[0][0]["capture"])
    assert [one.id for one in before] == [one.id for one in after]
    assert len({one.id for one in before}) == len(before)
