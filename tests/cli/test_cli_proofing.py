"""``guanlan proof`` and ``guanlan rules`` as the shell sees them."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def text(tmp_path):
    """Two sure slips, one in a title; a warning."""
    path = tmp_path / "a.txt"
    path.write_text("依据《帐号管理办法(试行)》清理违规帐号，严防泄漏用户信息\n", encoding="utf-8")
    return path


def test_findings_one_a_line_with_the_rate(guanlan, text):
    """Exit 1; the rate says whether the text passes."""
    done = guanlan("proof", text)

    assert done.exit_code == 1
    assert [line.split()[0] for line in done.output.splitlines() if line.startswith("GL")] == [
        "GL110",
        "GL105",
        "GL110",
        "GL111",
    ]
    assert "不合格" in done.output


def test_json_lines_count_in_the_text(guanlan, text):
    """Each row is what stands there."""
    done = guanlan("proof", text, "--json")
    words = text.read_text(encoding="utf-8")

    for row in map(json.loads, done.output.splitlines()):
        assert words[row["start"] : row["end"]] == row["text"]
        assert set(row) == {"code", "level", "start", "end", "text", "mend", "where"}


def test_fix_mends_what_is_sure_and_no_title(guanlan, text, tmp_path):
    """The mended text on standard output; mended again it stays."""
    done = guanlan("proof", text, "--fix")
    again = tmp_path / "b.txt"
    again.write_text(done.output, encoding="utf-8")

    assert (done.exit_code, done.output) == (0, "依据《帐号管理办法（试行）》清理违规账号，严防泄漏用户信息\n")
    assert guanlan("proof", again, "--fix").output == done.output


def test_a_clean_text_ends_with_0(guanlan, tmp_path):
    """And passes."""
    path = tmp_path / "a.txt"
    path.write_text("依据《网络安全法》清理违规账号。\n", encoding="utf-8")
    done = guanlan("proof", path)

    assert done.exit_code == 0
    assert "合格" in done.output


def test_wording_of_the_institute(guanlan, text, tmp_path):
    """Its own level and mend; a line that is wrong is refused by its number."""
    table = tmp_path / "wording.tsv"
    table.write_text("清理\t处置\t本单位用语\tadvice\n", encoding="utf-8")
    rows = [json.loads(line) for line in guanlan("proof", text, "--json", "--wording", table).output.splitlines()]
    assert [(row["level"], row["text"], row["mend"]) for row in rows if row["code"] == "GL290"] == [
        ("advice", "清理", "处置")
    ]

    table.write_text("清理\t处置\n", encoding="utf-8")
    assert guanlan("proof", text, "--wording", table).exit_code == 2


def test_one_rule_in_full_and_all(guanlan):
    """Why, example, source, how to silence it; a code that is none is named."""
    done = guanlan("rules", "gl113")
    assert done.exit_code == 0
    assert 'silenced = ["GL113"]' in done.output
    assert "以及" in done.output

    assert guanlan("rules").output.count("GL1") > guanlan("rules").output.count("GL5") > 1
    wrong = guanlan("rules", "GL999")
    assert wrong.exit_code == 2
    assert "GL999" in wrong.output
