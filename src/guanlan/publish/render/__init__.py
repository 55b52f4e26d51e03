"""A bulletin → a publication: PDF, DOCX, HTML, Markdown, JSON Lines.

The same bulletin, journal and pictures give the same bytes on every machine.
"""

from __future__ import annotations

from guanlan.publish.render.build import FORMATS, MEDIA_TYPES, build, missing_characters, page_pictures
from guanlan.publish.render.web import ENDINGS

__all__ = ["ENDINGS", "FORMATS", "MEDIA_TYPES", "build", "missing_characters", "page_pictures"]
