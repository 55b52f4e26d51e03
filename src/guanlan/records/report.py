"""A report: one self-contained story of a release, with its facts."""

from __future__ import annotations

import msgspec

from guanlan.records.bulletin import Paragraph, Words
from guanlan.records.facts import Facts


class Report(msgspec.Struct, frozen=True):
    """``part`` and ``number`` place an item in a digest ("政策法规", 3); a single release is one report without them.

    ``link`` is the address of the original that the report retells, where the release gives one. ``name`` tells reports
    of one release apart and survives a new order: the original link, else the SHA-256 of the as-published headline.
    """

    name: str
    headline: Words
    paragraphs: tuple[Paragraph, ...] = ()
    sources: tuple[Words, ...] = ()
    link: str | None = None
    part: str | None = None
    number: int | None = None
    facts: Facts = Facts()
