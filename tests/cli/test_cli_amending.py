"""``issue correct``, ``retract``, ``amendments``, ``build --verify`` and ``--as-of`` as the shell sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guanlan.store.models import Issue
from small_bulletin import BULLETIN


@pytest.fixture
def signed(guanlan, tmp_path):
    """An imported issue, signed off."""
    path = tmp_path / "issue.txt"
    path.write_text(BULLETIN, encoding="utf-8")
    assert guanlan("import", path).exit_code == 0
    Issue.objects.update(state="signed_off")


def test_an_imported_issue_is_corrected_in_the_open(guanlan, signed, tmp_path):
    """Told in the file, listed, and the first state is there again, equal to what was built before."""
    out = tmp_path / "out"
    assert guanlan("issue", "build", 7, "--to", "md,jsonl", "--out", out).exit_code == 0
    refused = guanlan("entry", "edit", 7, "1.1.01", "--title", "新题")
    assert refused.exit_code == 2
    assert "issue correct" in refused.output

    done = guanlan("issue", "correct", 7, "1.1.01", "--title", "甲部公布粮食数据办法", "--note", "标题有误。")
    assert done.exit_code == 0, done.output
    assert guanlan("issue", "retract", 7, "1.1.02", "--note", "来源已撤回。").exit_code == 0

    assert guanlan("issue", "build", 7, "--to", "md", "--out", out).exit_code == 0
    kept = json.loads(guanlan("issue", "kept", 7, "--json").output)
    assert [(one["format"], one["amendments"]) for one in kept] == [("md", 0), ("jsonl", 0), ("md", 2)]
    assert "签发原貌" in guanlan("issue", "kept", 7).output
    again = guanlan("issue", "kept", 7, "--blob", kept[0]["sha256"][:10], "--out", out)
    assert again.exit_code == 0
    assert "甲部印发《粮食数据管理办法》" in Path(again.output.strip()).read_text(encoding="utf-8")

    verified = guanlan("issue", "build", 7, "--verify")
    assert verified.exit_code == 1
    assert verified.output.count("不同") == 1  # jsonl; md was built anew above
    assert guanlan("issue", "build", 7, "--verify", "--as-of", "original").exit_code == 0
    guanlan("issue", "build", 7, "--to", "md", "--out", out)
    text = (out / "issue-7.md").read_text(encoding="utf-8")
    assert "标题有误。" in text
    assert "~~2\\. 乙部就桥梁监测征求意见~~" in text or "~~2. 乙部就桥梁监测征求意见~~" in text
    assert guanlan("issue", "build", 7, "--verify", "--to", "md").exit_code == 0


def test_amendments_are_listed(guanlan, signed):
    """For people, and as JSON."""
    assert "没有改动" in guanlan("issue", "amendments", 7).output
    guanlan("issue", "retract", 7, "1.1.02", "--note", "来源已撤回。")

    assert "撤稿 1.1.02 乙部就桥梁监测征求意见（编辑甲）：来源已撤回。" in guanlan("issue", "amendments", 7).output
    rows = json.loads(guanlan("issue", "amendments", 7, "--json").output)
    assert [(row["number"], row["kind"], row["entry"], row["new"]) for row in rows] == [(1, "retraction", "1.1.02", "")]


@pytest.mark.parametrize(
    "words",
    [
        ("issue", "correct", 7, "1.1.01", "--note", "说明"),
        ("issue", "correct", 7, "1.1.01", "--title", "新题"),
        ("issue", "retract", 7, "1.1.01"),
        ("issue", "retract", 7, "9.9.99", "--note", "说明"),
        ("issue", "build", 7, "--as-of", "第一"),
        ("issue", "build", 7, "--as-of", "5"),
        ("issue", "build", 7, "--verify"),
        ("issue", "kept", 7, "--blob", "00"),
        ("issue", "notify", 7),
        ("issue", "correct", 7, "1.1.01", "--title", "甲部对9家企业罚款", "--note", "说明"),
    ],
)
def test_what_cannot_be_done_is_said(guanlan, signed, words):
    """Bad input ends with 2 and a sentence."""
    done = guanlan(*words)
    assert done.exit_code == 2
    assert done.output.strip()


def test_an_imported_issue_is_proof_read(guanlan, tmp_path):
    """In the words it was published in: the slip is found at its place in the file."""
    text = BULLETIN.replace("共二十条，自", "共二十条，，自")
    path = tmp_path / "issue.txt"
    path.write_text(text, encoding="utf-8")
    guanlan("import", path)

    done = guanlan("proof", "--issue", 7, "--json")
    assert done.exit_code == 1
    found = [json.loads(line) for line in done.output.splitlines()]
    assert any(text[one["start"] : one["end"]] == one["text"] and "，，" in one["text"] for one in found)
    assert all(text[one["start"] : one["end"]] == one["text"] for one in found)


def test_new_words_pass_the_gate_or_are_let_through_by_name(guanlan, signed):
    """What nothing supports is named and nothing is recorded; with a reason it is recorded, reason and all."""
    words = ("issue", "correct", 7, "1.1.01", "--title", "甲部对9家企业罚款", "--note", "漏写罚款。")
    refused = guanlan(*words)
    assert refused.exit_code == 2
    assert "“9家" in refused.output
    assert "--waive" in refused.output
    assert "没有改动" in guanlan("issue", "amendments", 7).output

    assert guanlan(*words, "--waive", "决定书载明9家").exit_code == 0
    assert "决定书载明9家" in guanlan("issue", "check", 7).output


def test_an_imported_issue_is_out_without_a_signature(guanlan, tmp_path):
    """Signing it is refused with the reason; it can be looked at, edited, and from its first amendment on it stands."""
    path = tmp_path / "issue.txt"
    path.write_text(BULLETIN, encoding="utf-8")
    guanlan("import", path)
    refused = guanlan("issue", "sign-off", 7)
    assert refused.exit_code == 2
    assert "导入" in refused.output
    checked = guanlan("issue", "check", 7, "--json")
    rows = [json.loads(line) for line in checked.output.splitlines()]
    assert {one["where"] for one in rows} > {"1.1.01", "1.1.02", "1.2.01", "2.0.01", "guide.1"}
    told = [one for one in rows if one["kind"] != "objection" and one["where"][0] in "12"]
    assert {one["state"] for one in told} == {"anchored"}
    assert guanlan("entry", "edit", 7, "1.1.01", "--title", "甲部印发粮食数据管理办法").exit_code == 0

    assert guanlan("issue", "retract", 7, "1.1.02", "--note", "来源已撤回。").exit_code == 0
    assert guanlan("entry", "edit", 7, "1.1.01", "--title", "另题").exit_code == 2
    shown = tmp_path / "out" / "issue-7.md"
    guanlan("issue", "build", 7, "--to", "md", "--out", shown.parent)
    guide = [line for line in shown.read_text(encoding="utf-8").splitlines() if "更正说明" in line]
    assert len(guide) == 1
    assert "乙部就桥梁监测征求意见" in guide[0]
    assert "不再有效" in guide[0]
