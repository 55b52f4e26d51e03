"""Reported penalties against the small library: verdicts, the version of the day, what cannot be told."""

from __future__ import annotations

import datetime
from decimal import Decimal

import msgspec
import pytest

from guanlan.actions.check_cases import check_cases
from guanlan.actions.import_laws import import_laws
from guanlan.actions.import_paths import import_paths
from guanlan.errors import InputError
from guanlan.records.anchor import Fact
from guanlan.records.facts import CitedLaw, Penalty
from homes import plain_release
from small_library import write_laws

CASES = """\
# 甲市查处某公司
2024-12-30 该公司拒不改正，依据《样例安全法》第三条罚款二万元。

# 乙市查处某公司
2025-02-10 该公司拒不改正，依据《样例安全法》第四条罚款二万元。

# 丙市查处某公司
2024-12-30 该公司拒不改正，依据《样例安全法》第三条处以罚款。

# 丁市查处某公司
2024-12-30 依据《别处的法》第一条，罚款二万元。

# 戊市召开会议
2024-12-30 无人受罚。
"""
BASIS = {"甲": ("样例安全法", "3", 20_000), "乙": ("样例安全法", "4", 20_000), "丙": ("样例安全法", "3", None)}


def with_penalties(reading, *, publisher=None, published=None):
    """The plain reader, and the penalties that these cases tell."""
    return tuple(_with_penalty(report) for report in plain_release(reading))


def _with_penalty(report):
    if "查处" not in report.name:
        return report
    law, article, amount = BASIS.get(report.name[0], ("别处的法", "1", 20_000))
    fine = Penalty("organisation", "罚款", None if amount is None else Decimal(amount), amount and "CNY")
    facts = msgspec.structs.replace(
        report.facts,
        jurisdiction=Fact("CN-JX"),
        penalties=(Fact(fine),),
        citations=(Fact(CitedLaw(law, article, role="basis")),),
    )
    return msgspec.structs.replace(report, facts=facts)


@pytest.fixture(autouse=True)
def held(home, code, context, tmp_path):
    """The laws and the cases."""
    code.become("code-1", with_penalties)
    import_laws([write_laws(tmp_path / "laws")], context=context)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "cases.md").write_text(CASES, encoding="utf-8")
    import_paths([tmp_path / "in"], context=context)


def test_each_case_is_judged_by_the_version_of_its_day():
    lines = {line.title[0]: line for line in check_cases().lines}
    assert {name: line.verdict for name, line in lines.items()} == {
        "甲": "in_range",
        "乙": "below_min",
        "丙": "not_disclosed",
        "丁": "cannot_be_checked",
    }
    assert lines["甲"].provision == "《中华人民共和国样例安全法》第三条"
    assert lines["乙"].provision == "《中华人民共和国样例安全法》第四条"
    assert lines["丁"].provision == "《别处的法》第一条"
    assert lines["丁"].reason == "cases.unknown_instrument"
    assert (lines["甲"].amount, lines["甲"].currency, lines["丙"].amount) == (Decimal(20_000), "CNY", None)
    assert lines["甲"].day == datetime.date(2024, 12, 30)
    assert all("cases.no_legal_opinion" in line.check.notes for line in (lines["甲"], lines["乙"]))


def test_the_archive_keeps_what_was_not_disclosed_as_such():
    archive = {(group.title, group.article): group for group in check_cases().archive}
    assert archive["样例安全法", "3"].places == ("CN-JX",)
    told = [one for group in check_cases().archive for one in group.cases]
    assert sorted(str(one.amount) for one in told) == ["20000", "20000", "20000", "None"]
    assert sum(group.undisclosed for group in check_cases().archive) == 1


def test_an_issue_that_is_not_there():
    with pytest.raises(InputError) as caught:
        check_cases("99")
    assert caught.value.code == "store.no_issue"
