"""The journal file: what it says is what the issue is; what is wrong in it is named."""

from __future__ import annotations

import datetime

import pytest

from guanlan.errors import InputError, describe
from guanlan.publish.journal import default_journal, load_journal

LEAST = b"""
title = "A"
title_en = "B"
[[columns]]
code = "one"
series = "S"
rules = [{ kinds = ["meeting"] }]
"""


def test_the_default_has_the_six_columns_in_order() -> None:
    """境内三栏、境外一栏、行业两栏，次序与期刊一致。"""
    headings = [(column.series, column.heading) for column in default_journal().columns]

    assert headings == [
        ("境内前沿观察一", "安全事件"),
        ("境内前沿观察二", "政策立法"),
        ("境内前沿观察三", "治理实践"),
        ("境外前沿观察", "月度速览十则"),
        ("行业前沿观察一", None),
        ("行业前沿观察二", "各地协会动态"),
    ]


def test_the_default_has_its_subcolumns_and_limits() -> None:
    """政策立法分三层，治理实践分四类；境外速览十则。"""
    columns = {column.code: column for column in default_journal().columns}

    assert [part.heading for part in columns["policy"].parts()] == ["国家层面动向", "部委层面动向", "地方层面动向"]
    assert len(columns["practice"].parts()) == 4
    assert columns["abroad"].limit == 10
    assert [code for code, column in columns.items() if not column.source_required] == ["associations"]


def test_nobody_in_the_default_masthead_is_a_made_up_person() -> None:
    """占位用角色名，不用人名；联系地址不可投递。"""
    journal = default_journal()
    names = [person.name for role in journal.masthead for person in role.people]

    assert names
    assert all(name.startswith(("编辑", "审核", "总编", "示例")) for name in names)
    assert journal.contact is not None
    assert journal.contact.endswith("example.invalid")


def test_months_have_their_numbers() -> None:
    """创刊月为第一期，每月一期。"""
    journal = default_journal()

    assert journal.number_of(datetime.date(2023, 8, 1)) == 1
    assert journal.number_of(datetime.date(2024, 12, 31)) == 17
    assert journal.number_of(datetime.date(2025, 1, 16)) == 18
    with pytest.raises(InputError) as refused:
        journal.number_of(datetime.date(2023, 7, 31))
    assert refused.value.code == "journal.before"


def test_a_person_holds_a_role_on_the_first_and_the_last_day() -> None:
    """任期首日末日都算在内。"""
    toml = (
        LEAST
        + b"""
[[masthead]]
name = "R"
people = [{ name = "P", from = 2024-02-01, to = 2024-02-03 }]
"""
    )
    person = load_journal(toml).masthead[0].people[0]

    days = [day for day in range(1, 29) if person.holds(datetime.date(2024, 2, day))]
    assert days == [1, 2, 3]


WRONG = [
    (b"title = 3", "journal.key", "title"),
    (b"title_en = 'B'", "journal.key", "title"),
    (LEAST.replace(b"meeting", b"metting"), "journal.key", "columns[0].rules[0].kinds[0]"),
    (LEAST.replace(b"kinds", b"kind"), "journal.key", "columns[0].rules[0].kind"),
    (LEAST + b"limit = 'ten'", "journal.key", "columns[0].limit"),
    (LEAST + b"window = 0", "journal.key", "columns[0].window"),
    (LEAST + b"guide_by = 'colour'", "journal.key", "columns[0].guide_by"),
    (LEAST.replace(b"rules = [", b"keywords = 3\n#"), "journal.unplaced", "columns[0]"),
    (LEAST + b'[[columns]]\ncode = "one"\nseries = "T"\nrules = [{ kinds = ["drill"] }]', "journal.twice", "columns"),
    (LEAST.replace(b"[[columns]]", b'first_issue = "2023-13"\n[[columns]]'), "journal.month", None),
    (b"title = ", "journal.toml", None),
    (b"\xff\xfe", "journal.toml", None),
]


@pytest.mark.parametrize(("data", "code", "key"), WRONG)
def test_what_is_wrong_is_refused_by_name(data: bytes, code: str, key: str | None) -> None:
    """错在哪个键，提示就说哪个键。"""
    with pytest.raises(InputError) as refused:
        load_journal(data)

    assert refused.value.code == code
    assert refused.value.params.get("key") == key
    if key:
        assert key in describe(refused.value, "zh")
