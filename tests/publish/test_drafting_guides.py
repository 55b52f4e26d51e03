"""A column's guide and keywords: by theme, the weightiest first, and nothing that the entries do not bear."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guanlan.publish.drafting import Item, draft_guide, keywords, theme_of, themes
from guanlan.publish.drafting.guides import LONGEST

DATA = Item(
    "某省发布《公共数据授权运营办法》",
    "12月2日，某省发布办法。办法规定，公共数据授权运营应当签订协议并且接受监督。",
    30,
)
BANK = Item("某局印发《数据安全管理办法》", "12月27日，某局印发办法。办法要求，重要数据应当报送目录并且定期评估。", 80)
POLICE = Item(
    "某地警方打击网络水军", "12月12日，某地警方通报。网络水军案件数量明显下降，环境有所改善。", 50, "公安机关治理实践"
)
APPS = Item(
    "某局通报侵害用户权益APP",
    "12月27日，某局通报。个人信息收集应当遵循必要原则，并公开规则。",
    40,
    "通信管理部门治理实践",
)


def text(items: list[Item], by: str) -> str:
    """The guide as one string, a paragraph a line."""
    return "\n".join(words.text for words in draft_guide(items, opening="本期收录动态。", by=by))


def test_by_topic_the_weightiest_theme_comes_first() -> None:
    """按主题分方面，重要的在前。"""
    lines = text([DATA, BANK], "topic").splitlines()

    assert lines[0] == "本期收录动态。"
    assert [line.split("，")[0] for line in lines[1:]] == ["数据安全管理方面", "公共数据资源开发利用方面"]


def test_by_subcolumn_the_group_is_the_subcolumn() -> None:
    """治理实践按机关分方面，次序与正文相同，标题中的“治理实践”不重复。"""
    lines = text([POLICE._replace(importance=1), APPS], "subcolumn").splitlines()

    assert [line.split("，")[0] for line in lines[1:]] == ["公安机关方面", "通信管理部门方面"]


def test_by_entry_each_has_a_paragraph_in_the_order_of_the_body() -> None:
    """安全事件等栏目不分方面，按正文次序，一则一段。"""
    opening, first, second = text([DATA, BANK], "entry").splitlines()

    assert opening == "本期收录动态。"
    assert first.startswith("某省发布《公共数据授权运营办法》")
    assert second.startswith("某局印发")


def test_an_organ_is_not_named_twice_running() -> None:
    """标题刚说过的机关，要点里不再重复。"""
    said = Item("某市网信办对某公司作出行政处罚", "通报。某市网信办依据《数据安全法》，对该公司处五万元罚款。", 40)

    assert "某市网信办对某公司作出行政处罚。依据《数据安全法》，对该公司处五万元罚款。" in text([said], "entry")


def test_a_point_follows_its_title_without_its_own_introduction() -> None:
    """要点接在标题后，去掉“办法要求，”，动词仍用原文的。"""
    found = text([BANK, DATA], "topic")

    assert "某局印发《数据安全管理办法》，要求重要数据应当报送目录并且定期评估。" in found
    assert "某省发布《公共数据授权运营办法》，规定公共数据授权运营应当签订协议并且接受监督。" in found


def test_a_view_is_not_made_a_rule() -> None:
    """“认为”换“指出”，不换“规定”。"""
    said = BANK._replace(text="12月27日，某局通报。通报认为，重要数据应当报送目录并且定期评估。", importance=90)
    again = said._replace(title="某局再通报数据安全情况", importance=70)

    lines = text([said, again], "topic")
    assert lines.count("，认为重要数据") == 1
    assert lines.count("，指出重要数据") == 1


def test_the_same_verb_does_not_come_twice_in_a_row() -> None:
    """前后两则动词相同的，后一则换表里的近义动词。"""
    second = BANK._replace(title="某局印发《数据分类办法》", importance=70)

    assert "《数据分类办法》，明确重要数据应当报送目录并且定期评估。" in text([BANK, second], "topic")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("某部印发《甲办法》", "某局印发《乙办法》", "某局发布《乙办法》"),
        ("某部发布《甲报告》", "某局发布《乙报告》", "某局公布《乙报告》"),
        ("某会召开工作会议", "某局召开新闻发布会", "某局举行新闻发布会"),
        ("某会举办技术沙龙", "某协会举办培训活动", "某协会举行培训活动"),
        # what was done may not become something else
        ("某会通过《甲法》", "某国通过《乙法》", "某国通过《乙法》"),
        ("某会批准《甲条例》", "某会批准《乙条例》", "某会批准《乙条例》"),
        (
            "某办就《甲规定（征求意见稿）》公开征求意见",
            "某局就《乙规定（征求意见稿）》公开征求意见",
            "某局发布《乙规定（征求意见稿）》并公开征求意见",
        ),
        ("某办就《甲规定》公开征求意见", "某局就《乙规定》公开征求意见", "某局就《乙规定》公开征求意见"),
        # 发布 inside of a name is no act
        ("某部发布《甲办法》", "某局印发《发布会管理办法》", "某局印发《发布会管理办法》"),
    ],
)
def test_acts_of_neighbours_differ_where_the_act_permits(first: str, second: str, told: str) -> None:
    """相邻两则不用同一个行为动词；换用的词不改变行为的性质：通过、批准不换，征求意见稿不“出台”。"""
    items = [Item(first, "某文。", 50), Item(second, "某文。", 40)]

    assert f"{told}。" in text(items, "entry")


@pytest.mark.parametrize(
    ("title", "lead", "told"),
    [
        ("【某号】三家公司被罚！", "7月1日消息，某局对三家公司作出罚款决定。", "某局对三家公司作出罚款决定。"),
        ("漏洞会造成什么后果？", "近日，某局通报漏洞造成的后果。", "某局通报漏洞造成的后果。"),
        ("三家公司被罚！", "短。", "三家公司被罚。"),
        # a sentence that says something else is no lead
        ("数据能变现？某局辟谣", "今年以来天气晴好，各地客流明显增长。", "数据能变现，某局辟谣。"),
        # a name without a verb: the sentence that says what is the matter
        ("某产品拒绝服务漏洞", "某产品存在拒绝服务漏洞，可使设备停机。", "某产品存在拒绝服务漏洞，可使设备停机。"),
        ("国务院令", "《甲条例》已经国务院常务会议通过，现予公布。", "《甲条例》已经国务院常务会议通过，现予公布。"),
    ],
)
def test_a_cry_or_a_question_is_no_clause(title: str, lead: str, told: str) -> None:
    """标题是呼号、问句、带频道名的，导读用正文首句。"""
    found = text([Item(title, lead, 50)], "entry").splitlines()[1]

    assert found.startswith(told)


def test_what_repeats_the_title_or_leans_on_other_words_is_no_point() -> None:
    """重复标题的、以“它”“因此”起头的、半截引语，都不作要点。"""
    said = Item(
        "某公司系统存在漏洞",
        "某公司通报。某公司系统存在漏洞，可被用来读取数据100条。因此，应当在30日内修补。它还影响200家单位和个人用户。"
        "厂商已修复；7月12日消息，另一公司修复400处缺陷。某人说，“应当在15日内断网并保存证据。修补影响300台主机设备。",
        50,
    )

    found = text([said], "entry")
    assert "100" not in found
    assert "因此" not in found
    assert "200" not in found
    assert "15日" not in found
    assert "400" not in found


@pytest.mark.parametrize(
    "sentence",
    [
        "违反基本安全要求的，最高可处一千五百万欧元罚款。",
        "公众可以通过电子邮件提出意见，邮箱另行公布于网站。",
        "对未按规定报送信息的法律责任作出规定，并明确期限。",
    ],
)
def test_a_verb_inside_a_sentence_is_no_introduction(sentence: str) -> None:
    """句中的“要求”“提出”“规定”不是引语，不能切断。"""
    assert sentence in text([BANK._replace(text=f"12月27日，某局印发办法。{sentence}")], "topic")


def test_a_sentence_without_a_speaker_stands_alone() -> None:
    """原文没有“指出”“明确”的，不替它说，另起一句。"""
    found = text([POLICE], "topic")

    assert "某地警方打击网络水军。网络水军案件数量明显下降，环境有所改善。" in found


def test_of_sentences_without_a_speaker_the_telling_one_is_taken() -> None:
    """没有引语的，先取有数字、有规定的一句；泛泛之言只用来凑足篇幅。"""
    said = POLICE._replace(
        text="12月12日，某地警方通报。近年来形势发生了深刻复杂的变化。共侦破网络水军案件900余起，成效明显。"
    )

    found = text([said], "topic")
    assert found.index("900余起") < found.index("深刻复杂")
    many = [said._replace(title=f"某地第{number}次通报打击网络水军情况") for number in "一二三四五六七八"]
    assert "深刻复杂" not in text(many, "topic")


def test_two_of_one_theme_are_linked() -> None:
    """同一方面的第二则用连接词。"""
    second = DATA._replace(title="某市批准《公共数据登记办法》", importance=20)

    assert "同时，某市批准《公共数据登记办法》" in text([DATA, second], "topic")


def test_no_entry_no_guide() -> None:
    """空栏没有导读。"""
    assert draft_guide([], opening="本期收录动态。", by="topic") == ()


def test_what_does_not_fit_is_counted() -> None:
    """稿件太多时，次要的只计数，不超过一千一百字。"""
    many = [
        Item(f"某省第{number:02d}号发布《公共数据授权运营管理办法》" + "（试行）" * 5, "某文。", number)
        for number in range(60)
    ]

    found = text(many, "topic")
    assert len(found.replace("\n", "")) <= LONGEST
    shown = sum(item.title[:6] in found for item in many)
    assert 0 < shown < 60
    assert f"另有{60 - shown}则见正文。" in found
    assert many[-1].title in found
    assert many[0].title[:6] not in found


title = st.text("某省市发布公共数据办法《》", min_size=4, max_size=60)
item = st.builds(
    Item,
    title,
    st.text("数据安全应当，。", max_size=400),
    st.integers(0, 100),
    st.sampled_from(["", "公安机关治理实践"]),
)


@settings(deadline=None)  # the first example reads the tables
@given(st.lists(item, max_size=40), st.sampled_from(["topic", "subcolumn", "entry"]))
def test_a_guide_is_never_too_long_and_always_ends(items: list[Item], by: str) -> None:
    """任何稿件组合：不超长，每段以句号收尾。"""
    guide = draft_guide(items, opening="本期收录动态。", by=by)

    assert sum(len(words.text) for words in guide) <= LONGEST
    assert all(words.text.endswith("。") for words in guide)


BORNE = [
    ("某省发布《公共数据授权运营办法》", "公共数据授权运营应当依法。", "公共数据资源开发利用"),
    ("某国发布人工智能法", "该法规定人工智能义务。", "人工智能治理"),
    ("毫不相干", "天气晴朗。", None),
]


@pytest.mark.parametrize(("headline", "body", "theme"), BORNE)
def test_themes_are_borne_by_the_words(headline: str, body: str, theme: str | None) -> None:
    """主题由用词决定，没有就是没有。"""
    assert theme_of(headline, body) == theme


def test_themes_by_weight() -> None:
    """主题按稿件重要性排序。"""
    assert themes([DATA, BANK]) == ["数据安全管理", "公共数据资源开发利用"]


def test_keywords_stand_in_the_entries_and_not_in_one_another() -> None:
    """关键词必须见于稿件；短词含于已选长词的不再选；多则稿件共有的在前。"""
    pairs = [(one.title, one.text) for one in (DATA, BANK, POLICE)]

    found = keywords(pairs, 4)
    assert set(found) >= {"公共数据授权运营", "数据安全", "网络水军"}
    assert "公共数据" not in found
    assert len(found) <= 4
    assert all(any(word in headline + body for headline, body in pairs) for word in found)
    assert keywords(pairs, 0) == ()
    assert keywords([("毫不相干", "天气晴朗。")], 4) == ()
