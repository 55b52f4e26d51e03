"""Case checks against two versions of a law of our own; the archive of cases."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guanlan.law.cases import case_of, conduct_of, denied_in, filed, grouped, stated_in
from guanlan.law.checks import check_case, codes_of
from guanlan.law.library import Held, Library
from guanlan.law.provided import provided
from guanlan.law.reading import read_law_text
from guanlan.law.works import build_works, version_ref
from guanlan.records.anchor import Fact, anchor_at
from guanlan.records.cases import DayIs, FiledCase, Imposed, ReportedCase, Verdict
from guanlan.records.facts import CitedLaw, Facts, LeadDate, Penalty
from guanlan.records.penalties import Trigger

CASES = yaml.safe_load((Path(__file__).parent / "case_checks.yaml").read_text(encoding="utf-8"))
NAME = "某某数据办法（样例）"
LAWS = yaml.safe_load((Path(__file__).parent / "case_laws.yaml").read_text(encoding="utf-8"))
HELD = {ref: Held(text, read_law_text(text)) for ref, text in LAWS.items()}
LIBRARY = Library(build_works(version_ref(ref, one.published, one.law) for ref, one in HELD.items()), HELD.__getitem__)
VERSIONS = provided(NAME, LIBRARY)


def case_from(given_):
    """A case as the table writes it."""
    law = given_.get("law", NAME)
    imposed = [
        Imposed(party, "罚款", None if sum_ is None else Decimal(sum_), given_.get("currency", "CNY"), scope)
        for party, sum_, scope in (
            ("organisation", given_.get("org", ...), ""),
            ("individual", given_.get("person", ...), given_.get("scope", "")),
        )
        if sum_ is not ...
    ]
    days = {name: given_.get(name) for name in ("conduct", "decision", "report")}
    return ReportedCase(
        tuple(imposed) or (Imposed("organisation", "警告"),),
        basis=(CitedLaw(law, given_["basis"] or None, role="basis"),) if "basis" in given_ else (),
        violated=(CitedLaw(law, given_["violated"], role="violated"),) if "violated" in given_ else (),
        stated=tuple(Trigger(one) for one in given_.get("stated", ())),
        denied=tuple(Trigger(one) for one in given_.get("denied", ())),
        sums={name: Decimal(sum_) for name, sum_ in given_.get("sums", {}).items()},
        authority_level=given_.get("level"),
        text=given_.get("text", ""),
        **days,
    )


def named(tier):
    """A tier as the table writes it: article-paragraph-number."""
    return f"{tier.article}-{tier.paragraph}-{tier.number}"


def shown(check, wanted):
    """What the table asks of a check, as the check has it."""
    found = {
        "codes": list(codes_of(check)),
        "tier": check.tier and named(check.tier),
        "version": check.tier and check.tier.ref,
        "reasons": [one.reason for one in check.findings],
        "candidates": [named(one) for one in check.candidates],
        "on": check.on,
        "day_is": check.day_is.value,
        "notes": [one for one in check.notes if one in wanted.get("notes", ())],
    }
    if "instead" in wanted:
        found["instead"] = shown(check.instead, wanted["instead"])
    return {name: found[name] for name in wanted}


def test_the_versions_are_those_of_the_texts():
    """The days, and where each article went."""
    assert [(one.ref, str(one.first), str(one.last)) for one in VERSIONS] == [
        ("旧", "2022-01-01", "2023-12-31"),
        ("新", "2024-01-01", "None"),
    ]
    assert VERSIONS[1].moved["旧"]["10"] == ("12",)
    assert VERSIONS[0].moved["新"]["13"] == ("11",)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_of_the_table(case):
    """The outcome is that of the table; each one says that it is no legal opinion."""
    check = check_case(case_from(case["given"]), {NAME: VERSIONS})

    assert shown(check, case["then"]) == case["then"]
    assert check.notes[0] == "cases.no_legal_opinion"


def test_measures_that_belong_to_the_tier_and_are_not_told_are_listed():
    """责令改正 goes with the first tier; the report tells only of the warning."""
    case = ReportedCase(
        (Imposed("organisation", "罚款", Decimal(60000), "CNY"), Imposed("organisation", "警告")),
        basis=(CitedLaw(NAME, "10", role="basis"),),
        conduct=date(2023, 5, 1),
        denied=(Trigger.REFUSAL, Trigger.CONSEQUENCE),
    )

    assert check_case(case, {NAME: VERSIONS}).missing == ("责令改正",)


def test_of_two_laws_the_higher_fine_is_pointed_at():
    """行政处罚法 29: the conduct violates both; the one applied fines less."""
    other = provided(NAME, LIBRARY)
    case = ReportedCase(
        (Imposed("organisation", "罚款", Decimal(3000), "CNY"),),
        basis=(CitedLaw(NAME, "13", role="basis"),),
        violated=(CitedLaw("另一办法", "4", role="violated"),),
        conduct=date(2024, 2, 1),
        stated=(Trigger.REFUSAL,),
    )
    check = check_case(case, {NAME: VERSIONS, "另一办法": other})

    assert check.verdicts == (Verdict.IN_RANGE,)
    assert "cases.higher_fine_elsewhere" in check.notes


DAYS = st.none() | st.dates(date(2021, 1, 1), date(2026, 1, 1))
IMPOSED = st.builds(
    Imposed,
    st.sampled_from(["organisation", "individual", "account"]),
    st.sampled_from(["罚款", "警告"]),
    st.none() | st.integers(0, 10**9).map(Decimal),
    st.sampled_from([None, "CNY", "EUR"]),
)
CITED = st.builds(CitedLaw, st.sampled_from([NAME, "别的办法"]), st.sampled_from([None, "3", "4", "10", "12", "99"]))
ANY_CASE = st.builds(
    ReportedCase,
    imposed=st.lists(IMPOSED, max_size=4).map(tuple),
    basis=st.lists(CITED, max_size=2).map(tuple),
    violated=st.lists(CITED, max_size=2).map(tuple),
    conduct=DAYS,
    decision=DAYS,
    stated=st.lists(st.sampled_from(Trigger), max_size=3).map(tuple),
    text=st.text(max_size=20),
)


@given(ANY_CASE)
def test_any_case_has_an_outcome(case):
    """Never raises; at least one finding, each with a code; a sum in range lies inside the range shown."""
    check = check_case(case, {NAME: VERSIONS})

    assert len(codes_of(check)) == len(check.findings) > 0
    assert check.day_is is case.day[1]
    for one in check.findings:
        if one.verdict in (Verdict.IN_RANGE, Verdict.AT_MIN, Verdict.AT_MAX):
            assert one.range.low <= one.amount
            assert one.range.high is None or one.amount <= one.range.high
        if one.verdict is Verdict.BELOW_MIN:
            assert one.amount < one.range.low
        if one.verdict is Verdict.ABOVE_MAX:
            assert one.amount > one.range.high


@pytest.mark.parametrize(
    ("words", "stated", "denied"),
    [
        ("导致机房瘫痪，情节严重", ["consequence", "serious"], []),
        ("造成大量个人信息泄露", ["grave", "consequence"], []),
        ("存在导致数据泄露的风险", [], []),
        ("未造成危害后果，并已整改", [], ["consequence", "grave", "severe", "refusal"]),
        ("逾期未改正", ["refusal"], []),
        ("经责令后拒不改正", ["refusal"], []),
        ("企业及时整改", [], ["refusal"]),
        ("数据存在严重泄露隐患", [], []),
    ],
)
def test_facts_that_a_report_states_or_rules_out(words, stated, denied):
    """A risk is no consequence."""
    assert [one.value for one in stated_in(words)] == stated
    assert [one.value for one in denied_in(words)] == denied


WORDS = (
    "因未登记设备，某市网信办对某公司作出行政处罚\n1月8日消息，网信办近日查处一起案件。该公司逾期未改正。"
    "2024年1月5日，网信办依据《某某数据办法（样例）》第十二条，对该公司罚款6万元，对直接主管人员和其他责任人员分别处以一万元罚款。"
)


def facts_of(words):
    """Facts of a report with its penalties anchored."""
    org, persons = words.index("罚款6万元"), words.index("一万元罚款")
    return Facts(
        title=Fact("因未登记设备，某市网信办对某公司作出行政处罚"),
        date=Fact(LeadDate("2024-01-08", "report")),
        issuers=(Fact("南昌市网信办"),),
        jurisdiction=Fact("CN-JX"),
        citations=(Fact(CitedLaw(NAME, "12", role="basis")),),
        penalties=(
            Fact(Penalty("organisation", "罚款", Decimal(60000), "CNY"), (anchor_at(words, org, org + 5),)),
            Fact(Penalty("individual", "罚款", Decimal(10000), "CNY"), (anchor_at(words, persons, persons + 5),)),
        ),
    )


def test_a_case_is_made_of_the_facts_of_a_report():
    """The day of the news is not that of the decision; 分别 makes one penalty two; the level is the issuer's."""
    case = case_of(facts_of(WORDS), WORDS)

    assert (case.decision, case.report, case.conduct) == (date(2024, 1, 5), date(2024, 1, 8), None)
    assert case.day == (date(2024, 1, 5), DayIs.DECISION)
    assert [(one.party, one.scope) for one in case.imposed] == [
        ("organisation", ""),
        ("individual", "直接主管人员"),
        ("individual", "其他责任人员"),
    ]
    assert (case.stated, case.authority_level) == ((Trigger.REFUSAL,), "市")
    check = check_case(case, {NAME: VERSIONS})
    assert codes_of(check) == ("ORG_OK", "PERSON_OK", "PERSON_NO_FINE_IN_TIER")


def test_the_archive_groups_by_conduct_provision_and_party():
    """Undisclosed sums are counted, not guessed; the order in which cases come does not matter."""
    facts = facts_of(WORDS)
    first = filed("甲报", facts, case_of(facts, WORDS))
    hidden = FiledCase("乙报", "未登记设备", NAME, "12", place="CN-ZJ", day=date(2024, 2, 1))
    groups = grouped([hidden, *first])

    assert grouped([*reversed(first), hidden]) == groups
    assert [(one.party, one.low, one.high, one.undisclosed, one.places) for one in groups] == [
        ("individual", 10000, 10000, 0, ("CN-JX",)),
        ("organisation", 60000, 60000, 1, ("CN-JX", "CN-ZJ")),
    ]
    assert groups[1].cases[-1].amount is None


def test_conduct_without_a_reason_in_the_headline_is_told_by_what_was_violated():
    """Several laws are joined, each once."""
    violated = (CitedLaw("甲法", "3"), CitedLaw("乙法"), CitedLaw("甲法", "3"))

    assert conduct_of("某市通报一批案件", ReportedCase(violated=violated)) == "甲法第3条、乙法"
