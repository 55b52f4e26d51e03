"""A published bulletin, imported: an issue whose entries are about its reports."""

from __future__ import annotations

import msgspec
import pytest

from guanlan import formats
from guanlan.actions.correct_fact import correct_fact
from guanlan.actions.edit_entry import edit_entry
from guanlan.actions.import_paths import import_bytes, import_paths
from guanlan.actions.list_issues import show_issue
from guanlan.actions.list_reports import list_reports
from guanlan.actions.new_issue import new_issue
from guanlan.actions.order_issue import order_issue
from guanlan.actions.reread import reread
from guanlan.actions.steps.assemble import assembled
from guanlan.actions.summaries import Result
from guanlan.extract import facts as fact_readers
from guanlan.extract.bulletin import read_bulletin
from guanlan.records.anchor import Fact
from guanlan.store.models import Entry, Extraction, Issue, Release, Report, Revision, Unread, Version
from small_bulletin import BULLETIN
from small_journal import DATE, JOURNAL


@pytest.fixture
def imported(home, context):
    """The bulletin, imported."""
    return import_bytes(BULLETIN.encode(), context=context)


def by_id(which="7"):
    """The entries of the issue, by id."""
    return {entry.id: entry for entry in assembled(Issue.objects.get(number=int(which))).entries()}


def test_an_imported_bulletin_is_an_issue(imported):
    """Told by its looks; found by its number and by its month; one report an entry."""
    outcome = imported.outcomes[0]
    assert (outcome.result, outcome.shape, outcome.reports, outcome.issue) == (Result.ADDED, "bulletin", 4, 7)

    view = show_issue("2025-01")
    assert (view.line.title, view.line.number, view.line.imported) == ("数据治理月报", 7, True)
    assert [(entry.id, entry.title) for _, entries in view.columns for entry in entries] == [
        ("1.1.01", "甲部印发《粮食数据管理办法》"),
        ("1.1.02", "乙部就桥梁监测征求意见"),
        ("1.2.01", "丙市出台停车信息规定"),
        ("2.0.01", "戊县处罚一家酒店"),
    ]
    assert {entry.report for _, entries in view.columns for entry in entries} == {one.handle for one in list_reports()}
    assert {one.issues for one in list_reports()} == {(7,)}


def test_what_comes_back_is_what_was_read(imported):
    """Cover, guide, entries with facts and sources, to the last field."""
    reading = formats.read(BULLETIN.encode(), name="-")

    assert assembled(Issue.objects.get()) == fact_readers.with_facts(read_bulletin(reading), reading)


def test_imported_again_it_is_the_same(imported, context):
    """A capture more."""
    again = import_bytes(BULLETIN.encode(), context=context)

    assert again.outcomes[0].result is Result.SAME
    assert (Issue.objects.count(), Entry.objects.count(), Revision.objects.count()) == (1, 4, 4)


def test_the_same_number_from_another_file_leaves_the_issue_alone(imported, context):
    """Its reports are added; which of the two is the issue, a person must say."""
    other = import_bytes(BULLETIN.replace("5万元", "6万元").encode(), context=context)

    assert (other.outcomes[0].issue, other.outcomes[0].kept_issue) == (7, True)
    assert Issue.objects.count() == 1
    assert "5万元" in by_id()["2.0.01"].paragraphs[0].words.text
    assert Report.objects.count() == 8


def test_a_new_version_of_the_file_is_the_issue_anew(home, context, tmp_path):
    """Mended by its publisher: new revisions where words changed, places for what was added."""
    path = tmp_path / "issue.txt"
    path.write_text(BULLETIN, encoding="utf-8")
    import_paths([path], context=context)
    more = "\n2. 庚州通报两款应用\n\n1月8日，庚州通报两款应用程序。（来源：庚州发布）\n"
    path.write_text(BULLETIN.replace("5万元", "6万元") + more, encoding="utf-8")

    done = import_paths([path], context=context)

    assert (done.outcomes[0].result, done.outcomes[0].kept_issue) == (Result.NEW_VERSION, False)
    entries = by_id()
    assert list(entries) == ["1.1.01", "1.1.02", "1.2.01", "2.0.01", "2.0.02"]
    assert "6万元" in entries["2.0.01"].paragraphs[0].words.text
    revisions = {row.report.headline: row.revisions.count() for row in Entry.objects.all()}
    assert revisions["戊县处罚一家酒店"] == 2
    assert revisions["庚州通报两款应用"] == 1


def test_a_bulletin_without_columns_is_unread(home, context):
    """Asked to be read as one, it cannot; the bytes stay, no issue is made."""
    done = import_bytes("今天天气很好。\n".encode(), context=context, as_="bulletin")

    assert (done.outcomes[0].result, done.outcomes[0].code) == (Result.UNREAD, "extract.no_columns")
    assert Unread.objects.get().shape == "bulletin"
    assert not Issue.objects.exists()
    assert not Report.objects.exists()


def test_a_bulletin_may_be_read_as_a_release_afterwards(imported, context):
    """As a person says: the release stays one, and what was read first stays beside what is read now."""
    done = import_bytes(BULLETIN.encode(), context=context, as_="release")

    assert (done.outcomes[0].result, done.outcomes[0].shape) == (Result.NEW_VERSION, "release")
    assert Release.objects.get().shape == "release"
    assert [one.shape for one in Extraction.objects.order_by("id")] == ["bulletin", "release"]
    assert Version.objects.count() == 1


def test_entries_of_a_bulletin_are_not_told_again(imported, context):
    """They are another journal's words."""
    view = new_issue(2, DATE, context=context, journal=JOURNAL)

    assert [entries for _, entries in view.columns if entries] == []
    assert view.spares == ()


def test_a_correction_reaches_the_export_and_survives_reread(imported, context, monkeypatch):
    """Report, entry, and what better code makes of them."""
    handle = next(one.handle for one in list_reports() if "酒店" in one.title)
    correct_fact(handle, "date", "2025-01-07", context=context)
    assert by_id()["2.0.01"].facts.date.value.date == "2025-01-07"

    monkeypatch.setattr("guanlan.actions.reread.fingerprint", lambda: "code-2")
    done = reread(context=context)

    assert (done.looked_at, done.applied, done.changes) == (1, 1, ())
    assert by_id()["2.0.01"].facts.date.value.date == "2025-01-07"


def test_a_corrected_title_reaches_the_export_of_what_was_published(imported, context):
    """The fact is put right; the words of the page stay those that were published."""
    handle = next(one.handle for one in list_reports() if "酒店" in one.title)

    correct_fact(handle, "title", "戊县处罚一家旅馆", context=context)

    entry = by_id()["2.0.01"]
    assert (entry.facts.title.value, entry.title.text) == ("戊县处罚一家旅馆", "戊县处罚一家酒店")


def test_better_code_mends_an_imported_issue_but_no_hand_on_it(imported, context, monkeypatch):
    """It mirrors what was published; an entry that a person wrote stays theirs."""
    edit_entry("7", "1.1.01", context=context, title="改过的标题")

    def better(bulletin, reading):
        whole = original(bulletin, reading)
        return msgspec.structs.replace(whole, columns=tuple(map(_regulated, whole.columns)))

    original = fact_readers.with_facts
    monkeypatch.setattr(fact_readers, "with_facts", better)
    monkeypatch.setattr("guanlan.actions.reread.fingerprint", lambda: "code-2")
    reread(context=context)

    entries = by_id()
    assert entries["1.1.01"].title.text == "改过的标题"
    assert entries["1.1.01"].facts.jurisdiction.value != "CN-ZZ"
    assert entries["2.0.01"].facts.jurisdiction.value == "CN-ZZ"


def _regulated(column):
    """The column, all of its entries of one place."""
    parts = tuple(
        msgspec.structs.replace(
            part,
            entries=tuple(
                msgspec.structs.replace(entry, facts=msgspec.structs.replace(entry.facts, jurisdiction=Fact("CN-ZZ")))
                for entry in part.entries
            ),
        )
        for part in column.subcolumns
    )
    return msgspec.structs.replace(column, subcolumns=parts)


def test_an_order_of_an_imported_issue_redraws_its_contents(imported, context):
    """Guide and cover stay as published; the contents follow the body."""
    before = assembled(Issue.objects.get())

    order_issue("7", ["1.1.02"], context=context)

    after = assembled(Issue.objects.get())
    assert after.cover == before.cover
    assert after.columns[0].guide == before.columns[0].guide
    lines = [line.words.text for line in after.contents]
    assert lines.index("1. 乙部就桥梁监测征求意见") < lines.index("2. 甲部印发《粮食数据管理办法》")


def test_paragraphs_that_stay_keep_their_place_in_the_published_words(imported, context):
    """An editor who adds a sentence does not cut the others loose."""
    before = by_id()["1.1.01"].paragraphs[0]
    assert before.words.spans

    edit_entry("7", "1.1.01", context=context, text=f"引子。\n{before.words.text}")

    first, second = by_id()["1.1.01"].paragraphs
    assert (first.words.text, first.words.spans) == ("引子。", ())
    assert second == before
