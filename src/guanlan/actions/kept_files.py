"""The files that went out of a signed-off issue, and one of them again."""

from __future__ import annotations

from pathlib import Path

from guanlan.actions.act import acting
from guanlan.actions.after_summaries import KeptLine
from guanlan.actions.build_issue import stem_of
from guanlan.actions.context import Context
from guanlan.actions.steps.kept import bytes_of
from guanlan.errors import InputError
from guanlan.publish.render import ENDINGS
from guanlan.store.blobs import write_whole
from guanlan.store.models import Issue, KeptFile, Removal
from guanlan.store.selectors.issues import issue_by


def list_kept(which: str) -> tuple[KeptLine, ...]:
    """The files in the order in which they were first built."""
    rows = KeptFile.objects.filter(issue=issue_by(which)).select_related("blob").order_by("id")
    removed = set(Removal.objects.values_list("blob_id", flat=True))
    return tuple(
        KeptLine(row.format, row.amendments, row.blob_id, row.blob.size, row.actor, row.at, row.blob_id in removed)
        for row in rows
    )


def write_kept(which: str, blob: str, out: Path, *, context: Context) -> str:
    """Write the file whose SHA-256 begins with ``blob`` into the folder ``out``; gives its path. Raises ``InputError``
    where none or several begin so, where it was removed by order, and where ``out`` cannot be written to.
    """
    issue = issue_by(which)
    wanted = blob.strip().lower()
    rows = list(KeptFile.objects.filter(issue=issue, blob__sha256__startswith=wanted).order_by("id")) if wanted else []
    if len({row.blob_id for row in rows}) != 1:
        raise InputError("amending.no_kept", blob=blob, issue=which)
    data = bytes_of(rows[0])
    path = out / name_of(issue, rows[0])
    with acting(context, "give kept file", f"{issue.title}/{issue.number}") as details:
        try:
            write_whole(path, data)
        except OSError as error:
            raise InputError("actions.cannot_write", path=str(path), why=error.strerror or str(error)) from error
        details.update(sha256=rows[0].blob_id)
    return str(path)


def name_of(issue: Issue, row: KeptFile) -> str:
    """``issue-18-state-0-1a2b3c4d.pdf``: its state, and the hash that tells it from others of that state."""
    return f"{stem_of(issue)}-state-{row.amendments}-{row.blob_id[:8]}.{ENDINGS.get(row.format, row.format)}"
