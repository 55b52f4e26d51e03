"""Cases of the real bulletin, from its bytes to the verdict: nothing between them is made up for the test."""

from datetime import date

import pytest
from msgspec.structs import replace
from penalty_texts import versions_of

from guanlan import formats
from guanlan.extract.bulletin import entry_text, read_bulletin
from guanlan.extract.facts import with_facts
from guanlan.law.cases import case_of
from guanlan.law.checks import check_case, codes_of
from guanlan.records.cases import DayIs
from guanlan.records.facts import CitedLaw


@pytest.fixture(scope="module")
def cases(shared):
    """Entry number → its case, for every entry that tells of a fine."""
    [path] = (shared / "corpus" / "bulletin").glob("*.txt")
    reading = formats.read(path.read_bytes(), name=path.name)
    bulletin = with_facts(read_bulletin(reading), reading)
    return {
        entry.id: case_of(entry.facts, entry_text(reading, entry).text)
        for entry in bulletin.entries()
        if any(fact.value and fact.value.measure == "罚款" for fact in entry.facts.penalties)
    }


def check(case, shared):
    """The check of a case, with the versions of the laws it names."""
    return check_case(case, {one.law: versions_of(one.law, shared) for one in (*case.basis, *case.violated)})


def place(found):
    """Where a tier stands."""
    return (found.tier.title, found.tier.article, found.tier.paragraph, found.tier.number)


def test_chongqing(cases, shared):
    """2024-12-23: 《数据安全法》 without an article; the breach leads to 45(1), nothing aggravating is told."""
    found = check(cases["3.2.08"], shared)

    assert codes_of(found) == ("ORG_OK_AT_MIN", "PERSON_OK_AT_MIN", "PERSON_OK_AT_MIN")
    assert place(found) == ("中华人民共和国数据安全法", "45", 1, 1)
    assert (found.on, found.day_is) == (date(2024, 12, 23), DayIs.REPORT)
    assert {"cases.day_is_report", "cases.article_inferred", "cases.tier_assumed"} <= set(found.notes)
    assert found.missing == ()


def test_nanchang(cases, shared):
    """2024-12-31: 《网络安全法》 59; article 21 leads to its first paragraph, the consequence to the second tier."""
    found = check(cases["3.2.09"], shared)

    assert codes_of(found) == ("ORG_OK_AT_MIN", "PERSON_OK_AT_MIN")
    assert place(found) == ("中华人民共和国网络安全法", "59", 1, 2)
    assert (found.on, found.day_is, str(found.last)) == (date(2024, 12, 31), DayIs.DECISION, "2025-12-31")


def test_nanchang_in_2026(cases, shared):
    """The same sums for conduct in 2026: 59 is then the wrong version, and under 61 both are below the minimum."""
    later = replace(cases["3.2.09"], conduct=date(2026, 3, 1))
    found = check(later, shared)
    renumbered = replace(
        later,
        basis=(CitedLaw("网络安全法", "61", role="basis"),),
        violated=(CitedLaw("网络安全法", "23", role="violated"),),
    )

    assert codes_of(found)[0] == "WRONG_VERSION"
    assert codes_of(found.instead) == codes_of(check(renumbered, shared)) == ("ORG_BELOW_MIN", "PERSON_BELOW_MIN")
    assert place(found.instead) == ("中华人民共和国网络安全法", "61", 1, 2)
    assert [one.reason for one in found.instead.findings] == ["cases.mitigation", "cases.mitigation"]


def test_what_was_not_disclosed_stays_so(cases, shared):
    """台州: both were fined, no sum is told."""
    [found] = [check(case, shared) for case in cases.values() if "浙江台州" in case.text]

    assert codes_of(found) == ("ORG_NOT_DISCLOSED", "PERSON_NOT_DISCLOSED")


def test_breaches_of_statutes_that_are_not_named_are_not_checked(cases, shared):
    """灌南: seven breaches, no law cited."""
    [found] = [check(case, shared) for case in cases.values() if "灌南农村商业银行" in case.text]

    assert codes_of(found) == ("NOT_APPLICABLE",)
    assert found.findings[0].reason == "cases.no_basis"
