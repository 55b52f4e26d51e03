"""An issue → its files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from guanlan.actions.act import acting, permit
from guanlan.actions.context import Context
from guanlan.actions.steps.assemble import assembled, journal_of
from guanlan.actions.steps.pictures import pictures_of
from guanlan.actions.summaries import Built
from guanlan.errors import InputError
from guanlan.publish.render import FORMATS, build
from guanlan.store import home
from guanlan.store.blobs import sha256_of, write_whole
from guanlan.store.models import Issue
from guanlan.store.selectors.issues import issue_by

FONTS = "fonts"  # a folder of the home; its faces stand in for the bundled ones


def build_issue(which: str, formats: Sequence[str], out: Path, *, context: Context) -> tuple[Built, ...]:
    """Write the issue in each of ``formats`` into ``out``, every file whole or not at all; the same issue, the same
    bytes. Raises ``InputError`` for a format that is not known (before anything is written), and where ``out`` cannot
    be written to.
    """
    wanted = tuple(dict.fromkeys(formats))
    for format in wanted:
        if format not in FORMATS:
            raise InputError("publish.format", value=format, known="、".join(FORMATS))
    issue = issue_by(which)
    permit(context, "build")
    files = list(_files(issue, wanted, context))  # outside of the transaction: others may write meanwhile
    with acting(context, "build", f"{issue.title}/{issue.number}") as details:
        built = tuple(_write(out / name, format, data) for format, name, data in files)
        details["files"] = {one.format: one.sha256 for one in built}
    context.tell(len(wanted), len(wanted))
    return built


def _files(issue: Issue, formats: Sequence[str], context: Context) -> Iterable[tuple[str, str, bytes]]:
    """Format, file name and bytes of each file."""
    bulletin, journal = assembled(issue), journal_of(issue)
    pictures = pictures_of(bulletin)
    fonts = home() / FONTS
    for count, format in enumerate(formats):
        context.tell(count, len(formats), format)
        data = build(bulletin, journal, format, pictures=pictures, fonts=fonts if fonts.is_dir() else None)
        yield format, f"{stem_of(issue)}.{format}", data


def stem_of(issue: Issue) -> str:
    """The name of an issue's files, without its ending: ``issue-18``; by year and month where it has no number."""
    if issue.number is not None:
        return f"issue-{issue.number}"
    return f"issue-{issue.year}-{issue.month:02d}" if issue.year and issue.month else "issue"


def _write(path: Path, format: str, data: bytes) -> Built:
    try:
        write_whole(path, data)
    except OSError as error:
        raise InputError("actions.cannot_write", path=str(path), why=error.strerror or str(error)) from error
    return Built(format, str(path), len(data), sha256_of(data))
