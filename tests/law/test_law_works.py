"""Texts of one instrument become one work with dated versions."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanlan.errors import InputError
from guanlan.law.reading import read_law_text
from guanlan.law.works import VersionRef, Work, build_works, version_on, version_ref


def law(title: str, history: list[str], *articles: str) -> str:
    body = "\n\n".join(f"第{'一二三四五六七八九'[i]}条 {words}" for i, words in enumerate(articles))
    return "\n\n".join([f"# {title}", *history, "<!-- INFO END -->", body]) + "\n"


def refs(*texts: tuple[str, str]) -> list[VersionRef]:
    """(name of a file, its text) → what build_works needs; the name is the ref."""
    return [version_ref(name, text, read_law_text(text), name) for name, text in texts]


def one(works: tuple[Work, ...], key: str) -> Work:
    return next(work for work in works if work.key == key)


def held(work: Work) -> list[tuple[str, str | None, str | None]]:
    return [
        (dated.value.ref, str(dated.first) if dated.first else None, str(dated.last) if dated.last else None)
        for dated in work.versions
    ]


OLD = law(
    "中华人民共和国样例法",
    ["2016年11月7日 第十二届全国人民代表大会常务委员会第二十四次会议通过"],
    "样例受保护。",
    "本法自2017年6月1日起施行。",
)
CHANGED = law(
    "中华人民共和国样例法",
    [
        "2016年11月7日 第十二届全国人民代表大会常务委员会第二十四次会议通过",
        "2024年10月28日 第十四届全国人民代表大会常务委员会第十八次会议《关于修改〈中华人民共和国样例法〉的决定》修正",
    ],
    "重要样例受保护。",
    "本法自2017年6月1日起施行。",
)
DECISION = law(
    "全国人民代表大会常务委员会关于修改《中华人民共和国样例法》的决定",
    ["2024年10月28日 第十四届全国人民代表大会常务委员会第十八次会议通过"],
    "将第一条修改为：“重要样例受保护。”",
    "本决定自2025年1月1日起施行。",
)


def test_an_amended_text_holds_from_the_day_its_decision_tells() -> None:
    works = build_works(refs(("新", CHANGED), ("旧", OLD), ("决定", DECISION)))
    work = one(works, "样例法")
    assert held(work) == [("旧", "2017-06-01", "2024-12-31"), ("新", "2025-01-01", None)]
    assert work.versions[1].value.amended_by == "关于修改〈中华人民共和国样例法〉的决定"
    assert version_on(work, date(2024, 12, 31)) is work.versions[0].value
    assert version_on(work, date(2025, 1, 1)) is work.versions[1].value
    assert version_on(work, date(2017, 5, 31)) is None


def test_without_the_decision_the_day_of_the_amendment_is_taken_and_said() -> None:
    work = one(build_works(refs(("新", CHANGED), ("旧", OLD))), "样例法")
    assert held(work) == [("旧", "2017-06-01", "2024-10-27"), ("新", "2024-10-28", None)]
    assert work.versions[1].value.remarks == ("law.effect_from_amendment",)
    assert work.versions[0].value.remarks == ()


def test_a_version_ends_where_a_change_is_told_whose_text_is_not_there() -> None:
    told = "2020年3月1日 第十三届全国人民代表大会常务委员会第十六次会议《关于修改〈中华人民共和国样例法〉的决定》修正"
    later = CHANGED.replace("\n\n2024年", f"\n\n{told}\n\n2024年")
    work = one(build_works(refs(("旧", OLD), ("新", later))), "样例法")
    assert held(work) == [("旧", "2017-06-01", "2020-02-29"), ("新", "2024-10-28", None)]
    assert version_on(work, date(2021, 1, 1)) is None


def test_the_order_of_the_texts_does_not_matter() -> None:
    texts = refs(("新", CHANGED), ("旧", OLD), ("决定", DECISION))
    assert build_works(texts) == build_works(texts[::-1])


@pytest.mark.parametrize(
    ("history", "last_article", "name", "first", "remarks"),
    [
        (["2020年3月1日 公布"], "本条例自2020年5月1日起施行。", "甲(2020-03-01).md", "2020-05-01", ()),
        (["2020年3月1日 公布"], "本条例自公布之日起施行。", "甲.md", "2020-03-01", ()),
        (["2020年3月1日 公布"], "本条例由样例部解释。", "甲.md", "2020-03-01", ("law.effect_from_publication",)),
        # a history that ends before the last act: the name of the file knows of a later one
        (
            ["2002年3月19日 公布"],
            "本条例自2002年5月1日起施行。",
            "甲(2020-03-27).md",
            "2020-03-27",
            ("law.date_from_name", "law.effect_from_amendment"),
        ),
        # published after it was passed, in force later still: no amendment
        (
            ["2020年12月7日 样例法院审判委员会第1820次会议通过"],
            "本解释自2021年3月1日起施行。",
            "甲(2021-01-26).md",
            "2021-03-01",
            ("law.date_from_name",),
        ),
        ([], "本条例自1996年10月1日起施行。", "甲.md", "1996-10-01", ()),
        (
            [],
            "本条例由样例部解释。",
            "甲(1999-01-02).md",
            "1999-01-02",
            ("law.date_from_name", "law.effect_from_adoption"),
        ),
        # passed again by the same organ years later: that is an amendment, whatever the last article says
        (
            ["2003年12月4日 样例法院审判委员会第1299次会议通过", "2020年12月23日 样例法院审判委员会第1823次会议通过"],
            "本解释自2004年5月1日起施行。",
            "甲.md",
            "2020-12-23",
            ("law.effect_from_amendment",),
        ),
        # two courts pass one text within months
        (
            ["2006年12月25日 样例法院审判委员会第1411次会议、2007年2月14日样例检察院第十届检察委员会第71次会议通过"],
            "本解释自2007年1月11日起施行。",
            "甲.md",
            "2007-01-11",
            (),
        ),
    ],
)
def test_from_when_a_text_holds(
    history: list[str], last_article: str, name: str, first: str, remarks: tuple[str, ...]
) -> None:
    (work,) = build_works(refs((name, law("某样例条例", history, "样例。", last_article))))
    assert [str(dated.first) for dated in work.versions] == [first]
    assert work.versions[0].value.remarks == remarks


def test_a_text_that_tells_no_day_stands_apart() -> None:
    (work,) = build_works(refs(("甲.md", law("某样例条例", [], "样例。", "本条例由样例部解释。"))))
    assert work.versions == ()
    assert [version.remarks for version in work.undated] == [("law.no_day",)]
    assert version_on(work, date(2020, 1, 1)) is None


def test_copies_are_one_version_and_say_so() -> None:
    work = one(build_works(refs(("乙", OLD), ("甲", OLD.replace("\n\n", "\n \n")))), "样例法")
    assert held(work) == [("乙", "2017-06-01", None)] or held(work) == [("甲", "2017-06-01", None)]
    assert len(work.versions[0].value.same) == 1


def test_unlike_texts_of_one_day_are_variants_of_one_version() -> None:
    other = OLD.replace("样例受保护。", "样例受到保护。").replace("2016年11月7日", "2016年11月8日")
    work = one(build_works(refs(("甲", OLD), ("乙", other))), "样例法")
    assert held(work) == [("乙", "2017-06-01", None)]
    assert work.versions[0].value.variants == ("甲",)
    assert "law.two_texts_one_day" in work.versions[0].value.remarks


def test_a_draft_is_linked_to_what_became_of_it_and_never_holds() -> None:
    draft = law("某样例办法（征求意见稿）", [], "样例。", "本办法自2020年1月1日起施行。")
    final = law("某样例办法", ["2021年3月1日 公布"], "样例甲。", "本办法自2021年5月1日起施行。")
    (work,) = build_works(refs(("稿", draft), ("定", final)))
    assert [version.ref for version in work.drafts] == ["稿"]
    assert held(work) == [("定", "2021-05-01", None)]
    (alone,) = build_works(refs(("稿", draft)))
    assert (alone.key, alone.versions) == ("某样例办法", ())


def test_a_renamed_instrument_goes_on_under_its_new_name() -> None:
    old = law("某市老样例条例", ["1995年1月1日 公布"], "样例。", "本条例自1995年3月1日起施行。")
    new = law(
        "某市样例条例",
        [
            "1995年1月1日 公布",
            "2009年5月4日 某市人民代表大会常务委员会第三次会议《关于修改〈某市老样例条例〉的决定》修正",
        ],
        "样例甲。",
        "本条例自1995年3月1日起施行。",
    )
    works = build_works(refs(("旧", old), ("新", new)))
    assert one(works, "某市样例条例").renamed_from == ("某市老样例条例",)
    assert one(works, "某市老样例条例").renamed_to == "某市样例条例"
    assert held(one(works, "某市老样例条例")) == [("旧", "1995-03-01", "2009-05-03")]


def test_a_repealed_instrument_ends_the_day_before_the_new_one_holds() -> None:
    old = law("某样例暂行办法", ["2001年1月1日 公布"], "样例。", "本办法自2001年3月1日起施行。")
    new = law("某样例条例", ["2018年6月1日 公布"], "样例。", "本条例自2018年9月1日起施行。《某样例暂行办法》同时废止。")
    works = build_works(refs(("旧", old), ("新", new)))
    assert held(one(works, "某样例暂行办法")) == [("旧", "2001-03-01", "2018-08-31")]
    assert one(works, "某样例暂行办法").repealed_by == "某样例条例"
    assert one(works, "某样例条例").repealed_by is None


def test_a_text_that_repeals_its_own_predecessor_does_not_end_itself() -> None:
    old = law("某样例条例", ["1994年8月18日 公布"], "样例。", "本条例自1994年10月1日起施行。")
    new = law(
        "某样例条例",
        ["1998年12月27日 公布"],
        "样例甲。",
        "本条例自1999年1月1日起施行。1994年8月18日发布的《某样例条例》同时废止。",
    )
    (work,) = build_works(refs(("旧", old), ("新", new)))
    assert held(work) == [("旧", "1994-10-01", "1998-12-31"), ("新", "1999-01-01", None)]
    assert work.repealed_by is None


def test_the_parts_of_a_code_are_one_version() -> None:
    head = "# 中华人民共和国样例法典\n\n# {}\n\n2020年5月28日 公布\n\n2021年1月1日 施行\n\n<!-- INFO END -->\n\n{}"
    first = head.format("总则", "第一条 样例。\n\n第二条 样例。\n")
    second = head.format("合同编", "第三条 样例合同。\n\n第四条 样例合同。\n")
    (work,) = build_works(refs(("合同编", second), ("总则", first)))
    assert held(work) == [("总则", "2021-01-01", None)]
    assert work.versions[0].value.parts == ("总则", "合同编")


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
VERSIONS = st.builds(
    VersionRef,
    ref=st.text("abc", min_size=1, max_size=3),
    title=st.sampled_from(["甲法", "乙条例", "丙办法（草案）"]),
    digest=st.sampled_from("12345"),
    adopted=st.none() | DAYS,
    effective=st.none() | DAYS,
    changed=st.none() | DAYS,
    repeals=st.lists(st.sampled_from(["甲法", "乙条例"]), max_size=1).map(tuple),
    aliases=st.lists(st.sampled_from(["甲法", "乙条例"]), max_size=1).map(tuple),
)


@given(st.lists(VERSIONS, max_size=8, unique_by=lambda version: version.ref), DAYS)
def test_versions_follow_one_another_and_at_most_one_holds(versions: list[VersionRef], on: date) -> None:
    works = build_works(versions)
    assert works == build_works(reversed(versions))
    told = {
        ref
        for work in works
        for version in (*(dated.value for dated in work.versions), *work.drafts, *work.undated)
        for ref in (version.ref, *version.same, *version.variants)
    }
    assert told == {version.ref for version in versions}
    for work in works:
        for before, after in pairwise(work.versions):
            assert before.last is not None
            assert after.first is not None
            assert before.last < after.first
        assert sum(dated.holds(on) for dated in work.versions) <= 1


def test_the_real_laws(shared: Path) -> None:
    root = shared / "corpus" / "laws"
    found = []
    for folder in ("行政法", "更新", "民法典", "刑法"):
        for path in sorted((root / folder).glob("*.md")):
            text = path.read_text(encoding="utf-8")
            try:
                found.append(version_ref(f"{folder}/{path.name}", text, read_law_text(text), path.name))
            except InputError:
                assert path.name.startswith("_")
    works = build_works(found)
    cyber = one(works, "网络安全法")
    assert held(cyber) == [
        ("行政法/网络安全法(2016-11-07).md", "2017-06-01", "2025-12-31"),
        ("更新/网络安全法(2025-10-28).md", "2026-01-01", None),
    ]
    assert {"网安法"} <= set(cyber.names)
    assert len(one(works, "民法典").versions[0].value.parts) == 8
    # 刑法修正案（十二）, adopted 2023-12-29, says from when it holds
    assert held(one(works, "刑法")) == [("刑法/刑法.md", "2024-03-01", None)]
