"""Pictures of words: long screenshots, photographs of paper."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from guanlan.errors import InputError, ReadingError
from guanlan.formats.draft import Draft
from guanlan.formats.media import JPEG, PNG, WEBP
from guanlan.formats.ocr import available
from guanlan.records.reading import Reading

if TYPE_CHECKING:
    from PIL.Image import Image

_MILLIONS = 80  # of pixels: a screenshot of thirty screens of a telephone; unpacked it takes 240 MB
_TYPES = {"PNG": PNG, "JPEG": JPEG, "WEBP": WEBP}


class PictureReader:
    """PNG, JPEG and WebP, with the extra ``ocr``. What was read from a picture is of grade 丁: the caller's to say."""

    name = "picture"
    version = "1"
    media_types: tuple[str, ...] = (PNG, JPEG, WEBP)

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """One block a line with its box in its path (``page[1]/box[left,top,right,bottom]``, pixels from the upper
        left); ``metadata["ocr"]`` names the engine. ReadingError without the extra, for a damaged picture and for one
        without words; InputError for one too large to unpack.
        """
        shown = name or "-"
        image, media_type = opened(data, shown)
        if not available():
            raise ReadingError("formats.no_ocr", name=shown)
        from guanlan.formats.pdf.scans import facts_of, seen_page
        from guanlan.formats.pdf.seen import write_seen

        pages = [seen_page(image, scan=False)]
        draft = Draft()
        write_seen(draft, pages)
        if not draft.text.strip():
            raise ReadingError("formats.no_text", name=shown)
        return Reading(
            f"{self.name}/{self.version}",
            media_type,
            draft.text,
            None,
            tuple(draft.blocks),
            tuple(draft.pages),
            (),
            facts_of(pages),
        )


def opened(data: bytes, name: str) -> tuple[Image, str]:
    """The picture as it is to be looked at, and its media type; its size is known before it is unpacked."""
    from PIL import Image as Pictures
    from PIL import ImageOps

    try:
        image = Pictures.open(io.BytesIO(data), formats=tuple(_TYPES))
    except Pictures.DecompressionBombError as error:
        raise InputError("formats.picture_huge", name=name, width="?", height="?", limit=_MILLIONS) from error
    except Exception as error:
        # the library's decoders fail in ways without end, which all say that this is no whole picture
        raise ReadingError("formats.picture_broken", name=name) from error
    media_type, (width, height) = _TYPES[image.format or "PNG"], image.size
    if width * height > _MILLIONS * 10**6:
        raise InputError("formats.picture_huge", name=name, width=width, height=height, limit=_MILLIONS)
    try:
        image.load()
        upright = ImageOps.exif_transpose(image)
        return _on_white(upright), media_type
    except Exception as error:  # as above
        raise ReadingError("formats.picture_broken", name=name) from error


def _on_white(image: Image) -> Image:
    """What is transparent shows white."""
    from PIL import Image as Pictures

    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Pictures.new("RGBA", layer.size, "white")
    ground.alpha_composite(layer)
    return ground.convert("RGB")


READER = PictureReader()
