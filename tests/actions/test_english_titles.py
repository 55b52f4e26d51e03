"""English titles become an entry's own, pass the gate, and go when the title they translate is another."""

from __future__ import annotations

import datetime
from importlib.resources import files

import pytest

from guanlan.actions.check_issue import check_issue
from guanlan.actions.edit_entry import edit_entry
from guanlan.actions.english_titles import english_titles
from guanlan.actions.import_paths import import_paths
from guanlan.actions.new_issue import new_issue
from guanlan.actions.steps.assemble import assembled
from guanlan.records.gate import CheckState
from guanlan.store.models import AuditLine, Revision
from guanlan.store.selectors.issues import issue_by

RULES, PENALTY = "2.2.01", "3.2.01"
ENGLISH = (
    "State Administration for Market Regulation Releases the Interim Measures for Enforcement Assistance in Online "
    "Trading Cases"
)


@pytest.fixture
def issue(home, context):
    """An issue of two entries: rules of a ministry, a penalty of a local authority."""
    for name in ("samr_assist_rules.html", "wechat_chongqing_penalty.html"):
        import_paths([files("guanlan") / "samples" / name], context=context)
    new_issue(18, datetime.date(2025, 1, 16), context=context)


def titles() -> dict[str, str | None]:
    """Entry → its English title."""
    return {one.id: one.title_en.text if one.title_en else None for one in assembled(issue_by("18")).entries()}


def test_listing_writes_nothing(issue, context):
    """不写入就只是列出。"""
    lines = {line.entry: line for line in english_titles("18", context=context)}

    assert lines[RULES].english == ENGLISH
    assert lines[PENALTY].english is None
    assert titles() == {RULES: None, PENALTY: None}


def test_written_they_pass_the_gate_and_are_written_once(issue, context):
    """写入后闸门认可；再写一次没有新修订。"""
    english_titles("18", context=context, write=True)
    assert titles() == {RULES: ENGLISH, PENALTY: None}
    (thing,) = (one for one in check_issue("18").table if one.where == f"english:{RULES}")
    assert (thing.state, thing.derivation) == (CheckState.DERIVED, "translated")

    count = Revision.objects.count()
    english_titles("18", context=context, write=True)
    assert Revision.objects.count() == count
    assert AuditLine.objects.filter(verb="english titles").count() == 1


def test_another_title_loses_the_old_english(issue, context):
    """改了中文题名，旧的英文题名不留；改正文不影响。"""
    english_titles("18", context=context, write=True)
    edit_entry("18", RULES, context=context, text="12月18日，市场监管总局发布《网络交易执法协查暂行办法》。")
    assert titles()[RULES] == ENGLISH
    edit_entry("18", RULES, context=context, title="市场监管总局出台网络交易执法协查规则")
    assert titles()[RULES] is None
