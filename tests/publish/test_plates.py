"""Pictures: what comes in of a file, what must be said of one, how it is printed."""

from __future__ import annotations

import io
import struct
import zlib

import msgspec
import pikepdf
import pypdfium2
import pytest
from issue_sample import png, sample_issue
from PIL import Image, ImageCms

from guanlan.errors import InputError, phrase
from guanlan.publish.placed_pictures import picture_objections
from guanlan.publish.plates import check_width, cleaned, low_pictures, resolution
from guanlan.publish.render import build
from guanlan.publish.render.pictures import size_of
from guanlan.records.bulletin import Bulletin, Paragraph, ParagraphKind, Plate, Words

ADDRESS = "sha256:00"
FIGURE = Paragraph(Words("甲图所见"), ParagraphKind.PICTURE, ADDRESS, Plate("示例通讯社", "作者书面许可", None, 100))
CAPTION = Paragraph(Words("图：检查现场"), ParagraphKind.CAPTION)
NOTED = "图：检查现场（图片来源：示例通讯社）"


def issue(*paragraphs: Paragraph) -> Bulletin:
    """The sample issue whose first entry has these paragraphs behind its first."""
    whole = sample_issue()
    column = whole.columns[0]
    part = column.subcolumns[0]
    first = part.entries[0]
    first = msgspec.structs.replace(first, paragraphs=(first.paragraphs[0], *paragraphs, *first.paragraphs[1:]))
    part = msgspec.structs.replace(part, entries=(first, *part.entries[1:]))
    column = msgspec.structs.replace(column, subcolumns=(part, *column.subcolumns[1:]))
    return msgspec.structs.replace(whole, columns=(column, *whole.columns[1:]))


def alone(*paragraphs: Paragraph) -> Bulletin:
    """The same without any other entry."""
    whole = issue(*paragraphs)
    column = whole.columns[0]
    part = msgspec.structs.replace(column.subcolumns[0], entries=column.subcolumns[0].entries[:1])
    return msgspec.structs.replace(whole, columns=(msgspec.structs.replace(column, subcolumns=(part,)),))


def photograph(width: int = 60, height: int = 40, kind: str = "JPEG", mode: str = "RGB", **more: object) -> bytes:
    """A picture with a red left half."""
    image = Image.new("RGB", (width, height), "white")
    image.paste((200, 20, 20), (0, 0, width // 2, height))
    out = io.BytesIO()
    deep = mode == "I;16"  # a grey of 16 bits
    image = image.convert("L").convert("I").point(lambda one: one * 257) if deep else image
    image.convert(mode).save(out, kind, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(
    ("plate", "caption", "codes"),
    [
        (FIGURE.plate, CAPTION, []),
        (Plate("示例通讯社"), CAPTION, ["picture.no_consent"]),
        (Plate("示例通讯社", "  "), CAPTION, ["picture.no_consent"]),
        (Plate("", "作者书面许可"), CAPTION, ["picture.no_credit"]),
        (FIGURE.plate, None, ["picture.no_caption"]),
        (None, CAPTION, ["picture.no_consent", "picture.no_credit"]),
    ],
)
def test_what_stands_against_a_picture(plate: Plate | None, caption: Paragraph | None, codes: list[str]) -> None:
    shown = [msgspec.structs.replace(FIGURE, plate=plate), *([caption] if caption else [])]
    found = picture_objections(alone(*shown))
    assert [one.code for one in found] == codes
    assert {(one.level, one.where) for one in found} <= {("error", "1.0.01")}
    for one in found:
        assert "1.0.01" in phrase(one.code, "zh", one.params)


def test_every_picture_is_asked_for_itself() -> None:
    bare = msgspec.structs.replace(FIGURE, plate=None)
    assert len(picture_objections(alone(FIGURE, CAPTION, bare, CAPTION, bare))) == 5


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_time_and_camera_do_not_come_in(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    exif[0x8825] = {1: "N", 2: (31.0, 13.0, 48.0)}
    more = {"comment": b"SECRET-NOTE"} if kind == "JPEG" else {}
    given = photograph(kind=kind, exif=exif, **more)
    assert b"SECRET" in given
    made = cleaned(given, "a")
    assert b"SECRET" not in made
    assert not opened(made).getexif()
    assert cleaned(made, "a") == cleaned(made, "b")


def test_what_follows_the_picture_in_its_file_does_not_come_in() -> None:
    assert b"PK\x03\x04 hidden" not in cleaned(png() + b"PK\x03\x04 hidden IEND", "a")


def test_a_photograph_taken_upright_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = opened(cleaned(photograph(exif=exif), "a"))
    assert made.size == (40, 60)
    assert made.getpixel((20, 5))[1] < 60  # what was left is on top
    assert made.getpixel((20, 55))[1] > 200


def test_a_photograph_that_is_as_it_should_be_keeps_its_quantisation() -> None:
    given = photograph(quality=83)
    assert opened(cleaned(given, "a")).quantization == opened(given).quantization


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16"])
def test_every_mode_becomes_one_that_all_formats_show(mode: str) -> None:
    made = opened(cleaned(photograph(kind="PNG", mode=mode), "a"))
    assert made.mode in ("L", "RGB", "RGBA")
    light = made.convert("L")
    assert light.getpixel((55, 20)) > 240 > 120 > light.getpixel((5, 20))


def test_a_photograph_in_inks_is_shown_in_lights() -> None:
    made = opened(cleaned(photograph(mode="CMYK"), "a"))
    assert made.mode == "RGB"
    assert made.getpixel((5, 20))[0] > 150


def test_colours_are_those_that_the_profile_of_the_file_means() -> None:
    """一份把红绿对调的色彩特性文件：红的其实是绿的。"""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    head, table, rest = profile[:128], profile[128:600], profile[600:]
    swapped = table.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    for kind in ("JPEG", "PNG"):
        made = opened(cleaned(photograph(kind=kind, icc_profile=head + swapped + rest), "a"))
        red, green, _ = made.convert("RGB").getpixel((5, 20))
        assert green > 150 > red
        assert "icc_profile" not in made.info
        broken = opened(cleaned(photograph(kind=kind, icc_profile=b"none"), "a"))
        assert broken.convert("RGB").getpixel((5, 20))[0] > 150


def test_more_than_a_page_can_show_is_made_smaller() -> None:
    assert size_of(cleaned(photograph(6000, 100), "a")) == (3780, 63)


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = png()
    return data[:12] + head + struct.pack(">I", zlib.crc32(head)) + data[33:]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7", "picture.kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture.kind"),
        (png()[:60], "picture.broken"),
        (photograph(300, 300)[:900], "picture.broken"),
        (bomb(30_000, 30_000), "picture.bomb"),
        (bomb(12_000, 6_000), "picture.bomb"),
        (bomb(60_000, 60_000), "picture.bomb"),
        (png() + bytes(33 * 2**20), "picture.large"),
    ],
)
def test_what_is_no_picture_or_too_much_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        cleaned(data, "甲.png")
    assert caught.value.code == code
    assert "甲.png" in phrase(code, "zh", caught.value.params)


@pytest.mark.parametrize(
    ("width", "code"), [(None, ""), (158, ""), (159, "picture.coarse"), (161, "picture.width"), (14, "picture.width")]
)
def test_a_width_at_which_squares_are_seen_is_refused(width: int | None, code: str) -> None:
    """六百像素印成一百五十八毫米有九十六点，再宽就粗了。"""
    data = png(600, 10)
    if not code:
        check_width(data, "a", width)
        return
    with pytest.raises(InputError) as caught:
        check_width(data, "a", width)
    assert caught.value.code == code
    assert caught.value.params.get("most", 160) in (158, 160)


def test_what_a_press_wants_more_of_is_named() -> None:
    held = {ADDRESS: png(1181, 400)}
    assert resolution(held[ADDRESS], 100) == 299
    found = low_pictures(alone(FIGURE, CAPTION), held)
    assert [(one.where, one.text, one.params["dpi"]) for one in found] == [("1.0.01", "图：检查现场", 299)]
    assert low_pictures(alone(FIGURE, CAPTION), {ADDRESS: png(1182, 400)}) == ()
    assert low_pictures(alone(FIGURE, CAPTION), {}) == ()


@pytest.mark.parametrize("name", ["html", "md", "docx", "epub", "wechat"])
def test_every_format_says_who_made_a_picture(name: str) -> None:
    import zipfile

    made = build(issue(FIGURE, CAPTION), None, name, pictures={ADDRESS: png()})
    if made.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            texts = [archive.read(one) for one in archive.namelist() if one.endswith(("xml", "html"))]
            made = b"".join(texts)
    assert NOTED in made.decode()
    assert "作者书面许可" not in made.decode()


@pytest.mark.parametrize("name", ["pdf", "press"])
def test_a_picture_is_as_wide_as_it_was_asked_for(name: str) -> None:
    document = pypdfium2.PdfDocument(build(issue(FIGURE, CAPTION), None, name, pictures={ADDRESS: png(1200, 600)}))
    boxes = [one.get_bounds() for page in document for one in page.get_objects(filter=[3], max_depth=6)]
    assert [round((right - left) * 25.4 / 72) for left, _, right, _ in boxes] == [100]
    texts = "".join(page.get_textpage().get_text_range() for page in document)
    assert NOTED in "".join(texts.split())


def test_a_credit_is_printed_where_there_is_no_caption() -> None:
    assert "（图片来源：示例通讯社）" in build(issue(FIGURE), None, "md", pictures={ADDRESS: png()}).decode()
    assert "图片来源" not in build(issue(FIGURE, CAPTION), None, "md").decode()


def inks_of_picture(data: bytes) -> tuple[str, bytes]:
    """Space and first pixel of the only picture of the press file."""
    document = pikepdf.open(io.BytesIO(build(issue(FIGURE, CAPTION), None, "press", pictures={ADDRESS: data})))
    (one,) = (one for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image")
    assert "/SMask" not in one
    size = 1 if one.ColorSpace == pikepdf.Name.DeviceGray else 4
    return str(one.ColorSpace), one.read_bytes()[:size]


@pytest.mark.parametrize(
    ("data", "space", "inks"),
    [
        (photograph(kind="PNG", mode="L"), "/DeviceGray", None),
        (photograph(kind="PNG"), "/DeviceCMYK", (0, 180, 180, 55)),
        (photograph(kind="PNG", mode="RGBA"), "/DeviceCMYK", (0, 180, 180, 55)),
        (photograph(kind="GIF", mode="P"), "/DeviceCMYK", None),
        (photograph(), "/DeviceCMYK", None),
    ],
)
def test_a_picture_goes_to_the_press_in_inks(data: bytes, space: str, inks: tuple[int, ...] | None) -> None:
    found, pixel = inks_of_picture(data)
    assert found == space
    if inks is not None:
        assert tuple(pixel) == inks
    assert sum(pixel) <= 2 * 255


def test_what_shows_through_is_paper() -> None:
    clear = Image.new("RGBA", (30, 30), (200, 20, 20, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    space, pixel = inks_of_picture(out.getvalue())
    assert (space, pixel) in (("/DeviceGray", b"\xff"), ("/DeviceCMYK", bytes(4)))
