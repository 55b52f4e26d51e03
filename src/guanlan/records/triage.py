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
    what they weigh, the heaviest first.
    """

    relevant: bool
    score: float
    shape: Shape
    kind: Kind | None = None
    primary: bool = False
    reasons: tuple[Reason, ...] = ()
