"""A bulletin → a publication: PDF, DOCX, HTML, Markdown, JSON Lines, EPUB; for the press, WeChat and feeds.

The same bulletin, journal and pictures give the same bytes on every machine.
"""

from __future__ import annotations

from guanlan.publish.render.build import (
    ENDINGS,
    FORMATS,
    MEDIA_TYPES,
    READING,
    build,
    missing_characters,
    page_pictures,
)

__all__ = ["ENDINGS", "FORMATS", "MEDIA_TYPES", "READING", "build", "missing_characters", "page_pictures"]
