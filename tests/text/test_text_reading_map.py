"""As published ↔ as read: exact, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanlan.text.foldings import fold
from guanlan.text.reading_map import Piece, ReadingMap

ALPHABET = "网络安全12３４ab ＸＹ　\u00a0\t\n，,。.：:（)(“”《》〇○零\u200b\ufeff-"
TEXTS = st.text(alphabet=ALPHABET, max_size=60) | st.text(max_size=40)


@st.composite
def pieced(draw):
    """A text with pieces cut out of it in order, as paragraphs are."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return text, [Piece(start, end, draw(st.sampled_from(["", "\n"]))) for start, end in pairs]


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("12 月 27 日消息", "12月27日消息"),
        ("侦破案件 900 余起", "侦破案件900余起"),
        ("美国 Fortinet 公司", "美国Fortinet公司"),
        ("user  token", "user token"),
        ("二○二四年", "二〇二四年"),
        ("○一旁的图", "〇一旁的图"),
        ("甲○乙", "甲○乙"),
        ("共１２家", "共12家"),
        ("条例(草案)", "条例（草案）"),
        ("来源:某局", "来源：某局"),
        ("1:3", "1:3"),
        ("82,225.00元", "82,225.00元"),
        ("　　第一条", "第一条"),
        ("网\u200b络\ufeff", "网络"),
        ("⼀次", "一次"),
        ("第一行 \n 第二行", "第一行\n第二行"),
    ],
)
def test_what_is_published_is_read_so(published, read):
    """Widths, circles for zero, blanks inside Chinese and invisible characters; nothing else."""
    assert ReadingMap.of(published).read == read


def test_a_page_break_inside_a_word_is_healed():
    """A piece that goes on after a page joins without a break, and a span over the break leads to both halves."""
    text = "该局近日\n\n3\n\n发布办法"
    both = ReadingMap(text, [Piece(0, 4), Piece(9, 13, "")])

    assert both.read == "该局近日发布办法"
    assert both.published[slice(*both.to_published(2, 6))] == "近日\n\n3\n\n发布"
    assert both.published[slice(*both.to_published(4, 6))] == "发布"
    assert both.published[slice(*both.to_published(2, 4))] == "近日"


@given(TEXTS)
def test_folding_keeps_every_offset(text):
    """One character for one."""
    assert len(fold(text)) == len(text)


@given(pieced())
def test_each_read_character_has_one_published_place_and_comes_back(case):
    """to_read after to_published is the identity, and places run in order."""
    text, pieces = case
    both = ReadingMap(text, pieces)
    last = 0
    for at in range(len(both.read)):
        place = both.to_published(at, at + 1)
        assert 0 <= last <= place.start <= place.end <= len(text)
        last = place.start
        if place.end - place.start == 1 and both.to_read(*place) == (at, at + 1):
            assert fold(text[slice(*place)])[0] == both.read[at] or both.read[at] in ".〇，；：？！·（）\n"


@given(TEXTS)
def test_of_a_whole_text_every_read_character_is_a_published_one(text):
    """Without joiners the map is exact for each character and for each span."""
    both = ReadingMap.of(text)
    places = [both.to_published(at, at + 1) for at in range(len(both.read))]

    assert all(place.end - place.start == 1 for place in places)
    assert [both.to_read(*place) for place in places] == [(at, at + 1) for at in range(len(places))]
    if places:
        assert both.to_published(0, len(both.read)) == (places[0].start, places[-1].end)


@given(pieced(), st.integers(-5, 80), st.integers(-5, 80))
def test_any_span_leads_somewhere_in_range(case, start, end):
    """Even a span out of range gives a place inside the text."""
    text, pieces = case
    place = ReadingMap(text, pieces).to_published(start, end)

    assert 0 <= place.start <= len(text)
    assert 0 <= place.end <= len(text)
