"""Corrections, and what better code makes of them."""

from __future__ import annotations

import msgspec
import pytest

from guanlan.actions.correct_fact import correct_fact
from guanlan.actions.import_paths import import_bytes
from guanlan.actions.list_conflicts import list_conflicts
from guanlan.actions.list_reports import list_reports
from guanlan.actions.reread import reread
from guanlan.errors import InputError
from guanlan.records.anchor import Fact
from guanlan.records.codec import from_json
from guanlan.records.facts import LeadDate
from guanlan.records.report import Report
from guanlan.store.models import AuditLine, Correction, Extraction, Standing
from guanlan.store.models import Report as ReportRow
from homes import plain_release

PAGE = "# 某市处罚三家公司\n2025-01-02，某市网信办处罚三家公司，罚款共15万元。类别：enforcement\n"


def reading_dates_as(day):
    """A release reader that has learnt to read the date otherwise."""

    def read(reading, **known):
        reports = plain_release(reading)
        return tuple(
            msgspec.structs.replace(
                report, facts=msgspec.structs.replace(report.facts, date=Fact(LeadDate(day, "event")))
            )
            for report in reports
        )

    return read


@pytest.fixture
def handle(home, code, context):
    """A report in store."""
    import_bytes(PAGE.encode(), context=context)
    return ReportRow.objects.get().handle


def shown(field):
    """The field as a list of reports shows it."""
    return list_reports()[0].record[field]


def test_a_correction_holds_in_the_report_and_its_columns(handle, context):
    """The words that prove it are its anchor; the machine's reading stays as it was."""
    machine = Extraction.objects.get().record

    done = correct_fact(handle, "date", "2025-01-03", context=context, quote="某市网信办")

    assert (done.old, done.new) == ("2025-01-02", "2025-01-03")
    assert shown("date") == "2025-01-03"
    assert [one.date for one in list_reports(since=None, until=None)] == ["2025-01-03"]
    assert ReportRow.objects.get().date_from.isoformat() == "2025-01-03"
    facts = from_json(ReportRow.objects.get().record, Report).facts
    assert [anchor.quote for anchor in facts.date.anchors] == ["某市网信办"]
    assert PAGE[slice(*msgspec.structs.astuple(facts.date.anchors[0])[:2])] == "某市网信办"
    assert Extraction.objects.get().record == machine
    assert Standing.objects.get().state == "applied"


def test_a_correction_is_kept_with_all_that_it_says(handle, context):
    """Report key, field, old, new, quote, who, when."""
    correct_fact(handle, "kind", "campaign", context=context, quote="处罚三家公司")

    one = Correction.objects.get()
    assert (one.report_key, one.field, one.old, one.new) == (
        ReportRow.objects.get().key,
        "kind",
        "enforcement",
        "campaign",
    )
    assert (one.quote, one.actor, one.at) == ("处罚三家公司", "编辑甲", context.now)
    line = AuditLine.objects.get(verb="correct")
    assert (line.details["old"], line.details["new"]) == ("enforcement", "campaign")


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("date", "2025年1月3日", "2025-01-03"),
        ("date", "2025-01-03/2025-01-05", "2025-01-03/2025-01-05"),
        ("date", "null", None),
        ("date_role", "report", "report"),
        ("title", "某市处罚四家公司", "某市处罚四家公司"),
        ("jurisdiction", "CN-GD|CN-HK", "CN-GD|CN-HK"),
        ("issuers", "某市网信办；某市公安局", ["某市网信办", "某市公安局"]),
        ("issuers", '["某市网信办"]', ["某市网信办"]),
        (
            "penalties",
            '[{"party": "organisation", "measure": "罚款", "amount": 97.5, "currency": "CNY"}]',
            [{"party": "organisation", "measure": "罚款", "amount": 97.5, "currency": "CNY", "class": None}],
        ),
        (
            "figures",
            '[{"text": "三家", "value": 3, "unit": "家"}]',
            [{"text": "三家", "value": 3, "unit": "家", "approx": False}],
        ),
        ("importance", "80", {"score": 80, "reasons": ["person"]}),
        ("topics", "[]", None),
    ],
)
def test_values_as_a_person_types_them(handle, context, field, typed, value):
    """Words as they are, lists as JSON or with ；, null for unknown."""
    if (field, typed) == ("topics", "[]"):
        correct_fact(handle, field, "数据安全", context=context)
        value = []

    correct_fact(handle, field, typed, context=context)

    assert shown(field) == value


@pytest.mark.parametrize(
    ("field", "typed", "code_"),
    [
        ("date", "2月30日", "date.impossible"),
        ("date", "2025-02-30", "date.impossible"),
        ("date", "2025年2月30日", "date.impossible"),
        ("date", "明天", "date.impossible"),
        ("date", "2025-01-05/2025-01-03", "actions.bad_value"),
        ("kind", "penalty", "actions.bad_value"),
        ("date_role", "both", "actions.bad_value"),
        ("jurisdiction", "广东", "actions.bad_value"),
        ("jurisdiction", "CN-", "actions.bad_value"),
        ("importance", "101", "actions.bad_value"),
        ("importance", "高", "actions.bad_value"),
        ("title", " ", "actions.bad_value"),
        ("penalties", "罚款", "actions.bad_value"),
        ("penalties", '[{"party": "organisation", "measure": "罚款", "sum": 5}]', "actions.bad_value"),
        ("instruments", '[{"title": "甲办法", "effective": "2025-02-30"}]', "date.impossible"),
        ("colour", "red", "actions.no_such_field"),
        ("kind", "enforcement", "actions.nothing_to_correct"),
    ],
)
def test_what_is_no_value_changes_nothing(handle, context, field, typed, code_):
    """One sentence, and not a row."""
    with pytest.raises(InputError) as caught:
        correct_fact(handle, field, typed, context=context)

    assert caught.value.code == code_
    assert not Correction.objects.exists()
    assert not AuditLine.objects.filter(verb="correct").exists()


def test_a_quote_must_stand_in_the_report(handle, context):
    """A correction is proved by the published words."""
    with pytest.raises(InputError) as caught:
        correct_fact(handle, "date", "2025-01-03", context=context, quote="罚款共16万元")

    assert caught.value.code == "actions.quote_absent"


def test_code_that_reads_as_before_keeps_the_correction(handle, code, context):
    """A new extraction beside the old, no event, and the correction applied again."""
    correct_fact(handle, "date", "2025-01-03", context=context)
    code.become("code-2")

    done = reread(context=context)

    assert (done.looked_at, done.changes, done.applied, done.settled, done.conflicts) == (1, (), 1, 0, ())
    assert Extraction.objects.count() == 2
    assert shown("date") == "2025-01-03"


def test_code_that_agrees_settles_the_correction(handle, code, context):
    """The machine has learnt it; its own anchors count from now on."""
    correct_fact(handle, "date", "2025-01-03", context=context)
    code.become("code-2", reading_dates_as("2025-01-03"))

    done = reread(context=context)

    assert (done.applied, done.settled, done.conflicts) == (0, 1, ())
    assert [(one.field, one.before, one.after, one.by) for one in done.changes] == [
        ("date", "2025-01-02", "2025-01-03", "ours")
    ]
    assert shown("date") == "2025-01-03"


def test_code_that_reads_a_third_thing_is_a_conflict(handle, code, context):
    """The person's word stands until a person decides; a new correction ends it."""
    correct_fact(handle, "date", "2025-01-03", context=context)
    code.become("code-2", reading_dates_as("2025-01-09"))

    done = reread(context=context)

    assert [(one.old, one.new, one.machine) for one in done.conflicts] == [("2025-01-02", "2025-01-03", "2025-01-09")]
    assert shown("date") == "2025-01-03"

    correct_fact(handle, "date", "2025-01-04", context=context)
    assert list_conflicts() == ()
    assert shown("date") == "2025-01-04"
    assert Correction.objects.count() == 2


def test_a_settled_correction_wakes_when_the_code_forgets(handle, code, context):
    """Settled is a state of today, not a dismissal."""
    correct_fact(handle, "date", "2025-01-03", context=context)
    code.become("code-2", reading_dates_as("2025-01-03"))
    reread(context=context)
    code.become("code-3")

    done = reread(context=context)

    assert (done.applied, done.settled) == (1, 0)
    assert shown("date") == "2025-01-03"


def test_a_correction_follows_a_changed_headline(home, code, context, tmp_path):
    """The release changed its headline: the report has another key, and what a person put right holds for it."""
    body = "\n2025-01-02，某市网信办通报一季度的执法情况，列出七项任务，并公布了完成时限。\n"
    path = tmp_path / "page.txt"
    path.write_text("# 旧标题" + body)
    from guanlan.actions.import_paths import import_paths

    import_paths([path], context=context)
    correct_fact(ReportRow.objects.get().handle, "kind", "publication", context=context)
    path.write_text("# 新标题" + body)
    import_paths([path], context=context)

    assert [(one.title, one.kind) for one in list_reports()] == [("新标题", "publication")]


def test_the_first_word_on_a_field_is_replaced_by_the_second(handle, code, context):
    """Both are kept, the later holds, after better code too."""
    correct_fact(handle, "kind", "campaign", context=context)
    correct_fact(handle, "kind", "meeting", context=context)
    code.become("code-2")
    reread(context=context)

    assert shown("kind") == "meeting"
    assert sorted(Standing.objects.values_list("state", flat=True)) == ["applied", "replaced"]


def test_rereading_twice_does_nothing_the_second_time(handle, code, context):
    """An extraction is keyed by reading and fingerprint."""
    code.become("code-2", reading_dates_as("2025-01-09"))
    reread(context=context)
    lines = AuditLine.objects.count()

    again = reread(context=context)

    assert (again.looked_at, again.changes) == (0, ())
    assert AuditLine.objects.count() == lines


def test_a_change_of_ours_is_written_down_as_ours(handle, code, context):
    """So that no one takes it for news."""
    code.become("code-2", reading_dates_as("2025-01-09"))
    reread(context=context)

    details = AuditLine.objects.get(verb="reread").details
    assert details["by"] == "ours"
    assert [(one["field"], one["by"]) for one in details["changes"]] == [("date", "ours")]


def test_better_code_reads_what_none_could(home, code, context):
    """Bytes that were kept unread become reports without being got again."""
    import_bytes("读不懂\n".encode(), context=context)
    code.become(
        "code-2", lambda reading, **known: plain_release(msgspec.structs.replace(reading, text="# 懂了\n一段。"))
    )

    done = reread(context=context)

    assert (done.read, done.unread) == (1, ())
    assert [one.title for one in list_reports()] == ["懂了"]


def test_worse_code_takes_nothing_away(handle, code, context):
    """What was read stays, and it is said that it cannot be read now."""

    def fails(reading, **known):
        return plain_release(msgspec.structs.replace(reading, text="读不懂"))

    code.become("code-2", fails)

    done = reread(context=context)

    assert [one.code for one in done.unread] == ["extract.no_columns"]
    assert shown("date") == "2025-01-02"


def test_a_report_is_found_by_the_start_of_its_handle(handle, context):
    """Four characters do; three are too few, and so is what nothing begins with."""
    assert correct_fact(handle[:4], "kind", "campaign", context=context).handle == handle

    for which in (handle[:3], "zzzz", ""):
        with pytest.raises(InputError) as caught:
            correct_fact(which, "kind", "drill", context=context)
        assert caught.value.code == "store.no_report"
