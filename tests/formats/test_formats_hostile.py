"""Hostile files: refused or read, with an error of ours, and never at a price beyond their size."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_out import check_laws
from typeset import typeset, word

from guanlan.errors import InputError, ReadingError
from guanlan.formats import read
from guanlan.formats.zips import MAX_MEMBERS

WORD = word(lambda document: document.add_paragraph("第一条　为了规范数据处理活动，制定本办法。"))
PDF = typeset("第一条　为了规范数据处理活动，制定本办法。\n\n#table(columns: 2, [甲], [乙], [丙], [丁])")


def repacked(changed: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        members = {member.filename: archive.read(member) for member in archive.infolist()}
    changed(members)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def outcome(data: bytes, name: str) -> str:
    """``read`` or the code of the refusal; anything else goes through."""
    try:
        check_laws(read(data, name=name))
    except (InputError, ReadingError) as error:
        return error.code
    return "read"


def swollen(members: dict[str, bytes]) -> None:
    members["word/media/x.bin"] = bytes(64 * 2**20)


def crowded(members: dict[str, bytes]) -> None:
    members.update({f"x/{number}.bin": b"" for number in range(MAX_MEMBERS)})


def laughing(members: dict[str, bytes]) -> None:
    entities = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %s "%s">' % (bytes([98 + step]), b"&%s;" % bytes([97 + step]) * 10) for step in range(9)
    )
    head, body = members["word/document.xml"].split(b"?>", 1)
    members["word/document.xml"] = head + b"?><!DOCTYPE x [" + entities + b"]>" + body


def laughing_in_utf16(members: dict[str, bytes]) -> None:
    laughing(members)
    members["word/document.xml"] = members["word/document.xml"].split(b"?>", 1)[1].decode().encode("utf-16")


def reaching_outside(members: dict[str, bytes]) -> None:
    head, body = members["word/styles.xml"].split(b"?>", 1)
    members["word/styles.xml"] = head + b'?><!DOCTYPE x SYSTEM "file:///etc/hostname">' + body


def nested(members: dict[str, bytes]) -> None:
    body = members["word/document.xml"]
    members["word/document.xml"] = body.replace(b"<w:body>", b"<w:body>" + b"<w:ins>" * 5000 + b"</w:ins>" * 5000)


def bodiless(members: dict[str, bytes]) -> None:
    members["word/document.xml"] = b"<x/>"


def without_types(members: dict[str, bytes]) -> None:
    del members["[Content_Types].xml"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (swollen, "formats.zip_bomb"),
        (crowded, "formats.zip_bomb"),
        (laughing, "formats.docx_hostile"),
        (laughing_in_utf16, "formats.docx_hostile"),
        (reaching_outside, "formats.docx_hostile"),
        (nested, "formats.docx_broken"),
        (bodiless, "formats.docx_broken"),
        (without_types, "formats.docx_broken"),
    ],
)
def test_word_files_that_would_hurt(change: Callable[[dict[str, bytes]], None], expected: str) -> None:
    assert outcome(repacked(change), "a.docx") == expected


def test_half_a_word_file_is_broken() -> None:
    assert outcome(WORD[: len(WORD) // 2], "a.docx") == "formats.docx_broken"


@pytest.mark.parametrize(
    "opening", ["<div>", "<span>", "<table><tr><td>", "<ul><li>", "<b>", "<section><p>", "<font><a href=x>"]
)
def test_ten_thousand_levels_of_a_page(opening: str) -> None:
    reading = read(("<html><body>" + opening * 10_000 + "深处的字").encode(), name="a.html")
    assert "深处的字" in reading.text


def test_spans_of_cells_do_not_multiply() -> None:
    row = "<tr>" + "<td rowspan=60000 colspan=1000>1</td>" * 20 + "</tr>"
    assert outcome(("<html><body><table>" + row * 60).encode(), "a.html") == "read"


def test_a_table_of_many_cells_keeps_them_all() -> None:
    row = "<tr>" + "<td>1</td>" * 40 + "</tr>"
    reading = read(("<html><body><table>" + row * 100).encode(), name="a.html")
    assert sum(block.row is not None for block in reading.blocks) == 4000


@pytest.mark.parametrize(
    "text",
    [
        "[" * 30_000, "![" * 30_000, "<!--" * 30_000, "*a" * 30_000, "`a" * 30_000, "[a](" * 20_000, "<a " * 30_000,
        "**a**\n" * 15_000, "```x\n" * 15_000, "|a|b|\n" * 10_000, "* " * 30_000 + "x", "|-" * 30_000 + "x\n|-|",
        "# " + " " * 60_000 + "b", "---\na:" + " " * 60_000 + "\n---\nb",
    ],
)  # fmt: skip
def test_markdown_of_openers_only(text: str) -> None:
    assert outcome(("甲" + text).encode(), "a.md") == "read"


@pytest.mark.parametrize(
    "text",
    [
        "<!--a-->" * 20_000 + "<p>甲",
        "<html><title>" + "-网" * 20_000 + "</title><body>甲",
        "<meta charset" * 20_000 + ">甲",
    ],
)
def test_pages_of_openers_only(text: str) -> None:
    assert outcome(text.encode(), "a.html") in ("read", "formats.no_text")


def test_zero_bytes_in_a_text_are_no_text() -> None:
    assert outcome("第一条\0第二条".encode(), "a.txt") == "formats.undecodable"
    assert outcome("第一条\0第二条".encode(), "a") == "formats.unknown_type"


def test_zero_bytes_in_a_page_are_passed_over_as_browsers_do() -> None:
    reading = read("<html><body><p>第一条</p>\0<p>第二条</p>".encode(), name="a.html")
    assert "第一条" in reading.text
    assert "\0" not in reading.text


NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.doc", "a", None])


@settings(deadline=None)
@given(st.binary(max_size=400), NAMES)
def test_any_bytes_are_read_or_refused(data: bytes, name: str | None) -> None:
    outcome(data, name or "")


@settings(deadline=None)
@given(
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"---\n", b"\xff\xfe"]), st.binary(max_size=300), NAMES
)
def test_any_bytes_behind_a_mark_are_read_or_refused(mark: bytes, data: bytes, name: str | None) -> None:
    outcome(mark + data + b"\n%%EOF", name or "")


def spoilt(whole: bytes, places: list[tuple[int, int]]) -> bytes:
    data = bytearray(whole)
    for place, byte in places:
        data[place % len(data)] = byte
    return bytes(data)


PLACES = st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PLACES)
def test_a_spoilt_pdf_is_read_or_refused(places: list[tuple[int, int]]) -> None:
    outcome(spoilt(PDF, places), "a.pdf")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PLACES)
def test_a_spoilt_word_file_is_read_or_refused(places: list[tuple[int, int]]) -> None:
    outcome(spoilt(WORD, places), "a.docx")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PLACES)
def test_spoilt_xml_in_a_sound_archive_is_read_or_refused(places: list[tuple[int, int]]) -> None:
    def change(members: dict[str, bytes]) -> None:
        members["word/document.xml"] = spoilt(members["word/document.xml"], places)

    outcome(repacked(change), "a.docx")
