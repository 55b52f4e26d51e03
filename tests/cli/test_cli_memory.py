"""``issue later``, ``memory``, ``unlink`` as the shell sees them."""

from __future__ import annotations

import json

import pytest

ASKED = "温州市数据局就《温州市公共数据登记办法（征求意见稿）》公开征求意见"
ISSUED = "温州市数据局印发《温州市公共数据登记办法》"


@pytest.fixture
def issues(guanlan, tmp_path):
    """A draft in issue 17, the final text in issue 18."""
    for number, issued, day, title in (
        (17, "2024-12-16", "2024-11-25", ASKED),
        (18, "2025-01-16", "2025-01-08", ISSUED),
    ):
        month, date = (int(part) for part in day.split("-")[1:])
        page = tmp_path / f"{number}.txt"
        page.write_text(
            f"{title}\n\n某网　{day} 09:00\n\n{month}月{date}日，{title}。\n\n（来源：某网）\n", encoding="utf-8"
        )
        assert guanlan("import", page).exit_code == 0
        made = guanlan("issue", "new", number, "--date", issued)
        assert made.exit_code == 0, made.output


def test_an_old_issue_tells_what_became_of_it(guanlan, issues):
    """后来怎样：到某日为止。"""
    before = guanlan("issue", "later", 17, "--on", "2024-12-31")
    assert before.exit_code == 0
    assert "未见后续" in before.output
    after = guanlan("issue", "later", 17, "--on", "2025-01-31")
    assert "征求意见稿已发布：2025-01-08 " + ISSUED + "（第18期 2.3.01）" in after.output
    told = json.loads(guanlan("issue", "later", 17, "--on", "2025-01-31", "--json").output)
    assert [(one["kind"], one["later"]["issue"]) for one in told["found"]] == [("final", 18)]
    assert told["found"][0]["earlier"]["anchors"]


def test_a_relation_is_shown_and_dismissed(guanlan, issues):
    """本期对往期的关联可以列出，错的可以解除。"""
    shown = guanlan("issue", "memory", 18)
    assert (shown.exit_code, "（第17期 2.3.01）" in shown.output) == (0, True)
    refused = guanlan("issue", "unlink", 18, "2.3.01", "17/2.3.01")
    assert refused.exit_code == 2
    assert "--reason" in refused.stderr
    done = guanlan("issue", "unlink", 18, "2.3.01", "17/2.3.01", "--reason", "同名不同事")
    assert (done.exit_code, "同名不同事" in done.output) == (0, True)
    assert guanlan("issue", "memory", 18).output.strip() == "没有往期关联"


def test_a_day_that_is_none_is_refused(guanlan, issues):
    assert guanlan("issue", "later", 17, "--on", "2025-02-30").exit_code == 2


def test_each_entry_says_why_it_stands_there(guanlan, issues):
    """放在哪一栏、凭什么、还能放哪里；编辑挪过的说是编辑安排。"""
    assert "按栏目规则：类别 文件，层级 地方，地域 CN-ZJ" in guanlan("issue", "show", 18, "--why").output
    assert "按栏目规则" not in guanlan("issue", "show", 18).output
    assert guanlan("issue", "place", 18, "2.3.01", "2.2").exit_code == 0
    assert "由编辑安排" in guanlan("issue", "show", 18, "--why").output
