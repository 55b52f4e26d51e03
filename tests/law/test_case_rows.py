"""The 12 cases of penalty_cases.json, each against the tier it names, as the law texts have it."""

from datetime import date
from decimal import Decimal

import pytest
from penalty_texts import CASES, ROWS, tiers_of, version_of, versions_of

from guanlan.law.checks import check_tier, codes_of
from guanlan.records.cases import DayIs, Imposed, ReportedCase


def case_of(args):
    """The file's arguments as a case."""
    imposed = [Imposed("organisation", "罚款", Decimal(args["org"]), "CNY")] if "org" in args else []
    imposed += [Imposed("individual", "罚款", Decimal(sum_), "CNY") for sum_ in args.get("persons", ())]
    return ReportedCase(
        tuple(imposed), conduct=date.fromisoformat(args["conduct"]), authority_level=args.get("authority_level")
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_of_the_file(case, shared):
    """The codes are those of the file, in its order; the version and the day stand in the outcome."""
    row = next(row for row in ROWS if row["id"] == case["args"]["id"])
    version = version_of(row, shared)
    others = [one for one in versions_of(row["law"], shared) if one is not version]
    check = check_tier(case_of(case["args"]), next(tiers_of(row, shared)), version, others)

    assert list(codes_of(check)) == case["expected"]
    assert (check.on, check.day_is) == (date.fromisoformat(case["args"]["conduct"]), DayIs.CONDUCT)
    assert (check.tier.ref, check.first, check.last) == (version.ref, version.first, version.last)
    assert "cases.no_legal_opinion" in check.notes


def test_twelve_cases():
    """None is left out."""
    assert len(CASES) == 12
