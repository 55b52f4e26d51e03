"""Citations and references resolve to the words of a day, or say why not. The laws are small ones of our own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanlan.law.citing import cited_in
from guanlan.law.context import Here, find_references
from guanlan.law.library import Library
from guanlan.law.resolve import Reason, Resolution, Resolved, Unresolved, resolve, resolve_provision
from guanlan.text.citations import Citation, find_citations
from guanlan.text.provisions import Provision, parse_provision, print_provision
from law_corpus import law, library_of

FERRY_2020 = law(
    "某省渡口管理条例（样例）",
    "为了示范，制定本条例。",
    "渡口应当每日检查缆绳。\n检查的结果应当记录。\n有前款规定的记录的，保存三年。",
    "有下列行为之一的，给予警告：\n（一）不检查缆绳的；\n（二）不保存记录的。\n有前款第二项行为，情节严重的，处一百元罚款。",
    "违反前两条规定的，由渡口所在地的乡政府处理。",
    effective="2020-01-01",
)
FERRY_2023 = law(
    "某省渡口管理条例（样例）",
    "为了示范，制定本条例。",
    "渡口应当备有救生设备。",
    "渡口应当每日检查缆绳。\n检查的结果应当记录。",
    "有下列行为之一的，给予警告：\n（一）不检查缆绳的；\n（二）不保存记录的；\n（三）不备救生设备的。",
    "违反本条例第三条、第四条规定的，处理。依照《某省面包条例（样例）》第二条处罚；该条例第一款除外。",
    history="2019年12月1日某省人民代表大会常务委员会通过　2022年12月1日某省人民代表大会常务委员会修订",
    effective="2023-01-01",
)
BREAD = law(
    "某省面包条例（样例）",
    "为了示范，制定本条例。",
    "隔夜面包应当标明。\n标明的方法由乡政府规定。",
    effective="2021-05-01",
)
DECISION = """# 关于修改《某省面包条例（样例）》的决定

2024年2月1日 某省人民代表大会常务委员会通过

某省人民代表大会常务委员会决定对《某省面包条例（样例）》（以下简称《条例》）作如下修改：

一、将《条例》第二条修改为：“隔夜面包应当标明时间。

“违反前款规定的，依照本条例第一条处理。”

二、删去《条例》第一条第一款。

本决定自2024年3月1日起施行。
"""
TEXTS = {
    "渡口(2019-12-01).md": FERRY_2020,
    "渡口(2022-12-01).md": FERRY_2023,
    "面包(2021-03-01).md": BREAD,
    "决定(2024-02-01).md": DECISION,
    "草案.md": law("某省蜂箱条例（征求意见稿）", "迁移蜂箱应当告知学校。"),
    "甲市实施办法.md": law("甲市实施渡口管理条例办法", "甲市的渡口。"),
    "双.md": law("某省双条办法", "第一句。").replace("第二条", "第一条"),
}
IN_2021, IN_2024 = date(2021, 7, 1), date(2024, 7, 1)


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(TEXTS)


def told(found: Resolution) -> str:
    """The reference of a resolution and its words, or the reason."""
    if isinstance(found, Unresolved):
        return found.reason.value
    return f"{found.ref} {print_provision(found.provision)} {found.quote}".strip()


def cite(library: Library, words: str, on: date) -> list[str]:
    citation = next(find_citations(words)).value
    return [told(one) for one in resolve(citation, library, on=on)]


@pytest.mark.parametrize(
    ("words", "on", "expected"),
    [
        (
            "《某省渡口管理条例（样例）》第二条第一款",
            IN_2021,
            "渡口(2019-12-01).md 第二条第一款 渡口应当每日检查缆绳。",
        ),
        (
            "《某省渡口管理条例（样例）》第二条第一款",
            IN_2024,
            "渡口(2022-12-01).md 第二条第一款 渡口应当备有救生设备。",
        ),
        (
            "《某省渡口管理条例（样例）》第三条第（二）项",
            IN_2021,
            "渡口(2019-12-01).md 第三条第一款第（二）项 （二）不保存记录的。",
        ),
        (
            "《某省渡口管理条例（样例）》第四条第三项",
            IN_2024,
            "渡口(2022-12-01).md 第四条第一款第（三）项 （三）不备救生设备的。",
        ),
        ("《某省渡口管理条例（样例）》第四条第三项", IN_2021, "no_such_provision"),
        ("《某省渡口管理条例（样例）》第二条第四款", IN_2021, "no_such_provision"),
        ("《某省渡口管理条例（样例）》第三十条", IN_2021, "no_such_provision"),
        ("《某省渡口管理条例（样例）》第二条", date(2019, 12, 31), "no_version_on_that_day"),
        ("《某省渡口管理条例（样例）》第二条", date(2020, 1, 1), None),
        ("《某省渡口管理条例（样例）》第二条", date(2022, 12, 31), None),
        ("《某省渡船条例》第二条", IN_2021, "unknown_instrument"),
        ("《渡口晚报》", IN_2021, "not_a_norm"),
        ("《某省渡口管理条例（样例）（修订草案）》第二条", IN_2021, "draft"),
        ("《某省双条办法》第一条", IN_2024, "ambiguous"),
    ],
)
def test_a_citation_on_a_day(library: Library, words: str, on: date, expected: str | None):
    (found,) = cite(library, words, on)
    if expected is None:
        assert found.startswith("渡口(2019-12-01).md 第二条 第二条　渡口应当每日检查缆绳。")
    else:
        assert found == expected


def test_a_range_gives_every_article(library: Library):
    found = cite(library, "《某省渡口管理条例（样例）》第二条至第四条", IN_2021)
    assert [one.split()[1] for one in found] == ["第二条", "第三条", "第四条"]


def test_a_list_gives_each_and_says_which_is_not_there(library: Library):
    found = cite(library, "《某省渡口管理条例（样例）》第一条、第九十条", IN_2021)
    assert [one.split()[0] for one in found] == ["渡口(2019-12-01).md", "no_such_provision"]


def test_a_range_of_items_gives_each(library: Library):
    found = cite(library, "《某省渡口管理条例（样例）》第四条第一款第（一）项至第（三）项", IN_2024)
    assert [one.rsplit("）", 1)[1] for one in found] == ["不检查缆绳的；", "不保存记录的；", "不备救生设备的。"]


def test_a_title_alone_is_the_whole_text_in_force(library: Library):
    (found,) = resolve(Citation("某省渡口管理条例（样例）"), library, on=IN_2024)
    assert isinstance(found, Resolved)
    assert (found.unit, found.quote, found.first, found.last) == (-1, "", date(2023, 1, 1), None)


def test_a_draft_that_is_there_is_found_under_its_note(library: Library):
    (found,) = resolve(Citation("某省蜂箱条例（征求意见稿）"), library, on=IN_2024)
    assert isinstance(found, Resolved)
    assert found.ref == "草案.md"
    assert cite(library, "《某省蜂箱条例》第一条", IN_2024) == ["no_version_on_that_day"]


def test_a_number_of_another_version_is_a_candidate(library: Library):
    provision = parse_provision("第四条第三项")
    found = resolve_provision("某省渡口管理条例（样例）", provision, library, on=IN_2021)
    assert isinstance(found, Unresolved)
    assert [(one.ref, one.provision) for one in found.candidates] == [
        ("渡口(2019-12-01).md", Provision("4")),
        ("渡口(2022-12-01).md", provision),
    ]


def test_a_day_without_version_names_those_there_are(library: Library):
    found = resolve_provision("某省渡口管理条例（样例）", Provision("1"), library, on=date(2000, 1, 1))
    assert isinstance(found, Unresolved)
    assert [one.first for one in found.candidates] == [date(2020, 1, 1), date(2023, 1, 1)]


def in_text(library: Library, ref: str, on: date) -> list[tuple[str, list[str]]]:
    """Everything that a text cites: the words, and what they resolve to."""
    opened = library.text(ref)
    return [
        (
            opened.published[one.start : one.end],
            [told(each) for each in resolve(one.value, library, on=on, here=one.here)],
        )
        for one in cited_in(ref, opened)
    ]


def test_words_that_tell_their_place_by_where_they_stand(library: Library):
    found = dict(in_text(library, "渡口(2019-12-01).md", IN_2021))
    assert found["前款"] == ["渡口(2019-12-01).md 第二条第二款 检查的结果应当记录。"]
    assert found["前款第二项"] == ["渡口(2019-12-01).md 第三条第一款第（二）项 （二）不保存记录的。"]
    assert [one.split()[1] for one in found["前两条"]] == ["第二条", "第三条"]


def test_references_to_the_text_itself_and_to_the_one_named_last(library: Library):
    found = dict(in_text(library, "渡口(2022-12-01).md", IN_2024))
    assert [one.split()[1] for one in found["本条例第三条、第四条"]] == ["第三条", "第四条"]
    assert found["该条例第一款"] == ["面包(2021-03-01).md 第二条第一款 隔夜面包应当标明。"]


def test_the_text_itself_is_meant_whatever_the_day(library: Library):
    (reference,) = find_references("本条例第二条")
    here = Here("渡口(2019-12-01).md", 0)
    (found,) = resolve(reference.value, library, on=IN_2024, here=here)
    assert told(found).startswith("渡口(2019-12-01).md 第二条")


def test_a_decision_speaks_of_the_law_as_it_was_before(library: Library):
    found = in_text(library, "决定(2024-02-01).md", date(2024, 3, 1))
    answers = [answer for words, (answer, *_) in found if words == "《条例》第二条"]
    assert answers == ["面包(2021-03-01).md 第二条 第二条　隔夜面包应当标明。\n\n标明的方法由乡政府规定。"]


def test_before_the_first_of_all_days_there_is_none(library: Library):
    here = Here("决定(2024-02-01).md")
    (found,) = resolve(Citation("某省面包条例（样例）"), library, on=date.min, here=here)
    assert told(found) == "no_version_on_that_day"


def test_this_law_in_words_that_an_amendment_puts_in_is_not_the_amendment(library: Library):
    found = dict(in_text(library, "决定(2024-02-01).md", date(2024, 3, 1)))
    assert found["本条例第一条"] == ["no_context"]
    assert found["前款"][0].startswith("决定(2024-02-01).md 第一条第一款 一、将《条例》第二条修改为")


@pytest.mark.parametrize("words", ["前款", "前条", "前项", "本条第二款", "本条例第二条", "该条例第二条"])
def test_without_a_text_such_words_mean_nothing(library: Library, words: str):
    reference = next(find_references(words)).value
    (found,) = resolve(reference, library, on=IN_2024)
    assert told(found) == "no_context"


def test_the_first_paragraph_has_none_before_it(library: Library):
    index = library.text("渡口(2019-12-01).md").provisions
    (first,) = index.find(Provision("2", 1))
    (found,) = resolve(
        next(find_references("前款")).value, library, on=IN_2021, here=Here("渡口(2019-12-01).md", first)
    )
    assert told(found) == "no_context"


def test_points_of_a_text_without_articles_are_cited_as_articles(library: Library):
    found = resolve_provision("关于修改《某省面包条例（样例）》的决定", Provision("1", 2), library, on=date(2024, 4, 1))
    assert told(found) == "决定(2024-02-01).md 第一条第二款 “违反前款规定的，依照本条例第一条处理。”"


def test_what_is_above_a_provision():
    articles = "第一条　渡口应当检查缆绳。\n\n第二条　本法自2020年1月1日起施行。\n"
    text = f"# 某某法\n\n## 第一编　总则\n\n### 第二章　渡口\n\n{articles}"
    found = resolve_provision("某某法", Provision("1"), library_of({"a": text}), on=IN_2021)
    assert isinstance(found, Resolved)
    assert [(one.number, one.heading) for one in found.above] == [("1", "总则"), ("2", "渡口")]


def test_names_that_the_text_gives_hold_in_that_text_only(library: Library):
    here = Here("", names={"条例": "某省面包条例（样例）"})
    (found,) = resolve(Citation("条例"), library, on=IN_2024, here=here)
    assert isinstance(found, Resolved)
    (found,) = resolve(Citation("条例"), library, on=IN_2024)
    assert told(found) == "unknown_instrument"


NAMES = st.sampled_from(
    [
        "某省渡口管理条例（样例）",
        "某省面包条例（样例）",
        "某省双条办法",
        "条例",
        "",
        "《》",
        "（草案）",
        "某省蜂箱条例（征求意见稿）",
    ]
)
NUMBERS = st.one_of(st.none(), st.integers(0, 12))
PROVISIONS = st.builds(
    Provision, st.one_of(st.none(), st.sampled_from(["1", "2", "3", "4", "1-1", "99"])), NUMBERS, NUMBERS, NUMBERS
)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1)) | st.sampled_from([date.min, date.max])
WHERE = st.none() | st.builds(Here, st.sampled_from([*TEXTS, "nowhere"]), st.integers(-2, 40))


@given(NAMES, PROVISIONS, DAYS, WHERE)
def test_resolving_never_raises_and_gives_what_was_asked(name: str, provision: Provision, on: date, here: Here | None):
    found = resolve_provision(name, provision, LIBRARY, on=on, here=here)
    if isinstance(found, Resolved):
        assert found.provision.article == provision.article
        assert provision.paragraph is None or found.provision.paragraph == provision.paragraph
        assert provision.item is None or found.provision.item == provision.item
        assert LIBRARY.text(found.ref).published[found.start : found.end].strip() or found.unit == -1
    else:
        assert found.reason in Reason


@given(
    st.sampled_from(
        ["前款", "前两款第一项", "前条", "前项", "本条第二款", "本条例第一条至第九条", "该条例第一条", "本款"]
    ),
    DAYS,
    WHERE,
)
def test_references_never_raise(words: str, on: date, here: Here | None):
    for reference in find_references(words):
        assert resolve(reference.value, LIBRARY, on=on, here=here)


LIBRARY = library_of(TEXTS)
