"""The PDF for the screen is an archive copy: PDF/A-3b, and tagged for those who cannot see it."""

from __future__ import annotations

import io
import re
from typing import Any

import msgspec
import pikepdf
import pytest
from issue_sample import pictures, png, sample_issue

from guanlan.publish.render import build
from guanlan.records.bulletin import Bulletin, Cover, Words


@pytest.fixture(scope="module")
def document() -> pikepdf.Pdf:
    made = build(sample_issue(), None, "pdf", pictures=pictures())
    return pikepdf.open(io.BytesIO(made))


def said(document: pikepdf.Pdf) -> dict[str, str]:
    """What the file says it is."""
    told = document.Root.Metadata.read_bytes().decode()
    return dict(re.findall(r"<(pdfaid:part|pdfaid:conformance|pdfuaid:part)>([^<]*)<", told))


def dictionaries(document: pikepdf.Pdf) -> list[Any]:
    return [one for one in document.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]


def test_it_says_which_part_and_level_it_keeps_to(document: pikepdf.Pdf) -> None:
    assert said(document) == {"pdfaid:part": "3", "pdfaid:conformance": "B", "pdfuaid:part": "1"}
    assert document.pdf_version == "1.7"
    assert not document.is_encrypted


def test_colours_are_those_of_a_profile_that_lies_in_the_file(document: pikepdf.Pdf) -> None:
    (intent,) = document.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_every_face_lies_in_the_file(document: pikepdf.Pdf) -> None:
    faces = [one for one in dictionaries(document) if one.get("/Type") == "/FontDescriptor"]
    assert len(faces) >= 2
    assert all(any(name in one for name in ("/FontFile", "/FontFile2", "/FontFile3")) for one in faces)
    composite = [one for one in dictionaries(document) if one.get("/Subtype") == "/Type0"]
    assert composite
    assert all("/ToUnicode" in one for one in composite)


def test_nothing_acts_or_lies_elsewhere(document: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.6.1: 只许跳转与网址，不许脚本、启动程序与外部文件。"""
    actions = {str(one.S) for one in dictionaries(document) if one.get("/Type") == "/Action" or "/URI" in one}
    assert actions <= {"/GoTo", "/URI"}
    keys = {key for one in dictionaries(document) for key in one}
    assert not keys & {"/JS", "/AA", "/OpenAction", "/XFA", "/Launch", "/RichMedia", "/TR"}
    streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
    assert not [one for one in streams if "/F" in one or one.get("/Filter") == "/LZWDecode"]


def test_notes_on_pages_are_seen_in_print(document: pikepdf.Pdf) -> None:
    """6.3.2: 注释须能打印，不得隐藏。"""
    notes = [note for page in document.pages for note in page.get("/Annots", [])]
    assert notes
    assert all(int(note.F) & 0b100 and not int(note.F) & 0b100011 for note in notes)


def test_it_is_tagged_and_says_its_language(document: pikepdf.Pdf) -> None:
    assert document.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in document.Root
    assert document.Root.Lang == "zh-CN"
    pictured = [one for one in dictionaries(document) if one.get("/S") == "/Figure"]
    assert pictured
    assert all(str(one.get("/Alt", "")) for one in pictured)


def test_a_picture_that_lets_through_keeps_to_it_as_well() -> None:
    from PIL import Image

    clear = io.BytesIO()
    Image.new("RGBA", (40, 30), (10, 20, 30, 90)).save(clear, "PNG")
    address = next(iter(pictures()))
    for data in (png(), clear.getvalue()):
        made = pikepdf.open(io.BytesIO(build(sample_issue(), None, "pdf", pictures={address: data})))
        assert said(made)["pdfaid:conformance"] == "B"


def test_an_issue_without_a_day_is_tagged_but_no_archive_copy() -> None:
    bare = msgspec.structs.replace(Bulletin(Cover(Words("甲"))), notice=(Words("声明：无日期。"),))
    assert said(pikepdf.open(io.BytesIO(build(bare, None, "pdf")))) == {"pdfuaid:part": "1"}
