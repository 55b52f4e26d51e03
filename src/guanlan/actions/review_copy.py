"""Give an issue out for review, as a Word file."""

from __future__ import annotations

from pathlib import Path

from guanlan.actions.act import NOTHING, acting
from guanlan.actions.build_issue import stem_of
from guanlan.actions.context import Context
from guanlan.actions.review_summaries import GivenOut
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import assembled, id_of, journal_of
from guanlan.actions.steps.pictures import pictures_of
from guanlan.errors import InputError
from guanlan.publish.render.pictures import printable
from guanlan.publish.render.sheet import lay_out
from guanlan.publish.review import GivenEntry, can_show, given_issue, review_docx
from guanlan.records.codec import to_json
from guanlan.store.blobs import write_whole
from guanlan.store.models import Issue, ReviewCopy
from guanlan.store.selectors.entries import placed_entries
from guanlan.store.selectors.issues import issue_by


def review_copy(which: str, out: Path | None = None, *, context: Context) -> GivenOut:
    """Write the issue as it stands for the chief editor to read and change; ``out`` is ``issue-18-review.docx`` here
    where none is said. An issue that did not change gives the same bytes again, and is the same copy.

    Raises ``InputError`` for an issue that is final or signed off, and where the file cannot be written.
    """
    with acting(context, "review copy", which) as details:
        issue = issue_by(which)
        must_be_draft(issue)
        bulletin = assembled(issue)
        pictures = printable(pictures_of(bulletin))
        sheet = lay_out(bulletin, journal_of(issue), pictures)
        given = given_issue(bulletin, sheet, given_entries(issue), can_show(pictures))
        path = out or Path(f"{stem_of(issue)}-review.docx")
        data = review_docx(given, pictures, day=bulletin.cover.date)
        record = to_json(given).decode()
        row, fresh = ReviewCopy.objects.get_or_create(
            issue=issue,
            key=given.key(),
            defaults={"record": record, "actor": context.actor, "at": context.now},
        )
        details.update(key=row.key) if fresh else details.update({NOTHING: True})
        _write(path, data)
    return GivenOut(sheet.name(), row.key, str(path), len(data), sum(1 for _ in given.entries()))


def given_entries(issue: Issue) -> dict[str, GivenEntry]:
    """The entries that stand in the issue by id, as a copy knows them."""
    return {
        id_of(row): GivenEntry(row.pk, id_of(row), f"{row.column}.{row.subcolumn}", revision.number)
        for row, revision in placed_entries(issue)
    }


def _write(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data)
    except OSError as error:
        raise InputError("actions.cannot_write", path=str(path), why=error.strerror or str(error)) from error
