"""Submissions of units: the form goes out, comes back filled in, and every row is told what became of it."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal

import msgspec
import openpyxl
import pytest

import handed_in as corpus
from guanlan.actions.list_units import list_missing, list_units
from guanlan.actions.make_submission_form import make_submission_form
from guanlan.actions.new_issue import new_issue
from guanlan.actions.place_entry import place_entry
from guanlan.actions.register_unit import add_unit, close_unit
from guanlan.actions.submission_statistics import submission_statistics
from guanlan.actions.take import take_bytes
from guanlan.actions.take_submission import take_submission
from guanlan.errors import InputError
from guanlan.publish.submission_form import EXAMPLE, form_columns, make_form
from guanlan.records.codec import from_json
from guanlan.records.report import Report as ReportRecord
from guanlan.store import blobs
from guanlan.store.models import Capture, Contribution, Entry, Handover, Release, Report, Submission, Version
from guanlan.store.selectors.intake import parts_of
from small_form import GOOD, UNIT, filled

OTHER = "某市数据商会"
NOW = datetime.datetime(2026, 11, 20, 2, 0, tzinfo=datetime.UTC)


@pytest.fixture
def context(context):
    """An editor in November 2026, with one unit in the register."""
    return msgspec.structs.replace(context, now=NOW)


@pytest.fixture
def unit(home, context):
    """The unit that sends."""
    return add_unit(UNIT, context=context, on=datetime.date(2026, 1, 1), contact="李某")


def sent(tmp_path, *rows, name="报送表.xlsx", **changes):
    """The filled form on disk, in a folder of its own."""
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(filled(*rows, **changes))
    return path


def codes(receipt):
    """Row → the codes of its remarks."""
    return {row.row: [remark.code.partition(".")[2] for remark in row.remarks] for row in receipt.rows}


def test_the_form_says_how_it_is_filled_in():
    """Headings with a star where they must be filled in, lists to choose from, an example, instructions."""
    book = openpyxl.load_workbook(io.BytesIO(make_form(title="某刊信息报送表", units=[UNIT], columns=["安全事件"])))
    sheet = book["报送"]

    headings = [cell.value for cell in sheet[2]]
    assert headings == ["单位*", "联系人", "栏目", "标题*", "日期*", "来源*", "原文链接", "正文*", "附件"]
    assert sheet["A3"].value.startswith(EXAMPLE)
    lists = {rule.formula1: str(rule.sqref) for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert lists == {"'名目'!$A$1:$A$1": "A3:A202", "'名目'!$B$1:$B$1": "C3:C202"}
    assert (book["名目"].sheet_state, book["名目"]["A1"].value, book["名目"]["B1"].value) == (
        "hidden",
        UNIT,
        "安全事件",
    )
    told = "\n".join(str(cell.value) for row in book["说明"].iter_rows() for cell in row if cell.value)
    assert all(column.how in told for column in form_columns())


def test_the_form_offers_the_register_and_the_journal_s_columns(unit, context, tmp_path):
    """Those that are asked no more are not offered; a file that is there stays."""
    add_unit("已停某会", context=context, on=datetime.date(2026, 1, 1))
    close_unit("已停某会", context=context, on=datetime.date(2026, 2, 1))
    out = tmp_path / "表.xlsx"
    make_submission_form(out, context=context)

    book = openpyxl.load_workbook(out)
    assert [cell.value for cell in book["名目"]["A"] if cell.value] == [UNIT]
    assert "各地协会动态" in [cell.value for cell in book["名目"]["B"]]
    with pytest.raises(InputError) as caught:
        make_submission_form(out, context=context)
    assert caught.value.code == "submission.form_there"


def test_a_row_becomes_a_report_of_the_unit(unit, context, tmp_path):
    """Of grade 戊, with the unit as its publisher; the sheet itself is kept, and the example is nobody's news."""
    path = sent(tmp_path, GOOD)
    (receipt,) = take_submission(path, context=context).receipts

    (row,) = receipt.accepted
    assert (row.row, row.unit, row.title, row.result) == (4, UNIT, GOOD["标题"], "added")
    report = Report.objects.get()
    assert (report.handle, report.headline, report.date_from) == (row.handle, GOOD["标题"], GOOD["日期"])
    assert (report.release.publisher, report.release.published) == (UNIT, GOOD["日期"])
    record = from_json(report.record, ReportRecord)
    assert [one.value for one in record.facts.sources] == [UNIT]
    assert "八十六家会员单位" in "".join(one.words.text for one in record.paragraphs)
    form = Handover.objects.get(role="form").capture
    assert blobs.get(form.blob_id) == path.read_bytes()
    assert set(Capture.objects.values_list("grade", flat=True)) == {"戊"}
    assert Handover.objects.get(role="document").container == form


WRONG = {
    "missing": {"标题": None},
    "bad_date": {"日期": "近日"},
    "no_text": {"正文": None},
    "unknown_unit": {"单位": "某省网络空间协会"},
}


@pytest.mark.parametrize("code", WRONG)
def test_a_row_that_goes_back_says_why_and_holds_up_no_other(unit, context, tmp_path, code):
    """The good row behind it is taken."""
    path = sent(tmp_path, GOOD | {"标题": "先到的另一条信息"} | WRONG[code], GOOD)
    (receipt,) = take_submission(path, context=context).receipts

    assert [one.row for one in receipt.returned] == [4]
    assert code in codes(receipt)[4]
    assert [one.row for one in receipt.accepted] == [5]
    assert Report.objects.count() == 1


REMARKED = {
    "bad_link": {"原文链接": "见公众号"},
    "no_contact": {"联系人": None},
    "future_date": {"日期": datetime.date(2026, 12, 25)},
    "attachment_absent": {"附件": "没有寄来.jpg"},
}


@pytest.mark.parametrize("code", REMARKED)
def test_a_row_with_a_flaw_is_taken_and_told(unit, context, tmp_path, code):
    """What can be mended later does not hold a row up."""
    (receipt,) = take_submission(sent(tmp_path, GOOD | REMARKED[code]), context=context).receipts
    assert [one.row for one in receipt.accepted] == [4]
    assert codes(receipt)[4] == [code]


@pytest.mark.parametrize("value", ["2026年11月3日", "2026/11/3", "2026.11.03", "20261103", "2026-11-03 09:30"])
def test_a_day_however_it_is_written(unit, context, tmp_path, value):
    """As text or as the sheet's own date."""
    take_submission(sent(tmp_path, GOOD | {"日期": value}), context=context)
    assert Release.objects.get().published == datetime.date(2026, 11, 3)


def test_a_column_of_their_own_is_told_and_left_out(unit, context, tmp_path):
    """The rest is taken."""
    path = sent(tmp_path, GOOD | {"领导批示": "已阅"}, extra=["领导批示"])
    (receipt,) = take_submission(path, context=context).receipts
    assert [(one.code, one.params) for one in receipt.remarks] == [
        ("submission.unknown_column", {"column": "领导批示"})
    ]
    assert len(receipt.accepted) == 1


def test_a_form_without_a_column_goes_back_whole_and_is_kept(unit, context, tmp_path):
    """The sheet is stored before anybody looks into it."""
    path = sent(tmp_path, GOOD, drop=["来源"])
    (receipt,) = take_submission(path, context=context).receipts
    assert (receipt.code, receipt.params["columns"]) == ("submission.column_absent", "来源")
    assert Handover.objects.get().role == "form"
    assert not Report.objects.exists()


def test_what_is_no_form_is_refused(unit, context, tmp_path):
    """A list of apps is not a submission."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "名单.xlsx").write_bytes(corpus.app_list())
    with pytest.raises(InputError) as caught:
        take_submission(folder, context=context)
    assert caught.value.code == "submission.no_form"


@pytest.mark.parametrize("packed", ["folder", "zip", "mail"])
def test_files_beside_the_form(unit, context, tmp_path, packed):
    """A DOCX gives the text where the sheet has none; a picture stands in the report; both are kept with the row."""
    row = GOOD | {"正文": None, "附件": "正文.docx；现场.png"}
    words = ("11月3日，某省网络安全协会举办培训，一百二十人参加。",)
    files = {"报送表.xlsx": filled(row), "正文.docx": corpus.word_file("培训", words), "现场.png": corpus.PNG}
    folder = tmp_path / "in"
    folder.mkdir()
    if packed == "folder":
        for name, data in files.items():
            (folder / name).write_bytes(data)
        path = folder
    else:
        make = corpus.archive if packed == "zip" else corpus.mail
        path = folder / ("材料.zip" if packed == "zip" else "来信.eml")
        path.write_bytes(make(*files.items()))

    (receipt,) = take_submission(path, context=context).receipts

    assert codes(receipt) == {4: []}
    record = from_json(Report.objects.get().record, ReportRecord)
    assert "一百二十人参加" in "".join(one.words.text for one in record.paragraphs)
    assert [one.target for one in record.paragraphs if one.target] == ["现场.png"]
    assert set(parts_of(Version.objects.get().blob_id)) == {"正文.docx", "现场.png"}
    assert Handover.objects.filter(role="container").count() == (0 if packed == "folder" else 1)


def test_a_form_sent_again_doubles_nothing(unit, context, tmp_path):
    """The same bytes: the same receipt, another capture; and the row that was mended is a new version."""
    path = sent(tmp_path, GOOD)
    first = take_submission(path, context=context).receipts[0].rows[0]
    again = take_submission(path, context=context).receipts[0].rows[0]
    assert (again.result, again.handle) == ("same", first.handle)
    assert (Submission.objects.count(), Contribution.objects.count(), Release.objects.count()) == (1, 1, 1)

    path.write_bytes(filled(GOOD | {"正文": GOOD["正文"] + "\n会后发放了资料汇编。"}))
    mended = take_submission(path, context=context).receipts[0].rows[0]
    assert (mended.result, mended.release) == ("new_version", first.release)
    assert (Release.objects.count(), Report.objects.filter(gone=False).count()) == (1, 1)
    (line,) = submission_statistics()
    assert (line.forms, line.sent) == (2, 1)


def test_a_new_title_over_the_same_original_is_the_same_report(unit, context, tmp_path):
    """By its link."""
    take_submission(sent(tmp_path, GOOD), context=context)
    path = sent(tmp_path, GOOD | {"标题": "某省网络安全协会举办出境培训（更正）"}, name="更正.xlsx")
    take_submission(path, context=context)
    assert Release.objects.count() == 1


def test_two_units_with_one_story_are_two_releases(unit, context, tmp_path):
    """Each is told that the other's is held."""
    add_unit(OTHER, context=context, on=datetime.date(2026, 1, 1))
    (receipt,) = take_submission(sent(tmp_path, GOOD, GOOD | {"单位": OTHER}), context=context).receipts
    assert Release.objects.count() == 2
    assert Submission.objects.count() == 2
    assert codes(receipt) == {4: [], 5: ["held"]}


def test_what_is_held_already_is_said(unit, context, tmp_path):
    """An authority's page of the same story stands in the receipt."""
    body = "11月3日，某省网络安全协会举办数据出境合规培训，八十六家会员单位的代表参加。培训讲解了申报材料的要求。"
    take_bytes(corpus.page(headline=GOOD["标题"], words=(body,)), context=context)
    (receipt,) = take_submission(sent(tmp_path, GOOD), context=context).receipts
    assert codes(receipt) == {4: ["held"]}
    assert receipt.rows[0].accepted


def test_a_unit_may_be_entered_on_the_way(home, context, tmp_path):
    """Where the editor says so; a closed one is not opened by a form."""
    (receipt,) = take_submission(sent(tmp_path, GOOD), context=context, register=True).receipts
    assert len(receipt.accepted) == 1
    assert [(one.name, one.joined) for one in list_units()] == [(UNIT, datetime.date(2026, 11, 20))]
    close_unit(UNIT, context=context, on=datetime.date(2026, 11, 21))
    (receipt,) = take_submission(sent(tmp_path, GOOD), context=context, month="2026-12", register=True).receipts
    assert codes(receipt) == {4: ["closed_unit"]}


def test_the_nearest_name_is_offered(unit, context, tmp_path):
    """Names are long, and mistyped."""
    (receipt,) = take_submission(sent(tmp_path, GOOD | {"单位": "某省网络安全学会"}), context=context).receipts
    (remark,) = receipt.rows[0].remarks
    assert remark.params == {"unit": "某省网络安全学会", "near": UNIT}


def test_who_has_not_sent_yet(unit, context, tmp_path):
    """Of those that were asked in that month."""
    add_unit(OTHER, context=context, on=datetime.date(2026, 11, 30))
    add_unit("已停某会", context=context, on=datetime.date(2026, 1, 1))
    close_unit("已停某会", context=context, on=datetime.date(2026, 10, 31))

    assert [one.name for one in list_missing("2026-11")] == [OTHER, UNIT]
    take_submission(sent(tmp_path, GOOD), context=context)
    assert [one.name for one in list_missing("2026-11")] == [OTHER]
    assert [one.name for one in list_missing("2026-10")] == ["已停某会", UNIT]
    with pytest.raises(InputError):
        list_missing("2026-13")


def test_what_was_adopted(unit, context, tmp_path):
    """A report that stands in an issue, by the unit's own words or by another's of the same development."""
    second = GOOD | {"标题": "某省网信办公布三起数据安全典型案例", "正文": "\n".join(corpus.WORDS), "原文链接": None}
    third = GOOD | {
        "标题": "某省网络安全协会召开理事会",
        "正文": "11月9日，某省网络安全协会召开理事会，审议了年度工作报告。",
        "原文链接": None,
    }
    rows = (GOOD, second, third, GOOD | {"标题": "缺日期的信息", "日期": None})
    (receipt,) = take_submission(sent(tmp_path, *rows), context=context).receipts
    take_bytes(corpus.page(), context=context)
    new_issue(1, datetime.date(2026, 11, 25), context=context)
    theirs = Report.objects.exclude(release__contributions__isnull=False).get()
    for handle in (receipt.rows[0].handle, theirs.handle):
        if not Entry.objects.filter(report__handle=handle, position__isnull=False).exists():
            place_entry("1", handle, "6", context=context)
    Entry.objects.exclude(report__handle__in=(receipt.rows[0].handle, theirs.handle)).update(position=None)

    (line,) = submission_statistics(year=2026)

    assert (line.unit, line.forms, line.sent, line.returned) == (UNIT, 1, 3, 1)
    assert (line.adopted, line.share, line.issues) == (2, Decimal("66.7"), (1,))
    assert submission_statistics(year=2025) == ()


def test_a_unit_is_entered_once(unit, context):
    """And opened again after it was closed."""
    with pytest.raises(InputError) as caught:
        add_unit("某省 网络安全协会", context=context, on=datetime.date(2026, 5, 1))
    assert caught.value.code == "submission.unit_there"
    close_unit(UNIT, context=context, on=datetime.date(2026, 6, 1))
    with pytest.raises(InputError):
        close_unit(UNIT, context=context, on=datetime.date(2025, 6, 1))
    assert add_unit(UNIT, context=context, on=datetime.date(2026, 7, 1)).closed is None
    assert len(list_units()) == 1
