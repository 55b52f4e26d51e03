"""Whatever an issue says, it can be printed."""

from __future__ import annotations

import io

import docx
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from issue_sample import png, sample_issue

from guanlan.publish.render import FORMATS, build, missing_characters, page_pictures
from guanlan.publish.render.coverage import MISSING_SORT, Coverage
from guanlan.publish.render.fonts import faces
from guanlan.publish.render.pictures import kind_of, printed_width, size_of
from guanlan.publish.render.sheet import lay_out
from guanlan.records.bulletin import (
    BackMatter,
    Bulletin,
    Column,
    Contributor,
    Cover,
    Entry,
    Paragraph,
    ParagraphKind,
    Role,
    SubColumn,
    Words,
)

# all of Unicode, and more often what is read as a mark somewhere
SIGNS = st.sampled_from("甲乙丙，。（）“”1.#*_<>&[]()|\\$@`-+~ \n\t\"'")
TEXT = st.text(st.one_of(SIGNS, st.characters(exclude_categories=["Cs"])), max_size=30)
WORDS = TEXT.map(Words)
ENTRY = st.builds(
    Entry,
    id=st.just("1.0.01"),
    title=WORDS,
    paragraphs=st.lists(
        st.builds(Paragraph, words=WORDS, kind=st.sampled_from(ParagraphKind), target=st.none()), max_size=4
    ).map(tuple),
    sources=st.lists(WORDS, max_size=2).map(tuple),
)
COLUMN = st.builds(
    Column,
    series=TEXT,
    heading=WORDS,
    guide=st.lists(WORDS, max_size=2).map(tuple),
    keywords=st.lists(WORDS, max_size=3).map(tuple),
    subcolumns=st.lists(st.builds(SubColumn, WORDS, st.lists(ENTRY, max_size=2).map(tuple)), max_size=2).map(tuple),
)
ROLE = st.builds(
    Role,
    name=TEXT,
    holders=st.lists(st.builds(Contributor, WORDS, st.none() | WORDS), max_size=3).map(tuple),
    remark=st.none() | TEXT,
)
ISSUE = st.builds(
    Bulletin,
    cover=st.builds(Cover, title=WORDS, title_en=st.none() | WORDS, date=st.sampled_from([None, "2025-01-16"])),
    masthead=st.lists(ROLE, max_size=2).map(tuple),
    notice=st.lists(WORDS, max_size=2).map(tuple),
    columns=st.lists(COLUMN, max_size=2).map(tuple),
    back_matter=st.lists(st.builds(BackMatter, WORDS, st.lists(WORDS, max_size=2).map(tuple)), max_size=1).map(tuple),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ISSUE)
def test_any_issue_is_printed_in_every_format(issue: Bulletin) -> None:
    made = {name: build(issue, None, name) for name in FORMATS}
    assert made["pdf"].startswith(b"%PDF-")
    assert docx.Document(io.BytesIO(made["docx"])).sections
    assert made["html"].decode().rstrip().endswith("</html>")
    assert len(made["jsonl"].splitlines()) == len(issue.entries())


def test_a_character_without_a_glyph_is_named_and_shown_as_a_missing_sort() -> None:
    issue = Bulletin(Cover(Words("刊名𠮷"), date="2025-01-16"), columns=(Column("甲", Words("乙☑")),))
    assert missing_characters(issue) == ("☑", "𠮷")
    text = pypdfium2.PdfDocument(build(issue, None, "pdf"))[0].get_textpage().get_text_range()
    assert f"刊名{MISSING_SORT}" in text
    assert "刊名𠮷" in build(issue, None, "html").decode()
    assert missing_characters(sample_issue()) == ()


def test_coverage_joins_ranges_and_knows_their_edges() -> None:
    covered = Coverage([(0x62, 0x63), (0x61, 0x61), (0x4E00, 0x4E10)])
    assert [sign in covered for sign in "`acd一"] == [False, True, True, False, True]
    assert covered.missing("ab一丐xx\n") == ("x",)
    assert covered.printable("axyb") == f"a{MISSING_SORT * 2}b"
    assert Coverage([]).missing("") == ()


def test_a_folder_without_faces_changes_nothing(tmp_path) -> None:
    assert faces(tmp_path) == faces()
    assert build(sample_issue(), None, "pdf", fonts=tmp_path) == build(sample_issue(), None, "pdf")


def test_pages_can_be_looked_at() -> None:
    pages = page_pictures(sample_issue(), ppi=20)
    assert len(pages) == len(pypdfium2.PdfDocument(build(sample_issue(), None, "pdf")))
    assert all(kind_of(page) == "png" for page in pages)


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x0b\x08\x00\x64\x01\x2c\x01\x00\x00\x00\xff\xd9"


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(40, 24), (40, 24)),
        (JPEG, (300, 100)),
        (b"GIF89a" + bytes([44, 1, 200, 0]) + b";", (300, 200)),
        (b"RIFF\x16\0\0\0WEBPVP8X" + bytes(8) + bytes([43, 1, 0, 99, 0, 0]), (300, 100)),
        (b"RIFF\x16\0\0\0WEBPVP8L" + bytes(5) + (299 | 99 << 14).to_bytes(4, "little") + bytes(5), (300, 100)),
        (b"RIFF\x16\0\0\0WEBPVP8 " + bytes(10) + bytes([44, 1, 100, 0]), (300, 100)),
        (png(40, 24)[:-20], None),
        (JPEG[:-2], None),
        (png(0, 24), None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_kind_and_size_of_pictures(data: bytes, size: tuple[int, int] | None) -> None:
    assert size_of(data) == size


def test_a_picture_is_never_larger_than_the_page_bears() -> None:
    assert printed_width(png(40, 24)) == 30
    assert printed_width(png(4000, 400)) == 360
    assert printed_width(png(400, 4000)) == 34


def test_names_without_posts_run_on_in_one_line() -> None:
    roles = lay_out(sample_issue()).masthead
    assert [role.plain for role in roles] == [False, False, False, True]
