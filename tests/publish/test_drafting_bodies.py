"""An entry's text: the lead first, then the source's own points, all in its own words."""

from __future__ import annotations

import re

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from guanlan.publish.drafting import draft_body
from guanlan.publish.drafting.bodies import LONGEST
from guanlan.records.bulletin import Paragraph, ParagraphKind, Words
from guanlan.records.development import Development
from guanlan.records.facts import Penalty
from making import development, fact, telling


def drafted(*texts: str, **given: object) -> list[str]:
    """The paragraphs of an entry drafted from these."""
    return [one.words.text for one in draft_body(development("a", "某局发布《甲办法》", *texts, **given))]


ISSUED = {"date": "2024-12-27", "issuers": ["某局"]}


def test_the_day_and_the_organ_come_first() -> None:
    """目的状语去掉，日期提到句首。"""
    lead, *_ = drafted("为规范数据处理，某局印发《甲办法》，自公布之日起施行。办法共九章。", **ISSUED)

    assert lead == "12月27日，某局印发《甲办法》，自公布之日起施行。办法共九章。"


def test_a_vague_day_gives_way_to_the_day_of_the_facts() -> None:
    """要素里是事件日期的，“近日”去掉；是报道日期的，“近日”保留。"""
    text = "近日，某局近日印发《甲办法》。"

    assert drafted(text, **ISSUED) == ["12月27日，某局印发《甲办法》。"]
    assert drafted(text, role="report", **ISSUED) == ["12月27日消息，某局近日印发《甲办法》。"]


def test_the_agencys_mark_is_no_story() -> None:
    """“某社某地某日电”不进稿件。"""
    assert drafted("新华社北京12月27日电　12月27日，某局印发《甲办法》。", **ISSUED) == [
        "12月27日，某局印发《甲办法》。"
    ]
    assert drafted("本报12月28日讯（记者某某）某局印发《甲办法》。", **ISSUED) == ["12月27日，某局印发《甲办法》。"]


def test_a_span_of_days() -> None:
    """起止日期同月的只写一次月份。"""
    days = {"date": "2024-12-03/2024-12-05", "issuers": ["某局"]}
    across = {"date": "2024-12-30/2025-01-02", "issuers": ["某局"]}

    assert drafted("某局开展检查。", **days) == ["12月3日至5日，某局开展检查。"]
    assert drafted("某局开展检查。", **across) == ["12月30日至1月2日，某局开展检查。"]


def test_the_sentence_with_the_organ_leads_and_nothing_is_lost() -> None:
    """首段没有机关的，带机关的句子提前，其余照录。"""
    texts = drafted("数据安全关系重大，各方十分关注。", "12月27日，某局印发《甲办法》。办法共九章。", **ISSUED)

    assert texts == ["12月27日，某局印发《甲办法》。办法共九章。", "数据安全关系重大，各方十分关注。"]


def test_what_stands_before_the_organ_stays_when_it_is_part_of_the_sentence() -> None:
    """“记者从某局获悉”不能切断。"""
    assert drafted("记者从某局获悉，《甲办法》已经印发。", **ISSUED) == [
        "12月27日，记者从某局获悉，《甲办法》已经印发。"
    ]


def test_a_quotation_is_not_torn_apart() -> None:
    """引语里的句号不是稿件的句号：不从引语中间抽出首句，也不在引语中间截断。"""
    texts = drafted("负责人说：“先断网。某局随后介入。再恢复系统。”", "某局印发《甲办法》。", **ISSUED)

    assert texts == ["12月27日，某局印发《甲办法》。", "负责人说：“先断网。某局随后介入。再恢复系统。”"]


def test_a_list_loses_nothing_in_its_middle() -> None:
    """逐条列举的，取到第几条就取前几条，不跳号；次序照原文。"""
    ends = ("违反的依法罚款。", "具体办法另行制定，各方认真落实。")
    points = [
        f"{number}是规定第{order}项义务，{ends[order % 2]}{'细则' * 60}。"
        for order, number in enumerate("一二三四五六七八九", 1)
    ]
    texts = drafted("某局印发《甲办法》。", *points, **ISSUED)

    told = [text[0] for text in texts[1:]]
    assert told
    assert told == list("一二三四五六七八九")[: len(told)]
    assert sum(map(len, texts)) <= LONGEST


def test_a_point_whose_list_began_elsewhere_is_left_out() -> None:
    """前几条不在正文里的，后面的不单独出现。"""
    texts = drafted("某局印发《甲办法》。", "（二）应当报送目录。", "（三）应当定期评估。", "办法共九章。", **ISSUED)

    assert texts == ["12月27日，某局印发《甲办法》。", "办法共九章。"]


def test_furniture_questions_and_addresses_are_left_out() -> None:
    """主送机关、提问、责任编辑、“现印发给你们”都不进稿件；回答去掉“答：”。"""
    texts = drafted(
        "各省、自治区、直辖市人民政府：",
        "某局印发《甲办法》。现印发给你们，请认真贯彻执行。",
        "一、问：办法何时施行？",
        "答：办法自公布之日起施行。",
        "责任编辑：编辑甲",
        "附件：甲办法",
        **ISSUED,
    )

    assert texts == ["12月27日，某局印发《甲办法》。", "办法自公布之日起施行。"]


def test_the_annexed_text_is_not_the_story() -> None:
    """附件条文不摘入稿件。"""
    made = telling("a", "某局发布《甲办法》", "某局印发《甲办法》。", **ISSUED)
    annex = Paragraph(Words("第一条　为了规范，制定本办法。"), ParagraphKind.ANNEX)
    report = msgspec.structs.replace(made.report, paragraphs=(*made.report.paragraphs, annex))

    body = draft_body(Development("a", (msgspec.structs.replace(made, report=report),)))
    assert [one.words.text for one in body] == ["12月27日，某局印发《甲办法》。"]


def test_a_document_alone_is_told_by_its_title_and_articles() -> None:
    """只有条文没有消息的，以标题起句，摘录条文。"""
    instrument = {"title": "甲办法", "action": "印发"}
    made = telling("a", "甲办法", instruments=[instrument], **ISSUED)
    articles = tuple(Paragraph(Words(f"第{number}条　内容{number}。"), ParagraphKind.ANNEX) for number in "一二")
    report = msgspec.structs.replace(made.report, paragraphs=articles)

    body = draft_body(Development("a", (msgspec.structs.replace(made, report=report),)))
    assert [one.words.text for one in body] == [
        "12月27日，某局印发《甲办法》。",
        "第一条　内容一。",
        "第二条　内容二。",
    ]


def test_a_condition_of_time_is_not_dropped() -> None:
    """“自某日起”“某年以来”是内容，不是日期。"""
    assert drafted("自2025年3月1日起，某局停止受理申请。", **ISSUED) == [
        "12月27日，自2025年3月1日起，某局停止受理申请。"
    ]
    assert drafted("2024年以来，某局办理案件多起。", **ISSUED) == ["12月27日，2024年以来，某局办理案件多起。"]
    assert drafted("在省局的指导下，近日，某局印发《甲办法》。", **ISSUED) == ["12月27日，某局印发《甲办法》。"]


def test_a_picture_with_a_caption_stays_an_ornament_goes() -> None:
    """有图注的图片随稿，紧跟首段；装饰图和没有存下的网上图片不随。"""
    made = telling("a", "某局演练", "某局开展演练。", **ISSUED)
    pictures = (
        Paragraph(Words(""), ParagraphKind.PICTURE, "https://x.example.invalid/a.png"),
        Paragraph(Words("网上的图"), ParagraphKind.CAPTION),
        Paragraph(Words(""), ParagraphKind.PICTURE, "head.gif"),
        Paragraph(Words(""), ParagraphKind.PICTURE, "drill.png"),
        Paragraph(Words("演练流程"), ParagraphKind.CAPTION),
    )
    report = msgspec.structs.replace(made.report, paragraphs=(*made.report.paragraphs, *pictures))

    body = draft_body(Development("a", (msgspec.structs.replace(made, report=report),)))
    assert [(one.kind.value, one.target) for one in body[1:]] == [("picture", "drill.png"), ("caption", None)]


def test_cells_captions_and_courtesies_are_no_story() -> None:
    """表格单元、图注、客套话不进稿件；列举的案例进稿件。"""
    texts = drafted(
        "某局公布典型案例。各位记者朋友，大家好。",
        "序号",
        "1.2.0",
        "（此件公开发布）",
        "会议现场（示意图）",
        "案例一：某公司编造谣言案",
        "发布会到此结束，谢谢大家。",
        **ISSUED,
    )

    assert texts == ["12月27日，某局公布典型案例。", "案例一：某公司编造谣言案"]


def test_of_a_long_source_the_penalty_is_kept() -> None:
    """原文过长时，先保住处罚，再按次序取。"""
    filler = "有关负责人介绍了工作背景和总体考虑，与会人员进行了讨论并交流了看法。" * 12
    penalty = "该公司被处五万元罚款。"
    made = telling("a", "某局处罚", "某局作出处罚。", filler, filler.replace("介绍", "回顾"), penalty, **ISSUED)
    facts = msgspec.structs.replace(
        made.report.facts, penalties=(fact(Penalty("organisation", "罚款"), "被处五万元罚款"),)
    )
    report = msgspec.structs.replace(made.report, facts=facts)

    texts = [one.words.text for one in draft_body(Development("a", (msgspec.structs.replace(made, report=report),)))]
    assert texts[0] == "12月27日，某局作出处罚。"
    assert texts[-1] == penalty
    assert sum(map(len, texts)) <= LONGEST


sentence = st.text("数据安全办法规定应当，《》0123456789", min_size=3, max_size=80).map(lambda text: text + "。")


@settings(deadline=None)  # the first example reads the tables
@given(st.lists(st.lists(sentence, min_size=1, max_size=12).map("".join), min_size=1, max_size=12))
def test_every_sentence_is_the_sources(paragraphs: list[str]) -> None:
    """每一句都出自原文，不超过篇幅，不在句中截断。"""
    body = [one.words.text for one in draft_body(development("a", "某动态", *paragraphs, date="2024-12-27"))]

    source = "".join(paragraphs)
    for text in body:
        for part in filter(None, re.split("(?<=。)", text.removeprefix("12月27日，"))):
            assert part in source
            assert part.endswith("。")
    assert sum(map(len, body)) <= max(LONGEST, len(body[0]))
