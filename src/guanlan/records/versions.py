"""What changed between two states of a release, and what that asks of an issue that told of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from guanlan.text.diff_runs import Run


class ChangeSort(StrEnum):
    """What sort of change a release went through."""

    EDITED = "edited"  # the authority changed words
    TECHNICAL = "technical"  # the same words: other furniture, other markup, another reader of ours; never news
    REMOVED = "removed"  # the page is gone; the state that was held stays
    RESTORED = "restored"  # it is there again


class Passage(msgspec.Struct, frozen=True):
    """A paragraph of the main text that is not the same on both sides: ``before`` and ``after`` count paragraphs from
    0, None where the paragraph stands on one side only.
    """

    before: int | None
    after: int | None
    runs: tuple[Run, ...]


class FieldChange(msgspec.Struct, frozen=True):
    """A fact that reads otherwise. ``field`` is None where a whole report came or went."""

    report: str  # its key
    headline: str
    field: str | None
    before: Any = None
    after: Any = None


class VersionChange(msgspec.Struct, frozen=True):
    """From one state of a release to the next. ``passages`` and ``fields`` are empty unless it was edited.

    ``why`` is the code of the reason (``errors/tables/versions.tsv``) with its ``params``.
    """

    sort: ChangeSort
    why: str
    params: dict[str, Any] = {}
    passages: tuple[Passage, ...] = ()
    fields: tuple[FieldChange, ...] = ()


class Proposal(msgspec.Struct, frozen=True):
    """A source changed under an entry of an issue that was signed off: what a correction would have to put right.

    ``issue`` is ``TITLE/NUMBER``, ``entry`` the entry's id, ``report`` the report's key. ``old`` and ``new`` are words
    of the source, ``quote`` what the entry says in these words where it does; ``fields`` are the facts concerned.
    """

    issue: str
    entry: str
    headline: str
    report: str
    sort: ChangeSort
    old: str
    new: str
    quote: str = ""
    fields: tuple[FieldChange, ...] = ()
