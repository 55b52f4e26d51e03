"""Finding the issue that a person means."""

from __future__ import annotations

import re

from django.db.models import QuerySet

from guanlan.errors import InputError
from guanlan.store.models import Issue

_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")


def all_issues() -> QuerySet[Issue]:
    """Every issue, by journal, then number."""
    return Issue.objects.order_by("title", "number", "id")


def issue_by(which: str) -> Issue:
    """The issue of a whole number (``18``) or a year and month (``2025-01``), with ``TITLE/`` before it where two
    journals have one. Raises ``InputError`` where there is none, or more than one.
    """
    title, _, wanted = which.strip().rpartition("/")
    rows = all_issues().filter(title=title) if title else all_issues()
    if month := _MONTH.fullmatch(wanted):
        found = list(rows.filter(year=int(month[1]), month=int(month[2])))
    elif wanted.isdecimal() and len(wanted) < 10:
        found = list(rows.filter(number=int(wanted)))
    else:
        raise InputError("store.bad_issue", which=which)
    if not found:
        known = "、".join(str(row.number) for row in rows if row.number is not None)
        raise InputError("store.no_issue", which=which, known=known or "∅")
    if len(found) > 1:
        raise InputError(
            "store.many_issues", which=which, known="、".join(f"{row.title}/{row.number}" for row in found)
        )
    return found[0]
