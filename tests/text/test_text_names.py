"""Places and organs: tables of cases, laws of the finders, and what the tables must hold."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from golden import Case, case_params, shown
from guanlan.errors import InputError
from guanlan.text.lexicon import Endings, Lexicon
from guanlan.text.organs import Organ, OrganContext, OrganLevel, find_organs, parse_organ
from guanlan.text.organs.registry import registry
from guanlan.text.places import PlaceLevel, PlaceName, find_places, parse_place, place_of
from guanlan.text.places.gazetteer import gazetteer
from guanlan.text.tables_reading import several, table_rows

CASES = Path(__file__).parent / "cases"
TABLES = [
    "places",
    "areas",
    "countries",
    "abbreviations",
    "districts_alone",
    "ordinary_names",
    "name_guards",
    "organs",
    "organs_abroad",
    "companies",
    "offices",
    "units",
    "society_endings",
]


def show_place(value: PlaceName) -> str:
    codes = " ".join(place.code for place in value.candidates)
    region = f" {value.region}" if value.region else ""
    return f"{codes}{region}" if value.place else f"? {codes}{region}"


def show_organ(organ: Organ) -> str:
    return f"{organ.id} {organ.level.value} {organ.family} {organ.region or '无'}"


@pytest.mark.parametrize("case", case_params(CASES / "places.cases"))
def test_places(case: Case) -> None:
    found = find_places(case.text, case.options.get("context"))
    assert shown(case.text, found, show_place) == case.expected


@pytest.mark.parametrize("case", case_params(CASES / "organs.cases"))
def test_organs(case: Case) -> None:
    assert shown(case.text, find_organs(case.text), show_organ) == case.expected


# Pieces that names are made of, in every order: the laws must hold where names touch, overlap or are cut short
PIECES = st.sampled_from(
    [
        "浙江",
        "台州",
        "省",
        "市",
        "区",
        "朝阳",
        "鼓楼区",
        "吉林",
        "上海",
        "浦东新区",
        "美国",
        "欧盟",
        "网信办",
        "公安局",
        "金山分局",
        "警方",
        "通信管理局",
        "数据资源局",
        "中央网信办",
        "财政部",
        "工信部信息通信管理局",
        "中国人民银行",
        "连云港市分行",
        "第十四届",
        "人民代表大会",
        "互联网",
        "协会",
        "专业委员会",
        "DPC",
        "Meta",
        "苹果公司",
        "、",
        "和",
        "与",
        "，",
        "。",
        "（",
        "）",
        "《",
        "》",
        "(",
        "\n",
        "联合",
        "的",
        "1",
        "a",
        "门",
        "国家",
        "中国",
        "海",
        "地",
        "区块链",
        "政府",
        "市卫健委",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=40))
FINDERS: dict[str, tuple[Any, Any]] = {"places": (find_places, parse_place), "organs": (find_organs, parse_organ)}


@pytest.mark.parametrize("name", sorted(FINDERS))
@given(text=TEXTS)
@example(text="青海、贵州、宁夏通信管理局")
@example(text="杭州市财政局、数据资源局和市卫健委")
@example(text="南京市鼓楼区、鼓楼区")
def test_finders_keep_the_laws(name: str, text: str) -> None:
    find, parse = FINDERS[name]
    found = list(find(text))
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(text)
        end = one.end
        assert parse(one.of(text), one.context) == one.value


@pytest.mark.parametrize("name", sorted(FINDERS))
@given(text=TEXTS)
def test_a_full_stop_before_shifts_all_by_one(name: str, text: str) -> None:
    find, _ = FINDERS[name]
    moved = [(one.start - 1, one.end - 1, one.value, one.context) for one in find("。" + text)]
    assert moved == [(one.start, one.end, one.value, one.context) for one in find(text)]


@pytest.mark.parametrize(("parse", "code"), [(parse_place, "place.unknown"), (parse_organ, "organ.unknown")])
@pytest.mark.parametrize("text", ["", "你好", "浙江省的", "的浙江省", "网信办理"])
def test_what_is_no_name_is_refused(parse: Any, code: str, text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse(text)
    assert refused.value.code == code
    assert text in str(refused.value)


@pytest.mark.parametrize(
    ("name", "code"),
    [("粤", "440000"), ("广东", "440000"), ("广东省", "440000"), ("美", "US"), ("海淀", "110108"), ("任县", None)],
)
def test_short_and_long_names_are_one_place(name: str, code: str | None) -> None:
    if code is None:
        with pytest.raises(InputError):
            parse_place(name)
    else:
        place = parse_place(name).place
        assert place is not None
        assert place.code == code


def test_an_office_is_parsed_with_its_place_or_the_place_with_its_office() -> None:
    assert parse_organ("数据资源局", OrganContext(place="330100")).id == "330100/data"
    assert parse_organ("宁夏", OrganContext(office="通信管理局")).name == "宁夏回族自治区通信管理局"


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_as_many_cells_as_its_heading_and_a_source(table: str) -> None:
    rows = table_rows(table)
    assert rows
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(row[-1].strip() for row in rows)


@pytest.mark.parametrize("table", ["places", "areas", "countries", "organs", "organs_abroad", "companies", "offices"])
def test_codes_are_unique(table: str) -> None:
    codes = Counter(row[0] for row in table_rows(table))
    assert [code for code, times in codes.items() if times > 1] == []


def test_the_table_of_china_is_whole() -> None:
    levels = Counter(place.level for place in gazetteer().by_code.values() if place.region.startswith("CN-"))
    assert levels[PlaceLevel.PROVINCE] == 34
    assert 333 <= levels[PlaceLevel.PREFECTURE] <= 345
    assert 2840 <= levels[PlaceLevel.COUNTY] <= 2900
    regions = [row[5] for row in table_rows("places") if row[5]]
    assert len(set(regions)) == len(regions) == 34
    assert all(region.startswith("CN-") and len(region) == 5 for region in regions)


def test_every_place_lies_in_one_that_is_there_and_in_its_province() -> None:
    known = gazetteer().by_code
    for place in known.values():
        assert place.parent is None or place.parent in known
        if place.code.isdigit() and not place.code.endswith("0000"):
            assert place.region == place_of(f"{place.code[:2]}0000").region


def test_countries_and_unions() -> None:
    countries = [place for place in gazetteer().by_code.values() if place.level is PlaceLevel.COUNTRY]
    assert len(countries) >= 200
    assert all(len(place.code) == 2 and place.code.isupper() and place.region == place.code for place in countries)
    assert place_of("EU").region == "EU"
    assert place_of("UN").region == "UN"


def test_organs_stand_on_known_places_and_offices_below_known_organs() -> None:
    known = registry()
    places = gazetteer().by_code
    assert all(organ.place is None or organ.place in places for organ in known.listed.values())
    national = {row[0] for row in table_rows("organs")}
    assert {row[4] for row in table_rows("offices") if row[4]} <= national
    assert {row[1] for row in table_rows("units") if row[1]} <= national
    abroad = {organ.id for organ in known.listed.values() if organ.level is OrganLevel.ABROAD}
    assert len(abroad) >= 120


@pytest.mark.parametrize("table", ["organs", "organs_abroad", "companies"])
def test_no_name_stands_for_two_organs(table: str) -> None:
    names = [name for row in table_rows(table) for name in (row[1], *several(row[2]))]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_every_listed_name_is_found_as_its_organ() -> None:
    """No listed name is hidden by a guard or taken apart by the grammar."""
    wrong = []
    for name, organ in registry().listed.items():
        if name in registry().offices:
            continue
        found = list(find_organs(f"，{name}，"))
        if [(one.start, one.end, one.value.id) for one in found] != [(1, len(name) + 1, organ.id)]:
            wrong.append((name, [one.value.id for one in found]))
    assert wrong == []


@given(names=st.lists(st.text("甲乙丙丁", min_size=2, max_size=4), min_size=1), text=st.text("甲乙丙丁戊", max_size=20))
def test_the_lexicon_finds_what_a_search_for_each_name_finds(names: list[str], text: str) -> None:
    spans = {(at, at + len(name)) for name in names for at in range(len(text)) if text.startswith(name, at)}
    assert sorted(Lexicon(names).matches(text)) == sorted(spans)
    backwards = {(at, end) for end in range(len(text) + 1) for at in Endings(names).starts(text, end)}
    assert backwards == spans
