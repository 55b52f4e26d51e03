"""``issue check``, ``waive``, ``sign-off``, ``reopen`` as the shell sees them."""

from __future__ import annotations

import datetime
import json
from importlib.resources import files

import pytest

from guanlan.actions.context import Context
from guanlan.actions.run_demo import run_demo
from guanlan.records.codec import from_json
from guanlan.records.gate import Checkable, CheckState
from guanlan.store.models import KeptFile

TEXT = "1月3日消息，江西省南昌市网信办近日依据《网络安全法》第五十九条的规定，对一家软件公司作出罚款9万元的行政处罚。"


@pytest.fixture
def issue(guanlan, page):
    """Issue 18 of the journal that comes with the program, with one entry."""
    assert guanlan("import", page).exit_code == 0
    assert guanlan("issue", "new", 18, "--date", "2025-01-16").exit_code == 0
    shown = json.loads(guanlan("issue", "show", 18, "--json").output)
    (entry,) = (one["id"] for _, entries in shown["columns"] for one in entries)
    return entry


def rows(done):
    """The rows of ``--json``, each a whole record."""
    return [from_json(line, Checkable) for line in done.output.splitlines()]


def test_a_clean_issue_ends_with_nothing_to_do(guanlan, issue):
    """Exit 0; every thing is a row with its state; nothing is open."""
    done = guanlan("issue", "check", 18)
    assert done.exit_code == 0, done.output
    assert "未决 0" in done.output
    table = rows(guanlan("issue", "check", 18, "--json"))
    assert {"number", "date", "organ", "provision"} <= {one.kind for one in table}
    assert all(one.support for one in table if one.state is CheckState.ANCHORED)
    assert guanlan("issue", "check", 18, "--open", "--json").output == ""


@pytest.fixture
def wrong(guanlan, issue, tmp_path):
    """The same with a fine that the page does not state."""
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert guanlan("entry", "edit", 18, issue, "--text", path).exit_code == 0
    return issue


def test_what_is_open_is_said_and_stops_the_sign_off(guanlan, wrong):
    """Exit 1 with the words, what the capture says instead, and the id; sign-off is refused with 2 and says the way."""
    done = guanlan("issue", "check", 18, "--open")
    assert done.exit_code == 1
    assert "“9万元”" in done.output
    assert "1万元" in done.output
    (row,) = (one for one in rows(guanlan("issue", "check", 18, "--open", "--json")) if one.text == "9万元")
    assert row.id in done.output
    assert (row.where, row.state) == (wrong, CheckState.OPEN)
    assert [one.text for one in rows(guanlan("issue", "check", 18, "--entry", wrong, "--open", "--json"))] == ["9万元"]

    refused = guanlan("issue", "sign-off", 18)
    assert refused.exit_code == 2
    assert "issue check" in refused.output


def test_a_waiver_lets_it_through_and_is_printed(guanlan, wrong, tmp_path):
    """With its reason and person, in the list and in the internal proof; then the issue is signed off."""
    (row,) = rows(guanlan("issue", "check", 18, "--entry", wrong, "--open", "--json"))
    done = guanlan("issue", "waive", 18, row.id, "--reason", "处罚决定书载明9万元")
    assert done.exit_code == 0
    left = rows(guanlan("issue", "check", 18, "--open", "--json"))
    for one in left:
        assert guanlan("issue", "waive", 18, one.id, "--reason", "同上").exit_code == 0
    done = guanlan("issue", "check", 18, "--proof", tmp_path / "proof.md")
    assert done.exit_code == 0
    for told in (done.output, (tmp_path / "proof.md").read_text(encoding="utf-8")):
        assert "处罚决定书载明9万元" in told
        assert "编辑甲" in told

    signed = guanlan("issue", "sign-off", 18)
    assert signed.exit_code == 0
    assert "已签发" in signed.output
    assert guanlan("entry", "edit", 18, wrong, "--title", "另题").exit_code == 2


def test_two_persons_at_two_desks(guanlan, page, tmp_path, monkeypatch):
    """The first waits for the second; the second may give it back; the list says how it stands."""
    shipped = files("guanlan.publish") / "assets" / "bulletin.toml"
    journal = tmp_path / "two.toml"
    journal.write_bytes(b"sign_off_by = 2\n" + shipped.read_bytes())
    guanlan("import", page)
    assert guanlan("issue", "new", 18, "--date", "2025-01-16", "--journal", journal).exit_code == 0
    first = guanlan("issue", "sign-off", 18)
    assert (first.exit_code, "定稿" in first.output) == (0, True)
    again = guanlan("issue", "sign-off", 18)
    assert (again.exit_code, "编辑甲" in again.output) == (2, True)
    assert "定稿，待签" in guanlan("issue", "list").output

    monkeypatch.setenv("GUANLAN_USER", "编辑乙")
    assert guanlan("issue", "reopen", 18).exit_code == 2
    assert guanlan("issue", "reopen", 18, "--reason", "标题要改").exit_code == 0
    assert "编辑中" in guanlan("issue", "list").output
    guanlan("issue", "sign-off", 18)
    monkeypatch.setenv("GUANLAN_USER", "编辑甲")
    done = guanlan("issue", "sign-off", 18)
    assert (done.exit_code, "编辑乙、编辑甲" in done.output) == (0, True)
    assert "已签发" in guanlan("issue", "list").output


@pytest.mark.parametrize(
    "words",
    [
        ("check", 19),
        ("check", 18, "--entry", "9.9.99"),
        ("check", 18, "--proof", "/no/such/folder/proof.md"),
        ("waive", 18, "zzzz", "--reason", "理由"),
        ("waive", 18, "zzzz"),
        ("reopen", 18, "--reason", "理由"),
        ("sign-off", 19),
    ],
)
def test_what_cannot_be_done_is_said(guanlan, issue, words):
    """Bad input ends with 2 and a sentence."""
    done = guanlan("issue", *words)
    assert done.exit_code == 2
    assert done.output.strip()


def test_a_table_of_rates_that_cannot_be_read(guanlan, issue, home):
    """The line is named."""
    (home / "rates.tsv").write_text("USD\t2025-01-03\tseven\n", encoding="utf-8")
    done = guanlan("issue", "check", 18)
    assert done.exit_code == 2
    assert "1 行" in done.output


def test_the_demo_goes_all_the_way(guanlan, home, tmp_path, monkeypatch):
    """Nothing of it lacks support; what is left is let through by name; it is signed, built, its bytes are kept."""
    now = datetime.datetime(2025, 1, 16, 1, 0, tzinfo=datetime.UTC)
    run_demo(tmp_path / "out", context=Context(actor="编辑甲", now=now), home=tmp_path / "demo", formats=("md",))
    monkeypatch.setenv("GUANLAN_HOME", str(tmp_path / "demo"))

    table = rows(guanlan("issue", "check", 18, "--json"))
    assert len(table) > 500
    left = [one for one in table if one.state is CheckState.OPEN]
    assert [one for one in left if one.kind != "objection"] == []
    for one in left:
        assert guanlan("issue", "waive", 18, one.id, "--reason", "样例，已核").exit_code == 0
    assert guanlan("issue", "check", 18).exit_code == 0
    assert guanlan("issue", "sign-off", 18).exit_code == 0
    built = guanlan("issue", "build", 18, "--to", "md", "--out", tmp_path / "out")
    assert built.exit_code == 0
    assert KeptFile.objects.get().blob_id in built.output
