"""Pictures that came with a page go out without what their files say beside them."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from issue_sample import PICTURE, png, sample_issue
from PIL import Image, ImageCms, PngImagePlugin

from guanlan.publish.render import build
from guanlan.publish.render.bare_pictures import bare
from guanlan.publish.render.pictures import printable, size_of

SECRET = "SECRET-CAMERA"


def photograph(turn: int | None = None, **more: object) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = SECRET
    exif[0x8825] = {1: "N", 2: (31.0, 13.0, 48.0)}
    if turn is not None:
        exif[0x0112] = turn
    image = Image.effect_noise((40, 30), 60).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"SECRET-NOTE", **more)
    return out.getvalue()


def drawing() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET)
    notes.add_itxt("Place", SECRET, zip=True)
    exif = Image.Exif()
    exif[0x010F] = SECRET
    out = io.BytesIO()
    Image.effect_noise((40, 30), 60).save(out, "PNG", pnginfo=notes, exif=exif)
    return out.getvalue() + b"SECRET behind the end"


@pytest.mark.parametrize("data", [photograph(), photograph(1), photograph(progressive=True), drawing()])
def test_what_is_said_beside_the_picture_goes_and_the_picture_stays(data: bytes) -> None:
    made = bare(data)
    assert b"SECRET" in data
    assert b"SECRET" not in made
    assert Image.open(io.BytesIO(made)).tobytes() == Image.open(io.BytesIO(data)).tobytes()
    assert not Image.open(io.BytesIO(made)).getexif()
    assert bare(made) == made


@pytest.mark.parametrize("turn", [3, 6, 8])
def test_how_the_camera_was_held_stays(turn: int) -> None:
    made = Image.open(io.BytesIO(bare(photograph(turn))))
    assert dict(made.getexif()) == {0x0112: turn}


def test_the_profile_of_its_colours_stays() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert Image.open(io.BytesIO(bare(photograph(icc_profile=profile)))).info["icc_profile"] == profile


def test_a_plain_picture_is_what_it_was() -> None:
    assert bare(png()) == png()
    assert bare(b"GIF89a...") == b"GIF89a..."


@given(st.binary(max_size=200), st.integers(0, 60))
def test_damage_does_no_harm(noise: bytes, at: int) -> None:
    for data in (photograph(6), drawing()):
        for harmed in (data[:at] + noise + data[at + len(noise) :], data[: at * 8]):
            assert isinstance(bare(harmed), bytes)
            assert all(size_of(one) for one in printable({"a": harmed}).values())
            assert bool(printable({"a": harmed})) is (size_of(harmed) is not None)


@pytest.mark.parametrize("name", ["html", "md", "pdf", "press"])
def test_no_file_of_an_issue_says_it(name: str) -> None:
    import base64

    made = build(sample_issue(), None, name, pictures={PICTURE: photograph()})
    assert SECRET.encode() not in made
    assert base64.b64encode(bare(photograph()))[:200] in made or name in ("pdf", "press")


@pytest.mark.parametrize("name", ["docx", "epub"])
def test_no_packed_file_says_it_either(name: str) -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(build(sample_issue(), None, name, pictures={PICTURE: photograph()}))) as archive:
        assert not [one for one in archive.namelist() if b"SECRET" in archive.read(one)]
