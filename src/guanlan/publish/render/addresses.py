"""Names of issues and entries that last: ``tag:`` URIs (RFC 4151), made of what is printed, whoever shows it."""

from __future__ import annotations

from urllib.parse import quote

from guanlan.publish.render.sheet import Sheet

NOBODY = "guanlan.invalid"  # where no address of a site is known; it can never be anybody's
DAYLESS = "1970-01-01"  # stands for the day of an issue that says none


def issue_tag(sheet: Sheet, authority: str = NOBODY) -> str:
    """The name of an issue: authority, its day, title and number."""
    return f"tag:{authority},{sheet.day or DAYLESS}:{quote(sheet.title, safe='')}/{quote(sheet.number, safe='')}"


def entry_tag(sheet: Sheet, entry_id: str, authority: str = NOBODY) -> str:
    """The name of an entry in its issue."""
    return f"{issue_tag(sheet, authority)}/{quote(entry_id, safe='')}"


def midnight(day: str | None) -> str:
    """The beginning of an ISO day in Beijing, as RFC 3339 writes it.

    >>> midnight("2025-01-16")
    '2025-01-16T00:00:00+08:00'
    """
    return f"{day or DAYLESS}T00:00:00+08:00"
