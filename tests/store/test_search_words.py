"""What search makes of words, before any database: normal text, tokens, questions, highlights, ids."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guanlan.errors import InputError
from guanlan.store.search.grams import EDGE, letters, pairs, pairs_of_phrase, token_of_mark
from guanlan.store.search.highlight import WINDOW, excerpt, marks_of
from guanlan.store.search.normal import normal, normal_with_homes
from guanlan.store.search.question import LONGEST, Part, question_of
from guanlan.store.search.rows import PASSAGES, base_of, document_of, number_for, stretch_of, stretch_of_document

CHARACTERS = st.text(
    st.one_of(
        st.sampled_from("数据安全法网的条例第一二〇○，。（）()“”\"'：:；;·•—-/.%*"),
        st.sampled_from("aAbBzZ019０９Ａｚ 　\t\n\r\u200b\u00a0éÉßİſ\u3000"),
        st.characters(),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("published", "seen"),
    [
        ("第１２条（试行）", "第12条（试行）"),
        ("第12条(试行)", "第12条（试行）"),
        ("二○二四年", "二〇二四年"),
        ("○", "〇"),  # alone as beside a numeral, or a piece of a text would not be found in it
        ("GB/T　35273—2020", "gb/t 35273-2020"),
        ("数 据　安\u200b全", "数据安全"),
        ("Data \u00a0 Security", "data security"),
        ("一款\r\n\r\n  二款", "一款\n二款"),
        ("“云”", '"云"'),
        ("ÉCOLE", "école"),
        ("\ud800甲\U0010ff41", "\ufffd甲\ufffd"),
        ("  \n ", ""),
    ],
)
def test_what_search_sees(published, seen):
    assert normal(published) == seen


@given(CHARACTERS)
def test_normal_text_is_normal_and_leads_home(text):
    seen = normal(text)
    whole, homes = normal_with_homes(text)
    assert normal(seen) == seen == whole
    assert len(homes) >= len(whole)
    places = list(homes[: len(whole)])
    assert places == sorted(places)
    for character, place in zip(whole, places, strict=True):
        assert character in " \n" or normal(text[place]) == character


@given(CHARACTERS, CHARACTERS)
def test_two_texts_have_the_same_tokens_only_if_they_are_the_same(one, other):
    one, other = normal(one), normal(other)
    assume(one != other)
    assert pairs(one) != pairs(other)


@given(CHARACTERS)
def test_tokens_are_cut_by_no_engine(text):
    """Engines part tokens at ASCII marks, and a mark of a passage is no token of any words."""
    seen = normal(text)
    for token in (*pairs(seen), *letters(seen)):
        assert all(not one.isascii() or one.isalnum() for one in token)
        assert not token.startswith(token_of_mark("")[0])


def test_every_character_begins_a_pair():
    assert [pair[0] for pair in pairs("数据法")] == list("数据法")


def test_edges_tell_words_from_parts_of_words():
    assert pairs_of_phrase("ai", whole_left=False, whole_right=False) == ["ai"]
    assert pairs_of_phrase("ai", whole_left=True, whole_right=True) == [EDGE + "a", "ai", "i" + EDGE]
    assert pairs_of_phrase("a b", whole_left=False, whole_right=False) == ["a" + EDGE, EDGE + "b"]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("网络安全", [("网络安全", (False, False))]),
        ("数据 出境", [("数据", (False, False)), ("出境", (False, False))]),
        ("ＡＩ", [("ai", (True, True))]),
        ("35273", [("35273", (True, True))]),
        ("App*", [("app", (True, False))]),
        ("*273", [("273", (False, True))]),
        ("*AI*", [("ai", (False, False))]),
        ("5", [("5", (False, False))]),
        ("2024年1", [("2024年1", (False, False))]),
        ("李**", [("李**", (False, False))]),
        ('"Data Security" 法', [("data security", (True, True)), ("法", (False, False))]),
        ("所称“网络”", [('所称"网络"', (False, False))]),
        ("安全 安全", [("安全", (False, False))]),
    ],
)
def test_questions(typed, parts):
    assert [(part.text, part.whole) for part in question_of(typed).parts] == parts


@pytest.mark.parametrize("typed", ["", "   ", '""', "\u200b"])
def test_no_words_no_question(typed):
    with pytest.raises(InputError) as caught:
        question_of(typed)
    assert caught.value.code == "search.no_words"


def test_a_question_too_long():
    assert question_of("长" * LONGEST)
    with pytest.raises(InputError) as caught:
        question_of("长" * (LONGEST + 1))
    assert caught.value.code == "search.too_long"


@pytest.mark.parametrize(
    ("typed", "words", "marked"),
    [
        ("安全", "网络安全、数据安 全", ["安全", "安 全"]),
        ("AI", "AI与MAIL和ai。", ["AI", "ai"]),
        ("AI*", "AIGC与MAI", ["AI"]),
        ("*AI", "AIGC与MAI", ["AI"]),
        ("59", "第59条，159元", ["59"]),
        ("法法", "法法法", ["法法法"]),
        ("（试行）", "办法(试行)", ["(试行)"]),
        ("数据 安全", "安全数据", ["安全数据"]),
        ("没有", "别的话", []),
        ("一二", "一\n二", []),
    ],
)
def test_highlights(typed, words, marked):
    assert [words[start:end] for start, end in marks_of(words, question_of(typed))] == marked


@given(CHARACTERS, CHARACTERS)
def test_what_is_marked_reads_as_what_was_asked(text, typed):
    try:
        question = question_of(typed)
    except InputError:
        assume(False)
    if len(question.parts) != 1 or any(question.parts[0].whole):
        return
    for start, end in marks_of(text, question):
        assert question.parts[0].text in normal(text[start:end])


def test_an_excerpt_shows_the_first_match_and_says_what_it_leaves_out():
    words = "前" * 300 + "要找的词" + "后\n" * 150
    shown, marks, cut = excerpt(words, question_of("要找的词"))
    assert [shown[start:end] for start, end in marks] == ["要找的词"]
    assert len(shown) == WINDOW
    assert cut == (True, True)
    assert "\n" not in shown
    assert excerpt("短的话", question_of("话")) == ("短的话", ((2, 3),), (False, False))


def test_a_part_finds_overlapping_places():
    assert Part("法法").spans("法法法") == [(0, 2), (1, 3)]


def test_ids_are_the_order_of_hits():
    """Level first, then the newest day, the undated last; passages in the order of the text."""
    day, later = datetime.date(2024, 12, 31), datetime.date(2025, 1, 1)
    bases = [base_of(1, later, 5), base_of(1, day, 4), base_of(1, None, 3), base_of(2, later, 1)]
    assert bases == sorted(bases)
    assert document_of(bases[1] + PASSAGES - 1) == bases[1]
    assert stretch_of_document(bases[0]) == (bases[0], bases[0] + PASSAGES - 1)
    assert base_of(31, None, number_for("law", "x")) + PASSAGES - 1 < 2**63


@given(st.dates(), st.dates(), st.dates())
def test_a_window_of_days_is_a_stretch_of_ids(day, one, other):
    since, until = sorted((one, other))
    first, last = stretch_of(3, since, until)
    assert (first <= base_of(3, day, 7) <= last) == (since <= day <= until)
    assert not first <= base_of(3, None, 7) <= last
    assert not first <= base_of(2, day, 7) <= last
    open_ended = stretch_of(3, since)
    assert (open_ended.first <= base_of(3, day, 7) <= open_ended.last) == (since <= day)
