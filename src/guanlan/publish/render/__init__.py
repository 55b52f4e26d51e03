"""A bulletin → a publication: PDF, DOCX, HTML, Markdown, JSON Lines.

The same bulletin, journal and pictures give the same bytes on every machine.
"""

from __future__ import annotations

from guanlan.publish.render.build import FORMATS, MEDIA_TYPES, build, missing_characters, page_pictures

__all__ = ["FORMATS", "MEDIA_TYPES", "build", "missing_characters", "page_pictures"]
