"""Internal material says what it must and nothing that it may not."""

from __future__ import annotations

import datetime

import msgspec
import pytest
from issue_sample import sample_issue

from guanlan.errors import phrase
from guanlan.publish.internal import MARK, check
from guanlan.publish.journal import Journal, JournalInternal, JournalNotice, JournalRole, load_journal
from guanlan.publish.render.sheet import lay_out
from guanlan.records.bulletin import Bulletin, Cover, Words

WHOLE = JournalInternal(
    permit="（示）字第0001号",
    compiler="示例网络安全法律研究中心",
    recipients="中心各部门",
    copies=200,
    printer="示例印刷厂",
    printed_on=datetime.date(2025, 1, 20),
)
JOURNAL = Journal(title="示例治理观察", title_en="SAMPLE", columns=(), internal=WHOLE)
ISSUE = Bulletin(Cover(Words("示例治理观察"), number=18, date="2025-01-16"))


def test_an_issue_that_says_all_has_no_shortcoming() -> None:
    assert check(ISSUE, JOURNAL) == ()
    assert check(ISSUE, msgspec.structs.replace(JOURNAL, internal=None)) == ()
    assert check(ISSUE, None) == ()


@pytest.mark.parametrize(
    ("field", "empty", "name"),
    [
        ("permit", " ", "准印证编号"),
        ("compiler", "", "编印单位"),
        ("recipients", "", "发送对象"),
        ("copies", None, "印数"),
        ("printer", "", "印刷单位"),
        ("printed_on", None, "印刷日期"),
    ],
)
def test_what_is_missing_is_named(field: str, empty: object, name: str) -> None:
    journal = msgspec.structs.replace(JOURNAL, internal=msgspec.structs.replace(WHOLE, **{field: empty}))
    found = check(ISSUE, journal)
    assert [(one.code, one.params["name"]) for one in found] == [("internal.missing", name)]
    assert name in phrase(found[0].code, "zh", found[0].params)


def test_an_issue_without_a_number_lacks_it() -> None:
    assert [one.params["name"] for one in check(Bulletin(Cover(Words("示例治理观察"))), JOURNAL)] == ["期号"]


@pytest.mark.parametrize(
    ("change", "where", "word"),
    [
        ({"notices": (JournalNotice(text="国内统一刊号另行公布"),)}, "notice", "刊号"),
        ({"notices": (JournalNotice(text="每册定价十元", place="back"),)}, "back.1", "定价"),
        ({"masthead": (JournalRole(name="协办单位"),)}, "masthead", "协办"),
        ({"subtitle": "学术期刊"}, "cover", "期刊"),
    ],
)
def test_a_forbidden_word_is_found_where_it_stands(change: dict[str, object], where: str, word: str) -> None:
    found = check(ISSUE, msgspec.structs.replace(JOURNAL, **change))
    assert [(one.where, one.line[one.start : one.end]) for one in found] == [(where, word)]
    assert word in phrase(found[0].code, "zh", found[0].params)


def test_a_title_may_not_end_as_that_of_a_paper() -> None:
    found = check(Bulletin(Cover(Words("治理观察月刊"), number=1)), JOURNAL)
    assert [(one.where, one.start, one.end) for one in found] == [("cover", 5, 6)]


def test_others_may_be_magazines_but_we_are_no_journal_of_ours() -> None:
    """正文提到别家杂志可以，自称“本刊”不可以。"""
    issue = sample_issue()
    column = issue.columns[0]
    part = column.subcolumns[0]
    entry = part.entries[0]
    words = ("某杂志定价虚高被处罚。", "本刊曾予报道。")
    told = msgspec.structs.replace(
        entry, paragraphs=tuple(msgspec.structs.replace(entry.paragraphs[0], words=Words(one)) for one in words)
    )
    part = msgspec.structs.replace(part, entries=(told,))
    column = msgspec.structs.replace(column, subcolumns=(part,))
    issue = msgspec.structs.replace(issue, columns=(column,), notice=(Words("内容以原文为准。"),))
    assert [(one.where, one.params["text"]) for one in check(issue, JOURNAL)] == [(entry.id, "本刊")]


def test_cover_and_imprint_say_it() -> None:
    sheet = lay_out(ISSUE, JOURNAL)
    assert sheet.foot()[:2] == [MARK, "准印证编号：（示）字第0001号"]
    assert "印刷日期：2025年1月20日" in sheet.notice
    assert "印数：200册" in sheet.notice


def test_the_journal_file_makes_it_so() -> None:
    toml = (
        'title = "甲"\ntitle_en = "A"\n[[columns]]\ncode = "one"\nseries = "S"\nrules = [{ kinds = ["meeting"] }]\n'
        '[internal]\npermit = "1"\ncopies = 5\nprinted_on = 2025-01-20\n'
    )
    assert load_journal(toml.encode()).internal == JournalInternal(
        permit="1", copies=5, printed_on=datetime.date(2025, 1, 20)
    )
