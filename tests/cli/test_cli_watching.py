"""The commands on sources' states, versions and proposals, as a person and a script meet them."""

from __future__ import annotations

import datetime
import itertools
import json

import pytest

from guanlan.records.codec import to_json
from guanlan.records.source import SourceSpec
from guanlan.store.models import Issue, Source, Visit

ADDRESS = "https://www.example.invalid/2025/notice.htm"
TITLE = "广东省通信管理局通报12款侵害用户权益的应用程序"


def page(count="12款", after=""):
    """The page of a notice."""
    return (
        f"<html><head><meta charset='utf-8'><title>{TITLE}</title><link rel='canonical' href='{ADDRESS}'></head><body>"
        f"<h1>{TITLE}</h1><p>来源：广东省通信管理局</p><div class='TRS_Editor'>"
        f"<p>2025年1月8日，广东省通信管理局通报{count}侵害用户权益的应用程序，责令限期改正。</p></div>{after}</body></html>"
    )


@pytest.fixture
def held(guanlan, tmp_path):
    """Take in a state of the page."""

    def run(*given, **named):
        path = tmp_path / f"{len(list(tmp_path.glob('*.html')))}.html"
        path.write_text(page(*given, **named), encoding="utf-8")
        assert guanlan("import", path).exit_code == 0

    return run


def test_versions_are_listed_with_what_they_are(guanlan, held):
    """The first, an edit, and one with another counter."""
    held()
    held("13款")
    held("13款", after="<p>浏览次数：8</p>")
    shown = guanlan("versions", ADDRESS)

    assert shown.exit_code == 0
    assert [word in shown.stdout for word in ("首次取得", "修改", "技术性")] == [True, True, True]
    view = json.loads(guanlan("versions", ADDRESS, "--json").stdout)
    assert [(line["change"] or {}).get("sort") for line in view["lines"]] == [None, "edited", "technical"]


def test_two_versions_are_compared_in_words_and_as_a_page(guanlan, held, tmp_path):
    """By address, by a report's handle; a pair that is the same says so; a version that is not there is refused."""
    held()
    held("13款")
    held("13款", after="<p>浏览次数：8</p>")
    handle = json.loads(guanlan("reports", "--json").stdout)["handle"]
    out = tmp_path / "diff.htm"

    assert "[-12-]{+13+}" in guanlan("versions", handle, "--diff", 1, 2).stdout
    assert guanlan("versions", ADDRESS, "--diff", 2, 3).stdout == "文字相同\n"
    assert guanlan("versions", ADDRESS, "--diff", 1, 2, "--html", out).exit_code == 0
    assert "<del>" in out.read_text(encoding="utf-8")
    assert guanlan("versions", ADDRESS, "--diff", 1, 9).exit_code == 2
    assert guanlan("versions", "没有").exit_code == 2


def test_a_proposal_is_listed_and_decided_once(guanlan, held):
    """Exit 1 while one waits; no decision without a reason; none twice; the entry is as it was."""
    held()
    guanlan("issue", "new", 18, "--date", "2025-01-16")
    Issue.objects.update(state="signed_off")
    before = guanlan("issue", "show", 18, "--json").stdout
    held("13款")

    waiting = guanlan("proposals", "--json")
    assert waiting.exit_code == 1
    line = json.loads(waiting.stdout)
    assert (line["state"], line["proposal"]["sort"]) == ("open", "edited")
    assert guanlan("proposal", "accept", line["id"]).exit_code == 2
    done = guanlan("proposal", "accept", line["id"], "--reason", "原文改了数字")
    assert done.exit_code == 0
    assert guanlan("proposal", "dismiss", line["id"], "--reason", "不用").exit_code == 2
    assert guanlan("proposals").exit_code == 0
    decided = json.loads(guanlan("proposals", "--all", "--json").stdout)
    assert (decided["state"], decided["correction"]["entry"]) == ("accepted", line["proposal"]["entry"])
    assert guanlan("issue", "show", 18, "--json").stdout == before
    assert guanlan("proposal", "dismiss", 99, "--reason", "不用").exit_code == 2


def test_the_status_of_sources(guanlan, home):
    """Exit 1 where one needs a person, with the condition in words; as JSON Lines; as at an earlier day."""
    assert guanlan("source", "status").exit_code == 0
    spec = SourceSpec("cac-policy", "网信办要闻", "国家网信办", "list", "https://www.example.invalid/")
    row = Source(key="watched:cac-policy", spec=to_json(spec).decode())
    row.save()
    began = datetime.datetime(2025, 1, 10, 3, 0, tzinfo=datetime.UTC)
    Visit(source=row, began=began, ended=began, events={"collect.challenged": 1}).save()

    shown = guanlan("source", "status")
    assert shown.exit_code == 1
    assert "需验证" in shown.stdout
    assert "网信办要闻" in shown.stdout
    line = json.loads(guanlan("source", "status", "--json").stdout)
    assert (line["key"], line["state"]["condition"], line["state"]["since"]) == (
        "cac-policy",
        "challenged",
        "2025-01-10",
    )
    assert guanlan("source", "status", "--on", "2025-01-09").exit_code == 0
    assert guanlan("source", "status", "--on", "2025-13-01").exit_code == 2


def test_the_watch_runs_as_long_as_it_is_told(guanlan, home, monkeypatch):
    """Nothing to watch: it waits, and ends; a length of time is a number with a unit."""
    minutes = itertools.count()
    start = datetime.datetime(2025, 1, 16, tzinfo=datetime.UTC)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    now = "guanlan.cli.commands.watching._now"
    monkeypatch.setattr(now, lambda: start + datetime.timedelta(minutes=next(minutes)))

    assert guanlan("watch", "--for", "9m").exit_code == 0
    assert guanlan("watch", "--for", "bald").exit_code == 2
    assert guanlan("watch", "--every", "0m").exit_code == 2
