"""``guanlan candidates`` as the shell sees it."""

from __future__ import annotations

import json


def test_lines_of_json_speak_the_names_of_the_labels(guanlan, page) -> None:
    """每篇一行，字段名与标注相同，另有分值、理由。"""
    assert guanlan("import", page).exit_code == 0

    done = guanlan("candidates", "--relevant", "--json")

    assert done.exit_code == 0
    (line,) = (json.loads(row) for row in done.stdout.splitlines())
    names = ["doc", "relevant", "shape", "kind", "story", "primary"]
    assert [line[name] for name in names[:4]] == ["penalty.html", True, "single", "enforcement"]
    assert list(line)[:6] == names
    assert line["story"]
    assert 0.5 <= line["score"] <= 1
    assert {"feature", "weight", "words"} <= set(line["reasons"][0])


def test_the_table_says_why(guanlan, page) -> None:
    """表格里有分值、标题和中文理由；没有文献时说清下一步。"""
    assert "guanlan import" in guanlan("candidates").stdout
    guanlan("import", page)

    shown = guanlan("candidates").stdout

    assert "待选稿 1 篇" in shown
    assert "某市网信办依法处罚一家公司" in shown.replace("\n", "")
    assert "有处罚、办案用语" in shown


def test_a_month_that_is_none(guanlan) -> None:
    """月份写错，退出码 2。"""
    done = guanlan("candidates", "--month", "2024年9月")
    assert done.exit_code == 2
    assert "2024-09" in done.stderr
