"""Triage: what an editor would want, in which shape, and why. The texts are our own; the labels are shared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guanlan import formats
from guanlan.extract.release import read_release
from guanlan.extract.triage import Material, material_of, triage
from guanlan.extract.triage.judging import weights
from guanlan.records.facts import Kind
from guanlan.records.triage import Triage

LABELS = Path(__file__).with_name("triage_labels.jsonl")

PENALTY = """# 未落实等级保护，某市两家公司被罚

近日，江苏省苏州市公安局网安部门在检查中发现，某科技公司未留存网络日志。苏州市公安局根据《中华人民共和国网络安全法》
第五十九条第一款，对该公司处以警告，责令改正；对某物业公司罚款一万元。
"""
MEASURES = """# 国家网信办公布《网络信息内容样例管理办法》

国家互联网信息办公室近日公布《网络信息内容样例管理办法》，自2025年3月1日起施行。《办法》明确，平台应当建立样例制度。
"""
BREACH = """# 某连锁酒店确认遭黑客攻击，千万客户数据被窃

据外媒报道，某连锁酒店集团确认其预订系统遭到入侵，攻击者窃取了约一千万名住客的姓名与电话，受影响的客户已收到通知。
"""
NOTE = """# 【漏洞预警】样例网关命令注入漏洞（CVE-2024-11111）

漏洞编号：CVE-2024-11111。影响版本：3.0 以前。CVSS：9.8。攻击者可在未授权的情况下远程执行任意代码。
修复建议：官方已发布补丁，请升级到安全版本。
"""
WEEKLY = """# 样例实验室漏洞周报2024.03.04-2024.03.10

1、样例网关命令注入漏洞，CNVD-2024-10001，影响版本 3.0，补丁已发布。
2、样例邮件系统越权漏洞，CNVD-2024-10002，影响版本 2.1，升级可修复。
3、样例办公系统SQL注入漏洞，CNVD-2024-10003，攻击者可读取数据库。
"""
DIGEST = """# 安全要闻一周：网信部门处置一批违规账号；某厂商修复高危漏洞

一、上周热点

1、网信部门处置一批违规账号

某地网信办依法关闭违规账号三十个，责令平台整改。

原文链接：https://news.example/1

2、某厂商修复高危漏洞

某厂商发布补丁。

原文链接：https://news.example/2

3、两名犯罪嫌疑人因倒卖个人信息被抓获

警方抓获犯罪嫌疑人两名。

原文链接：https://news.example/3
"""
AWARD = """# 喜报！某安全公司荣获漏洞库年度优秀支撑单位称号

近日，某漏洞库年度表彰大会隆重举行，某安全公司凭借领先的技术实力受邀参会并荣获“优秀支撑单位”。公司的一站式解决方案行业领先，
赋能各行各业。
"""
OPINION = """# 观点：堵住数据泄露的口子要靠制度

文｜李某

我们必须看到，数据泄露屡禁不止，究竟为何？笔者认为，企业应当完善管理。
"""
LESSON = """# 某开源网关反序列化漏洞分析与复现

环境搭建：docker run --name demo -p 8080:8080 demo/gateway:1.0
抓包得到 POST /api/v1/run HTTP/1.1 Content-Type: application/json
payload 如下图所示，函数 read_object() 未过滤输入，执行 curl http://127.0.0.1:8080/run 即可。
"""


def judged(text: str, *, publisher: str | None = None) -> Triage:
    """What triage says of a page."""
    reading = formats.read(text.encode(), name="page.md")
    return triage(material_of(reading, read_release(reading), publisher=publisher))


@pytest.mark.parametrize(
    ("text", "relevant", "shape", "kind"),
    [
        (PENALTY, True, "single", Kind.ENFORCEMENT),
        (MEASURES, True, "single", Kind.INSTRUMENT),
        (BREACH, True, "single", Kind.INCIDENT),
        (DIGEST, True, "digest", None),
        (NOTE, False, "vuln", None),
        (WEEKLY, False, "vuln", None),
        (AWARD, False, "promo", None),
        (OPINION, False, "other", None),
        (LESSON, False, "tutorial", None),
    ],
    ids=["处罚", "办法", "泄露", "周报", "漏洞预警", "漏洞周报", "喜报", "观点", "复现"],
)
def test_what_an_editor_wants(text: str, relevant: bool, shape: str, kind: Kind | None) -> None:
    """处罚、立法、事件和资讯汇编要；漏洞通告、宣传、评论、教程不要。"""
    told = judged(text)

    assert (told.relevant, told.shape, told.kind) == (relevant, shape, kind)
    assert told.relevant == (told.score >= 0.5)


def test_reasons_quote_the_words_of_the_page() -> None:
    """每条理由都引页面上的原话，按分量排列，合起来就是分数。"""
    told = judged(PENALTY)
    text = "".join(PENALTY.split())

    worth = [abs(reason.weight) for reason in told.reasons]
    assert worth == sorted(worth, reverse=True)
    case = next(reason for reason in told.reasons if reason.feature == "case.body")
    assert "警告" in case.words
    assert all("".join(word.split()) in text for word in case.words)


def test_no_feature_speaks_against_its_meaning() -> None:
    """漏洞、广告、评论只减分，机关、案件、事件只加分。"""
    meant = ("act.", "authority.", "bias", "case.", "digest.", "facts.", "incident.", "publisher.")
    for feature, weight in weights().items():
        assert (weight > 0) == (feature.startswith(meant) and feature != "bias"), feature


def test_an_authoritys_own_site_counts() -> None:
    """同样的话，由机关自己的账号发出，分数更高，也是原始来源。"""
    words = "# 专题会议召开\n\n会议部署了下一步工作，要求各单位抓好落实。\n"

    assert judged(words, publisher="网信某州").score > judged(words, publisher="某某资讯").score
    assert judged(words, publisher="网信某州").primary
    assert not judged(words, publisher="某某资讯").primary


@pytest.mark.parametrize(
    ("text", "primary"),
    [
        (PENALTY, True),
        (PENALTY.replace("近日，", "据某报报道，"), False),
        (BREACH, False),
        (AWARD, False),
        ("# 关于开展样例专项工作的通知\n\n各省、自治区、直辖市有关部门：\n\n现将有关事项通知如下。\n", True),
        ("# 关于样例工作的公告\n\n现公告如下。\n\n国家互联网信息办公室\n\n2025年1月2日\n", True),
    ],
    ids=["警方自述", "转述", "外媒", "公司", "抬头", "落款"],
)
def test_whose_words_it_holds(text: str, primary: bool) -> None:
    """机关自己的话，还是别人转述。"""
    assert judged(text).primary is primary


def test_a_page_without_text_is_judged_too() -> None:
    """只有标题、没有正文和报道的页面也有结论。"""
    assert not triage(Material("", None, (), ())).relevant


def test_labels_are_paths_and_labels_only() -> None:
    """自标注只有路径与标签，三十个月都有；路径不重复。"""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]

    assert len(rows) >= 150
    assert len({row["doc"] for row in rows}) == len(rows)
    assert len({row["doc"][:7] for row in rows}) == 30
    known = {"doc", "relevant", "shape", "kind", "story", "primary", "doubtful"}
    assert {name for row in rows for name in row} <= known
    assert all((row["kind"] is None) == (not row["relevant"] or row["shape"] != "single") for row in rows)


def test_labelled_articles(shared: Path) -> None:
    """标注过的文章：56 篇里漏选、误选各不超过 3 篇，自标注同此比例。"""
    gold = (shared / "gold/triage.dev.jsonl").read_text(encoding="utf-8").splitlines()
    own = LABELS.read_text(encoding="utf-8").splitlines()[::8]
    for lines in (gold, own):
        rows = [row for row in map(json.loads, lines) if not row.get("doubtful")]
        said = []
        for row in rows:
            reading = formats.read((shared / "corpus/articles" / row["doc"]).read_bytes(), name="article.md")
            said.append(triage(material_of(reading, read_release(reading))).relevant)
        missed = sum(row["relevant"] and not told for row, told in zip(rows, said, strict=True))
        superfluous = sum(told and not row["relevant"] for row, told in zip(rows, said, strict=True))
        assert missed <= 3 * len(rows) / 56
        assert superfluous <= 3 * len(rows) / 56
