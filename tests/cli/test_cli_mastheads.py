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
    assert changed.output.split()[:4] == ["新增", "编辑部", "编辑乙", "缺依据"]
    assert "尚未批准" in changed.output
    told = json.loads(guanlan("issue", "masthead", 2, "--json").output)
    assert (told["earlier"], [one["name"] for one in told["changes"]]) == (1, ["编辑乙"])


def test_a_first_issue_has_nothing_to_differ_from(guanlan, issues):
    first = guanlan("issue", "masthead", 1, "--diff")
    assert (first.exit_code, first.output.strip()) == (0, "此前没有可对照的一期。")


def test_what_changed_is_approved_by_a_person_on_a_stated_ground(guanlan, issues):
    """新增的编辑没有聘书：批准要写明理由；批准以后，再变就要再批。"""
    assert guanlan("issue", "masthead", 1, "--approve").exit_code == 2  # there is nothing to approve
    refused = guanlan("issue", "masthead", 2, "--approve")
    assert refused.exit_code == 2
    assert "编辑乙" in refused.stderr

    done = guanlan("issue", "masthead", 2, "--approve", "--note", "主任会议同意，聘书后补")
    assert (done.exit_code, done.output.strip()) == (0, "编辑甲 批准了编委会名单的 1 处变动。")
    shown = guanlan("issue", "masthead", 2, "--diff")
    assert shown.exit_code == 0
    assert "聘书后补" in shown.output
    assert guanlan("issue", "masthead", 2, "--approve", "--note", "再批一次").exit_code == 2


def test_sign_off_waits_for_the_approval(guanlan, issues):
    from guanlan.actions.steps.masthead_standing import masthead_findings
    from guanlan.store.models import AuditLine, Issue, MastheadApproval

    assert masthead_findings(Issue.objects.get(number=1)) == ()
    (found,) = masthead_findings(Issue.objects.get(number=2))
    assert (found.code, found.level, found.text) == ("masthead.unapproved", "error", "编辑部 编辑乙")
    assert "masthead.unapproved" in guanlan("issue", "check", 2).output

    guanlan("issue", "masthead", 2, "--approve", "--note", "会议同意")
    assert masthead_findings(Issue.objects.get(number=2)) == ()
    assert "masthead.unapproved" not in guanlan("issue", "check", 2).output
    assert MastheadApproval.objects.get().note == "会议同意"
    assert AuditLine.objects.filter(verb="approve masthead").get().details["changes"] == 1

    # the issue before turns out to have had yet another editor: what was approved is not what there is now
    row = Issue.objects.get(number=1)
    row.frame = row.frame.replace("编辑甲", "编辑丙")
    row.save()
    assert [one.params["count"] for one in masthead_findings(Issue.objects.get(number=2))] == [3]
