"""What a check-up finds at a citation."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Code(StrEnum):
    """What is wrong with a citation; the words of each stand in errors/tables/checkup.tsv."""

    RENUMBERED = "checkup.renumbered"  # the article has another number now
    MAYBE_RENUMBERED = "checkup.maybe_renumbered"  # the number was another article's once, and the words do not decide
    REMOVED = "checkup.removed"  # the article was taken out
    REPEALED = "checkup.repealed"
    REPEALED_BY = "checkup.repealed_by"
    RENAMED = "checkup.renamed"
    NOT_IN_FORCE = "checkup.not_in_force"  # holds from a later day
    NO_VERSION = "checkup.no_version"  # no text is held that covers the day
    DRAFT = "checkup.draft"  # only drafts are held
    DRAFT_ISSUED = "checkup.draft_issued"  # a draft is cited that became law
    MISNAMED = "checkup.misnamed"
    NO_PROVISION = "checkup.no_provision"
    QUOTE_DIFFERS = "checkup.quote_differs"
    QUOTE_ELSEWHERE = "checkup.quote_elsewhere"  # the words stand in another provision
    QUOTE_OLD = "checkup.quote_old"  # the words are those of an earlier version
    QUOTE_NOT_FOUND = "checkup.quote_not_found"
    AMBIGUOUS = "checkup.ambiguous"
    UNKNOWN = "checkup.unknown"


class Grade(StrEnum):
    """How sure and how bad."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Finding(msgspec.Struct, frozen=True):
    """Code points ``start`` to ``end`` of the document's as-published text, whose words are ``quote``.

    ``mend`` is what to write instead, where that is sure; ``suggestions`` are what may have been meant. ``params`` fill
    the code's sentence. ``ref`` is the version of the law that the finding rests on.
    """

    code: Code
    grade: Grade
    start: int
    end: int
    quote: str
    params: dict[str, str] = {}
    mend: str | None = None
    suggestions: tuple[str, ...] = ()
    ref: str | None = None
