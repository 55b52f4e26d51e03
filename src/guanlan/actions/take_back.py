"""Take a review copy back: what was changed in it, said in it, and what of it goes into the issue."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from guanlan.actions.act import NOTHING, acting
from guanlan.actions.actor import LONGEST
from guanlan.actions.check_issue import check_issue
from guanlan.actions.context import Context
from guanlan.actions.review_desk import Desk
from guanlan.actions.review_summaries import Rechecked, ReviewedChange, ReviewedEntry, TakenBack
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import id_of
from guanlan.errors import InputError
from guanlan.formats import admit
from guanlan.formats.media import DOCX
from guanlan.publish.review import Came, EntryReview, Given, Review, read_copy, review
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.codec import from_json
from guanlan.store.models import Entry, Issue, ReviewCopy
from guanlan.store.selectors.entries import with_latest

ALL = "all"
_FEW = 3


class Verdict(msgspec.Struct, frozen=True):
    """The ids of changes that are taken over or not (the first characters will do); ``all`` is every one."""

    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()

    def says(self) -> bool:
        """Whether anything is decided."""
        return bool(self.accept or self.reject)


LOOK = Verdict()
"""Nothing is decided: the copy is only looked at."""


def take_back(data: bytes, name: str, verdict: Verdict = LOOK, *, context: Context, by: str | None = None) -> TakenBack:
    """What was changed and said in the copy ``data``. Where ``verdict`` decides something, that is done in the name of
    ``by`` (else of the actor): words become revisions, entries are moved and taken out, comments are kept; gate and
    proof-reader then look at the entries that changed. A change that was decided before stays as decided.

    Raises ``InputError`` for a file that is no review copy of ours or of an issue that was signed off since, and for
    an id that no change has; ``ReadingError`` for one that is broken or hostile.
    """
    came, row = _opened(data, name)
    issue = row.issue
    must_be_draft(issue)
    given = from_json(row.record, Given)
    if not given.regions:
        raise InputError("review.removed", name=name)
    told = review(given, came)
    reviewer = _reviewer(by, context)
    if not verdict.says():
        return _shown(Desk(row, reviewer, context), told, decided=False)
    accept, reject = _meant(verdict, told)
    with acting(context, "take back", f"{issue.title}/{issue.number}") as details:
        desk = Desk(row, reviewer, context)
        desk.decide(told, accept, reject)
        if desk.is_idle():
            details[NOTHING] = True
        details.update(key=row.key, reviewer=reviewer, **desk.counts())
    taken = _shown(desk, told, decided=True)
    return msgspec.structs.replace(taken, rechecked=tuple(_rechecked(desk, context)))


def _opened(data: bytes, name: str) -> tuple[Came, ReviewCopy]:
    if admit(data, name) != DOCX:
        raise InputError("review.not_ours", name=name)
    came = read_copy(data, name)
    row = ReviewCopy.objects.filter(key=came.key).select_related("issue").first()
    if row is None:
        raise InputError("review.unknown_copy", name=name, key=came.key[:8])
    return came, row


def _reviewer(by: str | None, context: Context) -> str:
    name = " ".join((by or "").split()) or context.actor
    if len(name) > LONGEST or not name.isprintable():
        raise InputError("actions.bad_actor", name=name[:40])
    return name


def _meant(verdict: Verdict, told: Review) -> tuple[set[str], set[str]]:
    """The whole ids that are accepted and rejected; what is named wins over ``all``."""
    known = {change.id for change in told.changes()}
    accept, reject = (_ids(typed, known) for typed in (verdict.accept, verdict.reject))
    if both := accept & reject:
        raise InputError("review.both", id=min(both))
    if ALL in verdict.accept and ALL in verdict.reject:
        raise InputError("review.both", id=ALL)
    rest = known - accept - reject
    return accept | (rest if ALL in verdict.accept else set()), reject | (rest if ALL in verdict.reject else set())


def _ids(typed: Sequence[str], known: set[str]) -> set[str]:
    found = set()
    for one in typed:
        if one == ALL:
            continue
        meant = sorted(key for key in known if key.startswith(one)) if one else []
        if len(meant) != 1:
            raise InputError("review.no_such_change" if not meant else "review.many_changes", id=one)
        found.add(meant[0])
    return found


def _shown(desk: Desk, told: Review, *, decided: bool) -> TakenBack:
    entries = []
    for one in told.entries:
        changes = tuple(desk.line(one, change) for change in one.changes())
        remarks = tuple(remark for remark in told.remarks if remark.entry == one.region.where)
        if changes or remarks:
            title, now = _name(one)
            entries.append(ReviewedEntry(one.region.where, now, title, changes, remarks))
    outside = tuple(ReviewedChange(change, desk.state(change)) for change in told.outside)
    others = tuple(remark for remark in told.remarks if not remark.entry)
    return TakenBack(
        _issue_name(desk.copy.issue),
        desk.copy.key,
        decided,
        tuple(entries),
        outside,
        others,
        desk.remarks,
        len(desk.revised),
    )


def _name(one: EntryReview) -> tuple[str, str | None]:
    """The title as given, and the id as the entry stands."""
    row = Entry.objects.get(pk=one.region.entry.key) if one.region.entry else None
    return one.region.lines[0].text, id_of(row) if row is not None and row.position is not None else None


def _issue_name(issue: Issue) -> str:
    return str(issue.number) if issue.number is not None else issue.title


def _rechecked(desk: Desk, context: Context) -> list[Rechecked]:
    """What stands against the entries that changed; from a few on one look at the issue is quicker than one at each."""
    rows = Entry.objects.filter(pk__in=desk.revised, position__isnull=False)
    changed = with_latest(rows.order_by("column", "subcolumn", "position"))
    whole = check_issue(desk.which) if len(changed) > _FEW else None
    found = []
    for done, (row, revision) in enumerate(changed):
        context.tell(done, len(changed), id_of(row))
        checked = whole or check_issue(desk.which, entry=id_of(row))
        here = (id_of(row), f"title:{id_of(row)}")
        title = from_json(revision.record, EntryRecord).title.text
        found.append(
            Rechecked(
                id_of(row),
                title,
                tuple(one for one in checked.open if one.where in here),
                tuple(one for one in checked.standing if one.finding.where in here),
            )
        )
    context.tell(len(changed), len(changed))
    return found
