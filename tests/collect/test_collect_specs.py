"""Sources as TOML: what is refused is told with file, key and field; what is written is read back."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanlan.collect.spec import load_specs, read_specs, to_toml
from guanlan.errors import InputError
from guanlan.records.source import ApiRules, DetailRules, Diary, ListRules, Politeness, Rhythm, SourceSpec

GOOD = """
key = "a-list"
name = "某局通知公告"
authority = "某某局"
kind = "list"
address = "https://www.authority.example/tzgg/"
[list]
items = "ul li"
"""


def several(*texts: str) -> str:
    """Sources of one file."""
    return "\n".join("[[source]]\n" + text.replace("[list]", "[source.list]") for text in texts)


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        (GOOD.replace("ul li", "ul li["), "sources.bad_field", {"field": "list.items", "key": "a-list"}),
        (GOOD + 'date = "//td["', "sources.bad_field", {"field": "list.date"}),
        (GOOD + 'tilte = "a"', "sources.bad_field", {"field": "list.tilte"}),
        (GOOD + 'pages = "/list_2.html"', "sources.bad_field", {"field": "list.pages"}),
        (GOOD + "most_pages = 0", "sources.bad_field", {"field": "list.most_pages"}),
        (GOOD.replace('items = "ul li"', ""), "sources.bad_field", {"field": "list.items"}),
        (GOOD.split("[list]")[0], "sources.bad_field", {"field": "list"}),
        (GOOD.replace("a-list", "某局"), "sources.bad_field", {"field": "key"}),
        (GOOD.replace('authority = "某某局"', ""), "sources.bad_field", {"field": "authority", "key": "a-list"}),
        (GOOD.replace("某某局", " "), "sources.bad_field", {"field": "authority"}),
        (GOOD.replace("https:", "ftp:"), "sources.bad_field", {"field": "address"}),
        (GOOD.replace("https://www.authority.example", "https://"), "sources.bad_field", {"field": "address"}),
        ('home = "www.a.example"' + GOOD, "sources.bad_field", {"field": "home"}),
        ('level = "city"' + GOOD, "sources.bad_field", {"field": "level"}),
        ('zone = "Asia/Peking"' + GOOD, "sources.bad_zone", {"zone": "Asia/Peking"}),
        (GOOD + "[rhythm]\ndays = 0", "sources.bad_field", {"field": "rhythm.days"}),
        (GOOD + "[politeness]\ndelay = nan", "sources.bad_field", {"field": "politeness.delay"}),
        (GOOD + "[politeness]\ndelay = -1", "sources.bad_field", {"field": "politeness.delay"}),
        (GOOD.replace('"list"', '"api"').split("[list]")[0], "sources.bad_field", {"field": "api"}),
        ("key = ", "sources.no_toml", {"file": "here.toml"}),
        ("source = 3", "sources.no_tables", {}),
        ('name = "x"\n' + several(GOOD), "sources.stray", {"fields": "name"}),
    ],
)
def test_what_a_visit_would_trip_over_is_told_before(text, code, told):
    """The file, the source, the field."""
    with pytest.raises(InputError) as refused:
        read_specs(text, "here.toml")

    assert refused.value.code == code
    assert refused.value.params["file"] == "here.toml"
    assert told.items() <= refused.value.params.items()


def test_a_source_without_rules_is_kept_until_somebody_tries_it():
    """Only name and home are known."""
    (spec,) = read_specs("checked = false\n" + GOOD.split("[list]")[0])

    assert (spec.checked, spec.list) == (False, None)


def test_a_folder_of_files_with_one_source_and_with_several(tmp_path):
    """In order of their names; a key that is there twice is told with both files."""
    (tmp_path / "b.toml").write_text(GOOD, encoding="utf-8-sig")
    (tmp_path / "a.toml").write_text(
        several(GOOD.replace("a-list", "x"), GOOD.replace("a-list", "y")), encoding="utf-8"
    )
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    assert [spec.key for spec in load_specs(tmp_path)] == ["x", "y", "a-list"]
    (tmp_path / "c.toml").write_text(GOOD, encoding="utf-8")

    with pytest.raises(InputError) as refused:
        load_specs(tmp_path)

    assert refused.value.params["key"] == "a-list"
    assert {refused.value.params["file"][-6:], refused.value.params["other"][-6:]} == {"b.toml", "c.toml"}


def test_a_file_that_cannot_be_read(tmp_path):
    """Missing, or in another encoding."""
    (tmp_path / "gbk.toml").write_bytes(GOOD.encode("gbk"))
    for name in ("none.toml", "gbk.toml"):
        with pytest.raises(InputError) as refused:
            load_specs(tmp_path / name)
        assert refused.value.code == "sources.unreadable"


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
rules = st.builds(
    ListRules,
    items=st.sampled_from(["ul li", "//tr[td]", "div.a > a"]),
    title=st.none() | st.just("a::attr(title)"),
    next=st.none() | st.just("//a[text()='下一页']"),
    pages=st.none() | st.just("list_{page}.html"),
    most_pages=st.integers(1, 99),
)
specs = st.builds(
    SourceSpec,
    key=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True),
    name=words,
    authority=words,
    kind=st.just("list"),
    address=st.just("https://a.example/x?y=1&z=2"),
    level=st.sampled_from(["national", "media"]),
    jurisdiction=st.none() | st.just("CN-11"),
    columns=st.lists(words, max_size=3).map(tuple),
    rhythm=st.builds(Rhythm, days=st.integers(1, 400), empty_is_failure=st.booleans()),
    politeness=st.builds(Politeness, delay=st.floats(0, 100), robots=st.booleans()),
    reuse=st.text(max_size=30),
    local=st.booleans(),
    proxy=st.none() | words,
    list=rules,
    detail=st.builds(DetailRules, body=st.none() | st.just("div.content")),
    api=st.none() | st.just(ApiRules("data", "/v/{id}", first_page=0)),
    diary=st.lists(st.builds(Diary, on=st.dates(datetime.date(2000, 1, 1)), note=words), max_size=2).map(tuple),
)


@given(st.lists(specs, max_size=3))
def test_what_is_written_is_read_back(some):
    """Every field, whatever stands in its words; several sources in one file."""
    assert read_specs(to_toml(some) or "source = []") == tuple(some)
