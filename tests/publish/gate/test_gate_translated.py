"""English before the gate: titles as the tables have them, abstracts with the captures' numbers and known names."""

from __future__ import annotations

import datetime

import pytest

from guanlan.publish.drafting import english_title
from guanlan.publish.gate import Behind, Captures, Source, check_entry
from guanlan.records.anchor import Fact
from guanlan.records.bulletin import Abstract, Entry, Hand, Paragraph, Words
from guanlan.records.facts import Facts, Instrument
from guanlan.records.gate import CheckState

DAY = datetime.date(2024, 12, 30)
CHINESE = (
    "12月27日，国家金融监督管理总局印发《银行保险机构数据安全管理办法》。办法共九章八十一条。"
    "依据第四十五条对该公司处以五万元罚款，对两名责任人各罚一万元；评估285个，未通过27个，占比9.5%。"
    "对Meta罚款2.51亿欧元。"
)
TITLE = "国家金融监督管理总局印发《银行保险机构数据安全管理办法》"
NAME = "the Measures for the Data Security Management of Banking and Insurance Institutions"
TRUE = (
    f"On December 27, 2024, the National Financial Regulatory Administration issued {NAME}. The document has 81 "
    "articles in nine chapters. The authority fined a company CNY 50,000 under Article 45 and two persons 10,000 yuan "
    "each; 285 projects were assessed, and 27 (9.5 percent) failed. Meta was fined 251 million euros."
)


def checked(abstract: str = TRUE, title_en: str | None = None):
    """The things of an entry's English."""
    captures = Captures([Source("r", "b", CHINESE, (Words(CHINESE, ((0, len(CHINESE)),)),), DAY)])
    facts = Facts(
        issuers=(Fact("国家金融监督管理总局", ()),),
        instruments=(Fact(Instrument("银行保险机构数据安全管理办法"), ()),),
    )
    entry = Entry(
        "1.0.01",
        Words(TITLE),
        (Paragraph(Words(CHINESE)),),
        facts=facts,
        title_en=Words(title_en) if title_en else None,
        abstract=Abstract(Words(abstract), Hand.MODEL),
    )
    return [
        one for one in check_entry(entry, Behind(captures, "o", DAY)) if one.where.startswith(("english", "abstract"))
    ]


def test_a_true_abstract_passes():
    """日期、金额、条数、百分比译成英文后与原文同数，名称都在译名表里。"""
    assert [one.text for one in checked() if one.state is CheckState.OPEN] == []
    assert {one.where for one in checked()} == {"abstract:1.0.01"}


@pytest.mark.parametrize(
    ("old", "new", "stopped"),
    [
        ("December 27, 2024", "December 28, 2024", "December 28, 2024"),
        ("December 27, 2024", "December 27, 2023", "December 27, 2023"),
        ("81 articles", "82 articles", "82"),
        ("nine chapters", "ten chapters", "ten"),
        ("CNY 50,000", "CNY 500,000", "CNY 500,000"),
        ("CNY 50,000", "USD 50,000", "USD 50,000"),
        ("10,000 yuan", "ten thousand yuan", "thousand"),
        ("Article 45", "Article 54", "54"),
        ("285 projects", "258 projects", "258"),
        ("9.5 percent", "95 percent", "95 percent"),
        ("251 million euros", "251 billion euros", "251 billion euros"),
        ("Meta was", "Microsoft was", "Microsoft"),
        ("the National Financial Regulatory Administration", "the China Banking Commission", "Banking"),
        ("Measures for the Data Security", "Provisions on Data Security", "Provisions"),
        ("The document has", "The first document has", "first"),
        ("The authority fined", "The Supreme Court fined", "Supreme"),
    ],
)
def test_a_false_one_is_stopped(old, new, stopped):
    """改一个日期、金额、条号、名称，或者添一个“首部”，就停下来。"""
    assert old in TRUE
    told = [one.text for one in checked(TRUE.replace(old, new)) if one.state is CheckState.OPEN]
    assert stopped in told


def test_a_title_is_what_the_tables_give():
    """英文题名照译名表；人自拟的题名未决。"""
    made = english_title(TITLE, DAY).text
    (title,) = (one for one in checked(title_en=made) if one.where == "english:1.0.01")
    assert (title.state, title.derivation) == (CheckState.DERIVED, "translated")

    (other,) = (one for one in checked(title_en="Banks Get New Rules") if one.where == "english:1.0.01")
    assert (other.state, other.reason, other.params["other"]) == (CheckState.OPEN, "gate.not_translated", made)
