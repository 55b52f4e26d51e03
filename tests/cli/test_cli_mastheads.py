"""``issue masthead`` as the shell sees it."""

from __future__ import annotations

import json

import pytest

TOML = """title = "示例月报"
title_en = "SAMPLE"
[[columns]]
code = "one"
series = "观察"
rules = [{ kinds = ["meeting"] }]
[[masthead]]
name = "编辑部"
people = [
    { name = "编辑甲", proof = "聘书一" },
    { name = "编辑乙", from = 2025-02-01 },
]
"""


@pytest.fixture
def issues(guanlan, page, tmp_path):
    """Two issues of a journal whose second has an editor more."""
    toml = tmp_path / "bulletin.toml"
    toml.write_text(TOML, encoding="utf-8")
    assert guanlan("import", page).exit_code == 0
    for number, day in ((1, "2025-01-16"), (2, "2025-02-16")):
        made = guanlan("issue", "new", number, "--date", day, "--journal", toml)
        assert made.exit_code == 0, made.output


def test_names_stand_with_their_proof_and_changes_without_one_are_findings(guanlan, issues):
    shown = guanlan("issue", "masthead", 1)
    assert shown.exit_code == 0
    assert "编辑甲" in shown.output
    assert "聘书一" in shown.output
    assert "编辑乙" not in shown.output
    changed = guanlan("issue", "masthead", 2, "--diff")
    assert changed.exit_code == 1
    assert changed.output.split() == ["新增", "编辑部", "编辑乙", "缺依据"]
    told = json.loads(guanlan("issue", "masthead", 2, "--json").output)
    assert (told["earlier"], [one["name"] for one in told["changes"]]) == (1, ["编辑乙"])


def test_a_first_issue_has_nothing_to_differ_from(guanlan, issues):
    first = guanlan("issue", "masthead", 1, "--diff")
    assert (first.exit_code, first.output.strip()) == (0, "此前没有可对照的一期。")
