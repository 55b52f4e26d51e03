"""Give an entry other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.list_issues import entry_line
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import words_of
from guanlan.actions.steps.indexing import index_entries
from guanlan.actions.steps.issue_rows import new_revision
from guanlan.actions.steps.rearrange import refresh_frame
from guanlan.actions.summaries import EntryLine
from guanlan.errors import InputError
from guanlan.publish.amending import retitled
from guanlan.records.bulletin import Entry, Paragraph, ParagraphKind, Words
from guanlan.store.models import Entry as EntryRow
from guanlan.store.models import Revision
from guanlan.store.selectors.entries import entry_at, with_latest
from guanlan.store.selectors.issues import issue_by

_BLANK = re.compile(r"[ \t\u3000]+")
# paragraphs that an editor's plain text does not show: they stay where they stood, after the words
_KEPT = (ParagraphKind.PICTURE, ParagraphKind.CAPTION)


def edit_entry(
    which: str, entry: str, *, context: Context, title: str | None = None, text: str | None = None
) -> EntryLine:
    """A new revision with another ``title``, another ``text`` (one paragraph a line), or both; earlier ones are kept.

    Paragraphs that stand in the new text unchanged keep their place in the published words; pictures stay. Raises
    ``InputError`` for an empty title or text, where nothing would change, and in an issue that was signed off.
    """
    told = {"title": title is not None, "text": text is not None}
    return entry_line(
        *revise_entry(which, entry, lambda before: reworded(before, title=title, text=text), context=context, told=told)
    )


def revise_entry(
    which: str,
    entry: str,
    change: Callable[[Entry], Entry],
    *,
    context: Context,
    told: Mapping[str, Any] | None = None,
) -> tuple[EntryRow, Revision]:
    """A new revision that ``change`` makes of the entry's words; ``told`` goes into the audit line. Gives its rows.

    Raises ``InputError`` as ``edit_entry`` does.
    """
    with acting(context, "edit", f"{which}/{entry}") as details:
        issue = issue_by(which)
        must_be_draft(issue)
        row = entry_at(issue, entry)
        before = words_of(with_latest([row])[0][1], "")
        after = change(before)
        if after == before:
            raise InputError("actions.nothing_edited", entry=entry)
        revision = new_revision(row, after, context, by_hand=True)
        details.update({"revision": revision.number, **(told or {})})
        refresh_frame(issue)
        index_entries([row])
    return row, revision


def reworded(entry: Entry, *, title: str | None = None, text: str | None = None) -> Entry:
    """The entry with another title, another text (one paragraph a line), or both; as it is, without either."""
    after = entry
    if title is not None:
        told = _line(title, "title")
        after = after if told == entry.title.text else retitled(after, told)
    if text is not None:
        after = _worded(after, [_line(line, "text") for line in text.splitlines() if line.strip()])
    return after


def _line(words: str, what: str) -> str:
    cleaned = _BLANK.sub(" ", words).strip()
    if not cleaned or not cleaned.isprintable():
        raise InputError("actions.bad_words", what=what, value=words[:40])
    return cleaned


def _worded(entry: Entry, lines: list[str]) -> Entry:
    if not lines:
        raise InputError("actions.bad_words", what="text", value="")
    known = {paragraph.words.text: paragraph for paragraph in entry.paragraphs if paragraph.kind not in _KEPT}
    paragraphs = [known.get(line) or Paragraph(Words(line)) for line in lines]
    pictures = [paragraph for paragraph in entry.paragraphs if paragraph.kind in _KEPT]
    return msgspec.structs.replace(entry, paragraphs=(*paragraphs, *pictures))
