"""Check-up, threads and files of laws, over a home that holds some."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import docx
import pytest

from guanlan.actions.check_document import check_document
from guanlan.actions.export_law import export_law
from guanlan.actions.import_laws import import_laws
from guanlan.actions.list_threads import list_threads
from guanlan.errors import InputError
from guanlan.formats import read

DAY = date(2026, 2, 1)
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
LAWS = {
    "某网络法(2016-11-07).md": """# 中华人民共和国某网络法

2016年11月7日某会议通过

第一条　为了保障网络运行，制定本法。

第二条　网络运营者应当制定内部管理制度，确定负责人。

第三条　本法自2017年6月1日起施行。
""",
    "某网络法(2025-10-28).md": """# 中华人民共和国某网络法

2016年11月7日某会议通过　2025年10月28日某会议修订

第一条　为了保障网络运行，制定本法。

第二条　国家支持算法研究和算力设施建设。

第三条　网络运营者应当制定内部管理制度，确定负责人。

第四条　本法自2026年1月1日起施行。
""",
    "某登记办法.md": """# 某登记办法

（2024年3月1日某局公布）

第一条　登记机构应当在十个工作日内完成审核。

第二条　本办法自2026年3月1日起施行。
""",
}


@pytest.fixture
def laws(home, context, tmp_path) -> Path:
    """A home that holds three texts of two laws."""
    folder = tmp_path / "laws"
    folder.mkdir()
    for name, text in LAWS.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = import_laws([folder], context=context)
    assert (done.works, done.versions) == (2, 3)
    return folder


def policy() -> bytes:
    """A company's policy in Word: a citation cut over three runs, one in a table, one that is right."""
    document = docx.Document()
    paragraph = document.add_paragraph("依据《某")
    paragraph.add_run("网络法").bold = True
    paragraph.add_run("》第二条，公司制定内部管理制度并确定负责人。")
    document.add_table(1, 1).cell(0, 0).text = "见《某登记办法》第一条"
    document.add_paragraph("遵守《某网络法》第一条。")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_word_file_is_checked_and_its_copy_commented(laws, context):
    data = policy()
    done = check_document(data, "policy.docx", on=DAY, context=context, docx=True)

    assert [(one.code, one.quote, one.mend) for one in done.checkup.findings] == [
        ("checkup.renumbered", "第二条", "第三条"),
        ("checkup.not_in_force", "《某登记办法》", None),
    ]
    assert done.docx is not None
    copy = docx.Document(io.BytesIO(done.docx))
    comments = [one.text for one in copy.comments]
    assert len(comments) == 2
    assert comments[0].startswith("第二条自2026-01-01起已改为第三条")
    assert "不是法律意见" in comments[0]
    assert read(done.docx, name="a.docx").text == read(data, name="a.docx").text
    assert done == check_document(data, "policy.docx", on=DAY, context=context, docx=True)


def test_on_an_earlier_day_the_same_words_are_right(laws, context):
    text = "依据《某网络法》第二条，公司制定内部管理制度。".encode()

    assert check_document(text, "a.txt", on=date(2024, 1, 1), context=context).checkup.findings == ()
    assert len(check_document(text, "a.txt", on=DAY, context=context).checkup.findings) == 1


def test_only_word_files_take_comments(laws, context):
    with pytest.raises(InputError) as caught:
        check_document("依据《某网络法》".encode(), "a.txt", on=DAY, context=context, docx=True)
    assert caught.value.code == "actions.not_docx"


def test_a_check_in_english(laws, context):
    done = check_document(policy(), "policy.docx", on=DAY, context=context, docx=True, language="en")

    assert done.docx is not None
    assert "became 第三条 on 2026-01-01" in next(iter(docx.Document(io.BytesIO(done.docx)).comments)).text


def test_threads_of_what_is_held(laws, context):
    threads = {thread.key: thread for thread in list_threads(on=DAY)}

    assert [(step.stage.value, str(step.first)) for step in threads["某网络法"].steps] == [
        ("adopted", "2016-11-07"),
        ("effective", "2017-06-01"),
        ("revised", "2025-10-28"),
        ("effective", "2026-01-01"),
    ]
    anchors = [mark.anchor for mark in threads["某网络法"].steps[-1].marks if mark.anchor is not None]
    assert [one.quote for one in anchors] == ["自2026年1月1日起施行"]
    assert [thread.key for thread in list_threads("soon", on=DAY)] == ["某登记办法"]
    assert list_threads("soon", on=DAY, days=27) == ()
    assert list_threads("open", on=DAY) == list_threads("lapsing", on=DAY) == ()


def test_a_state_that_is_none_is_refused(laws):
    with pytest.raises(InputError) as caught:
        list_threads("closed", on=DAY)
    assert caught.value.code == "laws.bad_state"


def test_a_version_as_a_file(laws):
    root = ET.fromstring(export_law("某网络法", on=DAY))
    assert root.tag == f"{AKN}akomaNtoso"
    assert [one.get("eId") for one in root.iter(f"{AKN}article")] == ["art_1", "art_2", "art_3", "art_4"]
    assert export_law("某网络法", on=date(2020, 1, 1), format="md").decode().count("**第") == 3
    record = json.loads(export_law("某网络法", on=date(2020, 1, 1), format="json"))
    assert (record["first"], record["title"]) == ("2017-06-01", "中华人民共和国某网络法")


@pytest.mark.parametrize(
    ("name", "on", "format", "refusal"),
    [
        ("某网络法", DAY, "pdf", "actions.export_format"),
        ("某海洋法", DAY, "akn", "laws.unknown"),
        ("某登记办法", date(2020, 1, 1), "akn", "laws.no_version"),
    ],
)
def test_what_cannot_be_exported_is_refused(laws, name, on, format, refusal):
    with pytest.raises(InputError) as caught:
        export_law(name, on=on, format=format)
    assert caught.value.code == refusal
