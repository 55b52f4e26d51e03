"""The formats for the web beside the page itself: posts, feed, calendar, evidence."""

from __future__ import annotations

from collections.abc import Mapping

from guanlan.publish.render.atom import atom
from guanlan.publish.render.evidence import Evidence, evidence
from guanlan.publish.render.ics import ics
from guanlan.publish.render.sheet import Sheet
from guanlan.publish.render.wechat import wechat
from guanlan.records.bulletin import Bulletin

WEB_TYPES = {
    "wechat": "application/zip",
    "atom": "application/atom+xml",
    "ics": "text/calendar",
    "evidence": "text/html",
}
WEB_ENDINGS = {"wechat": "wechat.zip", "evidence": "evidence.html"}
"""What a file's name ends in where that is not the name of its format."""


def web(
    format: str, bulletin: Bulletin, sheet: Sheet, pictures: Mapping[str, bytes], proof: Evidence | None = None
) -> bytes:
    """The issue in one of ``WEB_TYPES``; ``sheet`` is that of ``bulletin``."""
    if format == "wechat":
        return wechat(sheet, pictures)
    if format == "atom":
        return atom(sheet)
    if format == "ics":
        return ics(bulletin, sheet)
    return evidence(sheet, proof or Evidence())
