"""English by dated tables: a name as it was on the day, and no half translation."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guanlan.publish.drafting import english_title
from guanlan.publish.drafting.english import instrument_in_english, organ_in_english
from guanlan.text.tables_reading import table_rows

ROOM = "guanlan.publish.drafting"
DAY = datetime.date(2024, 12, 30)

NAMES = [
    # an organ that was renamed has another English name from that day on
    ("国家互联网信息办公室", "2014-08-25", "State Internet Information Office"),
    ("国家互联网信息办公室", "2014-08-26", "Cyberspace Administration of China"),
    ("中央网信办", "2017-06-01", "Office of the Central Leading Group for Cyberspace Affairs"),
    ("中央网信办", "2018-03-21", "Office of the Central Cyberspace Affairs Commission"),
    ("国家知识产权局", "2018-08-27", "State Intellectual Property Office"),
    ("国家知识产权局", "2018-08-28", "China National Intellectual Property Administration"),
    ("国家税务总局", "2018-06-14", "State Administration of Taxation"),
    ("国家税务总局", "2018-06-15", "State Taxation Administration"),
    # before it was there and after it was gone it has none
    ("国家数据局", "2023-10-24", None),
    ("国家数据局", "2023-10-25", "National Data Administration"),
    ("中国银保监会", "2023-05-17", "China Banking and Insurance Regulatory Commission"),
    ("中国银保监会", "2023-05-18", None),
    ("国家金融监督管理总局", "2023-05-17", None),
    # organs of places by the form of their office
    ("福建省网信办", "2024-12-30", "Cyberspace Administration of Fujian"),
    ("浙江省通信管理局", "2024-12-30", "Zhejiang Communications Administration"),
    ("西藏自治区人民政府", "2022-01-01", "People's Government of Tibet"),
    ("西藏自治区人民政府", "2024-01-01", "People's Government of Xizang"),
    # a place or an office that no table has
    ("某市大数据中心", "2024-12-30", None),
    ("湖南怀化网信办", "2024-12-30", None),
    ("公安部网安局某处", "2024-12-30", None),
]


@pytest.mark.parametrize(("name", "day", "english"), NAMES)
def test_an_organ_has_the_name_of_the_day(name, day, english):
    """机关英文名随更名日期变化；改名前后各用各的，不存在的日子没有译名。"""
    assert organ_in_english(name, datetime.date.fromisoformat(day)) == english


TITLES = [
    (
        "国家金融监督管理总局印发《银行保险机构数据安全管理办法》",
        "National Financial Regulatory Administration Issues the Measures for the Data Security Management of Banking "
        "and Insurance Institutions",
    ),
    (
        "中共中央办公厅、国务院办公厅发布《关于推进新型城市基础设施建设打造韧性城市的意见》",
        "General Office of the CPC Central Committee and General Office of the State Council Release the Opinions on "
        "Advancing New Urban Infrastructure to Build Resilient Cities",
    ),
    (
        "国家发展改革委等六部门印发《关于促进数据产业高质量发展的指导意见》",
        "National Development and Reform Commission and Five Other Departments Issue the Guiding Opinions on Promoting "
        "the High-Quality Development of the Data Industry",
    ),
    (
        "国家发展改革委等部门发布《关于促进数据产业高质量发展的指导意见》",
        "National Development and Reform Commission and Other Departments Release the Guiding Opinions on Promoting "
        "the High-Quality Development of the Data Industry",
    ),
    (
        "国家税务总局就《互联网平台企业涉税信息报送规定（征求意见稿）》公开征求意见",
        "State Taxation Administration Seeks Public Comments on the Provisions on the Submission of Tax-Related "
        "Information by Internet Platform Enterprises (Draft for Comment)",
    ),
    (
        "天津市数据局就《天津市公共数据资源登记管理实施细则（试行）》（征求意见稿）公开征求意见",
        "Tianjin Data Bureau Seeks Public Comments on the Implementation Rules of Tianjin for the Registration of "
        "Public Data Resources (for Trial Implementation) (Draft for Comment)",
    ),
    ("欧盟《网络弹性法》正式生效", "Cyber Resilience Act Enters into Force"),
]


@pytest.mark.parametrize(("title", "english"), TITLES)
def test_a_title_in_english(title, english):
    """谁、行为、《文件》都在表里的，译成完整的英文题名；多个机关用复数动词。"""
    assert english_title(title, DAY).text == english


@pytest.mark.parametrize(
    ("title", "missing"),
    [
        ("国家数据局印发《某某办法》", "《某某办法》"),
        ("某局印发《银行保险机构数据安全管理办法》", "某局"),
        ("国家数据局、某局印发《银行保险机构数据安全管理办法》", "某局"),
        ("国家数据局学习《数据安全法》", "国家数据局学习《数据安全法》"),
        ("上海警方通报2024年打击各类涉网违法犯罪成果", "上海警方通报2024年打击各类涉网违法犯罪成果"),
        ("国家数据局印发《数据安全法（内部讨论稿）》", "内部讨论稿"),
    ],
)
def test_what_no_table_knows_is_named_and_not_guessed(title, missing):
    """表里没有的机关、文件、行为、稿别：整题不译，说出缺哪一个。"""
    found = english_title(title, DAY)
    assert (found.text, found.missing) == (None, missing)


def test_a_document_has_no_name_before_it_was_there():
    """文件通过之前没有译名。"""
    assert instrument_in_english("数据安全法", datetime.date(2021, 6, 10)).text == "Data Security Law"
    assert instrument_in_english("数据安全法", datetime.date(2021, 6, 9)).text is None


@settings(deadline=None)  # the first example reads the tables
@given(st.sampled_from([title for title, _ in TITLES]), st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 1, 1)))
def test_no_title_is_half_chinese(title, day):
    """译出的题名没有汉字；不译的说出缺什么。"""
    found = english_title(title, day)
    assert (found.text is None) == (found.missing is not None)
    assert found.text is None or not re.search("[\u4e00-\u9fff]", found.text)


@pytest.mark.parametrize(
    "table", ["organs_en", "places_en", "organ_forms_en", "instruments_en", "stages_en", "acts_en"]
)
def test_the_tables_hold(table):
    """每行有来源；日期是日期，起不晚于止；一个名称同一天只有一个译名。"""
    spans: dict[str, list[tuple[str, str]]] = {}
    for names, english, first, last, source in table_rows(table, ROOM):
        assert english.isascii() or "–" in english
        assert source
        for day in filter(None, (first, last)):
            datetime.date.fromisoformat(day)
        for name in names.split("、"):
            spans.setdefault(name, []).append((first or "0000", last or "9999"))
    for name, held in spans.items():
        held.sort()
        assert all(first <= last for first, last in held), name
        assert all(one[1] < other[0] for one, other in pairwise(held)), name
