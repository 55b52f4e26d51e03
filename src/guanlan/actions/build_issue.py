"""An issue → its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from guanlan.actions.act import acting, permit
from guanlan.actions.context import Context
from guanlan.actions.steps.amended import latest_state, state_of
from guanlan.actions.steps.assemble import journal_of
from guanlan.actions.steps.built import TEMPLATED, Matter, program
from guanlan.actions.steps.issue_evidence import evidence_of
from guanlan.actions.steps.kept import keep_files, kept_files
from guanlan.actions.steps.pictures import pictures_of
from guanlan.actions.steps.word_template import template_for
from guanlan.actions.summaries import Built
from guanlan.errors import InputError
from guanlan.publish.plates import low_pictures
from guanlan.publish.render import ENDINGS, FORMATS, build
from guanlan.publish.render.docx_template import WordTemplate
from guanlan.records.finding import Finding
from guanlan.store import home
from guanlan.store.blobs import sha256_of, write_whole
from guanlan.store.models import BuiltFile, Issue
from guanlan.store.selectors.issues import issue_by

FONTS = "fonts"  # a folder of the home; its faces stand in for the bundled ones


def build_issue(
    which: str,
    formats: Sequence[str],
    out: Path,
    *,
    context: Context,
    state: int | None = None,
    template: Path | None = None,
) -> tuple[Built, ...]:
    """Write the issue in each of ``formats`` into ``out``, every file whole or not at all; the same issue, the same
    bytes, whose hashes are kept. ``state`` asks for an earlier state of a signed-off issue: 0 is what was signed off,
    n what it was after its n-th amendment. Of a signed-off issue the bytes are kept, too: an earlier state is given in
    those that went out, and set again only where the format was not built then. ``template`` is a Word template for
    the DOCX, in place of the journal's.

    Raises ``InputError`` for a format that is not known (before anything is written), for a state that there never was,
    for a template that asks for what there is not, and where ``out`` cannot be written to.
    """
    wanted = known_formats(formats)
    issue = issue_by(which)
    permit(context, "build")
    number = latest_state(issue) if state is None else state
    matter = matter_of(issue, state, template_for(issue, wanted, template))
    stem = stem_of(issue) if state is None else f"{stem_of(issue)}-state-{state}"
    held = [format for format in wanted if template is None or format != TEMPLATED]
    kept = {} if state is None else kept_files(issue, state, held)
    missing = [format for format in wanted if format not in kept]
    fresh = dict(made(matter, missing, context))  # outside of the transaction: others may write meanwhile
    with acting(context, "build", f"{issue.title}/{issue.number}") as details:
        files = [(format, (kept | fresh)[format]) for format in wanted]
        built = tuple(_write(out / f"{stem}.{ENDINGS.get(format, format)}", format, data) for format, data in files)
        details["files"] = {one.format: one.sha256 for one in built}
        _record(issue, matter, [one for one in built if one.format in fresh], context)
        keep_files(issue, fresh.items(), number, context)
    context.tell(len(wanted), len(wanted))
    return built


def coarse_in_press(which: str, state: int | None = None) -> tuple[Finding, ...]:
    """The pictures of an issue that have fewer dots an inch than a press wants, as warnings."""
    bulletin = state_of(issue_by(which), state)
    return low_pictures(bulletin, pictures_of(bulletin))


def known_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """Each once, in the order given; raises ``InputError`` for one that is not known."""
    wanted = tuple(dict.fromkeys(formats))
    for format in wanted:
        if format not in FORMATS:
            raise InputError("publish.format", value=format, known="、".join(FORMATS))
    return wanted


def matter_of(issue: Issue, state: int | None = None, template: WordTemplate | None = None) -> Matter:
    """What the files of the issue are made of, as it stands or at an earlier state."""
    bulletin = state_of(issue, state)
    fonts = home() / FONTS
    found = pictures_of(bulletin)
    folder = fonts if fonts.is_dir() else None
    return Matter(bulletin, journal_of(issue), found, folder, evidence_of(issue), template)


def made(matter: Matter, formats: Sequence[str], context: Context) -> Iterator[tuple[str, bytes]]:
    """Format and bytes of each file."""
    for count, format in enumerate(formats):
        context.tell(count, len(formats), format)
        yield (
            format,
            build(
                matter.bulletin,
                matter.journal,
                format,
                pictures=matter.pictures,
                fonts=matter.fonts,
                evidence=matter.evidence,
                template=matter.template,
            ),
        )


def _record(issue: Issue, matter: Matter, built: Sequence[Built], context: Context) -> None:
    for one in built:
        BuiltFile.objects.get_or_create(
            issue=issue,
            format=one.format,
            state=matter.state(one.format),
            program=program(),
            sha256=one.sha256,
            defaults={"at": context.now, "actor": context.actor},
        )


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
