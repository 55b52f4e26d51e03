"""A citation → the words of the provision on a day, or the reason why not.

What is not certain is not resolved: several works of one name, a day that no version covers, a number that the version
of that day does not have, are said, with the candidates.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from guanlan.law.context import Here, Reference
from guanlan.law.library import Library
from guanlan.records.law import Level
from guanlan.text.citations import Citation
from guanlan.text.provisions import Provision


class Reason(StrEnum):
    """Why a citation leads to no provision."""

    UNKNOWN = "unknown_instrument"
    NOT_A_NORM = "not_a_norm"
    AMBIGUOUS = "ambiguous"
    NO_VERSION = "no_version_on_that_day"
    NO_PROVISION = "no_such_provision"
    NO_CONTEXT = "no_context"  # 前款 where nothing goes before it, or the text in which it stands is not known


class Above(msgspec.Struct, frozen=True):
    """A part, chapter or section above a provision."""

    level: Level
    number: str
    heading: str


class Resolved(msgspec.Struct, frozen=True):
    """A provision as it reads in one version.

    ``ref`` names the version, which holds from ``first`` to ``last``, both included. ``start`` to ``end`` are code points
    of its as-published text; ``quote`` is what it says there. ``unit`` is the index of the unit; -1 is the whole text.
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


def resolve(
    cited: Citation | Reference, library: Library, *, on: date, here: Here | None = None
) -> tuple[Resolution, ...]:
    """What each provision of a citation or reference says on the day ``on``: one result for each, in order; a range gives
    every article from its first to its last. Without provisions, the one result is the whole text. Never raises."""
    raise NotImplementedError


def resolve_provision(
    name: str, provision: Provision, library: Library, *, on: date, here: Here | None = None
) -> Resolution:
    """What ``provision`` of the instrument ``name`` says on the day ``on``. ``Provision()`` is the whole text."""
    raise NotImplementedError
