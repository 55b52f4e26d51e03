"""The faces of the PDF: the bundled ones and nothing of the machine's, unless a folder of one's own is given."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pylopdf_fonts_zh_cn as bundled
import typst

from guanlan.publish.render.coverage import Coverage, ranges_of

SERIF = "Noto Serif SC"
SANS = "Noto Sans SC"
# what a folder may hold instead, first choice first: the names that the usual Chinese faces carry
_SERIFS = ("FZShuSong-Z01", "FZShuSong-Z01S", "Source Han Serif SC", "FangSong", "FangSong_GB2312", "SimSun", "KaiTi")
_SANSES = ("FZHei-B01", "FZHei-B01S", "Source Han Sans SC", "SimHei", "Microsoft YaHei")


class Faces(NamedTuple):
    """What a build is set in: ``fonts`` for the typesetter, ``serif`` and ``sans`` by family name, ``coverage`` the
    characters that they can print together.
    """

    fonts: typst.Fonts
    serif: str
    sans: str
    coverage: Coverage


def faces(folder: Path | None = None) -> tuple[str, ...]:
    """The families that a build with the faces in ``folder`` uses: that of the text, then that of the headings.

    >>> faces()
    ('Noto Serif SC', 'Noto Sans SC')
    """
    chosen = load_faces(folder)
    return chosen.serif, chosen.sans


@lru_cache(maxsize=4)
def load_faces(folder: Path | None = None) -> Faces:
    """The faces in ``folder`` before the bundled ones; loaded once a process."""
    paths = [str(bundled.serif_path().parent)]
    if folder is not None:
        paths.insert(0, str(folder))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    present = set(fonts.families())
    return Faces(
        fonts,
        next((name for name in _SERIFS if name in present), SERIF),
        next((name for name in _SANSES if name in present), SANS),
        Coverage(
            covered for one in fonts.fonts() if one.path is not None for covered in ranges_of(Path(one.path), one.index)
        ),
    )
