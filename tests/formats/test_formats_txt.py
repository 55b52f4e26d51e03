"""Text files: every encoding gives the file's own characters, and each line with words is a block."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_out import check_laws, words

from guanlan.errors import ReadingError
from guanlan.formats import read

NOTICE = (
    "某市网信办通报\r\n\r\n　　一、总体要求。网络数据处理者应当依法履行义务，保护个人信息。\r\n"
    "二、（一）时间：2025年1月\n"
)
TRADITIONAL = "個人資料私隱專員公署發表調查報告，並對有關機構作出建議。\n機構應當採取措施，保障資料安全。\n"
# text as people write it: no surrogates, none of the control characters that mark binary files
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t\x0c"), min_size=1)


@pytest.mark.parametrize(
    ("codec", "mark", "shown"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32-le"),
        ("gb18030", b"", "gb18030"),
    ],
)
def test_a_notice_in_each_encoding_keeps_its_characters_and_line_breaks(codec: str, mark: bytes, shown: str) -> None:
    reading = read(mark + NOTICE.encode(codec), name="通报.txt")
    assert reading.text == NOTICE
    assert reading.encoding == shown


def test_big5_is_told_from_gb18030_by_its_frequent_characters() -> None:
    reading = read(TRADITIONAL.encode("big5"), name="a.txt")
    assert (reading.text, reading.encoding) == (TRADITIONAL, "big5hkscs")


def test_a_line_with_words_is_a_block_without_its_indent() -> None:
    assert words(read(NOTICE.encode(), name="a.txt")) == [
        "某市网信办通报",
        "一、总体要求。网络数据处理者应当依法履行义务，保护个人信息。",
        "二、（一）时间：2025年1月",
    ]


def test_form_feeds_part_pages() -> None:
    reading = read("首页\n\x0c次页\n".encode(), name="a.txt")
    assert [(page.number, reading.text[page.start : page.end]) for page in reading.pages] == [
        (1, "首页\n"),
        (2, "次页\n"),
    ]
    assert [block.page for block in reading.blocks] == [1, 2]


@settings(deadline=None)
@given(TEXT)
def test_any_text_comes_out_of_utf8_as_it_went_in(text: str) -> None:
    assert _read_or_none(text.encode(), "utf-8") in (text.removeprefix("\ufeff"), None)


@settings(deadline=None)
@given(TEXT)
def test_any_text_comes_out_of_utf16_as_it_went_in(text: str) -> None:
    assert _read_or_none(codecs.BOM_UTF16_LE + text.encode("utf-16-le"), None) in (text, None)


@settings(deadline=None)
@given(TEXT)
def test_any_text_comes_out_of_declared_gb18030_as_it_went_in(text: str) -> None:
    data = text.encode("gb18030")
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return  # two characters that happen to look like a mark
    assert _read_or_none(data, "gb18030") in (text, None)


def _read_or_none(data: bytes, charset: str | None) -> str | None:
    """The text, or None where there are no words to read; that is the only reason for a refusal here."""
    from guanlan.formats.txt import READER

    try:
        reading = READER.read(data, charset=charset)
    except ReadingError as error:
        return None if error.code == "formats.no_text" else error.code
    check_laws(reading)
    return reading.text


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x81\xff\xff\x81", "第一条".encode() + b"\xff\xff\xff"])
def test_bytes_of_no_encoding_are_unreadable_not_refused(data: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        read(data, name="乱码.txt")
    assert caught.value.code == "formats.undecodable"


def test_a_wrong_label_does_not_spoil_a_text() -> None:
    assert read(NOTICE.encode(), media_type="text/plain; charset=gb2312").text == NOTICE
