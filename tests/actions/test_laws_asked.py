"""The law library asked: lists, provisions on a day, differences, citations, citers, penalties."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from guanlan.actions.cited_by import cited_by
from guanlan.actions.diff_law import diff_law
from guanlan.actions.find_citations import find_citations
from guanlan.actions.import_laws import import_laws
from guanlan.actions.law_penalties import law_penalties
from guanlan.actions.list_laws import list_laws
from guanlan.actions.show_law import show_law
from guanlan.errors import InputError
from guanlan.errors.words import phrase
from guanlan.law.resolve import Reason, Resolved, Unresolved
from guanlan.records.codec import to_json
from small_library import FORMER, write_laws

BEFORE, AFTER = date(2024, 12, 31), date(2025, 1, 1)


@pytest.fixture(autouse=True)
def library(home, context, tmp_path):
    """The small library, imported."""
    import_laws([write_laws(tmp_path / "laws")], context=context)


def test_the_list_is_by_rank():
    assert [(line.title, line.rank, line.place) for line in list_laws()] == [
        ("中华人民共和国样例安全法", "law", "CN"),
        ("样例安全法实施条例", "administrative", "CN"),
        ("广东省样例数据条例", "local", "CN-GD"),
    ]
    (law, rules) = list_laws("样例安全法")
    assert rules.title == "样例安全法实施条例"
    assert [(one.first, one.last) for one in law.versions] == [(date(2018, 6, 1), BEFORE), (AFTER, None)]
    assert list_laws("没有的法") == ()
    assert len(list_laws(" ")) == 3


@pytest.mark.parametrize("typed", ["3", "第三条", " 第3条 "])
def test_a_provision_is_that_of_the_day(typed):
    (before,) = show_law("样例安全法", typed, on=BEFORE).resolved
    (after,) = show_law("《中华人民共和国样例安全法》", typed, on=AFTER).resolved
    assert isinstance(before, Resolved)
    assert isinstance(after, Resolved)
    assert "一万元以上十万元以下" in before.quote
    assert "十二个月" in after.quote
    assert FORMER[before.start : before.end] == before.quote


def test_what_became_of_a_provision_is_told():
    view = show_law("样例安全法", "第二条", on=BEFORE)
    ((change,),) = view.changes
    assert change.on == AFTER
    assert [(pair.old, pair.new) for pair in change.pairs] == [("2", "3")]
    assert show_law("样例安全法", "第三条", on=AFTER).changes == ((),)


def test_a_law_whole():
    view = show_law("样例安全法", on=BEFORE)
    assert view.published == FORMER
    assert view.law is not None
    assert view.resolved == ()
    assert view.shown.last == BEFORE


def test_a_number_that_the_version_does_not_have_is_told():
    (one,) = show_law("样例安全法", "9", on=AFTER).resolved
    assert isinstance(one, Unresolved)
    assert one.reason is Reason.NO_PROVISION


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (lambda: show_law("没有的法", on=AFTER), "laws.unknown"),
        (lambda: show_law("样例", on=AFTER), "laws.unknown"),
        (lambda: show_law("", on=AFTER), "laws.unknown"),
        (lambda: show_law("样例安全法", on=date(2018, 5, 31)), "laws.no_version"),
        (lambda: show_law("样例安全法", "第条", on=AFTER), "laws.bad_provision"),
        (lambda: show_law("样例安全法", "0", on=AFTER), "laws.bad_provision"),
        (lambda: diff_law("样例安全法", BEFORE, date(2020, 1, 1)), "laws.same_version"),
        (lambda: diff_law("样例安全法", date(2017, 1, 1), AFTER), "laws.no_version"),
        (lambda: law_penalties("样例安全法", "77", on=AFTER), "laws.no_provision"),
        (lambda: cited_by("第三条"), "laws.bad_citation"),
        (lambda: cited_by("《甲法》和《乙法》"), "laws.bad_citation"),
        (lambda: cited_by(""), "laws.bad_citation"),
    ],
)
def test_what_is_refused(asked, code):
    """The sentence quotes what was asked, and no place of it stays open."""
    with pytest.raises(InputError) as caught:
        asked()
    assert caught.value.code == code
    for language in ("zh", "en"):
        assert "{" not in phrase(code, language, caught.value.params)


def test_likely_names_are_shown():
    with pytest.raises(InputError) as caught:
        show_law("样例", on=AFTER)
    assert "《中华人民共和国样例安全法》" in caught.value.params["known"]


def test_differences_by_article():
    done = diff_law("样例安全法", BEFORE, AFTER)
    assert (done.old.last, done.new.first) == (BEFORE, AFTER)
    assert {(one.pair.old, one.pair.new) for one in done.articles} == {
        ("1", "1"),
        ("2", "3"),
        ("3", "4"),
        ("4", "5"),
        (None, "2"),
    }
    assert to_json(done)


def test_citations_of_a_text_and_where_they_lead():
    text = "依据《样例安全法》第二条、第九条，以及该法第三条；另见《不存在的办法》第一条。"
    found = find_citations(text, on=BEFORE)
    assert [text[line.start : line.end] for line in found.lines] == [line.quote for line in found.lines]
    assert [[type(one).__name__ for one in line.resolved] for line in found.lines] == [
        ["Resolved", "Unresolved"],
        ["Resolved"],
        ["Unresolved"],
    ]
    first = found.lines[0]
    assert "六个月" in first.resolved[0].quote
    assert [(pair.old, pair.new) for change in first.changes[0] for pair in change.pairs] == [("2", "3")]
    assert found.lines[2].resolved[0].reason is Reason.UNKNOWN
    assert find_citations("没有引用的话。", on=BEFORE).lines == ()


def citers(citation):
    """Title and article of who cites it, with the words that do."""
    return [(one.title, one.where, one.quote) for one in cited_by(citation).citers]


def test_who_cites_an_article():
    """By its full name, its short name, a name that the text gave it, a range, and inside of the law itself."""
    assert citers("《样例安全法》第三条") == [
        ("中华人民共和国样例安全法", "article:4", "本法第三条"),
        ("样例安全法实施条例", "article:3", "《样例法》第三条至第四条"),
    ]
    assert citers("样例安全法第四条") == [
        ("样例安全法实施条例", "article:3", "《样例法》第三条至第四条"),
        ("样例安全法实施条例", "article:3", "该法第四条"),
    ]
    assert citers("中华人民共和国样例安全法第二条") == [
        ("中华人民共和国样例安全法", "article:3", "本法第二条"),
        ("广东省样例数据条例", "article:1", "《样例安全法》第二条"),
    ]
    assert citers("《样例安全法》第九条") == []


def test_who_cites_a_law_anywhere():
    found = cited_by("样例安全法")
    assert (found.key, found.article, found.held) == ("样例安全法", None, True)
    assert len(found.citers) == 6
    assert cited_by("样例安全法", limit=2).citers == found.citers[:2]
    whole = next(one for one in found.citers if one.title == "样例安全法实施条例")
    assert (whole.quote, whole.article) == ("《中华人民共和国样例安全法》", None)
    assert whole.quote in whole.words


def test_who_cites_what_is_not_held():
    found = cited_by("《别处的法》第一条")
    assert (found.held, found.title, found.citers) == (False, "别处的法", ())


def test_penalties_as_of_a_day():
    before, after = law_penalties("样例安全法", "3", on=BEFORE), law_penalties("样例安全法", "第四条第一款", on=AFTER)
    amounts = [
        (tier.organisation.range.low, tier.organisation.range.high)
        for view in (before, after)
        for tier in view.tiers
        if tier.organisation and tier.organisation.range
    ]
    assert amounts == [(Decimal(10_000), Decimal(100_000)), (Decimal(50_000), Decimal(500_000))]
    assert before.article.provision.article == "3"
