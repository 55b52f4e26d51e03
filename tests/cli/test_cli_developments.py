"""``guanlan development …`` as a person types it."""

from __future__ import annotations

import json

import pytest

TEXT = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title>
<meta name="PubDate" content="2025-01-0{day}"></head><body>
<h1>{title}</h1><p>1月{day}日消息，{text}</p></body></html>"""
STORY = (
    "江西省南昌市网信办近日依据《网络安全法》第五十九条的规定，对一家软件公司作出罚款1万元的行政处罚，并责令限期改正。"
)


@pytest.fixture
def held(guanlan, tmp_path):
    """Two pages of one story and one of another; their developments."""
    pages = [
        ("南昌市网信办处罚一家公司", 3, STORY),
        ("一家软件公司被罚", 4, STORY + "转载请注明。"),
        ("赣州市网信办开展培训", 5, "江西省赣州市网信办举办数据安全培训班，二百余人参加，三位讲师授课。"),
    ]
    for number, (title, day, text) in enumerate(pages):
        path = tmp_path / f"page{number}.html"
        path.write_text(TEXT.format(title=title, day=day, text=text), encoding="utf-8")
        assert guanlan("import", path).exit_code == 0
    lines = [json.loads(line) for line in guanlan("development", "list", "--json").stdout.splitlines()]
    assert sorted(line["reports"] for line in lines) == [1, 2]
    return {line["reports"]: line for line in lines}


def test_show_tells_reports_reasons_and_facts(guanlan, held):
    """By the first characters of a handle."""
    done = guanlan("development", "show", held[2]["handle"][:6])

    assert done.exit_code == 0
    assert "一家软件公司被罚" in done.stdout
    assert "文字相同过半" in done.stdout
    assert "另有" in done.stdout or "1万元" in done.stdout


def test_join_split_and_undo(guanlan, held):
    """Each is a numbered decision; taken back, all is as before."""
    one, two = held[1]["handle"], held[2]["handle"]
    assert "第 1 号决定" in guanlan("development", "join", one, two, "--reason", "一件事").stdout
    refused = guanlan("development", "join", one, two, "--reason", "一件事")
    assert refused.exit_code == 2
    assert "已是同一个动态" in refused.stderr

    view = json.loads(guanlan("development", "show", two, "--json").stdout)
    assert view["decisions"][0]["reason"] == "一件事"
    assert guanlan("development", "undo", 1).exit_code == 0
    view = json.loads(guanlan("development", "show", two, "--json").stdout)
    assert (len(view["tellings"]), view["decisions"]) == (2, [])

    done = guanlan("development", "split", two, view["tellings"][1]["handle"], "--reason", "两件事")
    assert "第 3 号决定" in done.stdout
    assert len(guanlan("development", "list", "--json").stdout.splitlines()) == 3
    assert guanlan("development", "undo", 99).exit_code == 2


def test_lists_by_days_and_words(guanlan, held):
    """Days are both included; words stand in a headline."""
    assert held[1]["handle"] in guanlan("development", "list", "--since", "2025-01-05", "--until", "2025-01-05").stdout
    assert held[2]["handle"] not in guanlan("development", "list", "--since", "2025-01-05").stdout
    assert held[2]["handle"] in guanlan("development", "list", "--words", "软件公司").stdout
    assert guanlan("development", "proposals", "--json").stdout == ""
    assert guanlan("development", "accept", 1).exit_code == 2
    assert guanlan("development", "decline", 1).exit_code == 2
