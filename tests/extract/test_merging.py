"""Reports of one thing become one development, in whatever order they come."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanlan.errors import InputError
from guanlan.extract.merging import cluster
from guanlan.records.development import Telling
from making import telling

ISSUED = {"kind": "instrument", "jurisdiction": "CN", "issuers": ["国家数据局"], "date": "2024-12-30"}
DRAFT = {"title": "甲办法", "stage_note": "征求意见稿"}


def groups(*tellings: Telling, **links: Any) -> set[frozenset[str]]:
    """The keys that are together."""
    return {frozenset(one.key for one in found.tellings) for found in cluster(tellings, **links)}


def reasons(*tellings: Telling) -> list[tuple[str, str]]:
    """The code and the shared words of every join."""
    return [(join.reason, join.shared) for found in cluster(tellings) for join in found.joins]


def test_two_sites_one_instrument() -> None:
    """两家网站发布同一文件，标题行文不同，合为一条。"""
    one = telling(
        "a", "国家数据局印发《甲办法》", "国家数据局印发《甲办法》。", instruments=[{"title": "甲办法"}], **ISSUED
    )
    two = telling("b", "甲办法来了！一文看懂", "新规出台，看点很多。", instruments=[{"title": "甲 办法"}], **ISSUED)

    assert groups(one, two) == {frozenset("ab")}
    assert reasons(one, two) == [("merging.instrument", "甲办法")]


def test_a_draft_and_the_law_it_became_are_two() -> None:
    """征求意见稿与正式文件是两件事。"""
    draft = telling("a", "《甲办法》公开征求意见", "某文。", instruments=[DRAFT], **ISSUED)
    final = telling("b", "《甲办法》公布", "另文。", instruments=[{"title": "甲办法"}], **ISSUED)

    assert groups(draft, final) == {frozenset("a"), frozenset("b")}


def test_the_same_instrument_a_season_later_is_another_event() -> None:
    """同一文件隔月再有动态（如施行），不并入当初的发布。"""
    issued = telling("a", "《甲办法》公布", "某文。", instruments=[{"title": "甲办法"}], **ISSUED)
    begun = telling(
        "b", "《甲办法》施行", "另文。", instruments=[{"title": "甲办法"}], **{**ISSUED, "date": "2025-02-01"}
    )

    assert groups(issued, begun) == {frozenset("a"), frozenset("b")}


def test_a_press_conference_about_an_instrument_is_news_of_its_own() -> None:
    """介绍文件的发布会是会议，不并入文件。"""
    instrument = telling("a", "《甲办法》公布", "某文。", instruments=[{"title": "甲办法"}], **ISSUED)
    conference = telling(
        "b", "国家数据局举行新闻发布会", "另文。", instruments=[{"title": "甲办法"}], **{**ISSUED, "kind": "meeting"}
    )

    assert groups(instrument, conference) == {frozenset("a"), frozenset("b")}


def test_questions_and_answers_belong_to_the_instrument_and_do_not_lead() -> None:
    """答记者问并入文件，但不作为首选原文。"""
    answers = telling("a", "国家数据局负责人就《甲办法》答记者问", "问答。", **{**ISSUED, "kind": "meeting"})
    news = telling("b", "国家数据局印发《甲办法》", "印发。", instruments=[{"title": "甲办法"}], **ISSUED)

    (development,) = cluster([answers, news])
    assert [one.key for one in development.tellings] == ["b", "a"]


def test_the_document_itself_belongs_to_the_news_of_it() -> None:
    """单独一份条文（如PDF）并入发布消息，不作首选原文；草案的条文不并入正式文件。"""
    articles = [f"第{number}条　内容。" for number in "一二三四"]
    news = telling("b", "国家数据局印发《甲办法》", "印发。", instruments=[{"title": "甲办法"}], **ISSUED)
    text = telling("a", "甲办法", *articles, **ISSUED)
    draft = telling("c", "甲办法（征求意见稿）", *articles[:3], **ISSUED)

    assert groups(news, text, draft) == {frozenset("ab"), frozenset("c")}
    assert [one.tellings[0].key for one in cluster([text, news])] == ["b"]


def test_the_same_organ_day_and_figures() -> None:
    """同一机关、日期相近、两个以上数字相同：标题不同也是一件事。"""
    figures = [{"text": "270余台", "value": 270, "unit": "台"}, {"text": "30余台", "value": 30, "unit": "台"}]
    given = {"kind": "incident", "jurisdiction": "CN", "issuers": ["国家互联网应急中心"], "figures": figures}
    one = telling("a", "应急中心发现处置两起网络攻击事件", "甲文。", date="2024-12-18", **given)
    two = telling("b", "大型企业遭窃密", "乙文。", date="2024-12-20", **given)
    late = telling("c", "年终盘点", "丙文。", date="2025-01-02", **given)

    assert groups(one, two, late) == {frozenset("ab"), frozenset("c")}
    assert reasons(one, two) == [("merging.amounts", "270台、30台")]


def test_one_figure_in_common_is_not_enough() -> None:
    """只有一个数字相同，不合并。"""
    given = {"kind": "enforcement", "jurisdiction": "CN", "issuers": ["国家网信办"], "date": "2024-12-18"}
    one = telling("a", "清理账号", "甲文。", figures=[{"text": "15家", "value": 15, "unit": "家"}], **given)
    two = telling("b", "约谈单位", "乙文。", figures=[{"text": "15家", "value": 15, "unit": "家"}], **given)

    assert groups(one, two) == {frozenset("a"), frozenset("b")}


def test_headlines_that_differ_by_their_number_are_two() -> None:
    """第9批与第10批，标题几乎一样，不合并。"""
    ninth = telling("a", "关于侵害用户权益行为的APP通报（2024年第9批）", "甲文。", date="2024-12-23", jurisdiction="CN")
    tenth = telling(
        "b", "关于侵害用户权益行为的APP通报（2024年第10批）", "乙文。", date="2024-12-27", jurisdiction="CN"
    )
    again = telling(
        "c", "关于侵害用户权益行为的APP的通报（2024年第10批）", "丙文。", date="2024-12-27", jurisdiction="CN"
    )

    assert groups(ninth, tenth, again) == {frozenset("a"), frozenset("bc")}


COPIED = "近期，该中心持续开展受理处置工作，累计处置一批仿冒网站平台，保护了群众的财产安全，也提醒公众注意辨别真伪。"


def test_a_copy_under_another_headline() -> None:
    """转载改了标题、加了头尾，仍是同一条；原发单位的在前。"""
    copy = telling("a", "震惊！这些网站别点", "编者按：转发周知。", COPIED, date="2024-12-28")
    original = telling("b", "某中心受理处置仿冒网站", COPIED, date="2024-12-27", origin={"authority": True})

    (development,) = cluster([copy, original])
    assert [one.key for one in development.tellings] == ["b", "a"]
    assert development.key == "b"
    assert development.joins[0].reason == "merging.copy"


def test_news_that_all_reprint_is_one_thing() -> None:
    """百家转载，仍是一条。"""
    made = [telling(f"{number:03d}", "某中心受理处置仿冒网站", COPIED, date="2024-12-27") for number in range(100)]

    assert len(cluster(made)) == 1


def test_other_places_never_join() -> None:
    """两省同日发布相同模样的消息，各是各的。"""
    here = telling("a", "省通信管理局开展数据安全检查", COPIED, date="2024-12-18", jurisdiction="CN-ZJ")
    there = telling("b", "省通信管理局开展数据安全检查", COPIED, date="2024-12-18", jurisdiction="CN-JS")

    assert groups(here, there) == {frozenset("a"), frozenset("b")}


def test_items_of_one_digest_never_join() -> None:
    """同一周报里的两则不合并；与外面的同一则合并。"""
    given = {"date": "2024-12-10", "jurisdiction": "EU", "kind": "instrument", "instruments": [{"title": "网络弹性法"}]}
    item = telling("a", "欧盟《网络弹性法》生效", "甲文。", number=1, origin={"release": "digest"}, **given)
    other = telling("b", "《网络弹性法》解读", "乙文。", number=2, origin={"release": "digest"}, **given)
    own = telling("c", "欧盟《网络弹性法》正式生效", "丙文。", **given)

    found = groups(item, other, own)
    assert frozenset("ab") not in found
    assert any({"c"} < group for group in found)
    assert all(not {"a", "b"} <= group for group in found)


def test_the_same_original_link() -> None:
    """摘编的是同一原文地址。"""
    one = telling("a", "甲", "甲文。", link="https://x.example.invalid/1", jurisdiction="EU")
    two = telling("b", "乙", "乙文。", link="https://x.example.invalid/1", jurisdiction="EU")

    assert groups(one, two) == {frozenset("ab")}


def test_an_editor_joins_and_splits() -> None:
    """编辑合并的合并，编辑拆开的拆开；规则不再推翻。"""
    one = telling("a", "国家数据局印发《甲办法》", "甲文。", instruments=[{"title": "甲办法"}], **ISSUED)
    two = telling("b", "《甲办法》公布", "乙文。", instruments=[{"title": "甲办法"}], **ISSUED)
    far = telling("c", "毫不相干", "丙文。", date="2024-12-02", jurisdiction="CN-ZJ")

    assert groups(one, two, far, cannot_link=[("b", "a")]) == {frozenset("a"), frozenset("b"), frozenset("c")}
    assert groups(one, two, far, must_link=[("c", "a")]) == {frozenset("abc")}
    assert groups(one, two, far, must_link=[("c", "gone")]) == {frozenset("ab"), frozenset("c")}
    with pytest.raises(InputError) as refused:
        cluster([one, two, far], must_link=[("a", "b"), ("b", "c")], cannot_link=[("a", "c")])
    assert refused.value.code == "merging.contradiction"


def test_a_split_holds_through_a_third() -> None:
    """甲、乙不得合并，丙与两者都像：丙只跟其中一个，甲、乙始终分开。"""
    made = [telling(key, "某中心受理处置仿冒网站", COPIED, date="2024-12-27") for key in "abc"]

    found = groups(*made, cannot_link=[("a", "b")])
    assert all(not {"a", "b"} <= group for group in found)
    assert len(found) == 2


HEADLINES = [
    "国家数据局印发《甲办法》",
    "《甲办法》公布",
    "关于侵害用户权益的通报第1批",
    "关于侵害用户权益的通报第2批",
    "毫不相干",
]
drawn = st.tuples(
    st.sampled_from(HEADLINES),
    st.sampled_from([COPIED, "甲文。", COPIED + "另加一句。"]),
    st.sampled_from(["2024-12-27", "2024-12-30", "2025-01-15"]),
    st.sampled_from(["CN", "CN-ZJ", "EU"]),
    st.sampled_from([[], [{"title": "甲办法"}], [{"title": "乙办法"}]]),
)
keys = st.sampled_from("abcdefgh")


@given(st.lists(drawn, min_size=2, max_size=8), st.lists(st.tuples(keys, keys), max_size=3), st.data())
def test_no_order_matters(rows: list[Any], apart: list[tuple[str, str]], data: st.DataObject) -> None:
    """打乱输入次序、打乱编辑决定的次序，结果相同；拆开的总是拆开；一条不多、一条不少。"""
    made = [
        telling(key, headline, text, date=date, jurisdiction=place, kind="instrument", instruments=instruments)
        for key, (headline, text, date, place, instruments) in zip("abcdefgh", rows, strict=False)
    ]
    apart = [pair for pair in apart if pair[0] != pair[1]]
    shuffled = data.draw(st.permutations(made))

    found = cluster(made, cannot_link=apart)
    assert cluster(shuffled, cannot_link=[(second, first) for first, second in reversed(apart)]) == found
    assert sorted(one.key for group in found for one in group.tellings) == sorted(one.key for one in made)
    for group in found:
        together = {one.key for one in group.tellings}
        assert not any({first, second} <= together for first, second in apart)
        assert group.key in together
