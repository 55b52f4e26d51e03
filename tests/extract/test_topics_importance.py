"""Topics by the vocabulary; importance by its table; the fingerprint of the code."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from guanlan.extract.bulletin.texts import report_text
from guanlan.extract.fingerprint import content_of, fingerprint
from guanlan.extract.importance import read_importance, weights
from guanlan.extract.report_text import ReportText
from guanlan.extract.scan import Scan
from guanlan.extract.topics import read_topics, topic_name, topics
from guanlan.records.anchor import Anchor, Fact
from guanlan.records.bulletin import Paragraph, Words
from guanlan.records.facts import Deadline, Facts, Instrument, Kind, Penalty


def _text(headline: str, *lines: str) -> ReportText:
    page = "\n".join((headline, *lines))
    at, spans = 0, []
    for line in (headline, *lines):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    paragraphs = [Paragraph(Words(line, (span,))) for line, span in zip(lines, spans[1:], strict=True)]
    return report_text(page, Words(headline, (spans[0],)), paragraphs)


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        (
            "某省网信办发布个人信息出境备案办法",
            "办法规定了数据出境的备案程序，保护个人信息。",
            ["data_export", "personal_information"],
        ),
        ("某警方捣毁网络水军团伙", "警方抓获犯罪嫌疑人三人。", ["network_crime"]),
        ("某协会召开换届会议", "协会选举了新一届理事会。", ["industry_bodies"]),
        ("某局公布食堂菜单", "今天有面条。", []),
        # one word in passing is no topic
        ("某局召开会议", "会议总结了工作，其中一句提到人工智能。", []),
    ],
)
def test_topics(headline: str, body: str, expected: list[str]) -> None:
    assert [fact.value for fact in read_topics(Scan(_text(headline, body)))] == expected


def test_topics_quote_the_words_that_decided_them() -> None:
    report = _text("某警方捣毁网络水军团伙", "警方抓获犯罪嫌疑人三人。")
    (fact,) = read_topics(Scan(report))
    assert [anchor.quote for anchor in fact.anchors] == ["网络水军", "犯罪嫌疑人"]


def test_a_word_said_often_does_not_outweigh_the_headline() -> None:
    report = _text("某市发布公共数据办法", "公共数据授权运营。" + "银行。" * 30)
    assert read_topics(Scan(report))[0].value == "data_elements"


def test_the_vocabulary_is_sound() -> None:
    assert all(topic.zh and topic.en and topic.cues for topic in topics().values())
    assert all(len(cue) > 1 for topic in topics().values() for cue in topic.cues)
    assert topic_name("unheard") == "unheard"


PLAIN = _text("某局发布办法", "某局发布办法。")
MARK = (Anchor(0, 2, "某局"),)


def _score(facts: Facts, report: ReportText = PLAIN) -> int:
    value = read_importance(Scan(report), facts).value
    assert value is not None
    assert value.score == min(100, sum(weights()[code].points for code in value.reasons))
    return value.score


def _instrument(title: str, issuer: str, **known: str) -> Facts:
    return Facts(
        kind=Fact(Kind.INSTRUMENT, MARK),
        issuers=(Fact(issuer, MARK),),
        instruments=(Fact(Instrument(title, **known), MARK),),
    )


def test_the_higher_the_norm_and_the_organ_the_more_it_matters() -> None:
    law = _score(_instrument("示例法", "全国人大常委会", action="通过"))
    rule = _score(_instrument("示例办法", "国家数据局", action="发布"))
    local = _score(_instrument("示例办法", "杭州市财政局", action="发布"))
    guide = _score(_instrument("示例指南", "杭州市财政局", action="发布"))
    assert law > rule > local > guide


@pytest.mark.parametrize(
    ("title", "force"),
    [
        ("示例法", "force.law"),
        ("示例安全公约", "force.law"),
        ("示例条例", "force.regulation"),
        ("示例管理办法", "force.rule"),
        ("示例管理规定（2025年修订）", "force.rule"),
        ("关于示例的意见", "force.policy"),
        ("示例实践指南", "force.guide"),
    ],
)
def test_the_force_of_a_norm_is_told_from_its_name(title: str, force: str) -> None:
    value = read_importance(Scan(PLAIN), _instrument(title, "甲局", action="发布")).value
    assert value is not None
    assert [code for code in value.reasons if code.startswith("force.")] == [force]


def test_a_draft_matters_less_than_what_is_in_force() -> None:
    draft = _score(_instrument("示例办法", "国家数据局", action="公开征求意见"))
    issued = _score(_instrument("示例办法", "国家数据局", action="发布"))
    assert draft < issued


def test_amounts_and_criminal_measures_add() -> None:
    fined = [
        Facts(
            penalties=(Fact(Penalty("organisation", "罚款", Decimal(amount), "CNY", "administrative_penalty"), MARK),)
        )
        for amount in (500, 20_000, 2_000_000, 200_000_000)
    ]
    scores = [_score(facts) for facts in fined]
    assert scores == sorted(set(scores))
    jailed = Facts(penalties=(Fact(Penalty("individual", "逮捕", class_="criminal_coercive"), MARK),))
    assert _score(jailed) > _score(Facts())


def test_a_deadline_adds_once() -> None:
    day = Fact(Deadline("整改", "2025-03-01"), MARK)
    one, two = Facts(deadlines=(day,)), Facts(deadlines=(day, day))
    assert _score(one) == _score(two) > _score(Facts())


def test_reasons_come_strongest_first_with_their_words() -> None:
    fact = read_importance(Scan(PLAIN), _instrument("示例条例", "国务院", action="公布", effective="2025-05-01"))
    assert fact.value is not None
    points = [weights()[code].points for code in fact.value.reasons]
    assert points == sorted(points, reverse=True)
    assert fact.anchors == MARK


def test_nothing_known_is_nothing_important() -> None:
    assert _score(Facts()) == 0


def test_the_fingerprint_is_that_of_the_code() -> None:
    assert len(fingerprint()) == 64
    assert fingerprint() == fingerprint.__wrapped__()


def test_the_fingerprint_tells_any_change_and_no_checkout(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "a.tsv").write_bytes(b"one\ttwo\n")
    (tmp_path / "b.py").write_bytes(b"x = 1\n")
    (tmp_path / "c.pyc").write_bytes(b"compiled")
    before = sorted(content_of(tmp_path, "room"))
    assert before == [("room/b.py", b"x = 1\n"), ("room/tables/a.tsv", b"one\ttwo\n")]
    (tmp_path / "b.py").write_bytes(b"x = 1\r\n")
    assert sorted(content_of(tmp_path, "room")) == before
    (tmp_path / "tables" / "a.tsv").write_bytes(b"one\tthree\n")
    assert sorted(content_of(tmp_path, "room")) != before
