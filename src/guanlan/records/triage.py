"""Whether a release is worth an editor's look, and why."""

from __future__ import annotations

from typing import Literal

import msgspec

from guanlan.records.facts import Kind

Shape = Literal["single", "digest", "promo", "vuln", "tutorial", "other"]


class Reason(msgspec.Struct, frozen=True):
    """One feature that spoke for or against: its code, what it weighs (above 0: for), and the words it was met in."""

    feature: str
    weight: float
    words: tuple[str, ...] = ()


class Triage(msgspec.Struct, frozen=True):
    """``relevant``: an editor would want it, or one item of it. ``score`` is between 0 and 1, relevant from 0.5 on.

    ``kind`` is None unless relevant and ``single``; ``primary``: by the authority itself. ``reasons`` are ordered by
    what they weigh, the heaviest first. ``title`` is the headline of the page.
    """

    relevant: bool
    score: float
    shape: Shape
    title: str = ""
    kind: Kind | None = None
    primary: bool = False
    reasons: tuple[Reason, ...] = ()


class Habits(msgspec.Struct, frozen=True):
    """What a journal took before, counted over the ``entries`` of its back issues.

    ``organs`` (by the organ's id, else its name), ``kinds`` and ``topics`` count the entries that tell of them.
    ``offered`` counts the reports that each publisher gave, ``adopted`` those of them that became entries.
    """

    entries: int = 0
    organs: dict[str, int] = {}
    kinds: dict[str, int] = {}
    topics: dict[str, int] = {}
    offered: dict[str, int] = {}
    adopted: dict[str, int] = {}


class Candidate(msgspec.Struct, frozen=True):
    """A release with its judgement. ``doc`` is the path below the imported root, else the address.

    ``likeness`` says what of it the journal took before; it never counts against. ``order`` is what candidates are
    sorted by: the score with a share of the likeness. ``story`` names the development, one string each; None unless
    relevant and ``single``.
    """

    doc: str
    release: str
    title: str
    triage: Triage
    order: float
    publisher: str | None = None
    published: str | None = None
    story: str | None = None
    likeness: tuple[Reason, ...] = ()
