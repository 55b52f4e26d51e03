"""Candidates: every document judged once by each state of the code, the likeliest first, likeness to back issues."""

from __future__ import annotations

import pytest

from guanlan.actions.import_paths import import_paths
from guanlan.actions.list_candidates import list_candidates
from guanlan.errors import InputError
from guanlan.extract.triage import habits_of, likeness
from guanlan.records.facts import Kind
from guanlan.records.triage import Habits
from guanlan.store.models import AuditLine, Judgement
from making import facts_of

PENALTY = """# 南京网信办处罚一家未履行数据安全保护义务的公司
 网信南京   {day} 19:00

近日，江苏省南京市网信办依据《中华人民共和国网络安全法》第五十九条第一款，对某科技公司作出警告、罚款五万元的行政处罚，责令其限期改正。
该公司未留存网络日志，所运营的系统存在高危漏洞，造成三千条个人信息泄露。
"""
RETOLD = """# 【某圈】南京网信办处罚一家未履行数据安全保护义务的公司
 某圈   {day} 20:00

据网信南京消息，江苏省南京市网信办依据《中华人民共和国网络安全法》第五十九条第一款，对某科技公司作出警告、罚款五万元的行政处罚，责令其限期改正。
该公司未留存网络日志，所运营的系统存在高危漏洞，造成三千条个人信息泄露。
"""
NOTE = """# 【漏洞预警】示例网关命令注入漏洞（CVE-2024-11111）
 某安全   2024-08-02 10:00

漏洞编号：CVE-2024-11111。影响版本：3.0 以前。CVSS：9.8。攻击者可在未授权的情况下远程执行任意代码，请升级到安全版本。
"""


@pytest.fixture
def desk(tmp_path, home, context):
    """Two tellings of one penalty and a note on a vulnerability."""
    folder = tmp_path / "in"
    (folder / "2024-09").mkdir(parents=True)
    (folder / "2024-08").mkdir()
    (folder / "2024-09" / "甲.md").write_text(PENALTY.format(day="2024-09-03"), encoding="utf-8")
    (folder / "2024-09" / "乙.md").write_text(RETOLD.format(day="2024-09-04"), encoding="utf-8")
    (folder / "2024-08" / "丙.md").write_text(NOTE, encoding="utf-8")
    import_paths([folder], context=context)
    return folder


def test_every_document_has_a_line_and_one_story_is_one_string(desk, context) -> None:
    """每篇一行；同一件事同一个字符串；不取的没有类别和动态。"""
    found = {one.doc: one for one in list_candidates(context=context)}

    assert set(found) == {"2024-09/甲.md", "2024-09/乙.md", "2024-08/丙.md"}
    first, second, note = (found[doc] for doc in ("2024-09/甲.md", "2024-09/乙.md", "2024-08/丙.md"))
    assert first.story is not None
    assert first.story == second.story
    assert (first.triage.kind, first.triage.primary, second.triage.primary) == (Kind.ENFORCEMENT, True, False)
    assert (note.triage.relevant, note.triage.shape, note.triage.kind, note.story) == (False, "vuln", None, None)


def test_the_likeliest_stand_first_and_choices_narrow(desk, context) -> None:
    """按分值排列；可只看相关、某月、前几篇。"""
    every = list_candidates(context=context)
    assert [one.order for one in every] == sorted((one.order for one in every), reverse=True)
    assert every[-1].doc == "2024-08/丙.md"
    assert len(list_candidates(context=context, relevant=True)) == 2
    assert [one.doc for one in list_candidates(context=context, month="2024-08")] == ["2024-08/丙.md"]
    assert list_candidates(context=context, limit=1) == every[:1]
    with pytest.raises(InputError) as caught:
        list_candidates(context=context, month="2024-13")
    assert caught.value.code == "triage.bad_month"


def test_a_document_is_judged_once_by_each_code(desk, context, monkeypatch) -> None:
    """同一版程序只判一次；换了程序重判，旧的不留。"""
    first = list_candidates(context=context)
    assert list_candidates(context=context) == first
    assert AuditLine.objects.filter(verb="judge").count() == 1

    monkeypatch.setattr("guanlan.actions.steps.judging.fingerprint", lambda: "another")
    assert list_candidates(context=context) == first
    assert AuditLine.objects.filter(verb="judge").count() == 2
    assert set(Judgement.objects.values_list("fingerprint", flat=True)) == {"another"}
    assert Judgement.objects.count() == 3


def test_what_cannot_be_read_has_a_line_too(tmp_path, home, context) -> None:
    """读不出的也有一行，并说明未能读出。"""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nnothing that a reader could read")
    import_paths([tmp_path / "a.pdf"], context=context)

    (only,) = list_candidates(context=context)

    assert (only.doc, only.triage.relevant) == ("a.pdf", False)
    assert [reason.feature for reason in only.triage.reasons] == ["unread"]


TAKEN = [
    facts_of(kind="enforcement", issuers=["国家网信办"]),
    facts_of(kind="enforcement", issuers=["国家互联网信息办公室", "公安部"]),
    facts_of(kind="instrument", issuers=["公安部"]),
]


def test_habits_count_what_was_taken() -> None:
    """机关不论称谓算同一个；采用数按来源。"""
    habits = habits_of(TAKEN, offered=["某网", "某网", None], adopted=["某网"])

    assert habits.entries == 3
    assert sorted(habits.organs.values()) == [2, 2]
    assert habits.kinds == {"enforcement": 2, "instrument": 1}
    assert (habits.offered, habits.adopted) == ({"某网": 2}, {"某网": 1})


def test_likeness_is_a_bonus_and_never_a_charge() -> None:
    """往期常取的加分，合计不过 1；没有往期、没有见过的，不加也不减。"""
    habits = habits_of(TAKEN * 50, adopted=["某网"] * 40, offered=["某网"] * 40)
    known = facts_of(kind="enforcement", issuers=["中央网信办"])

    reasons = likeness([known], "某网", habits)
    assert {reason.feature for reason in reasons} == {"habit.organ", "habit.kind", "habit.source"}
    assert all(reason.weight > 0 for reason in reasons)
    assert sum(reason.weight for reason in reasons) <= 1
    assert likeness([known], "某网", Habits()) == ()
    assert likeness([facts_of(issuers=["某某测试委员会"])], "别网", habits) == ()


def test_a_rarer_habit_weighs_less() -> None:
    """取得越多，分量越重。"""
    known = [facts_of(kind="enforcement", issuers=["中央网信办"])]
    few = {one.feature: one.weight for one in likeness(known, None, habits_of(TAKEN))}
    many = {one.feature: one.weight for one in likeness(known, None, habits_of(TAKEN * 9))}
    assert few["habit.organ"] < many["habit.organ"]
    assert few["habit.kind"] == many["habit.kind"]
