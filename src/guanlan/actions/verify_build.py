"""An issue is built again, and its bytes are compared with those that were recorded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from guanlan.actions.after_summaries import Verdict, Verified
from guanlan.actions.build_issue import known_formats, made, matter_of
from guanlan.actions.context import Context
from guanlan.actions.steps.built import program
from guanlan.actions.steps.word_template import template_for
from guanlan.errors import InputError
from guanlan.store.blobs import sha256_of
from guanlan.store.models import BuiltFile, Issue
from guanlan.store.selectors.issues import issue_by


def verify_build(
    which: str,
    formats: Sequence[str],
    *,
    context: Context,
    state: int | None = None,
    template: Path | None = None,
) -> tuple[Verified, ...]:
    """Build the issue in memory, in each of ``formats`` or, without any, in all that were built before; nothing is
    written. Each is compared with what the same issue and program gave, else with the last that was recorded.

    Raises ``InputError`` for a format that is not known, and where no format was asked for and none ever built.
    """
    issue = issue_by(which)
    wanted = known_formats(formats or _recorded(issue))
    if not wanted:
        raise InputError("amending.never_built", issue=which)
    matter = matter_of(issue, state, template_for(issue, wanted, template))
    hashes = {format: sha256_of(data) for format, data in made(matter, wanted, context)}
    return tuple(_compared(issue, format, matter.state(format), sha256) for format, sha256 in hashes.items())


def _recorded(issue: Issue) -> list[str]:
    return sorted(set(BuiltFile.objects.filter(issue=issue).values_list("format", flat=True)))


def _compared(issue: Issue, format: str, state: str, sha256: str) -> Verified:
    rows = list(BuiltFile.objects.filter(issue=issue, format=format).order_by("id"))
    if not rows:
        return Verified(format, Verdict.UNRECORDED, sha256)
    same = [row for row in rows if row.state == state and row.program == program()]
    # the first of them: a fault that was built meanwhile must not become the measure
    row = same[0] if same else [one for one in rows if one.state == state or not _has(rows, state)][-1]
    return Verified(format, _verdict(row, state, sha256), sha256, row.sha256, row.at)


def _has(rows: list[BuiltFile], state: str) -> bool:
    return any(row.state == state for row in rows)


def _verdict(row: BuiltFile, state: str, sha256: str) -> Verdict:
    if row.sha256 == sha256:
        return Verdict.EQUAL
    if row.state != state:
        return Verdict.ISSUE if row.program == program() else Verdict.BOTH
    return Verdict.PROGRAM if row.program != program() else Verdict.FAULT
