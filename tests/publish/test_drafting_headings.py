"""An entry's title: who did what with which document."""

from __future__ import annotations

import pytest

from guanlan.publish.drafting import draft_title
from making import telling

INSTRUMENT = {"title": "关于严格规范涉企行政检查的意见", "action": "印发"}

CASES = [
    # a formal name of a document becomes a sentence
    ("某省网信办关于印发《某省备案办法》的通知", {}, "某省网信办印发《某省备案办法》"),
    ("某局关于《甲规定（征求意见稿）》公开征求意见的通知", {}, "某局就《甲规定（征求意见稿）》公开征求意见"),
    ("某局关于《甲规定》向社会公开征求意见的公告", {}, "某局就《甲规定》向社会公开征求意见"),
    (
        "国务院办公厅关于严格规范涉企行政检查的意见",
        {"instruments": [INSTRUMENT], "issuers": ["国务院办公厅"]},
        "国务院办公厅印发《关于严格规范涉企行政检查的意见》",
    ),
    (
        "中共中央办公厅 国务院办公厅关于严格规范涉企行政检查的意见",
        {"instruments": [INSTRUMENT], "issuers": ["中共中央办公厅", "国务院办公厅"]},
        "中共中央办公厅、国务院办公厅印发《关于严格规范涉企行政检查的意见》",
    ),
    # a bare title gets its issuers; more than two are counted
    (
        "数据领域常用名词解释（第一批）",
        {"instruments": [{"title": "数据领域常用名词解释（第一批）", "action": "发布"}], "issuers": ["国家数据局"]},
        "国家数据局发布《数据领域常用名词解释（第一批）》",
    ),
    (
        "甲办法",
        {"instruments": [{"title": "甲办法", "action": "印发"}], "issuers": ["甲部", "乙部", "丙局"]},
        "甲部等三部门印发《甲办法》",
    ),
    # a headline that leaves the verb out
    ("某发改委《甲办法》公开征求意见", {}, "某发改委就《甲办法》公开征求意见"),
    ("国家标准《甲要求》公开征求意见", {}, "国家标准《甲要求》公开征求意见"),
    # the channel that it stood in goes, and the mark that hangs at its end
    ("【某安全号】某局通报三款应用", {}, "某局通报三款应用"),
    ("专题·治理｜某局通报三款应用；", {}, "某局通报三款应用"),
    # the site's name goes, news stays as it is
    ("某局发布《甲办法》_中国政府网", {}, "某局发布《甲办法》"),
    ("上海警方通报2024年打击涉网犯罪成果", {}, "上海警方通报2024年打击涉网犯罪成果"),
    (
        "某局关于公开征求《甲细则（试行）》（征求意见稿）意见的通知",
        {},
        "某局就《甲细则（试行）》（征求意见稿）公开征求意见",
    ),
    ("某局举行发布会（文字实录）", {}, "某局举行发布会"),
    # a bare name of what is no norm: the verb before it in the text
    (
        "甲名词解释（第一批）",
        {"text": "某局发布《甲名词解释（第一批）》。", "issuers": ["某局"]},
        "某局发布《甲名词解释（第一批）》",
    ),
    # a circular or a table named by its subject: the lead says who did it
    (
        "关于甲行为的通报",
        {"text": "12月27日，某局通报第10批甲行为的APP。", "issuers": ["某局"]},
        "某局通报第10批甲行为的APP",
    ),
    ("某局处罚信息公示表", {"text": "近日，某局披露处罚信息，某公司被罚。", "issuers": ["某局"]}, "某局披露处罚信息"),
    ("关于甲行为的通报", {"text": "甲行为时有发生。"}, "关于甲行为的通报"),
    # without a known act nothing is put into the authority's mouth
    ("国务院办公厅关于严格规范涉企行政检查的意见", {}, "国务院办公厅关于严格规范涉企行政检查的意见"),
]


@pytest.mark.parametrize(("headline", "given", "title"), CASES)
def test_titles(headline: str, given: dict[str, object], title: str) -> None:
    """标题改写有例。"""
    given = dict(given)
    assert draft_title(telling("a", headline, str(given.pop("text", "正文。")), **given).report) == title
