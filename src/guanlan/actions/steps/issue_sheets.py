"""An issue as the proof-reader and the gate see it, and the institute's own table of wording."""

from __future__ import annotations

from guanlan.actions.steps.assemble import assembled, journal_of
from guanlan.publish.proof import read_register, sheet_of_issue
from guanlan.publish.proof.register import Wording
from guanlan.publish.proof.sheet import ProofSheet
from guanlan.records.bulletin import Bulletin
from guanlan.records.codec import from_json
from guanlan.records.reading import Reading
from guanlan.store import home
from guanlan.store.models import Issue, Version
from guanlan.store.models import Reading as ReadingRow

REGISTER = "wording.tsv"  # in the home: what the institute fills


def issue_sheet(issue: Issue, *, written_out: bool = False) -> ProofSheet:
    """The issue as the proof-reader sees it: an imported one that nobody edited in the words it was published in,
    unless it is to be ``written_out`` like all others.
    """
    bulletin, journal = assembled(issue), journal_of(issue)
    as_published = issue.release_id is not None and not written_out and _is_as_published(bulletin)
    published = _published(issue) if as_published else None
    return sheet_of_issue(bulletin, published, journal=journal)


def home_register() -> tuple[Wording, ...]:
    """The institute's table of wording, where the home has one."""
    path = home() / REGISTER
    return read_register(path.read_bytes()) if path.is_file() else ()


def _is_as_published(bulletin: Bulletin) -> bool:
    """Whether nobody edited a word since: each then has its place in the published text."""
    return all(
        words.spans
        for entry in bulletin.entries()
        for words in (entry.title, *(paragraph.words for paragraph in entry.paragraphs))
        if words.text
    )


def _published(issue: Issue) -> str:
    newest = Version.objects.filter(release=issue.release_id).latest("number")
    row = ReadingRow.objects.filter(blob_id=newest.blob_id).latest("id")
    return from_json(row.record, Reading).text
