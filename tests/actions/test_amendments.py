"""After sign-off an issue changes in the open, and what was let out can be had again."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from guanlan.actions.amend_issue import Correct, Retract, amend_issue, list_amendments
from guanlan.actions.build_issue import build_issue
from guanlan.actions.correct_fact import correct_fact
from guanlan.actions.edit_entry import edit_entry
from guanlan.actions.import_paths import import_paths
from guanlan.actions.list_reports import list_reports
from guanlan.actions.new_issue import new_issue
from guanlan.actions.order_issue import order_issue
from guanlan.actions.place_entry import place_entry
from guanlan.actions.steps.amended import state_of
from guanlan.actions.steps.assemble import assembled
from guanlan.actions.verify_build import verify_build
from guanlan.errors import InputError
from guanlan.publish.amending import TITLE
from guanlan.records.bulletin import ParagraphKind
from guanlan.records.versions import ChangeSort
from guanlan.store.models import (
    Amendment,
    AuditLine,
    Entry,
    Issue,
    Proposal,
    ProposalStanding,
    Revision,
    VersionChange,
)
from guanlan.store.selectors.issues import issue_by
from small_journal import DATE, JOURNAL, write_releases

LATER = datetime.datetime(2025, 1, 19, 17, 30, tzinfo=datetime.UTC)  # 20 January in Beijing


@pytest.fixture
def later(context):
    """The same editor, days after sign-off."""
    return msgspec.structs.replace(context, now=LATER)


@pytest.fixture
def issue(home, code, context, tmp_path):
    """Issue 2 of the small journal, not signed off yet."""
    import_paths([write_releases(tmp_path / "in")], context=context)
    new_issue(2, DATE, context=context, journal=JOURNAL)
    return issue_by("2")


@pytest.fixture
def signed(issue):
    """The same, signed off."""
    Issue.objects.update(state="signed_off")
    return issue_by("2")


def entry(which="1.1.01"):
    """The entry as it stands."""
    return {one.id: one for one in assembled(issue_by("2")).entries()}[which]


def refused(action, *args, **options):
    """The code of the error that an action ends in, having changed nothing."""
    before = [Amendment.objects.count(), Revision.objects.count(), AuditLine.objects.count(), issue_by("2").frame]
    with pytest.raises(InputError) as caught:
        action(*args, **options)
    after = [Amendment.objects.count(), Revision.objects.count(), AuditLine.objects.count(), issue_by("2").frame]
    assert after == before
    return caught.value.code


def listed():
    """The lines of the part 更正与撤稿."""
    return [
        words.text
        for part in assembled(issue_by("2")).back_matter
        if part.title.text == TITLE
        for words in part.paragraphs
    ]


def test_nothing_changes_in_secret_after_sign_off(signed, context):
    """Words, order and places alike; the sentence names the way."""
    assert refused(edit_entry, "2", "1.1.01", context=context, title="另一标题") == "amending.signed_off"
    assert refused(order_issue, "2", ["1.1.02"], context=context) == "amending.signed_off"
    assert refused(place_entry, "2", "1.1.01", "out", context=context) == "amending.signed_off"


def test_a_fact_put_right_stays_out_of_what_was_let_out(signed, context):
    """The report is corrected, the entry is not: an amendment does that."""
    handle = next(one.handle for one in list_reports() if "粮食" in one.title)
    before = assembled(issue_by("2"))
    correct_fact(handle, "date", "2025-01-09", context=context)

    assert assembled(issue_by("2")) == before


def test_a_draft_is_edited_and_not_amended(issue, context):
    """There is nobody to tell yet."""
    change = Correct("说明", title="另一标题")
    assert refused(amend_issue, "2", "1.1.01", change, context=context) == "amending.not_signed_off"


def test_a_correction_is_a_revision_with_a_note(signed, later):
    """The note stands above the words with the day in Beijing, and at the end of the issue; the guide follows."""
    others = assembled(signed).columns[1]
    line = amend_issue("2", "1.1.01", Correct("标题误植，已改。", title="甲部公布新的仓储台账规则"), context=later)

    assert (line.number, line.kind, line.entry, line.title) == (1, "correction", "1.1.01", "甲部公布新的仓储台账规则")
    now = entry()
    told = next((one.kind, one.words.text) for one in now.paragraphs)
    assert told == (ParagraphKind.CORRECTION, "更正（2025年1月20日）：标题误植，已改。")
    assert listed() == [
        "1.1.01 甲部公布新的仓储台账规则（原题：甲部印发《粮食数据管理办法》）　更正（2025年1月20日）：标题误植，已改。"
    ]
    whole = assembled(issue_by("2"))
    assert "1. 甲部公布新的仓储台账规则" in [one.words.text for one in whole.contents]
    assert whole.columns[1] == others
    assert not any("误植" in words.text for words in (*whole.columns[0].guide, *whole.columns[0].keywords))


def test_notes_of_several_corrections_stand_in_order(signed, later):
    """A second correction keeps the first one's note, and an unchanged text is refused."""
    amend_issue("2", "1.1.01", Correct("其一。", title="标题甲"), context=later)
    amend_issue("2", "1.1.01", Correct("其二。", text="甲部印发办法。\n要求入库三日内登记。"), context=later)

    shown = [one.words.text for one in entry().paragraphs]
    notes = ["更正（2025年1月20日）：其一。", "更正（2025年1月20日）：其二。"]
    assert shown == [*notes, "甲部印发办法。", "要求入库三日内登记。"]
    again = Correct("其三。", title="标题甲", text="甲部印发办法。\n要求入库三日内登记。")
    assert refused(amend_issue, "2", "1.1.01", again, context=later) == "actions.nothing_edited"
    assert [one.number for one in list_amendments("2")] == [1, 2]


def test_a_retraction_leaves_the_title_and_the_note(signed, later):
    """No text, no source, no fact; the guide no longer speaks of it; it cannot be amended again."""
    title = entry("1.1.02").title
    amend_issue("2", "1.1.02", Retract("来源已撤回。"), context=later)

    now = entry("1.1.02")
    assert now.is_retracted()
    assert now.title == title
    assert not now.sources
    assert [one.words.text for one in now.paragraphs] == ["撤稿（2025年1月20日）：来源已撤回。"]
    assert now.facts.date.value is None
    assert not now.facts.figures
    assert not any("桥梁" in words.text for words in assembled(issue_by("2")).columns[0].guide)
    assert Amendment.objects.get().new == ""
    assert "桥梁" in Amendment.objects.get().old
    assert refused(amend_issue, "2", "1.1.02", Retract("再次。"), context=later) == "amending.retracted"
    assert refused(amend_issue, "2", "1.1.02", Correct("改。", title="新"), context=later) == "amending.retracted"


@pytest.mark.parametrize("note", ["", " \n ", "含\x07响铃"])
def test_readers_are_told(signed, later, note):
    """No amendment without a note."""
    assert refused(amend_issue, "2", "1.1.01", Retract(note), context=later) == "amending.no_note"


def test_every_earlier_state_is_had_again_to_the_byte(signed, context, later, tmp_path):
    """What was signed off, and each state between; a state that never was is refused; verify knows them apart."""

    def built(name, state=None):
        files = build_issue("2", ["md", "html", "jsonl"], tmp_path / name, context=context, state=state)
        return {one.format: one.sha256 for one in files}

    states = [built("0")]
    amend_issue("2", "1.1.01", Correct("其一。", title="标题甲"), context=later)
    states.append(built("1"))
    amend_issue("2", "1.1.02", Retract("其二。"), context=later)
    amend_issue("2", "1.1.01", Correct("其三。", text="只此一段。"), context=later)
    states += [built("2", 2), built("3")]

    assert len({tuple(one.values()) for one in states}) == 4
    assert [built(f"again{at}", at) for at in range(4)] == states
    assert (tmp_path / "again0" / "issue-2-state-0.md").is_file()
    assert state_of(issue_by("2"), 3) == state_of(issue_by("2"), None)
    for state in (0, 1, None):
        assert {one.verdict for one in verify_build("2", (), context=context, state=state)} == {"equal"}
    for never in (-1, 4):
        assert refused(build_issue, "2", ["md"], tmp_path, context=context, state=never) == "amending.no_state"


def proposal(signed, state):
    """A proposal about entry 1.1.01 of the issue, decided."""
    row = Entry.objects.get(issue=signed, column=1, subcolumn=1, position=1)
    change = VersionChange(release=row.report.release, sort=ChangeSort.EDITED, at=LATER, record="{}")
    for field in VersionChange._meta.local_concrete_fields:
        if field.name in ("before", "after", "version"):
            setattr(change, field.name, row.report.release.versions.first())
    change.save()
    made = Proposal(issue=signed, entry=row, report=row.report, change=change, at=LATER, record="{}")
    made.save()
    ProposalStanding(proposal=made, state=state).save()
    return made.pk


def test_an_accepted_proposal_is_carried_out_once(signed, later):
    """And only by an amendment of the entry that it is about."""
    number = proposal(signed, "accepted")
    elsewhere = Correct("按来源更正。", title="标题甲")
    assert refused(amend_issue, "2", "1.1.02", elsewhere, context=later, proposal=number) == "amending.other_proposal"

    assert amend_issue("2", "1.1.01", elsewhere, context=later, proposal=number).proposal == number
    again = Correct("再改。", title="标题乙")
    assert refused(amend_issue, "2", "1.1.01", again, context=later, proposal=number) == "amending.carried_out"
    assert refused(amend_issue, "2", "1.1.01", again, context=later, proposal=999) == "amending.other_proposal"


def test_a_proposal_that_waits_is_not_carried_out(signed, later):
    """A person says so first."""
    number = proposal(signed, "open")
    change = Correct("按来源更正。", title="标题甲")
    assert refused(amend_issue, "2", "1.1.01", change, context=later, proposal=number) == "amending.not_accepted"
