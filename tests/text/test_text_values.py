"""Numbers, dates, quantities and money: the case files, and what holds for any text."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golden import Case, case_params, shown
from guanlan.errors import InputError
from guanlan.text.dates import (
    Bound,
    Date,
    DayOf,
    Duration,
    Precision,
    bound_of,
    find_dates,
    find_days_of,
    find_durations,
    find_recent,
    parse_date,
    parse_day_of,
    parse_duration,
    parse_recent,
)
from guanlan.text.dates.relative import Unit
from guanlan.text.measures import measures
from guanlan.text.money import Money, find_money, parse_money
from guanlan.text.numerals import find_numbers, parse_number
from guanlan.text.quantities import Quantity, Sort, find_quantities, parse_quantity
from guanlan.text.ranges import find_ranges, parse_range
from guanlan.text.span import Found
from guanlan.text.tables_reading import table_rows

CASES = Path(__file__).parent / "cases"
ISSUED = datetime.date(2025, 1, 16)


def _quantity(value: Quantity) -> str:
    number = format(value.value.normalize(), "f")
    return " ".join(part for part in (number, value.unit, "~" if value.approx else None) if part)


@pytest.mark.parametrize("case", case_params(CASES / "numerals.cases"))
def test_numbers(case: Case) -> None:
    assert shown(case.text, find_numbers(case.text), str) == case.expected


@pytest.mark.parametrize("case", case_params(CASES / "dates.cases"))
def test_dates(case: Case) -> None:
    issued = datetime.date.fromisoformat(case.options["issued"]) if "issued" in case.options else None
    assert shown(case.text, find_dates(case.text, issued), str) == case.expected


@pytest.mark.parametrize("case", case_params(CASES / "quantities.cases"))
def test_quantities(case: Case) -> None:
    assert shown(case.text, find_quantities(case.text), _quantity) == case.expected


@pytest.mark.parametrize("case", case_params(CASES / "money.cases"))
def test_money(case: Case) -> None:
    assert shown(case.text, find_money(case.text), str) == case.expected


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("处五万元以上五十万元以下罚款", "五万元以上五十万元以下", 50000, 500000),
        ("违法所得一倍以上十倍以下", "一倍以上十倍以下", 1, 10),
        ("处5万至10万元", "5万至10万元", 50000, 100000),
        ("选派3-5名", "3-5名", 3, 5),
        ("一千万元以上的", "一千万元以上", 10000000, None),
        ("可以处一百万元以下罚款", "一百万元以下", None, 1000000),
        ("五万元和五十万元以下", "五十万元以下", None, 500000),
        ("五万元以上十倍以下", "五万元以上", 50000, None),
    ],
)
def test_ranges(text: str, words: str, low: int | None, high: int | None) -> None:
    found = next(find_ranges(text))
    ends = (found.value.low, found.value.high)
    assert (found.of(text), *(None if end is None else int(end.value) for end in ends)) == (words, low, high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年1月6日前完成", Bound.BEFORE),
        ("截至2025年1月6日，已", Bound.UNTIL),
        ("2025年1月6日止", Bound.UNTIL),
        ("有效期至2025年1月6日", Bound.UNTIL),
        ("自2025年1月6日起施行", Bound.FROM),
        ("2025年1月6日以来", Bound.FROM),
        ("2025年1月6日，某局通报", None),
        ("2025年1月6日前后", None),
    ],
)
def test_bound_of_a_date(text: str, expected: Bound | None) -> None:
    assert bound_of(text, next(find_dates(text))) is expected


@pytest.mark.parametrize(
    ("text", "words", "count", "unit"),
    [
        ("有效期三年。", "三年", 3, Unit.YEAR),
        ("收到之日起十五个工作日内", "十五个工作日", 15, Unit.WORKING_DAY),
        ("为期6个月的行动", "6个月", 6, Unit.MONTH),
        ("公布30日后施行", "30日", 30, Unit.DAY),
        ("连续7天", "7天", 7, Unit.DAY),
        ("24小时内报告", "24小时", 24, Unit.HOUR),
    ],
)
def test_durations(text: str, words: str, count: int, unit: Unit) -> None:
    found = next(find_durations(text))
    assert (found.of(text), found.value.count, found.value.unit) == (words, count, unit)


@pytest.mark.parametrize("text", ["2024年12月3日", "第三年", "07年出生", "二〇二四年", "三年级", "6月"])
def test_no_durations(text: str) -> None:
    assert list(find_durations(text)) == []


@pytest.mark.parametrize(
    ("length", "day", "expected"),
    [
        (Duration(3, Unit.YEAR), "2024-12-06", "2027-12-06"),
        (Duration(1, Unit.YEAR), "2024-02-29", "2025-02-28"),
        (Duration(1, Unit.MONTH), "2024-01-31", "2024-02-29"),
        (Duration(6, Unit.MONTH), "2024-12-31", "2025-06-30"),
        (Duration(2, Unit.WEEK), "2024-12-25", "2025-01-08"),
        (Duration(30, Unit.DAY), "2024-12-06", "2025-01-05"),
        (Duration(5, Unit.WORKING_DAY), "2024-12-06", None),
        (Duration(9000, Unit.YEAR), "2024-12-06", None),
    ],
)
def test_the_day_a_duration_leads_to(length: Duration, day: str, expected: str | None) -> None:
    after = length.after(datetime.date.fromisoformat(day))
    assert (None if after is None else after.isoformat()) == expected


def test_days_told_by_an_event() -> None:
    text = "本办法自公布之日起施行；自本细则印发之日起30日后生效。"
    found = [(one.of(text), one.value) for one in find_days_of(text)]
    assert found == [
        ("自公布之日起", DayOf("公布")),
        ("自本细则印发之日起30日后", DayOf("印发", Duration(30, Unit.DAY))),
    ]


@pytest.mark.parametrize(
    ("parse", "text", "code"),
    [
        (parse_date, "2月30日", "date.impossible"),
        (parse_date, "4月31日", "date.impossible"),
        (parse_date, "2月29日", "date.unreadable"),
        (parse_date, "2024-02-30", "date.impossible"),
        (parse_date, "2024-12-05/2024-12-03", "date.impossible"),
        (parse_date, "明天下午", "date.unreadable"),
        (parse_date, "12月27日", "date.unreadable"),
        (parse_number, "十十", "number.unreadable"),
        (parse_number, "甲", "number.unreadable"),
        (parse_quantity, "900余起案件", "quantity.unreadable"),
        (parse_quantity, "三年", "quantity.unreadable"),
        (parse_range, "五万元", "quantity.unreadable"),
        (parse_range, "处五万元以下", "quantity.unreadable"),
        (parse_money, "50件", "money.unreadable"),
        (parse_money, "罚款50元", "money.unreadable"),
        (parse_duration, "三件", "duration.unreadable"),
        (parse_day_of, "公布之日", "date.unreadable"),
    ],
)
def test_parsers_refuse(parse: Callable[..., object], text: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        parse(text, ISSUED) if parse is parse_date and text == "2月30日" else parse(text)
    assert refused.value.code == code
    assert text in str(refused.value)


def test_words_before_a_sum_travel_as_its_context() -> None:
    text = "最高处港币500元"
    found = next(find_quantities(text))
    assert parse_quantity("500元", found.context) == found.value  # type: ignore[arg-type]
    assert (found.value.currency, found.value.sort) == ("HKD", Sort.MONEY)


def test_no_unit_is_listed_twice() -> None:
    listed = [word for words, *_ in table_rows("measures") for word in words.split()]
    assert len(listed) == len(set(listed))


# --- laws -----------------------------------------------------------------------------------------------------------

_PIECES = [
    *"〇零一二两三四五六七八九十百千万亿余多来几数上第前约近超年月日时分元个条款项步成倍起止至到",
    *"-—.,:%。，；、 \n（）“”",
    *[
        "0",
        "1",
        "2",
        "29",
        "30",
        "31",
        "2024",
        "2025",
        "１２",
        "1,234",
        "7.5",
        "百分之",
        "三分之",
        "人民币",
        "￥",
        "港币",
        "美元",
        "欧元",
        "以上",
        "以下",
        "左右",
        "之前",
    ],
    *[
        "当日",
        "次日",
        "去年",
        "同年",
        "本月",
        "自",
        "近日",
        "公布之日起",
        "截至",
        "至少",
        "最高",
        "不到",
        "将于",
        "施行",
        "章",
        "一起",
    ],
    *["个工作日", "个月", "部门", "用户", "Facebook", "APP", "个百分点", "千瓦时"],
]
_TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
_FINDERS: dict[str, tuple[Callable[[str], Any], Callable[..., object]]] = {
    "numbers": (find_numbers, parse_number),
    "dates": (lambda text: find_dates(text, ISSUED), parse_date),
    "recent days": (find_recent, parse_recent),
    "durations": (find_durations, parse_duration),
    "days told by an event": (find_days_of, parse_day_of),
    "quantities": (find_quantities, parse_quantity),
    "ranges": (find_ranges, parse_range),
    "money": (find_money, parse_money),
}


@pytest.mark.parametrize("name", _FINDERS)
@given(text=_TEXTS)
def test_laws_of_finders(name: str, text: str) -> None:
    find, parse = _FINDERS[name]
    found: list[Found[Any]] = list(find(text))
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(text)
        end = one.end
        words = one.of(text)
        again = parse(words) if one.context is None else parse(words, one.context)
        assert again == one.value
    moved = [(one.start - 1, one.end - 1, one.value, one.context) for one in find("。" + text)]
    assert moved == [(one.start, one.end, one.value, one.context) for one in found]


_DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(9998, 12, 31))


@given(first=_DAYS, second=_DAYS, precision=st.sampled_from(Precision))
def test_a_printed_date_is_read_back(first: datetime.date, second: datetime.date, precision: Precision) -> None:
    start, end = sorted((first, second))
    if precision is Precision.MONTH:
        start, end = start.replace(day=1), end.replace(day=28)
        end += datetime.timedelta(days=4)
        end -= datetime.timedelta(days=end.day)
    if precision is Precision.YEAR:
        start, end = start.replace(month=1, day=1), end.replace(month=12, day=31)
    date = Date(start, end, precision)
    assert parse_date(str(date)) == date


@given(
    amount=st.decimals(0, 10**12, places=2, allow_nan=False),
    currency=st.sampled_from(["CNY", "USD", "EUR", "HKD"]),
    approx=st.booleans(),
)
def test_printed_money_is_read_back(amount: Decimal, currency: str, approx: bool) -> None:
    money = Money(amount, currency, approx)
    assert parse_money(str(money)) == money


@given(day=_DAYS)
def test_a_chinese_date_is_read(day: datetime.date) -> None:
    text = f"于{day.year}年{day.month}月{day.day}日通报"
    if day.year < 3000:
        assert [str(one.value) for one in find_dates(text)] == [day.isoformat()]


@given(value=st.integers(0, 10**12 - 1))
def test_chinese_numerals_are_read(value: int) -> None:
    assert parse_number(_chinese(value)).value == value


def _chinese(value: int) -> str:
    """``value`` in Chinese numerals, written independently of the reader."""
    if value < 10:
        return "零一二三四五六七八九"[value]
    for name, unit in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if value >= unit:
            head, rest = divmod(value, unit)
            if not rest:
                return _chinese(head) + name
            gap = "零" if rest < unit // 10 else ""
            return _chinese(head) + name + gap + _chinese(rest)
    raise AssertionError(value)


def test_every_unit_word_has_a_sort() -> None:
    assert {one.sort for several in measures().values() for one in several} == set(Sort) - {Sort.BARE}
