"""Pictures of a PDF in printing inks: a grey one with black alone, another with as little of three inks as it bears."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from PIL import Image, ImageChops, ImageCms

PROFILE = "press.icc"  # of the press's own paper and inks, beside the faces
_GREY = 10  # of 255: how far apart the channels of a picture that is grey may lie


def pictures_in_inks(document: pikepdf.Pdf, folder: Path | None = None) -> None:
    """Every picture of ``document`` as grey or in four inks, none of them transparent: by the profile in ``folder``,
    else by taking out what the three inks have in common (no place then bears more than 200 %).
    """
    found = [one for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
    for one in found:
        if "/ImageMask" not in one and one.get("/ColorSpace") != pikepdf.Name.DeviceGray:
            _put(one, _inks(_opaque(one), folder))


def _put(stream: pikepdf.Stream, image: Image.Image) -> None:
    stream.write(image.tobytes())
    space = pikepdf.Name.DeviceGray if image.mode == "L" else pikepdf.Name.DeviceCMYK
    stream.ColorSpace, stream.BitsPerComponent = space, 8
    for name in ("/SMask", "/Decode", "/Mask", "/Metadata"):
        if name in stream:
            del stream[name]


def _opaque(stream: pikepdf.Stream) -> Image.Image:
    """The picture on white paper."""
    image = pikepdf.PdfImage(stream).as_pil_image().convert("RGB")
    if "/SMask" not in stream:
        return image
    mask = stream.SMask
    assert isinstance(mask, pikepdf.Stream)
    veil = pikepdf.PdfImage(mask).as_pil_image().convert("L")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=veil.resize(image.size) if veil.size != image.size else veil)
    return paper


def _inks(image: Image.Image, folder: Path | None) -> Image.Image:
    red, green, blue = image.split()
    apart = ImageChops.subtract(
        ImageChops.lighter(red, ImageChops.lighter(green, blue)), ImageChops.darker(red, ImageChops.darker(green, blue))
    )
    if apart.histogram()[_GREY + 1 :].count(0) == 255 - _GREY:
        return image.convert("L")
    profile = folder / PROFILE if folder is not None else None
    if profile is not None and profile.is_file():
        by = ImageCms.ImageCmsProfile(io.BytesIO(profile.read_bytes()))
        made = ImageCms.profileToProfile(image, ImageCms.createProfile("sRGB"), by, outputMode="CMYK")
        return made if made is not None else image
    cyan, magenta, yellow = (ImageChops.invert(one) for one in (red, green, blue))
    black = ImageChops.darker(cyan, ImageChops.darker(magenta, yellow))
    return Image.merge("CMYK", [*(ImageChops.subtract(one, black) for one in (cyan, magenta, yellow)), black])
