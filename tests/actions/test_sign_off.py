"""定稿、签发、退回: an issue is let out by whom it takes, in words that passed the gate, and stands from then on."""

from __future__ import annotations

import msgspec
import pytest
from django.db import DatabaseError, transaction

from guanlan.actions.amend_issue import Correct, amend_issue
from guanlan.actions.check_issue import check_issue, waive
from guanlan.actions.correct_fact import correct_fact
from guanlan.actions.edit_entry import edit_entry
from guanlan.actions.import_paths import import_paths
from guanlan.actions.list_reports import list_reports
from guanlan.actions.new_issue import new_issue
from guanlan.actions.order_issue import order_issue
from guanlan.actions.place_entry import place_entry
from guanlan.actions.sign_off import reopen, sign_off
from guanlan.actions.steps.assemble import assembled
from guanlan.errors import InputError
from guanlan.records.codec import content_hash, from_json
from guanlan.records.gate import Checkable
from guanlan.store.models import AuditLine, Issue, Revision, SignOff
from guanlan.store.selectors.issues import issue_by
from small_journal import DATE, JOURNAL, write_releases

TWO = b"sign_off_by = 2\n" + JOURNAL


@pytest.fixture
def other(context):
    """Another editor."""
    return msgspec.structs.replace(context, actor="编辑乙")


@pytest.fixture
def make(home, code, context, tmp_path):
    """Issue 2 of the small journal, or of one like it."""

    def made(journal=JOURNAL):
        import_paths([write_releases(tmp_path / "in")], context=context)
        new_issue(2, DATE, context=context, journal=journal)
        return issue_by("2")

    return made


def refused(action, *args, **options):
    """The code of the refusal, which left signatures, words and the record of actions as they were."""

    def rows():
        return SignOff.objects.count(), Revision.objects.count(), AuditLine.objects.count(), issue_by("2").frame

    before = rows()
    with pytest.raises(InputError) as caught:
        action(*args, **options)
    assert rows() == before
    return caught.value.code


def open_a_thing(context):
    """An entry that says what no capture says."""
    edit_entry("2", "1.1.01", context=context, text="甲部印发粮食数据管理办法，要求入库九日内登记。")


def test_one_person_signs_off_what_passed_the_gate(make, context):
    """State, person, the words and the table of then are on record."""
    issue = make()
    signed = sign_off("2", context=context)

    assert (signed.state, signed.persons) == ("signed_off", ("编辑甲",))
    assert issue_by("2").state == "signed_off"
    row = SignOff.objects.get()
    assert (row.actor, row.at, row.words) == ("编辑甲", context.now, content_hash(assembled(issue)))
    table = from_json(row.table, tuple[Checkable, ...])
    assert table == check_issue("2").table
    assert row.hash == signed.hash == content_hash(table)
    line = AuditLine.objects.latest("id")
    assert (line.verb, line.actor, line.details["state"]) == ("sign off", "编辑甲", "signed_off")


def test_nothing_open_is_let_out(make, context):
    """Neither while it is open nor while the proof-reader stands against it; a waiver of each suffices."""
    make()
    open_a_thing(context)
    assert refused(sign_off, "2", context=context) == "gate.still_open"
    (thing,) = check_issue("2").open
    waive("2", thing.id, "电话核实", context=context)

    edit_entry("2", "1.1.02", context=context, title="乙部发布《桥梁监测规范》》")
    assert refused(sign_off, "2", context=context) == "gate.still_open"
    for error in check_issue("2").standing:
        waive("2", error.id, "原文如此", context=context)
    for thing in check_issue("2").open:
        waive("2", thing.id, "原文如此", context=context)
    assert sign_off("2", context=context).state == "signed_off"


def test_two_persons_where_the_journal_wants_two(make, context, other):
    """The first makes it final, the second lets it out; the same one twice is no second."""
    make(TWO)
    assert sign_off("2", context=context).state == "final"
    assert refused(sign_off, "2", context=context) == "gate.twice"
    signed = sign_off("2", context=other)

    assert (signed.state, signed.persons) == ("signed_off", ("编辑甲", "编辑乙"))
    assert list(SignOff.objects.order_by("id").values_list("actor", flat=True)) == ["编辑甲", "编辑乙"]
    assert refused(sign_off, "2", context=other) == "gate.signed_off"


EDITS = {
    "words": lambda context: edit_entry("2", "1.1.01", context=context, title="另一标题"),
    "order": lambda context: order_issue("2", ["1.1.02"], context=context),
    "place": lambda context: place_entry("2", "1.1.01", "out", context=context),
    "waiver": lambda context: waive("2", "a", "理由", context=context),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_final_issue_stands(make, context, edit):
    """Until it is given back; then every edit is possible again."""
    make(TWO)
    sign_off("2", context=context)
    assert refused(edit, context) == "gate.final"

    reopen("2", "有一处要改", context=context)
    if edit is EDITS["waiver"]:
        assert refused(edit, context) == "gate.no_such_thing"
    else:
        edit(context)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_signed_off_issue_stands_for_good(make, context, edit):
    """Amendments are the only way."""
    make()
    sign_off("2", context=context)

    assert refused(edit, context) == "amending.signed_off"
    assert refused(reopen, "2", "有一处要改", context=context) == "gate.out_already"


def test_a_fact_put_right_does_not_reach_what_is_final(make, context):
    """The report is corrected; the entry that one of two has signed is not."""
    make(TWO)
    sign_off("2", context=context)
    before = assembled(issue_by("2"))
    handle = next(one.handle for one in list_reports() if "粮食" in one.title)
    correct_fact(handle, "date", "2025-01-09", context=context)

    assert assembled(issue_by("2")) == before
    assert content_hash(before) == SignOff.objects.get().words


def test_given_back_signatures_are_void(make, context, other):
    """Who signed must look again, even where no word changed: two signatures of one round let an issue out."""
    make(TWO)
    sign_off("2", context=context)
    reopen("2", "想再核一遍", context=other)
    assert issue_by("2").state == "draft"
    assert AuditLine.objects.latest("id").details == {"reason": "想再核一遍", "persons": ["编辑甲"]}

    assert sign_off("2", context=other).state == "final"
    assert sign_off("2", context=context).state == "signed_off"
    assert SignOff.objects.count() == 3


def test_the_second_signs_the_words_of_the_first(make, context, other):
    """Whatever wrote past the actions in between."""
    make(TWO)
    sign_off("2", context=context)
    row = issue_by("2")
    row.frame = row.frame.replace("观察一", "观察十")
    Issue.objects.filter(pk=row.pk).update(frame=row.frame)

    with pytest.raises(InputError) as caught:
        sign_off("2", context=other)
    assert caught.value.code in ("gate.other_words_signed", "gate.still_open")
    assert issue_by("2").state == "final"


@pytest.mark.parametrize("reason", ["", "  ", "含\x07响铃"])
def test_nothing_is_given_back_without_a_reason(make, context, reason):
    """And a draft needs no giving back."""
    make(TWO)
    assert refused(reopen, "2", "理由", context=context) == "gate.not_final"
    sign_off("2", context=context)
    assert refused(reopen, "2", reason, context=context) == "gate.no_reason"


def test_who_may_not_does_not(make, context):
    """Permission is asked for by verb."""
    make()
    asked = []

    def nobody(actor, verb):
        asked.append((actor, verb))
        return False

    guest = msgspec.structs.replace(context, permission=nobody)
    assert refused(sign_off, "2", context=guest) == "actions.not_permitted"
    assert asked == [("编辑甲", "sign off")]


def test_a_signed_off_issue_is_amended_and_keeps_its_signatures(make, context):
    """What was signed stays signed; the amendment has its own person and day."""
    make()
    sign_off("2", context=context)
    amend_issue("2", "1.1.01", Correct("标题误植。", title="甲部印发粮食数据管理办法"), context=context)

    assert issue_by("2").state == "signed_off"
    assert SignOff.objects.count() == 1


@pytest.mark.parametrize("journal", [JOURNAL, TWO], ids=["signed_off", "final"])
def test_whoever_read_a_draft_before_does_not_write_it_back(make, context, journal):
    """A slow action (one that waits for a model) began on a draft; it was signed meanwhile: the database refuses."""
    stale = make(journal)
    sign_off("2", context=context)
    state = issue_by("2").state

    with pytest.raises(DatabaseError, match="was signed"), transaction.atomic():
        stale.save()
    assert issue_by("2").state == state
