"""What a citation led to: the provision as it reads on a day, or why not and what may have been meant."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from guanlan.records.law import Level
from guanlan.text.provisions import Provision


class Reason(StrEnum):
    """Why a citation leads to no provision."""

    UNKNOWN = "unknown_instrument"
    NOT_A_NORM = "not_a_norm"
    DRAFT = "draft"  # a draft of a known instrument; the draft itself is not in the library
    AMBIGUOUS = "ambiguous"
    NO_VERSION = "no_version_on_that_day"
    NO_PROVISION = "no_such_provision"
    NO_CONTEXT = "no_context"  # 前款 where nothing goes before it, or the text in which it stands is not known


class Above(msgspec.Struct, frozen=True, gc=False):
    """A part, chapter or section above a provision."""

    level: Level
    number: str
    heading: str


class Resolved(msgspec.Struct, frozen=True):
    """A provision as it reads in one version.

    ``ref`` names the version, which holds from ``first`` to ``last``, both included. ``start`` to ``end`` are code
    points of its as-published text; ``quote`` is what it says there. ``unit`` is the index of the unit; -1 is the whole
    text, whose ``quote`` is empty. ``provision`` is that of the unit, as its version numbers it.
    ``notes`` are the remarks on the version (law.effective_untold: the day it holds from is not told by itself).
    """

    work: str
    title: str
    ref: str
    first: date | None
    last: date | None
    provision: Provision
    unit: int
    start: int
    end: int
    quote: str
    above: tuple[Above, ...] = ()
    notes: tuple[str, ...] = ()


class Candidate(msgspec.Struct, frozen=True):
    """What may have been meant: a work, a version of it, a provision; the parts that are open are None."""

    work: str
    title: str
    ref: str | None = None
    first: date | None = None
    last: date | None = None
    provision: Provision | None = None


class Unresolved(msgspec.Struct, frozen=True):
    """Why ``name`` and ``provision`` lead nowhere, and what may have been meant."""

    reason: Reason
    name: str
    provision: Provision = Provision()
    candidates: tuple[Candidate, ...] = ()


Resolution = Resolved | Unresolved
