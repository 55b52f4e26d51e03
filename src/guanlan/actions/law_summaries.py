"""What the actions upon the law library and the search give back: plain records that a door prints.

Where a record holds a ``law`` value (a resolution, a tier, a verdict), it is that of the law room, untouched.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from guanlan.records.law import LawText, Remark

if TYPE_CHECKING:  # these rooms take time to load, and most commands need none of them
    from guanlan.law.changes import Change
    from guanlan.law.diff import ArticleDiff
    from guanlan.law.resolutions import Resolution, Resolved
    from guanlan.records.cases import CaseCheck, CaseGroup
    from guanlan.records.penalties import Tier
    from guanlan.text.citations import Citation


class LawResult(StrEnum):
    """What became of one file of an import of laws."""

    ADDED = "added"  # a version that was not here
    SAME = "same"  # bytes that were here
    NOT_A_LAW = "not_a_law"  # bytes and capture kept, no law found in them
    REFUSED = "refused"  # nothing stored


class LawOutcome(msgspec.Struct, frozen=True):
    """One file of an import of laws. ``code`` and ``params`` say why it was refused, or is no law.

    ``remarks`` are the codes of what was odd about the text and its days; ``odd`` are those of the text, to be told.
    """

    path: str
    result: LawResult
    ref: str | None = None  # of the version: the SHA-256 of its bytes
    title: str | None = None
    remarks: tuple[str, ...] = ()
    code: str | None = None
    params: dict[str, Any] = {}
    odd: tuple[Remark, ...] = ()


class LawsImported(msgspec.Struct, frozen=True):
    """An import of laws. ``outcomes`` names every file that was not here before; ``same`` counts the others."""

    outcomes: tuple[LawOutcome, ...]
    same: int
    works: int  # in the library now
    versions: int

    def of(self, result: LawResult) -> tuple[LawOutcome, ...]:
        """The files that ended so."""
        return tuple(one for one in self.outcomes if one.result is result)

    @property
    def faulty(self) -> bool:
        """Whether a file was refused or is no law: the command then ends with 2."""
        return any(one.result in (LawResult.REFUSED, LawResult.NOT_A_LAW) for one in self.outcomes)


class VersionLine(msgspec.Struct, frozen=True):
    """A version of a work. ``first`` to ``last`` are the days it holds, both included; None is open.

    A draft has a ``stage`` and no days.
    """

    ref: str
    title: str
    first: date | None = None
    last: date | None = None
    adopted: date | None = None
    effective: date | None = None
    amended_by: str | None = None
    stage: str | None = None
    remarks: tuple[str, ...] = ()


class LawLine(msgspec.Struct, frozen=True):
    """A work as a list shows it. ``rank`` is a ``law.ranks.Rank``; ``place`` a code as ``CN-GD``."""

    key: str
    title: str
    rank: str
    place: str
    maker: str | None
    versions: tuple[VersionLine, ...]
    drafts: tuple[VersionLine, ...] = ()
    repealed_by: str | None = None
    renamed_to: str | None = None


class LawView(msgspec.Struct, frozen=True):
    """A work, the version that was asked for, and its words.

    Without a provision ``published`` and ``law`` are the whole text (``law.units`` point into it) and ``resolved`` is
    empty; with one, ``resolved`` is what it says or why not, and ``changes`` what became of it in later versions.
    ``moved`` is what became of other articles that had its number in earlier versions.
    """

    line: LawLine
    shown: VersionLine
    on: date
    published: str = ""
    law: LawText | None = None
    resolved: tuple[Resolution, ...] = ()
    changes: tuple[tuple[Change, ...], ...] = ()  # one for each of ``resolved``
    moved: tuple[Change, ...] = ()


class LawDiff(msgspec.Struct, frozen=True):
    """Two versions of a work, article by article (``law.diff.diff_text`` and ``diff_html`` print them)."""

    line: LawLine
    old: VersionLine
    new: VersionLine
    articles: tuple[ArticleDiff, ...]


class CitationLine(msgspec.Struct, frozen=True):
    """A citation of a text at its code points, with what each of its provisions says or why it leads nowhere.

    ``changes`` has what became of each resolved provision in later versions, in the order of ``resolved``.
    """

    start: int
    end: int
    quote: str
    citation: Citation | None  # None for a reference by place (前款, 该法第二款)
    resolved: tuple[Resolution, ...]
    changes: tuple[tuple[Change, ...], ...] = ()


class CitationsFound(msgspec.Struct, frozen=True):
    """The citations of a text, resolved as of ``on``."""

    on: date
    lines: tuple[CitationLine, ...]


class CiterLine(msgspec.Struct, frozen=True):
    """Who cites it. ``kind``: law, report, entry. ``quote`` is the citation's own words, ``words`` those around it.

    ``ref`` is the version's, the report's handle, or the entry as ``ISSUE/3.2.05``; ``where`` the article of a law.
    """

    kind: str
    ref: str
    title: str
    where: str
    day: date | None
    quote: str
    words: str
    article: str | None = None  # the article of the cited work that is meant, None for the whole


class CitedBy(msgspec.Struct, frozen=True):
    """Who cites a work, or an article of it. ``key`` and ``title`` are those of the cited work.

    ``held`` is False where the library holds no such work: the citers are found by the name alone.
    """

    key: str
    title: str
    article: str | None
    held: bool
    citers: tuple[CiterLine, ...]


class PenaltiesView(msgspec.Struct, frozen=True):
    """The tiers of an article as of a day (``records.penalties.Tier``)."""

    line: LawLine
    shown: VersionLine
    article: Resolved
    tiers: tuple[Tier, ...]


class CaseLine(msgspec.Struct, frozen=True):
    """A finding of a reported case's check. ``ref`` is the report's handle, or the entry as ``ISSUE/3.2.05``.

    ``provision`` is title and article of the tier held against it, else of the first basis; ``amount`` is in whole
    units of ``currency``, None where it is undisclosed. ``day`` is what the case was judged by, ``day_is`` whose day
    that is: of the conduct, the decision, the report. ``check`` is all of it.
    """

    ref: str
    title: str
    provision: str
    party: str
    measure: str
    amount: Decimal | None
    currency: str | None
    place: str | None
    day: date | None
    day_is: str
    verdict: str
    reason: str | None
    check: CaseCheck


class CasesChecked(msgspec.Struct, frozen=True):
    """Every case of the reports or of one issue, and the archive that they make: by conduct, provision and party."""

    lines: tuple[CaseLine, ...]
    archive: tuple[CaseGroup, ...]


class SearchHit(msgspec.Struct, frozen=True):
    """A passage that has all the words. ``marks`` are the code points of ``words`` that match, in order.

    ``kind``: law, report, entry, development. ``ref`` is the version's, the report's handle, the entry as
    ``ISSUE/3.2.05``, or the development's key; ``where`` the article, or the paragraph's number.
    """

    kind: str
    ref: str
    title: str
    where: str
    place: str
    day: date | None
    words: str  # an excerpt around the first match
    marks: tuple[tuple[int, int], ...]
    cut: tuple[bool, bool] = (False, False)  # whether the passage goes on before and after the excerpt


class SearchFound(msgspec.Struct, frozen=True):
    """The first hits: by rank (bm25) where there are few, else by level and day. ``total`` counts them all, or as many
    as were counted where ``more`` is set."""

    hits: tuple[SearchHit, ...]
    total: int
    more: bool = False
    ranked: bool = False
