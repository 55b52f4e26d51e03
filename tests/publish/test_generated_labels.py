"""Words that a model wrote say so in every format, and English says that it is not official."""

from __future__ import annotations

import json

import msgspec
import pytest
from issue_sample import pictures, sample_issue
from words_of_formats import WITHOUT_ENTRIES, text_of

from guanlan.publish.render import FORMATS, build
from guanlan.publish.render.letter import letter
from guanlan.records.bulletin import Abstract, Hand, Paragraph, ParagraphKind, Words

LABELS = {
    Hand.MODEL: "〔模型生成，经闸门核对〕",
    Hand.ADOPTED: "〔模型生成，编辑采用〕",
    Hand.MENDED: "〔模型起草，人工修订〕",
}
GUIDE = "〔本栏导读：模型生成，经闸门核对〕"
ENGLISH = "SomeAuthorityIssuestheMeasures（非官方译名）"
ABSTRACT = "Abstract:Theauthorityissuedmeasures.〔模型生成，经闸门核对〕"
WITHOUT_GUIDES = {"atom", "wechat-pictures"}


def marked(hand: Hand = Hand.MODEL):
    """The sample issue; its first entry and first guide written by a model."""
    whole = sample_issue()
    column = whole.columns[0]
    part = column.subcolumns[0]
    first = msgspec.structs.replace(
        part.entries[0],
        hand=hand,
        title_en=Words("Some Authority Issues the Measures"),
        abstract=Abstract(Words("The authority issued measures."), Hand.MODEL),
    )
    part = msgspec.structs.replace(part, entries=(first, *part.entries[1:]))
    column = msgspec.structs.replace(
        column, guide=(Words("本栏收录动态。"),), guide_hand=Hand.MODEL, subcolumns=(part, *column.subcolumns[1:])
    )
    return msgspec.structs.replace(whole, columns=(column, *whole.columns[1:]))


@pytest.mark.parametrize("format", sorted(set(FORMATS) - WITHOUT_ENTRIES))
def test_the_labels_stand_in_every_format(format):
    """正文、英文译名、英文摘要，各格式都注明。"""
    told = text_of(build(marked(), None, format, pictures=pictures()))

    assert told.count(LABELS[Hand.MODEL]) >= 1
    if format == "jsonl":
        return
    for words in (ENGLISH, ABSTRACT):
        assert words in told


@pytest.mark.parametrize("format", sorted(set(FORMATS) - WITHOUT_ENTRIES - WITHOUT_GUIDES))
def test_the_label_of_a_guide_stands_where_the_guide_does(format):
    """印导读的格式都注明导读由模型生成。"""
    assert GUIDE in text_of(build(marked(), None, format, pictures=pictures()))


def test_a_letter_says_it_in_both_bodies():
    """邮件的纯文本和 HTML 两部分都注明。"""
    bodies = letter(marked())
    for body in (bodies.text, bodies.html):
        told = "".join(body.split())
        assert all(words in told for words in (LABELS[Hand.MODEL], GUIDE, ENGLISH, ABSTRACT))


@pytest.mark.parametrize("hand", list(Hand))
def test_each_hand_has_its_words(hand):
    """三种情形，三种写法。"""
    assert text_of(build(marked(hand), None, "md", pictures=pictures())).count(LABELS[hand]) == 1 + (hand is Hand.MODEL)


def test_rows_of_data_say_it_in_fields():
    """JSON Lines 另有字段。"""
    row = json.loads(build(marked(Hand.MENDED), None, "jsonl").splitlines()[0])

    assert (row["generated"], row["label"]) == ("mended", LABELS[Hand.MENDED])
    assert row["title_en"] == {"text": "Some Authority Issues the Measures", "label": "非官方译名"}
    assert row["abstract"]["generated"] == "model"
    assert (row["column"]["generated"], row["column"]["label"]) == ("model", GUIDE)


def test_an_issue_without_a_model_shows_no_label():
    """没有用模型的期次与从前一样。"""
    for format in ("md", "html", "jsonl"):
        told = build(sample_issue(), None, format).decode()
        assert "模型生成" not in told
        assert "generated" not in told


def test_an_entry_that_was_taken_back_has_nothing_to_label():
    """撤下的稿件只有撤稿说明。"""
    whole = marked()
    column = whole.columns[0]
    part = column.subcolumns[0]
    note = Paragraph(Words("撤稿（2025年1月21日）：来源已撤回。"), ParagraphKind.RETRACTION)
    gone = msgspec.structs.replace(part.entries[0], paragraphs=(note,))
    part = msgspec.structs.replace(part, entries=(gone, *part.entries[1:]))
    column = msgspec.structs.replace(column, guide_hand=None, subcolumns=(part, *column.subcolumns[1:]))
    told = build(msgspec.structs.replace(whole, columns=(column, *whole.columns[1:])), None, "md").decode()

    assert "模型" not in told
    assert "Abstract" not in told
