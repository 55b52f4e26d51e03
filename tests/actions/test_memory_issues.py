"""Three issues of one journal: what was carried is not told again, news of it is, and the old issue knows of it."""

from __future__ import annotations

import datetime
import json

import pytest

from guanlan.actions.build_issue import build_issue
from guanlan.actions.edit_entry import edit_entry
from guanlan.actions.import_paths import import_paths
from guanlan.actions.list_issues import show_issue
from guanlan.actions.new_issue import new_issue
from guanlan.actions.place_entry import place_entry
from guanlan.actions.reread import reread
from guanlan.actions.steps.assemble import assembled
from guanlan.actions.tell_later import tell_earlier, tell_later, unlink
from guanlan.errors import InputError
from guanlan.store.models import AuditLine
from guanlan.store.selectors.issues import issue_by

FIRST, SECOND, THIRD = (datetime.date.fromisoformat(day) for day in ("2024-12-16", "2025-01-16", "2025-02-17"))
TOLD = {
    "asked": (
        "2024-11-25",
        "温州市数据局就《温州市公共数据登记办法（征求意见稿）》公开征求意见",
        "11月25日，温州市数据局就《温州市公共数据登记办法（征求意见稿）》公开征求意见，意见反馈截止时间为2024年12月25日。",
    ),
    "fined": (
        "2024-12-02",
        "爱尔兰数据保护委员会对Meta处以2.51亿欧元罚款",
        "12月2日，爱尔兰数据保护委员会因数据泄露对Meta公司处以2.51亿欧元罚款。",
    ),
    "asked-again": (
        "2024-12-20",
        "《温州市公共数据登记办法（征求意见稿）》仍可提意见",
        "12月20日，温州市数据局就《温州市公共数据登记办法（征求意见稿）》公开征求意见，意见反馈截止时间为2024年12月25日。",
    ),
    "issued": (
        "2025-01-08",
        "温州市数据局印发《温州市公共数据登记办法》",
        "1月8日，温州市数据局印发《温州市公共数据登记办法》，共20条，自2025年2月1日起施行。",
    ),
    "other": (
        "2025-01-09",
        "温州市数据局印发《温州市公共数据授权办法》",
        "1月9日，温州市数据局印发《温州市公共数据授权办法》，共18条。",
    ),
    "appeal": (
        "2025-02-11",
        "爱尔兰法院受理Meta提起的上诉",
        "2月11日，爱尔兰高等法院受理Meta公司就2.51亿欧元罚款提起的上诉，裁定暂缓执行。",
    ),
}


@pytest.fixture
def bring(home, context, tmp_path):
    """Imports some of the releases."""

    def run(*names):
        folder = tmp_path / "-".join(names)
        folder.mkdir()
        for name in names:
            day, title, text = TOLD[name]
            words = f"{title}\n\n某网　{day} 09:00\n\n{text}\n\n（来源：某网）\n"
            (folder / f"{name}.txt").write_text(words, encoding="utf-8")
        import_paths([folder], context=context)

    return run


@pytest.fixture
def three(bring, context):
    """Issues 17 to 19."""
    bring("asked", "fined")
    new_issue(17, FIRST, context=context)
    bring("asked-again", "issued", "other")
    second = new_issue(18, SECOND, context=context)
    bring("appeal")
    return second, new_issue(19, THIRD, context=context)


def relations(which):
    """Kind, issue and id of the earlier entry, id of the later."""
    return [
        (one.kind.value, one.earlier.issue, one.earlier.entry, one.later.entry)
        for one in assembled(issue_by(which)).follow_ups
    ]


def test_what_was_carried_is_kept_out_and_news_of_it_comes_in(three):
    """往期已登的备用，并写明登在哪期哪条；有进展的照收。"""
    second, third = three

    titles = [entry.title for _, entries in second.columns for entry in entries]
    assert titles == ["温州市数据局印发《温州市公共数据登记办法》", "温州市数据局印发《温州市公共数据授权办法》"]
    kept_out = [(one.code, one.params.get("issue"), one.params.get("entry")) for one in second.spares]
    assert ("actions.already_published", "17", "2.3.01") in kept_out
    assert ("actions.already_published", "17", "4.0.01") in kept_out
    assert [entry.title for _, entries in third.columns for entry in entries] == ["爱尔兰法院受理Meta提起的上诉"]


def test_the_issue_says_what_became_of_earlier_entries(three):
    """本期记下对往期的追踪，成刊里有这一页。"""
    assert relations("18") == [("final", 17, "2.3.01", "2.3.01")]
    assert relations("19") == [("court", 17, "4.0.01", "4.0.01")]
    assert relations("17") == []


def test_the_page_is_in_the_files(three, context, tmp_path):
    """成刊的 HTML 和 Markdown 都印往期追踪。"""
    for built in build_issue("18", ("html", "md"), tmp_path, context=context):
        words = (tmp_path / f"issue-18.{built.format}").read_text(encoding="utf-8")
        assert "往期追踪" in words
        assert "征求意见稿已发布" in words


def test_what_became_of_an_old_issue_as_known_on_a_day(three):
    """后来怎样：到某日为止，登在哪期；尚未登的写明未刊；不知道的就是没有。"""

    def known(day):
        told = {one.entry: one.found for one in tell_later("17", datetime.date.fromisoformat(day))}
        return {
            entry: [(one.kind.value, one.later.issue, one.later.day) for one in found] for entry, found in told.items()
        }

    assert known("2024-12-31") == {"2.3.01": [], "4.0.01": []}
    assert known("2025-01-10") == {"2.3.01": [("final", None, "2025-01-08")], "4.0.01": []}
    assert known("2025-01-16") == {"2.3.01": [("final", 18, "2025-01-08")], "4.0.01": []}
    assert known("2025-02-17") == {
        "2.3.01": [("final", 18, "2025-01-08")],
        "4.0.01": [("court", 19, "2025-02-11")],
    }


def test_both_ends_rest_on_published_words(three):
    """两端的引文就是各自原文的字。"""
    (one,) = tell_earlier("18")

    assert any("公共数据登记办法" in anchor.quote for anchor in one.earlier.anchors)
    assert any("公共数据登记办法" in anchor.quote for anchor in one.later.anchors)
    assert one.earlier.key != one.later.key


def test_the_memory_follows_an_entry_that_moves_and_one_that_goes(three, context):
    """稿件换位，追踪跟着换号；撤下则不印；编辑改题，用新题。"""
    place_entry("18", "2.3.02", "2.3", context=context, at=1)
    assert relations("18") == [("final", 17, "2.3.01", "2.3.02")]

    edit_entry("18", "2.3.02", context=context, title="温州出台公共数据登记办法")
    assert [one.later.title for one in assembled(issue_by("18")).follow_ups] == ["温州出台公共数据登记办法"]
    place_entry("18", "2.3.02", "out", context=context)
    assert relations("18") == []


def test_a_link_that_an_editor_dismissed_stays_dismissed(three, context):
    """编辑解除的关联写一次，重排也不再出现；后来怎样也不再说。"""
    done = unlink("18", "2.3.1", "17/2.3.01", "两个办法同名不同事", context=context)

    assert done.reason == "两个办法同名不同事"
    assert relations("18") == []
    place_entry("18", "2.3.02", "2.3", context=context, at=1)
    assert relations("18") == []
    assert all(not one.found for one in tell_later("17", SECOND))
    line = AuditLine.objects.get(verb="unlink")
    assert (line.actor, line.details["reason"]) == (context.actor, "两个办法同名不同事")


@pytest.mark.parametrize(
    ("entry", "earlier", "reason", "code"),
    [
        ("2.3.01", "17/2.3.01", " ", "memory.no_reason"),
        ("2.3.02", "17/2.3.01", "无关", "memory.no_relation"),
        ("2.3.01", "16/2.3.01", "无关", "memory.no_relation"),
    ],
)
def test_what_cannot_be_dismissed(three, context, entry, earlier, reason, code):
    """没有理由、没有这样的关联，都退回，什么也不写。"""
    with pytest.raises(InputError) as caught:
        unlink("18", entry, earlier, reason, context=context)

    assert caught.value.code == code
    assert not AuditLine.objects.filter(verb="unlink").exists()
    assert json.loads(issue_by("18").frame)["follow_ups"]


def test_another_journal_remembers_nothing_of_this_one(bring, context):
    """别的刊物登过什么，与本刊无关。"""
    bring("asked")
    other = """
    title = "乙刊"
    title_en = "B"
    [[columns]]
    code = "one"
    series = "甲"
    rules = [{ kinds = ["instrument"] }]
    """.encode()
    new_issue(17, FIRST, context=context, journal=other)
    bring("issued")
    new_issue(18, SECOND, context=context)

    assert relations("18") == []


def test_where_an_editor_put_an_entry_it_stays(three, context):
    """编辑安排的栏目和次序，改稿、重排、再作核对之后都不变。"""
    place_entry("18", "2.3.02", "2.2", context=context)
    place_entry("18", "2.3.01", "2.2", context=context, at=1)
    edit_entry("18", "2.2.02", context=context, text="1月9日，温州市数据局印发《温州市公共数据授权办法》。")
    reread(context=context)

    standing = {entry.id: (entry.title, entry.moved) for _, entries in show_issue("18").columns for entry in entries}
    assert standing == {
        "2.2.01": ("温州市数据局印发《温州市公共数据登记办法》", True),
        "2.2.02": ("温州市数据局印发《温州市公共数据授权办法》", True),
    }


def test_days_that_an_entry_told_in_advance_have_come_or_not(three):
    """稿件写明的施行日、征求意见截止日，到了才说。"""

    def come(which, day):
        told = tell_later(which, datetime.date.fromisoformat(day))
        return {one.entry: [(due.sort, due.date) for due in one.come] for one in told if one.come}

    assert come("18", "2025-01-31") == {}
    assert come("18", "2025-02-01") == {"2.3.01": [("effective", "2025-02-01")]}
    assert come("17", "2024-12-25") == {"2.3.01": [("comment", "2024-12-25")]}


def test_what_an_editor_takes_in_all_the_same_is_marked(three, context):
    """往期已登的，编辑硬要再登也可以，但标明登在哪期哪条；不印进往期追踪。"""
    again = next(one.handle for one in three[0].spares if one.params.get("entry") == "4.0.01")
    place_entry("18", again, "4", context=context)

    marked = {entry.id: entry.carried for _, entries in show_issue("18").columns for entry in entries}
    assert marked == {"2.3.01": None, "2.3.02": None, "4.0.01": "17/4.0.01"}
    assert ("carried", 17, "4.0.01", "4.0.01") in relations("18")
