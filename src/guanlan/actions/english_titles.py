"""Give the entries of an issue English titles, as far as the tables of terms know every word."""

from __future__ import annotations

import datetime

import msgspec

from guanlan.actions.act import NOTHING, acting
from guanlan.actions.context import Context
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import id_of, words_of
from guanlan.actions.steps.issue_rows import new_revision
from guanlan.publish.drafting import english_title
from guanlan.publish.drafting.english import naming_day
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.bulletin import Words
from guanlan.store.models import Entry, Issue
from guanlan.store.selectors.entries import placed_entries
from guanlan.store.selectors.issues import issue_by


class EnglishLine(msgspec.Struct, frozen=True):
    """``english`` is None where no table knows ``missing``; ``new``: the entry got it, or another one before."""

    entry: str
    title: str
    english: str | None
    missing: str | None = None
    new: bool = False


def english_titles(which: str, *, context: Context, write: bool = False) -> tuple[EnglishLine, ...]:
    """The English title of each entry as names stood on its day; with ``write`` they become the entries' own, marked
    unofficial wherever they are shown, and one that no table bears out any more goes.

    Raises ``InputError`` where titles are to be written into an issue that is no draft.
    """
    issue = issue_by(which)
    if not write:
        return tuple(_line(issue, row, words_of(last, "")) for row, last in placed_entries(issue))
    with acting(context, "english titles", which) as details:
        must_be_draft(issue)
        lines = []
        for row, last in placed_entries(issue):
            before = words_of(last, "")
            line = _line(issue, row, before)
            if line.new:
                title = Words(line.english) if line.english else None
                new_revision(row, msgspec.structs.replace(before, title_en=title), context, by_hand=last.by_hand)
            lines.append(line)
        written = sum(line.new for line in lines)
        details.update({"titles": written} if written else {NOTHING: True})
    return tuple(lines)


def _line(issue: Issue, row: Entry, entry: EntryRecord) -> EnglishLine:
    made = english_title(entry.title.text, naming_day(entry.facts, issue.date) or datetime.date.max)
    before = entry.title_en.text if entry.title_en else None
    return EnglishLine(id_of(row), entry.title.text, made.text, made.missing, new=made.text != before)
