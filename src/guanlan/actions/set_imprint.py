"""What an issue of internal material says of itself: permit, compiler, recipients, copies, printer, day of printing.

The journal's file has what is the same for every issue; the number of copies and the day of printing are known late.
"""

from __future__ import annotations

import datetime

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import assembled, journal_of
from guanlan.errors import InputError
from guanlan.publish.internal import check, cover_words, imprint
from guanlan.publish.journal import Journal, JournalInternal
from guanlan.records.codec import to_json
from guanlan.store.models import Issue
from guanlan.store.selectors.issues import issue_by

_MOST_COPIES = 10_000_000


class Imprint(msgspec.Struct, frozen=True):
    """The lines that are printed, and what the law asks for and is not there."""

    lines: tuple[str, ...]
    missing: tuple[str, ...]


class Change(msgspec.Struct, frozen=True):
    """What is to be said; None leaves it as it is."""

    permit: str | None = None
    compiler: str | None = None
    recipients: str | None = None
    copies: int | None = None
    printer: str | None = None
    printed_on: datetime.date | None = None


def issue_imprint(which: str) -> Imprint:
    """What the issue says of itself. Raises ``InputError`` for an issue that is no internal material."""
    issue = issue_by(which)
    journal = _journal(issue, which)
    if journal.internal is None:
        raise InputError("internal.none", issue=which)
    return _shown(issue, journal)


def set_imprint(which: str, change: Change, *, context: Context) -> Imprint:
    """Say it in this issue only; an issue that was not internal material becomes such.

    Raises ``InputError`` in an imported issue, in one that is final or signed off, and for what cannot be printed.
    """
    said = {name: value for name, value in msgspec.structs.asdict(change).items() if value is not None}
    for name, value in said.items():
        if isinstance(value, str):
            said[name] = value = " ".join(value.split())
            if not value or not value.isprintable():
                raise InputError("internal.words", name=name, value=value[:40])
    if change.copies is not None and not 1 <= change.copies <= _MOST_COPIES:
        raise InputError("internal.words", name="copies", value=change.copies)
    with acting(context, "imprint", which) as details:
        issue = issue_by(which)
        journal = _journal(issue, which)
        must_be_draft(issue)
        internal = msgspec.structs.replace(journal.internal or JournalInternal(), **said)
        journal = msgspec.structs.replace(journal, internal=internal)
        issue.journal = to_json(journal).decode()
        issue.save()
        details.update({name: str(value) for name, value in said.items()})
    return _shown(issue, journal)


def _journal(issue: Issue, which: str) -> Journal:
    journal = journal_of(issue)
    if journal is None:
        raise InputError("internal.imported", issue=which)
    return journal


def _shown(issue: Issue, journal: Journal) -> Imprint:
    lacking = [one.params["name"] for one in check(assembled(issue), journal) if one.code == "internal.missing"]
    lines = dict.fromkeys((*cover_words(journal.internal), *imprint(journal.internal)))
    return Imprint(tuple(lines), tuple(lacking))
