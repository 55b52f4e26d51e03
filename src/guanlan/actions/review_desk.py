"""Deciding about the changes of a review copy: rows, entries and remarks follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from guanlan.actions.context import Context
from guanlan.actions.edit_entry import revise_entry
from guanlan.actions.place_entry import OUT, place_entry
from guanlan.actions.review_summaries import ChangeState, ReviewedChange
from guanlan.actions.steps.assemble import assembled, id_of, journal_of, words_of
from guanlan.actions.steps.pictures import pictures_of
from guanlan.actions.steps.rearrange import parts_of
from guanlan.publish.render.pictures import printable
from guanlan.publish.render.sheet import lay_out
from guanlan.publish.review import (
    Change,
    ChangeSort,
    EntryReview,
    GivenEntry,
    Merged,
    Region,
    Remark,
    Review,
    can_show,
    entry_region,
    merged,
)
from guanlan.publish.review.comparing import DATE_IS_A_FACT, fields_in, short
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.store.models import Entry, ReviewCopy, ReviewDecision, Revision
from guanlan.store.models import Remark as RemarkRow
from guanlan.store.selectors.entries import with_latest

ACCEPTED, REJECTED, NOTED = "accepted", "rejected", "noted"
_WHOLE = (ChangeSort.ENTRY_OUT, ChangeSort.ENTRY_MOVED)


class Desk:
    """Where one copy is decided about. ``revised`` are the keys of entries that got other words, places or went out."""

    def __init__(self, copy: ReviewCopy, reviewer: str, context: Context) -> None:
        self.copy, self.reviewer, self.context = copy, reviewer, context
        self.which = _which(copy)
        self.remarks = self.written = 0
        self.revised: dict[int, None] = {}
        self._decided = _decisions(copy)
        self._earlier = _accepted(self._decided)  # before this file was decided about
        self._noted = set(RemarkRow.objects.filter(copy=copy).values_list("key", flat=True))
        self._conflicts: dict[str, str] = {}
        self._standing = _standing(copy)

    def decide(self, told: Review, accept: set[str], reject: set[str]) -> None:
        """Take over what is accepted, write down what is not, keep what was said."""
        accept = accept - self._half(told, accept)
        for one in told.entries:
            self._words(one, accept)
        self._wholes(told, accept)
        for one in told.entries:
            for change in one.changes():
                self._undone(change, one, accept, reject)
        for change in told.outside:
            self._undone(change, None, accept, reject)
        for remark in told.remarks:
            self._keep(remark, self._row_at(told, remark.entry))
        self._earlier = _accepted(self._decided)
        if self.revised:
            self._standing = _standing(self.copy)

    def _wholes(self, told: Review, accept: set[str]) -> None:
        """Entries that go out, and entries that go elsewhere, in the order of the places where they land."""
        for one in told.entries:
            if one.out is not None and self._is_new(one.out, accept):
                self._take_out(one)
        for one in sorted((one for one in told.entries if one.moved), key=lambda one: _place(one)):
            if one.moved is not None and self._is_new(one.moved.change, accept):
                self._move(one)

    def line(self, one: EntryReview, change: Change) -> ReviewedChange:
        """A change as it stands; one that nobody decided about is a conflict where it would be one."""
        state = self.state(change)
        if state == "open" and change.sort not in _WHOLE and change.sort is not ChangeSort.FORMAT:
            self._look(one)
            state = self.state(change)
        return ReviewedChange(change, state, self._conflicts.get(change.id, ""))

    def state(self, change: Change) -> ChangeState:
        """What became of a change."""
        if ACCEPTED in self._decided.get(change.id, ()):
            return "accepted"
        if change.id in self._conflicts:
            return "conflict"
        if change.id in self._noted or NOTED in self._decided.get(change.id, ()):
            return "noted"
        return "rejected" if REJECTED in self._decided.get(change.id, ()) else "open"

    def is_idle(self) -> bool:
        """Whether nothing was written."""
        return not self.written

    def counts(self) -> dict[str, int]:
        """For the audit line."""
        return {"revised": len(self.revised), "remarks": self.remarks, "conflicts": len(self._conflicts)}

    def _is_new(self, change: Change, accept: Iterable[str]) -> bool:
        return change.id in accept and change.id not in self._earlier

    def _half(self, told: Review, accept: set[str]) -> set[str]:
        """Moves from one entry to another of which one end would clash: neither end is carried out."""
        homes: dict[str, list[EntryReview]] = {}
        for one in told.entries:
            for change in one.words.changes:
                if self._is_new(change, accept):
                    homes.setdefault(change.id, []).append(one)
        shared = {key: ends for key, ends in homes.items() if len(ends) > 1}
        for one in {id(end): end for ends in shared.values() for end in ends}.values():
            self._look(one, accept)
        lost = {key for key, ends in shared.items() if key in self._conflicts or any(end.out for end in ends)}
        self._conflicts = {key: self._conflicts.get(key, "") for key in lost}
        return lost

    def _words(self, one: EntryReview, accept: set[str]) -> None:
        """The words of an entry, if any of its changes is accepted."""
        wanted = [change for change in one.words.changes if self._is_new(change, accept) and change.why_not is None]
        if not wanted or one.out is not None:
            return
        row = self._row(one)
        if row.position is None:
            self._clash(wanted, "")
            return
        told = self._merge(one, row, [change.id for change in wanted])
        self._clash(told.conflicts, told.standing)
        done = [change for change in wanted if change.id not in self._conflicts]
        now = self._now(row)
        revision = None
        if told.entry != now:
            editor = msgspec.structs.replace(self.context, actor=self.reviewer)
            made = {"review": self.copy.key, "changes": [change.id for change in done]}
            _, revision = revise_entry(self.which, id_of(row), lambda _: told.entry, context=editor, told=made)
            self.revised[row.pk] = None
        if told.date is not None:
            self._note_date(one, told.date, row)
        for change in done:
            self._write(change, row, ACCEPTED, revision)

    def _look(self, one: EntryReview, accept: set[str] | None = None) -> None:
        """What would clash if ``accept`` (else all that is open) were accepted."""
        row = self._row(one)
        ids = [
            change.id
            for change in one.words.changes
            if (change.id not in self._decided if accept is None else self._is_new(change, accept))
        ]
        if row.position is None:
            self._clash((change for change in one.words.changes if change.id in ids), "")
            return
        told = self._merge(one, row, ids)
        self._clash(told.conflicts, told.standing)

    def _merge(self, one: EntryReview, row: Entry, ids: Iterable[str]) -> Merged:
        return merged(one.words, ids, self._earlier, now=self._now(row), standing=self._region(row))

    def _clash(self, changes: Iterable[Change], standing: str) -> None:
        self._conflicts.update({change.id: standing for change in changes})

    def _take_out(self, one: EntryReview) -> None:
        row = self._row(one)
        assert one.out is not None
        assert one.region.entry is not None
        if row.position is not None:
            if with_latest([row])[0][1].number != one.region.entry.revision:  # somebody worked on it since
                self._clash([one.out], self._region(row).lines[0].text)
                return
            self._place(row, OUT, None)
        self._write(one.out, row, ACCEPTED, None)

    def _move(self, one: EntryReview) -> None:
        row, moved, entry = self._row(one), one.moved, one.region.entry
        assert moved is not None
        assert entry is not None
        here = f"{row.column}.{row.subcolumn}"
        known = {f"{column}.{part}" for column, part in parts_of(assembled(self.copy.issue))}
        if row.position is None or here not in (entry.part, moved.part) or moved.part not in known:
            self._clash([moved.change], "" if row.position is None else id_of(row))
            return
        column, part = (int(number) for number in moved.part.split("."))
        there = Entry.objects.filter(issue=self.copy.issue, column=column, subcolumn=part, position__isnull=False)
        before = there.exclude(pk=row.pk).filter(pk__in=moved.behind)
        at = max((other.position or 0 for other in before), default=0)
        if here == moved.part and row.position is not None and row.position < at:
            at -= 1  # it leaves a gap that closes
        if (here, row.position) != (moved.part, at + 1):
            self._place(row, moved.part, at + 1)
        self._write(moved.change, row, ACCEPTED, None)

    def _place(self, row: Entry, to: str, at: int | None) -> None:
        editor = msgspec.structs.replace(self.context, actor=self.reviewer)
        place_entry(self.which, id_of(row), to, context=editor, at=at)
        self.revised[row.pk] = None

    def _undone(self, change: Change, one: EntryReview | None, accept: set[str], reject: set[str]) -> None:
        """What is rejected; and what is accepted but has no words to take over: formatting, guides, new entries."""
        row = self._row(one) if one is not None else None
        if change.id in reject and not self._decided.get(change.id):
            self._write(change, row, REJECTED, None)
        elif self._is_new(change, accept) and change.id not in self._conflicts:
            if change.sort is ChangeSort.FORMAT:
                self._write(change, row, ACCEPTED, None)
            elif change.why_not == DATE_IS_A_FACT and one is not None and row is not None:
                fields = fields_in(one.words, set(range(len(one.words.groups))))
                self._note_date(one, fields.date if fields else change.new, row)
                self._write(change, row, NOTED, None)
            elif change.why_not is not None:
                text = f"{change.old} → {change.new}" if change.old else change.new
                self._keep(Remark(change.id, "", change.old or change.before, text, change.author, change.at), row)

    def _note_date(self, one: EntryReview, date: str, row: Entry) -> None:
        change = next(change for change in one.words.changes if change.where == "fields")
        key = short(f"date\0{one.region.mark}\0{date}")
        self._keep(Remark(key, "", "日期", f"日期 → {date}", change.author, change.at), row)

    def _keep(self, remark: Remark, row: Entry | None) -> None:
        made, fresh = RemarkRow.objects.get_or_create(
            copy=self.copy,
            key=remark.id,
            done=remark.done,
            defaults={
                "entry": row,
                "quote": remark.quote,
                "text": remark.text,
                "author": remark.author,
                "said": remark.at,
                "answers": remark.answers,
                "actor": self.context.actor,
                "at": self.context.now,
            },
        )
        self._noted.add(made.key)
        self.remarks += fresh
        self.written += fresh

    def _write(self, change: Change, row: Entry | None, decision: str, revision: Revision | None) -> None:
        if decision in self._decided.get(change.id, ()):
            return  # the other end of a move
        ReviewDecision(
            copy=self.copy,
            entry=row,
            revision=revision,
            change=change.id,
            decision=decision,
            sort=change.sort.value,
            old=change.old,
            new=change.new,
            author=change.author,
            said=change.at,
            reviewer=self.reviewer,
            actor=self.context.actor,
            at=self.context.now,
        ).save()
        self._decided.setdefault(change.id, set()).add(decision)
        self.written += 1

    def _row(self, one: EntryReview) -> Entry:
        """The row as it is now: places change while entries are moved."""
        assert one.region.entry is not None  # only entries are asked for
        return Entry.objects.select_related("issue", "report").get(pk=one.region.entry.key)

    def _row_at(self, told: Review, entry: str) -> Entry | None:
        one = next((one for one in told.entries if one.region.where == entry), None)
        return self._row(one) if one is not None else None

    def _now(self, row: Entry) -> EntryRecord:
        return words_of(with_latest([row])[0][1], "")

    def _region(self, row: Entry) -> Region:
        """The entry as it stands, as a copy would give it out now."""
        return self._standing[row.pk]


def _standing(copy: ReviewCopy) -> Mapping[int, Region]:
    """Entry → what a copy given out now would say of it."""
    bulletin = assembled(copy.issue)
    pictures = printable(pictures_of(bulletin))
    records = {entry.id: entry for entry in bulletin.entries()}
    shown = {entry.id: entry for entry in lay_out(bulletin, journal_of(copy.issue), pictures).entries()}
    rows = Entry.objects.filter(issue=copy.issue, position__isnull=False)
    return {
        row.pk: entry_region(
            records[id_of(row)], shown[id_of(row)], GivenEntry(row.pk, id_of(row), "", 0), can_show(pictures)
        )
        for row in rows
        if id_of(row) in shown
    }


def _which(copy: ReviewCopy) -> str:
    """The issue as actions are told it."""
    issue = copy.issue
    number = issue.number if issue.number is not None else f"{issue.year}-{issue.month:02d}"
    return f"{issue.title}/{number}"


def _decisions(copy: ReviewCopy) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in ReviewDecision.objects.filter(copy=copy):
        found.setdefault(row.change, set()).add(row.decision)
    return found


def _accepted(decided: Mapping[str, set[str]]) -> set[str]:
    """The changes that were taken over, or kept as remarks."""
    return {key for key, said in decided.items() if said & {ACCEPTED, NOTED}}


def _place(one: EntryReview) -> tuple[str, int]:
    return (one.moved.part, len(one.moved.behind)) if one.moved else ("", 0)
