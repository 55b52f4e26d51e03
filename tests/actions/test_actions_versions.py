"""A page that was held changes: edited, in other clothes, gone, there again; and what that asks of an issue."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from guanlan.actions.import_paths import import_paths
from guanlan.actions.new_issue import new_issue
from guanlan.actions.steps.changes import is_removed, note_gone_at
from guanlan.actions.steps.seen_again import seen_again
from guanlan.actions.summaries import Result
from guanlan.records.codec import from_json
from guanlan.records.versions import ChangeSort, Proposal, VersionChange
from guanlan.store.models import Issue, Message, Release, Report, Revision, Version
from guanlan.store.models import Proposal as ProposalRow
from guanlan.store.models import VersionChange as ChangeRow

ADDRESS = "https://www.example.invalid/2025/notice.htm"
TITLE = "广东省通信管理局通报12款侵害用户权益的应用程序"
BODY = (
    "<p>2025年1月8日，广东省通信管理局通报12款侵害用户权益的应用程序，责令限期改正。</p>"
    "<p>根据《个人信息保护法》，逾期不改的将依法处置。</p>"
)


def page(body=BODY, *, after=""):
    """The page of the notice, as it is saved."""
    return (
        f"<html><head><meta charset='utf-8'><title>{TITLE}</title><link rel='canonical' href='{ADDRESS}'></head><body>"
        f"<h1>{TITLE}</h1><p>来源：广东省通信管理局</p><div class='TRS_Editor'>{body}</div>{after}</body></html>"
    ).encode()


@pytest.fixture
def take(home, context, tmp_path):
    """Take in one state of the page after the other, each a day later."""
    count = 0

    def run(data):
        nonlocal count
        count += 1
        path = tmp_path / "saved" / f"{count}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        now = context.now + datetime.timedelta(days=count)
        return import_paths([path], context=msgspec.structs.replace(context, now=now)).outcomes[0]

    return run


def changes():
    """What was noted, oldest first."""
    return [from_json(row.record, VersionChange) for row in ChangeRow.objects.order_by("id")]


def test_the_first_state_is_no_change(take):
    """Nothing was there before."""
    take(page())

    assert changes() == []


def test_an_edited_page_tells_words_and_facts(take):
    """The passage with its runs, and the facts that read otherwise, by field."""
    take(page())
    assert take(page(BODY.replace("12款", "13款"))).result is Result.NEW_VERSION

    change = changes()[0]
    assert change.sort is ChangeSort.EDITED
    assert [run.words for run in change.passages[0].runs if run.edit != "keep"] == ["12", "13"]
    assert {one.field for one in change.fields} == {"figures"}
    assert (change.fields[0].before[0]["value"], change.fields[0].after[0]["value"]) == (12, 13)


def test_other_furniture_is_technical_and_no_news(take):
    """A counter that ran on: a version, since the bytes differ; neither words nor facts are news, no message."""
    take(page())
    take(page(after="<p>浏览次数：2,391</p><p>上一篇：<a href='/a.htm'>某局召开会议</a></p>"))

    assert [(one.sort, one.passages, one.fields) for one in changes()] == [(ChangeSort.TECHNICAL, (), ())]
    assert Version.objects.count() == 2
    assert not Message.objects.exists()


def test_a_difference_of_our_code_is_not_theirs(take, code):
    """The facts of both states are read by the present code before they are compared."""
    take(page())
    code.fingerprint = "other"
    take(page(after="<p>浏览次数：3</p>"))

    assert [one.sort for one in changes()] == [ChangeSort.TECHNICAL]


def test_a_page_that_is_gone_keeps_what_was_held(take, context):
    """Noted with its day and told once; the report stays; the next 404 says nothing new."""
    take(page())
    noted = note_gone_at(ADDRESS, "versions.gone_http", {"status": 404}, context)

    assert noted.sort == ChangeSort.REMOVED
    assert note_gone_at(ADDRESS, "versions.gone_http", {"status": 404}, context) is None
    assert [row.code for row in Message.objects.all()] == ["versions.gone_http"]
    assert Report.objects.filter(gone=False).count() == 1
    assert note_gone_at("https://www.example.invalid/other", "versions.gone_http", {"status": 404}, context) is None


def test_a_notice_in_its_place_is_no_version(take):
    """已被发布者删除: the release is gone, its text and its report are not."""
    take(page())
    head = f"<html><head><link rel='canonical' href='{ADDRESS}'></head>"
    take(f"{head}<body><p>该内容已被发布者删除</p></body></html>".encode())

    assert [one.why for one in changes()] == ["versions.gone_deleted"]
    assert Version.objects.count() == 1
    assert Report.objects.filter(gone=False).count() == 1


def test_a_page_that_is_there_again(take, context):
    """The same bytes: restored, once."""
    sha256 = Version.objects.get(release__key=take(page()).release).blob_id
    note_gone_at(ADDRESS, "versions.gone_http", {"status": 410}, context)

    assert seen_again(sha256, context)
    assert not seen_again(sha256, context)
    assert [one.sort for one in changes()] == [ChangeSort.REMOVED, ChangeSort.RESTORED]
    assert not is_removed(Release.objects.get())


def test_a_page_that_is_there_again_with_other_furniture(take, context):
    """Other bytes with the same words after a removal: restored, not edited."""
    take(page())
    note_gone_at(ADDRESS, "versions.gone_http", {"status": 404}, context)
    take(page(after="<p>阅读：7</p>"))

    assert [one.sort for one in changes()] == [ChangeSort.REMOVED, ChangeSort.RESTORED]


def test_an_edit_that_is_undone_is_a_version_too(take, context):
    """甲, 乙, 甲: the reports are those of the words that stand there today."""
    first = Version.objects.get(release__key=take(page()).release).blob_id
    take(page(BODY.replace("12款", "13款")))

    assert seen_again(first, context)
    assert [one.sort for one in changes()] == [ChangeSort.EDITED, ChangeSort.EDITED]
    assert "12款" in Report.objects.get(gone=False).record
    assert [row.number for row in Version.objects.filter(blob=first).order_by("number")] == [1, 3]


def signed(context):
    """An issue with the notice in it, signed off."""
    new_issue(18, context.now.date(), context=context)
    Issue.objects.update(state="signed_off")


def test_an_edit_under_a_signed_off_entry_opens_a_proposal(take, context):
    """With old and new words, the facts and the entry's own words; the entry stays as it is."""
    take(page())
    signed(context)
    revisions = Revision.objects.count()
    take(page(BODY.replace("12款", "13款")))

    row = ProposalRow.objects.get()
    proposal = from_json(row.record, Proposal)
    assert row.standing.state == "open"
    assert ("12款" in proposal.old, "13款" in proposal.new) == (True, True)
    assert "12款" in proposal.quote
    assert [one.field for one in proposal.fields] == ["figures"]
    assert Revision.objects.count() == revisions
    assert [message.code for message in Message.objects.all()] == ["versions.proposal"]


def test_a_draft_asks_for_no_proposal(take, context):
    """A draft may still be written anew."""
    take(page())
    new_issue(18, context.now.date(), context=context)
    take(page(BODY.replace("12款", "13款")))

    assert not ProposalRow.objects.exists()


def test_furniture_asks_for_no_proposal(take, context):
    """Technical changes are never news, under a signed-off entry either."""
    take(page())
    signed(context)
    take(page(after="<p>浏览次数：5</p>"))

    assert not ProposalRow.objects.exists()


def test_a_removed_page_under_a_signed_off_entry(take, context):
    """What it said is in the proposal, and that it says nothing now."""
    take(page())
    signed(context)
    note_gone_at(ADDRESS, "versions.gone_http", {"status": 404}, context)

    proposal = from_json(ProposalRow.objects.get().record, Proposal)
    assert (proposal.sort, proposal.new) == (ChangeSort.REMOVED, "")
    assert "12款" in proposal.old
