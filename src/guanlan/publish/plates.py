"""Pictures that an editor puts into an entry: what comes in of a file, and what must be said of it before sign-off."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageCms, ImageOps

from guanlan.errors import InputError
from guanlan.publish.placed_pictures import pictures_in
from guanlan.publish.render.pictures import TEXT_WIDTH, kind_of, printed_width, size_of
from guanlan.records.bulletin import Bulletin
from guanlan.records.finding import Finding

LARGEST = 32 * 2**20  # bytes; a photograph of 50 megapixels has some 20 MB
MOST_PIXELS = 60_000_000  # A4 at 600 dots an inch has 35 million
PRESS_DPI = 300  # what a 150-line screen wants
LEAST_DPI = 96  # below that, squares are seen on a page held in the hand
NARROWEST = 15  # millimetres
_ENOUGH = (3780, 5670)  # the text of a page at 600 dots an inch: more is never printed
_INCH = 25.4
_FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP"}
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, MemoryError)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_BLANK = re.compile(r"\s+")


def low_pictures(bulletin: Bulletin, pictures: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """The pictures that have fewer dots an inch than a press wants, each with what it has."""
    found = []
    for entry in bulletin.entries():
        for one in pictures_in(entry):
            data = pictures.get(one.picture.target or "")
            if data is None or size_of(data) is None:
                continue
            wanted = one.picture.plate.print_width if one.picture.plate else None
            dots = resolution(data, wanted)
            if dots < PRESS_DPI:
                width = round(printed_width(data, wanted) * _INCH / 72)
                params = {"entry": one.entry, "dpi": dots, "width": width, "text": one.told()}
                found.append(Finding("picture.low", "warning", 0, 0, one.told(), where=one.entry, params=params))
    return tuple(found)


def resolution(data: bytes, width: int | None = None) -> int:
    """Dots an inch of a picture as it is printed, ``width`` millimetres wide."""
    pixels = (size_of(data) or (0, 0))[0]
    return int(pixels * 72 / printed_width(data, width)) if pixels else 0


def line(words: str, what: str) -> str:
    """One line of words that can be printed; ``what`` names it in the refusal."""
    cleaned = _BLANK.sub(" ", words).strip()
    if not cleaned or not cleaned.isprintable():
        raise InputError("picture.words", what=what, value=words[:40])
    return cleaned


def check_width(data: bytes, name: str, width: int | None) -> None:
    """Raise ``InputError`` for a width outside of the text, or one at which the picture is too coarse to print."""
    if width is None:
        return
    if not NARROWEST <= width <= TEXT_WIDTH:
        raise InputError("picture.width", value=width, least=NARROWEST, most=TEXT_WIDTH)
    pixels = (size_of(data) or (0, 0))[0]
    dots = int(pixels * _INCH / width)
    if dots < LEAST_DPI:
        most = int(pixels * _INCH / LEAST_DPI)
        raise InputError("picture.coarse", name=name, pixels=pixels, width=width, dpi=dots, least=LEAST_DPI, most=most)


def cleaned(data: bytes, name: str) -> bytes:
    """The picture alone, as PNG or JPEG, the right way up and in sRGB: without place, time, camera, notes and whatever
    else lay in its file.

    Raises ``InputError`` for what is no picture, too large, or unpacks to more than 60 million pixels.
    """
    kind = kind_of(data)
    if kind is None:
        raise InputError("picture.kind", name=name)
    if len(data) > LARGEST:
        raise InputError("picture.large", name=name, size=f"{len(data) / 2**20:.0f}", limit=LARGEST // 2**20)
    _bounded(size_of(data) or (1, 1), name)
    try:
        with Image.open(io.BytesIO(data), formats=(_FORMATS[kind],)) as image:
            _bounded(image.size, name)  # a head may say one thing and the frame behind it another
            image.load()
            return _saved(image)
    except (*_BROKEN, *_BOMBS) as error:
        raise InputError("picture.broken", name=name) from error


def _bounded(size: tuple[int, int], name: str) -> None:
    width, height = size
    if width * height > MOST_PIXELS:
        raise InputError("picture.bomb", name=name, width=width, height=height, limit=MOST_PIXELS // 10_000)


def _saved(image: Image.Image) -> bytes:
    photograph = image.format == "JPEG"
    # turning or other colours mean new pixels; else a photograph keeps its own quantisation
    small = image.width <= _ENOUGH[0] and image.height <= _ENOUGH[1]
    plain = image.mode in ("L", "RGB") and "icc_profile" not in image.info
    as_is = photograph and small and plain and not _turned(image)
    made: Any = image
    if not as_is:
        made = _plain(_in_srgb(ImageOps.exif_transpose(image)))
        made.thumbnail(_ENOUGH)
    made.info = {}
    out = io.BytesIO()
    if as_is:
        made.save(out, "JPEG", quality="keep")
    elif photograph:
        made.save(out, "JPEG", quality=95, subsampling=0)
    else:
        made.save(out, "PNG")
    return out.getvalue()


def _turned(image: Image.Image) -> bool:
    orientation: int = image.getexif().get(0x0112, 1)
    return orientation != 1


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours as a screen without a profile shows them; as they are, where the file's profile is broken."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK"):
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return turned or image


def _plain(image: Image.Image) -> Image.Image:
    """In one of the modes that every format shows: grey or colours, with or without transparency."""
    if image.mode in ("L", "RGB", "RGBA"):
        return image
    if image.mode.startswith(("I", "F")):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "1":
        return image.convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
