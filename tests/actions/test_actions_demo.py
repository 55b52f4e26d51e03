"""The demo: the samples that come with the program, to a finished bulletin."""

from __future__ import annotations

import json

import pytest

from guanlan.actions.list_reports import list_reports
from guanlan.actions.run_demo import run_demo
from guanlan.actions.summaries import Result


@pytest.fixture
def table(home, context, tmp_path):
    """The demo, run in a home of its own that can be looked into; the text formats only, which are quick."""
    return run_demo(tmp_path / "out", context=context, home=tmp_path / "demo", formats=("md", "jsonl"))


def test_the_demo_makes_an_issue_of_its_samples(table, tmp_path):
    """Every sample read; repeats joined; what is no development left out; every column filled."""
    assert {one.result for one in table.imported.outcomes} == {Result.ADDED, Result.NOTICE}
    assert not table.imported.faulty
    assert table.developments < table.reports
    assert table.issue.line.number == 18
    assert [heading for heading, entries in table.issue.columns if not entries] == []
    told = {entry.title for _, entries in table.issue.columns for entry in entries}
    assert not any("培训班" in title or "CVE" in title for title in told)
    assert sum("韧性城市" in title for title in told) == 1

    assert table.gate["anchored"] > 500
    assert (table.gate["open"], table.gate["waived"], table.gate["errors"]) == (0, 0, 0)
    assert [one.format for one in table.built] == ["md", "jsonl"]
    lines = (tmp_path / "out" / "issue-18.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(json.loads(line) for line in lines)


def test_the_demo_leaves_the_home_alone(home, context, tmp_path):
    """Without a home it works in one that is gone afterwards."""
    done = run_demo(tmp_path / "out", context=context, formats=("md",))

    assert not (tmp_path / done.home).exists()
    from guanlan import store

    store.setup(home)
    assert list_reports() == ()
