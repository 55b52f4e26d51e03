"""What a check-up finds at a citation."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec


class Grade(StrEnum):
    """How sure and how bad."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


# What may be wrong with a citation, and how bad it is; the words of each stand in errors/tables/checkup.tsv
GRADES = {
    "checkup.renumbered": Grade.ERROR,  # the article has another number now
    "checkup.maybe_renumbered": Grade.WARNING,  # the number was another article's once, and the words do not decide
    "checkup.removed": Grade.ERROR,  # the article was taken out
    "checkup.maybe_removed": Grade.ADVICE,  # so was an article that had this number once
    "checkup.repealed": Grade.ERROR,
    "checkup.repealed_by": Grade.ERROR,
    "checkup.renamed": Grade.WARNING,
    "checkup.not_in_force": Grade.ERROR,  # holds from a later day
    "checkup.provision_not_in_force": Grade.ERROR,  # stands in a text that holds from a later day
    "checkup.no_version": Grade.ADVICE,  # no text is held that covers the day
    "checkup.draft": Grade.ADVICE,  # only drafts are held
    "checkup.draft_issued": Grade.WARNING,  # a draft is cited that became law
    "checkup.misnamed": Grade.WARNING,  # no such title, but one that is nearly so
    "checkup.title_differs": Grade.WARNING,  # the instrument is clear, its title is another
    "checkup.no_provision": Grade.ERROR,
    "checkup.quote_differs": Grade.ERROR,
    "checkup.quote_elsewhere": Grade.ERROR,  # the words stand in another provision
    "checkup.quote_old": Grade.ERROR,  # the words are those of an earlier version
    "checkup.quote_not_found": Grade.WARNING,
    "checkup.ambiguous": Grade.ADVICE,
    "checkup.unknown": Grade.ADVICE,
}


class Finding(msgspec.Struct, frozen=True):
    """Code points ``start`` to ``end`` of the document's as-published text, whose words are ``quote``.

    ``mend`` is what to write instead, where that is sure; ``suggestions`` are what may have been meant. ``params`` fill
    the sentence of ``code``. ``ref`` is the version of the law that the finding rests on, ``on`` the day it was asked
    for; ``open`` says that the days of that version are not told by itself and have to be confirmed.
    """

    code: str
    start: int
    end: int
    quote: str
    params: dict[str, str] = {}
    mend: str | None = None
    suggestions: tuple[str, ...] = ()
    ref: str | None = None
    on: date | None = None
    open: bool = False

    @property
    def grade(self) -> Grade:
        """How sure and how bad it is."""
        return GRADES[self.code]
