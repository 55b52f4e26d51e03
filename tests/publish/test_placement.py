"""Where a development stands, why, and why another was left over."""

from __future__ import annotations

import datetime
import importlib.util
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from guanlan.publish.journal import default_journal, load_journal
from guanlan.publish.placement import Place, place
from making import development

ROOT = Path(__file__).parents[2]
DAY = datetime.date(2025, 1, 16)


def placed(*developments: Any) -> dict[str, tuple[str, str | None]]:
    """Key → column and sub-column."""
    found, _ = place(developments, default_journal(), date=DAY)
    return {one.development.key: (where.column, where.subcolumn) for where, all_of in found.items() for one in all_of}


def spares(*developments: Any) -> dict[str, str]:
    """Key → code of the reason."""
    return {one.development: one.reason.code for one in place(developments, default_journal(), date=DAY)[1]}


DRAFT = {"title": "某规定", "stage_note": "征求意见稿", "comment_until": "2025-01-16"}
CASES = [
    ("incidents", None, {"kind": "meeting", "jurisdiction": "CN", "issuers": ["国务院"]}),
    ("incidents", None, {"kind": "incident", "jurisdiction": "CN", "issuers": ["国家互联网应急中心"]}),
    ("policy", "national", {"kind": "instrument", "jurisdiction": "CN", "issuers": ["国务院办公厅"]}),
    ("policy", "ministries", {"kind": "instrument", "jurisdiction": "CN", "issuers": ["国家税务总局"]}),
    ("policy", "ministries", {"kind": "publication", "jurisdiction": "CN", "issuers": ["国家数据局"]}),
    ("policy", "local", {"kind": "instrument", "jurisdiction": "CN-ZJ", "issuers": ["浙江省网信办"]}),
    ("practice", "police", {"kind": "enforcement", "jurisdiction": "CN-ZJ", "issuers": ["浙江台州公安机关"]}),
    ("practice", "cyberspace", {"kind": "campaign", "jurisdiction": "CN-HN", "issuers": ["湖南省怀化市网信办"]}),
    ("practice", "communications", {"kind": "drill", "jurisdiction": "CN-ZJ", "issuers": ["浙江省通信管理局"]}),
    ("practice", "others", {"kind": "enforcement", "jurisdiction": "CN-JS", "issuers": ["中国人民银行连云港市分行"]}),
    ("practice", "communications", {"kind": "campaign", "jurisdiction": "CN", "issuers": ["工信部"]}),
    ("practice", "others", {"kind": "enforcement", "jurisdiction": "CN", "issuers": ["最高人民检察院", "公安部"]}),
    ("practice", "police", {"kind": "enforcement", "jurisdiction": "CN", "issuers": ["公安部", "最高人民检察院"]}),
    ("policy", "ministries", {"kind": "instrument", "jurisdiction": "CN", "issuers": ["国家数据局", "中央网信办"]}),
    ("abroad", None, {"kind": "enforcement", "jurisdiction": "IE", "issuers": ["爱尔兰数据保护委员会"]}),
    ("abroad", None, {"kind": "instrument", "jurisdiction": "UN", "issuers": ["联合国大会"]}),
    ("abroad", None, {"kind": "instrument", "jurisdiction": "CN-HK", "issuers": ["香港特别行政区政府"]}),
    ("topics", None, {"kind": "instrument", "jurisdiction": "CN", "issuers": ["国家税务总局"], "instruments": [DRAFT]}),
    (
        "policy",
        "local",
        {"kind": "instrument", "jurisdiction": "CN-TJ", "issuers": ["天津市数据局"], "instruments": [DRAFT]},
    ),
    ("associations", None, {"kind": "publication", "jurisdiction": "CN-BJ", "issuers": ["北京网络空间安全协会"]}),
    ("associations", None, {"kind": "meeting", "jurisdiction": "CN-BJ", "issuers": ["北京网络空间安全协会"]}),
]


@pytest.mark.parametrize(("column", "subcolumn", "given"), CASES)
def test_the_default_rules(column: str, subcolumn: str | None, given: dict[str, Any]) -> None:
    """栏目规则逐条有例。"""
    assert placed(development("a", "某动态", date="2025-01-08", **given)) == {"a": (column, subcolumn)}


def test_a_draft_whose_time_for_comment_is_over_is_policy() -> None:
    """征求意见截止在出刊日之前的，回到政策立法。"""
    over = {**DRAFT, "comment_until": "2025-01-15"}
    given = {"kind": "instrument", "jurisdiction": "CN", "issuers": ["国家税务总局"], "date": "2024-12-20"}

    assert placed(development("a", "某动态", instruments=[over], **given)) == {"a": ("policy", "ministries")}


def test_a_survey_of_users_is_a_topic() -> None:
    """协会发布的网民满意度调查与公开征求意见同栏；协会的其他成果在协会动态。"""
    given = {"kind": "publication", "jurisdiction": "CN", "issuers": ["北京网络空间安全协会"], "date": "2025-01-08"}

    assert placed(development("a", "年度网民满意度调查结果发布", **given)) == {"a": ("topics", None)}
    assert placed(development("a", "年度产业图谱发布", **given)) == {"a": ("associations", None)}


def test_a_draft_that_says_no_last_day_is_still_open() -> None:
    """征求意见稿没有写明截止日期的，按仍可提意见处理。"""
    given = {"kind": "instrument", "jurisdiction": "CN", "issuers": ["国家税务总局"], "date": "2025-01-08"}
    draft = {"title": "某规定", "stage_note": "征求意见稿"}

    assert placed(development("a", "某动态", instruments=[draft], **given)) == {"a": ("topics", None)}


def test_where_several_bodies_act_the_place_of_another_is_the_second_choice() -> None:
    """联合发文、联合督办的，按牵头单位放，其他单位的栏目列为次选。"""
    given = {"kind": "enforcement", "jurisdiction": "CN", "date": "2025-01-08"}
    joint = development("a", "某案", issuers=["最高人民检察院", "公安部"], **given)

    ((standing,),) = place([joint], default_journal(), date=DAY)[0].values()
    assert (standing.place, standing.second) == (Place("practice", "others"), Place("practice", "police"))


def test_every_place_of_a_published_bulletin_is_found_from_facts_alone(shared: Path) -> None:
    """已出刊的75则：栏目首选至少对73则，首选或次选全对；规则不超过25条，每条至少用于两则。"""
    measure = measuring()
    journal = default_journal()
    entries = measure.tried((shared / "corpus/bulletin/000_f8a42a771962feff.txt").read_bytes(), journal)

    assert len(entries) == 75
    assert [(one.id, one.places[:2]) for one in entries if not one.first] == []
    assert all(one.second for one in entries)
    uses = Counter(one.rule for one in entries)
    assert len(measure.rules_of(journal)) <= 25
    assert {rule: uses[rule] for rule in measure.rules_of(journal) if uses[rule] < 2} == {}


def measuring() -> Any:
    """The script that counts."""
    spec = importlib.util.spec_from_file_location("measure_placement", ROOT / "scripts" / "measure_placement.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["measure_placement"] = module
    spec.loader.exec_module(module)
    return module


def test_the_second_choice_is_kept() -> None:
    """可征求意见的部委文件也可以放政策立法，编辑看得到。"""
    given = {"kind": "instrument", "jurisdiction": "CN", "issuers": ["国家税务总局"], "date": "2024-12-20"}
    found, _ = place([development("a", "某动态", instruments=[DRAFT], **given)], default_journal(), date=DAY)

    ((standing,),) = found.values()
    assert standing.second == Place("policy", "ministries")
    assert standing.reason.code == "placed.rule"
    assert "comment_open=2025-01-16" in standing.reason.params["because"]


def test_the_window_includes_its_first_and_last_day() -> None:
    """收稿期两端都算；早一天、晚一天都不收。"""
    given = {"kind": "instrument", "jurisdiction": "CN-ZJ", "issuers": ["浙江省网信办"]}
    days = ["2024-11-30", "2024-12-01", "2025-01-16", "2025-01-17"]
    made = [development(day, "某动态", date=day, **given) for day in days]

    assert sorted(placed(*made)) == ["2024-12-01", "2025-01-16"]
    assert spares(*made) == {"2024-11-30": "spare.window", "2025-01-17": "spare.window"}


def test_without_a_day_or_a_source_or_a_rule_it_is_spare() -> None:
    """无日期、无来源、无栏目的，各有各的理由。"""
    given = {"kind": "instrument", "jurisdiction": "CN-ZJ", "issuers": ["浙江省网信办"]}
    undated = development("undated", "某动态", origin={"published": None}, **given)
    unsourced = development("unsourced", "某动态", date="2024-12-18", origin={"publisher": None}, **given)
    unruled = development("unruled", "某动态", date="2024-12-18", jurisdiction="CN")

    assert spares(undated, unsourced, unruled) == {
        "undated": "spare.undated",
        "unsourced": "spare.source",
        "unruled": "spare.rule",
    }


def test_an_association_needs_no_source() -> None:
    """协会动态不要求来源行。"""
    given = {"kind": "meeting", "jurisdiction": "CN-BJ", "issuers": ["北京网络空间安全协会"], "date": "2025-01-08"}

    assert placed(development("a", "某会", origin={"publisher": None}, **given)) == {"a": ("associations", None)}


def test_order_is_level_then_importance_then_day() -> None:
    """先看层级，再看重要性，再看日期。"""
    given = {"kind": "incident", "jurisdiction": "CN"}
    late = development("late", "甲", date="2024-12-20", importance=50, issuers=["公安部"], **given)
    early = development("early", "乙", date="2024-12-10", importance=50, issuers=["公安部"], **given)
    weighty = development("weighty", "丙", date="2024-12-30", importance=60, issuers=["公安部"], **given)
    local = development("local", "丁", date="2024-12-02", importance=90, issuers=["浙江省网信办"], **given)
    state = development("state", "戊", date="2025-01-02", importance=10, issuers=["国务院"], **given)

    found, _ = place([late, local, early, state, weighty], default_journal(), date=DAY)
    assert [one.development.key for one in found[Place("incidents")]] == ["state", "weighty", "early", "late", "local"]


def test_what_comes_after_the_limit_is_spare() -> None:
    """境外速览只收十则，第十一则备用，并说明理由。"""
    made = [
        development(f"{number:02d}", "某动态", date="2024-12-18", kind="incident", jurisdiction="US", importance=number)
        for number in range(11)
    ]

    found, left = place(made, default_journal(), date=DAY)
    assert [one.development.key for one in found[Place("abroad")]] == [f"{number:02d}" for number in range(10, 0, -1)]
    assert [(one.development, one.reason.code, one.reason.params["limit"]) for one in left] == [
        ("00", "spare.limit", "10")
    ]


def test_another_journal_places_by_its_own_rules() -> None:
    """换一个机构，改文件不改代码：按标题用词和地域收稿。"""
    journal = load_journal(
        """
        title = "甲刊"
        title_en = "A"
        [[columns]]
        code = "ai"
        series = "人工智能"
        rules = [{ words = ["人工智能", "算法"], jurisdictions = ["CN-ZJ", "EU"] }]
        """.encode()
    )
    made = [
        development("home", "某省算法备案办法", jurisdiction="CN-ZJ", date="2025-01-02"),
        development("eu", "欧盟人工智能法", jurisdiction="EU", date="2025-01-02"),
        development("elsewhere", "某省算法备案办法", jurisdiction="CN-JS", date="2025-01-02"),
        development("other", "某省数据条例", jurisdiction="CN-ZJ", date="2025-01-02"),
    ]

    found, _ = place(made, journal, date=DAY)
    assert sorted(one.development.key for one in found[Place("ai")]) == ["eu", "home"]
