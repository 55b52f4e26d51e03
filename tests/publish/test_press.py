"""The PDF for the press: inks, boxes, number of pages, the cover apart."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from issue_sample import pictures, sample_issue

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


def test_every_page_has_its_boxes_and_the_number_folds(made: bytes) -> None:
    document = pikepdf.open(io.BytesIO(made))
    assert len(document.pages) % 4 == 0
    for page in document.pages:
        left, bottom, right, top = (Decimal(edge) for edge in page.trimbox)
        assert [round(float(edge) * 25.4 / 72, 1) for edge in (right - left, top - bottom)] == [210, 297]
        assert [round(float(edge) * 25.4 / 72, 1) for edge in (left, bottom)] == [3, 3]
        assert page.bleedbox == page.mediabox
        assert "/Annots" not in page


def test_the_cover_stands_apart_and_the_inside_begins_with_page_one() -> None:
    inside = pypdfium2.PdfDocument(build(sample_issue(), None, "press"))
    cover = pypdfium2.PdfDocument(build(sample_issue(), None, "press-cover"))
    assert "目" in inside[0].get_textpage().get_text_range()
    assert inside[0].get_textpage().get_text_range().split()[-1] == "1"
    assert len(cover) == 4
    assert "前沿洞察（月刊）" in cover[0].get_textpage().get_text_range()
    assert "示例网络安全法律研究中心" in cover[3].get_textpage().get_text_range()
    assert [cover[at].get_textpage().get_text_range() for at in (1, 2)] == ["", ""]


def test_an_empty_issue_folds_too() -> None:
    for name in ("press", "press-cover"):
        assert len(pikepdf.open(io.BytesIO(build(Bulletin(Cover(Words("空刊"))), None, name))).pages) == 4


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
