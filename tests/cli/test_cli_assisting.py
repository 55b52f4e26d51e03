"""``issue assist`` and ``issue english`` as the shell sees them."""

from __future__ import annotations

import json

import pytest

from model_server import model, says

ENTRY = "3.2.01"
GOOD = (
    "1月3日消息，江西省南昌市网信办近日依据《网络安全法》第五十九条的规定，对一家软件公司作出罚款1万元的行政处罚，"
    "对直接负责的主管人员罚款5千元。该公司违反《网络安全法》第二十一条。"
)


@pytest.fixture
def issue(guanlan, page):
    """An issue of one entry."""
    assert guanlan("import", page).exit_code == 0
    assert guanlan("issue", "new", "18", "--date", "2025-01-16").exit_code == 0


def settings(home, server) -> None:
    (home / "assist.toml").write_text(
        f'enabled = true\nendpoint = "{server.endpoint}"\nmodel = "some-model"\nuses = ["entry"]\n'
        "price_in = 0.002\nprice_out = 0.006\nmost = 1.00\n",
        encoding="utf-8",
    )


def test_off_is_said_in_words(guanlan, issue):
    """没有设置：退出码 2，说明什么也没有发出。"""
    done = guanlan("issue", "assist", "18", "--entry", ENTRY)
    assert done.exit_code == 2
    assert "什么也没有发出" in done.output


def test_a_dry_run_needs_no_setting(guanlan, issue):
    """--dry-run 显示将要发出的内容。"""
    done = guanlan("issue", "assist", "18", "--entry", ENTRY, "--dry-run")
    assert done.exit_code == 0
    assert "将发送（尚未发出）" in done.output
    assert "对一家软件公司作出罚款1万元" in done.output


def test_what_it_cost_and_why_it_was_stopped_is_shown(guanlan, issue, home):
    """采用的退出码 0，显示词元和花费；停下的退出码 1，显示未决项和理由。"""
    with model(says(GOOD), says(GOOD.replace("1万元", "100万元"))) as server:
        settings(home, server)
        taken = guanlan("issue", "assist", "18", "--entry", ENTRY)
        stopped = guanlan("issue", "assist", "18", "--entry", ENTRY, "--json")

    assert taken.exit_code == 0
    assert "已采用" in taken.output
    assert "用 1000+500 词元，0.005 CNY" in taken.output
    assert stopped.exit_code == 1
    (draft,) = json.loads(stopped.output)["drafts"]
    assert draft["state"] == "stopped"
    assert "100万元" in [one["text"] for one in draft["open"]]
    assert json.loads(stopped.output)["spent"] == "0.010"


def test_a_use_that_is_not_allowed(guanlan, issue, home):
    """uses 里没有的，退出码 2，不连接。"""
    with model(says(GOOD)) as server:
        settings(home, server)
        done = guanlan("issue", "assist", "18", "--guide", "3")
    assert done.exit_code == 2
    assert server.questions == []


def test_english_titles_are_listed_or_refused(guanlan, issue):
    """译名表里没有的不译，说出缺什么，退出码 1。"""
    done = guanlan("issue", "english", "18")
    assert done.exit_code == 1
    assert "不译：译名表没有" in done.output
