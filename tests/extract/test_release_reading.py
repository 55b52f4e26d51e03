"""Releases in the shapes that authorities and accounts use → reports."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import msgspec
import pytest

from guanlan import formats
from guanlan.extract.release import read_release
from guanlan.extract.triage import is_out
from guanlan.records.anchor import Fact
from guanlan.records.bulletin import Paragraph, ParagraphKind, Words
from guanlan.records.export import each_fact
from guanlan.records.facts import Facts, Instrument, Penalty
from guanlan.records.reading import Reading
from guanlan.records.report import Report

FOLDER = Path(__file__).parent / "releases"


def _reading(name: str) -> Reading:
    path = FOLDER / name
    return formats.read(path.read_bytes(), name=name)


def _reports(name: str, published: date | None = None) -> tuple[Report, ...]:
    return read_release(_reading(name), published=published)


def test_a_page_of_an_authority() -> None:
    (report,) = _reports("notice.html")
    assert report.headline.text == "某局关于示例程序的通报"
    assert [source.text for source in report.sources] == ["某省通信管理局"]
    kinds = [paragraph.kind for paragraph in report.paragraphs]
    assert kinds == [ParagraphKind.TEXT, ParagraphKind.TEXT, ParagraphKind.SIGNATURE, ParagraphKind.SIGNATURE]
    assert not any(
        "编辑甲" in paragraph.words.text or "打印" in paragraph.words.text for paragraph in report.paragraphs
    )
    assert report.facts.date.value is not None
    assert report.facts.date.value.date == "2025-02-13"  # the year is the page's


def test_pasted_text() -> None:
    (report,) = _reports("pasted.txt")
    assert report.headline.text == "某市网信办约谈三家公司"
    assert [source.text for source in report.sources] == ["网信某市", "示例晚报"]
    assert [paragraph.words.text for paragraph in report.paragraphs] == [
        "2月9日，某市网信办约谈三家公司，要求限期整改。",
        "三家公司表示将认真落实。",
    ]
    assert report.facts.date.value is not None
    assert report.facts.date.value.date == "2025-02-09"  # the year is that of the account's line


def test_the_given_day_is_stronger_than_the_page() -> None:
    (report,) = _reports("pasted.txt", published=date(2022, 3, 1))
    assert report.facts.date.value is not None
    assert report.facts.date.value.date == "2022-02-09"


def test_a_digest_by_parts() -> None:
    reports = _reports("digest.md")
    shown = [(one.part, one.number, one.headline.text, one.link) for one in reports]
    assert shown == [
        ("政策法规", 1, "甲局发布《示例办法》", "https://example.invalid/a"),
        ("政策法规", 2, "乙国议会通过示例法案", "https://example.invalid/b"),
        ("安全事件", 1, "某医院系统遭勒索", "https://example.invalid/c"),
    ]
    assert [len(one.paragraphs) for one in reports] == [1, 1, 1]  # neither links nor the next part's heading
    assert [one.name for one in reports] == [one.link for one in reports]


def test_a_digest_that_announces_its_headlines() -> None:
    reports = _reports("headlines.md")
    assert [one.headline.text[:4] for one in reports] == ["甲局发布", "某公司用", "丙局处罚"]
    assert [len(one.paragraphs) for one in reports] == [1, 1, 1]


def test_a_digest_whose_list_shortens_a_headline() -> None:
    """The numbers go on where the list at the top words one headline in another way; a digit may follow 、."""
    reports = _reports("numbers.md")
    assert [one.headline.text for one in reports] == [
        "甲局发布示例规则并公开听取意见",
        "3家示例运营单位因数据外泄被罚",
        "丙局处罚一家示例运营单位十万元",
        "丁市施行首个示例指南",
    ]
    assert [(one.part, one.number) for one in reports] == [("政策", 1), ("政策", 2), ("热点", 1), ("热点", 2)]
    assert [len(one.paragraphs) for one in reports] == [1, 1, 1, 1]  # nothing of 相关阅读


def test_numbers_on_lines_of_their_own() -> None:
    reports = _reports("alone.md")
    assert [one.headline.text for one in reports] == [
        "甲公司因未保护儿童隐私被罚",
        "乙公司服务遭入侵",
        "丙地警方打掉盗充团伙",
    ]
    assert [one.part for one in reports] == [None, None, None]
    assert [len(one.paragraphs) for one in reports] == [1, 2, 1]  # a joke below an item is no part's heading


def test_a_page_with_four_numbered_headings_is_no_digest() -> None:
    reports = _reports("product.md")
    assert len(reports) == 1


def test_numbered_cases_are_one_report() -> None:
    (report,) = _reports("cases.txt")
    assert len(report.paragraphs) == 7
    assert report.name == hashlib.sha256("某地公布三起典型案例".encode()).hexdigest()


@pytest.mark.parametrize("state", ["deleted", "challenge", "moved"])
def test_a_notice_in_place_of_a_page_gives_nothing(state: str) -> None:
    reading = Reading("html/1", "text/html", "该内容已被发布者删除", metadata={"state": state})
    assert read_release(reading) == ()


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_every_anchor_quotes_its_words(name: str) -> None:
    reading = _reading(name)
    for report in read_release(reading):
        for field, fact in each_fact(report.facts):
            for anchor in fact.anchors:
                assert reading.text[anchor.start : anchor.end] == anchor.quote, field


def _report(headline: str, *lines: str, facts: Facts | None = None) -> Report:
    return Report("x", Words(headline), tuple(Paragraph(Words(line)) for line in lines), facts=facts or Facts())


ADVERT = _report(
    "限时优惠！某认证培训班招生",
    "课程原价3000元，名额有限，先到先得。",
    "扫描下方二维码，添加课程顾问领取试听课。",
)
NOTE = _report(
    "【漏洞预警】某组件命令执行漏洞", "漏洞编号：甲", "影响版本：1.0 至 1.4", "修复建议：尽快升级，并打补丁。"
)
REMOVED = _report("提示", "该内容已被发布者删除")


@pytest.mark.parametrize(
    ("report", "reason"),
    [
        (ADVERT, "advertisement"),
        (NOTE, "vulnerability"),
        (REMOVED, "deleted"),
        (_report("某协会举办培训活动", "1月8日，某协会举办培训活动，学员二十人参加，课程分三天。"), None),
        (_report("某局处罚一家公司", "某公司的网站存在漏洞，没有及时升级和打补丁，被某局责令改正。"), None),
        (
            _report(
                "某局说明删除谣言的情况", "3月1日，某局说明情况。" + "有关信息都已核实。" * 20 + "原文已被发布者删除。"
            ),
            None,
        ),
    ],
    ids=["advert", "note", "removed", "training", "penalty", "told-of-removal"],
)
def test_plain_rules_of_what_is_out(report: Report, reason: str | None) -> None:
    assert is_out(report) == reason


def test_an_act_is_never_out() -> None:
    """An authority may write like an advertisement; who imposes a penalty or issues a norm is in."""
    fined = Facts(penalties=(Fact(Penalty("organisation", "罚款")),))
    issued = Facts(instruments=(Fact(Instrument("示例办法", action="发布")),))
    for facts in (fined, issued):
        assert is_out(msgspec.structs.replace(ADVERT, facts=facts)) is None


def test_a_row_of_a_table_is_one_paragraph() -> None:
    """The party of one cell and the sum of another stand in one sentence; the cells lead home one by one."""
    reading = _reading("table.html")
    (report,) = read_release(reading)
    rows = [one.words for one in report.paragraphs if len(one.words.spans) > 1]
    assert [row.text for row in rows] == [
        "序号，当事人，处罚内容",
        "1，某银行股份有限公司，警告，并处罚款20.5万元",
        "2，李某（时任该行部门总经理），罚款1.5万元",
    ]
    assert [reading.text[start:end] for start, end in rows[2].spans] == [
        "2",
        "李某（时任该行部门总经理）",
        "罚款1.5万元",
    ]
    fined = {
        (one.value.party, str(one.value.amount)) for one in report.facts.penalties if one.value and one.value.amount
    }
    assert fined == {("organisation", "205000"), ("individual", "15000")}


def test_a_digest_whose_headline_is_made_of_its_stories() -> None:
    """No story leads to an original; the page's own headline names two of them."""
    reports = _reports("quoted.md")
    assert [(one.part, one.number, one.headline.text) for one in reports] == [
        ("热点", 1, "某人因调换示例卡获刑"),
        ("热点", 2, "丙国水务单位遭攻击，系统下线"),
        ("工具", 1, "示例扫描器怎么用"),
        ("工具", 2, "丁公司组件现缺陷但未被利用"),  # a title over three lines
    ]
    assert [one.link for one in reports] == [None] * 4
    assert [len(one.paragraphs) for one in reports] == [1, 1, 1, 1]  # no 点击“阅读原文”


def test_stories_that_a_page_cut_into_pieces() -> None:
    """Titles and sentences are put together; a number within a sentence heads nothing; comments are no parts."""
    reports = _reports("pieces.md")
    assert [(one.part, one.number, one.headline.text) for one in reports] == [
        (None, 1, "某软件因侵犯儿童隐私被罚"),
        (None, 2, "某平台泄露约五千万人信息"),
        (None, 3, "某团伙盗充百万元被捕"),
    ]
    assert [one.link for one in reports] == [f"https://example.invalid/{number}" for number in (1, 2, 3)]
    first, second, _ = reports
    assert [one.words.text for one in first.paragraphs] == [
        "据报道，某软件同意支付2000万元罚款，并自2024年6月起改变做法。"
    ]
    assert [fact.value.value for fact in first.facts.figures if fact.value] == [20_000_000]
    assert second.paragraphs[0].words.text == "据悉，某平台泄露了约5000万人的信息。"
    assert "来源：某报" not in second.paragraphs[0].words.text


def test_titles_of_originals_are_no_parts() -> None:
    """A line that is a link leads to the original, with its label before it or within it."""
    reports = _reports("titled_links.md")
    assert [(one.part, one.number, one.link) for one in reports] == [
        ("政策", 1, "https://example.invalid/p1"),
        ("政策", 2, "https://example.invalid/p2"),
        ("热点", 1, "https://example.invalid/h1"),
        ("热点", 2, "https://example.invalid/h2"),
    ]
    assert [len(one.paragraphs) for one in reports] == [1, 1, 1, 1]
