"""The PDF for the press: inks, boxes, number of pages, the cover apart."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from issue_sample import pictures, sample_issue

from guanlan.publish.journal import Journal, JournalInternal, JournalPress
from guanlan.publish.render import build
from guanlan.publish.render.press import inks_of
from guanlan.records.bulletin import Bulletin, Cover, Words

LIGHTS = {"rg", "RG", "sc", "SC", "scn", "SCN", "cs", "CS"}
SHADE = st.integers(0, 255).map(lambda one: one / 255)


@pytest.fixture(scope="module", params=["press", "press-cover"])
def made(request: pytest.FixtureRequest) -> bytes:
    return build(sample_issue(), None, request.param, pictures=pictures())


def instructions(document: pikepdf.Pdf) -> list[tuple[str, list[Any]]]:
    """Every operator with its operands, of pages and of the drawings inside them."""
    drawn = [page.obj for page in document.pages if "/Contents" in page]
    drawn += [one for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
    return [(str(one.operator), list(one.operands)) for stream in drawn for one in pikepdf.parse_content_stream(stream)]


def test_nothing_is_drawn_in_lights(made: bytes) -> None:
    told = instructions(pikepdf.open(io.BytesIO(made)))
    names = {name for name, _ in told}
    assert not names & LIGHTS
    assert {"k", "Tf"} <= names
    assert all(0 <= ink <= 1 for name, inks in told if name in "kK" for ink in inks)


def test_text_of_the_body_is_black_alone() -> None:
    document = pikepdf.open(io.BytesIO(build(sample_issue(), None, "press")))
    told = [tuple(map(float, inks)) for name, inks in instructions(document) if name == "k"]
    assert (0, 0, 0, 1) in told
    assert (0, 0, 0, 0.7) in told
    # three inks of like strength are a grey of three plates
    assert not [inks for inks in told if max(inks[:3]) - min(inks[:3]) < 0.1 and max(inks[:3]) > 0]


def test_nothing_at_all_is_kept_in_lights(made: bytes) -> None:
    """Pictures, groups, shadings and spaces that nobody draws with included."""
    document = pikepdf.open(io.BytesIO(made))
    told = [one for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
    assert {str(one.ColorSpace) for one in told} <= {"/DeviceGray", "/DeviceCMYK"}
    assert not [one for one in told if "/SMask" in one]
    held = [page.obj for page in document.pages]
    held += [one for one in document.objects if isinstance(one, pikepdf.Stream) and "/Resources" in one]
    assert not [one for one in held if "/Resources" in one and "/ColorSpace" in one.Resources]
    groups = [one.Group for one in held if "/Group" in one]
    assert {str(one.get("/CS", "/DeviceCMYK")) for one in groups} <= {"/DeviceCMYK"}


def millimetres(box: Any) -> tuple[float, ...]:
    return tuple(round(float(edge) * 25.4 / 72, 1) for edge in box)


def test_every_page_of_the_inside_has_its_boxes_and_the_number_folds() -> None:
    document = pikepdf.open(io.BytesIO(build(sample_issue(), None, "press", pictures=pictures())))
    assert len(document.pages) % 4 == 0
    for page in document.pages:
        assert millimetres(page.trimbox) == (3, 3, 213, 300)
        assert page.bleedbox == page.mediabox
        assert "/Annots" not in page


def test_the_inside_begins_with_page_one() -> None:
    inside = pypdfium2.PdfDocument(build(sample_issue(), None, "press"))
    assert "目" in inside[0].get_textpage().get_text_range()
    assert inside[0].get_textpage().get_text_range().split()[-1] == "1"


@pytest.mark.parametrize(
    ("bound", "spine", "titled"),
    [
        (JournalPress(paper=0.1), 0.4, False),
        (JournalPress(paper=1), 4, False),
        (JournalPress(paper=1, spine_title_from=4), 4, True),
        (JournalPress(paper=1, spine_title_from=4, binding="stapled"), 0, False),
    ],
)
def test_the_cover_is_flat_with_a_spine_of_its_leaves(bound: JournalPress, spine: float, titled: bool) -> None:
    """八页四张纸：纸厚一毫米，书脊四毫米。"""
    journal = Journal(title="示例治理观察", title_en="SAMPLE", columns=(), press=bound)
    assert len(pikepdf.open(io.BytesIO(build(sample_issue(), journal, "press"))).pages) == 8
    made = build(sample_issue(), journal, "press-cover")
    document = pikepdf.open(io.BytesIO(made))
    assert [millimetres(page.trimbox) for page in document.pages] == [(3, 3, 423 + spine, 300)] * 2
    outside, inside = (page.get_textpage() for page in pypdfium2.PdfDocument(made))
    assert inside.get_text_range() == ""
    # the left half is the back, the right half the front, the spine lies between
    half = (423 + spine) / 2 / 25.4 * 72
    right, left = outside.get_text_bounded(left=half + spine * 1.5), outside.get_text_bounded(right=half - spine * 1.5)
    assert "前沿洞察（月刊）" in right
    assert "示例网络安全法律研究中心" in left
    standing = outside.get_text_bounded(left=half - spine * 1.4, right=half + spine * 1.4)
    assert ("".join(standing.split()) == "示例治理观察总第18期") is titled


def test_the_back_says_who_made_an_internal_publication() -> None:
    internal = JournalInternal(permit="（示）字第0001号", compiler="示例网络安全法律研究中心", copies=200)
    journal = Journal(title="示例治理观察", title_en="SAMPLE", columns=(), internal=internal)
    for name, where in (("press-cover", 0), ("pdf", 0)):
        page = pypdfium2.PdfDocument(build(sample_issue(), journal, name))[where].get_textpage().get_text_range()
        assert "内部资料，免费交流" in page
        assert ("印数：200册" in page.replace(" ", "")) is (name == "press-cover")


def test_an_empty_issue_folds_too() -> None:
    for name, length in (("press", 4), ("press-cover", 2)):
        assert len(pikepdf.open(io.BytesIO(build(Bulletin(Cover(Words("空刊"))), None, name))).pages) == length


@given(SHADE, SHADE, SHADE)
def test_inks_are_shares_and_never_more_than_paper_bears(red: float, green: float, blue: float) -> None:
    inks = inks_of(red, green, blue)
    assert all(0 <= ink <= 1 for ink in inks)
    assert sum(inks) <= 3


@pytest.mark.parametrize(
    ("lights", "inks"),
    [
        ((0.5,), "0 0 0 0.5"),
        ((1, 1, 1), "0 0 0 0"),
        ((0x1C / 255, 0x27 / 255, 0x33 / 255), "0 0 0 1"),
        ((0.5, 0.52, 0.5), "0 0 0 0.49"),
        ((1, 0, 0), "0 1 1 0"),
        ((0, 0, 0.5), "1 1 0 0.5"),
    ],
)
def test_lights_as_inks(lights: tuple[float, ...], inks: str) -> None:
    assert [float(ink) for ink in inks_of(*lights)] == [float(ink) for ink in inks.split()]
