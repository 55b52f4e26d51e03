"""The numbers behind 本期一览."""

from __future__ import annotations

import msgspec
from issue_sample import entry, facts, sample_issue

from guanlan.publish.amending import retracted
from guanlan.publish.overview import Coming, overview
from guanlan.publish.render.charts import charts, tiles
from guanlan.publish.render.overview_words import key_figures
from guanlan.records.anchor import Fact
from guanlan.records.bulletin import Bulletin, Column, Cover, SubColumn, Words
from guanlan.records.facts import Deadline, Facts, Instrument, Kind


def _issue(*all_facts: Facts, date: str | None = "2025-01-16") -> Bulletin:
    entries = tuple(entry(f"1.0.{at:02d}", f"标题{at}", "正文。", of=one) for at, one in enumerate(all_facts, 1))
    return Bulletin(
        Cover(Words("刊"), date=date), columns=(Column("一", Words("二"), (), (), (SubColumn(Words(""), entries),)),)
    )


def test_columns_and_kinds_are_counted() -> None:
    counts = overview(sample_issue())
    assert counts.total == 8
    assert [(column.series, column.total) for column in counts.columns] == [
        ("境内观察一", 2),
        ("境内观察二", 3),
        ("境外观察", 2),
        ("行业观察", 1),
    ]
    assert counts.kinds == (
        ("instrument", 2),
        ("enforcement", 1),
        ("incident", 2),
        ("publication", 1),
        ("meeting", 1),
        ("drill", 1),
    )


def test_unknown_kinds_come_last_and_a_column_without_entries_is_not_shown() -> None:
    issue = _issue(Facts(), facts(Kind.DRILL, None, None))
    issue = msgspec.structs.replace(issue, columns=(*issue.columns, Column("三", Words("空"))))
    counts = overview(issue)
    assert counts.kinds == (("drill", 1), (None, 1))
    assert [column.series for column in counts.columns] == ["一"]


def test_what_was_taken_back_is_no_event_of_the_month() -> None:
    issue = _issue(
        facts(Kind.DRILL, "CN-GD", "2025-01-03"),
        facts(Kind.INSTRUMENT, "CN-JX", "2025-01-04"),
        facts(Kind.MEETING, "CN", "2025-01-05"),
    )
    column = issue.columns[0]
    entries = list(column.subcolumns[0].entries)
    entries[1] = retracted(entries[1], "来源已撤回。", "2025-01-20")
    part = msgspec.structs.replace(column.subcolumns[0], entries=tuple(entries))
    issue = msgspec.structs.replace(issue, columns=(msgspec.structs.replace(column, subcolumns=(part,)),))

    counts = overview(issue)
    assert (counts.total, counts.retracted) == (2, 1)
    assert counts.kinds == (("meeting", 1), ("drill", 1))
    assert [(column.total, column.kinds) for column in counts.columns] == [(2, counts.kinds)]
    assert {"name": "签发后撤回", "value": "1", "unit": "条"} in key_figures(counts)
    assert "签发后撤回" not in {one["name"] for one in key_figures(overview(sample_issue()))}


def test_places() -> None:
    counts = overview(
        _issue(
            facts(None, "CN-GD", None),
            facts(None, "CN-GD|CN-HK", None),
            facts(None, "CN", None),
            facts(None, "EU|IE", None),
            facts(None, "EU", None),
            facts(None, None, None),
        )
    )
    assert dict(counts.places) == {"CN-GD": 2, "CN-HK": 1}
    assert counts.national == 1
    assert counts.abroad == (("EU", 2), ("IE", 1))


def test_days_reach_two_months_back_and_a_span_counts_on_its_first_day() -> None:
    counts = overview(
        _issue(
            facts(None, None, "2024-12-03/2024-12-05"),
            facts(None, None, "2024-12-03"),
            facts(None, None, "2024-11-16"),
            facts(None, None, "2024-11-15"),
        )
    )
    assert [(day.date, day.total) for day in counts.days] == [("2024-11-16", 1), ("2024-12-03", 2)]
    assert counts.earlier == 1


def test_coming_days_follow_the_issue_soonest_first_and_are_told_once() -> None:
    draft = Instrument("甲条例", comment_until="2025-01-19")
    in_force = Instrument("乙办法", effective="2025-01-16")
    later = Instrument("丙办法", effective="2025-03-01")
    counts = overview(
        _issue(
            Facts(instruments=(Fact(later),)),
            Facts(
                instruments=(Fact(draft), Fact(in_force)),
                deadlines=(Fact(Deadline("提交意见", "2025-01-19")), Fact(Deadline("报送报告", "2025-02-28", "企业"))),
            ),
        )
    )
    assert counts.coming == (
        Coming("2025-01-19", "comment", "《甲条例》", None, 1),
        Coming("2025-02-28", "deadline", "报送报告", "企业", 1),
        Coming("2025-03-01", "effective", "《丙办法》", None, 0),
    )


def test_an_issue_without_a_day_has_no_coming_days() -> None:
    assert overview(_issue(Facts(deadlines=(Fact(Deadline("甲", "2025-06-01")),)), date=None)).coming == ()


def test_tiles_are_the_34_province_level_units_on_places_of_their_own() -> None:
    assert len({code for code, _, _, _ in tiles()}) == 34
    assert len({(row, column) for _, _, row, column in tiles()}) == 34


def test_charts_show_what_was_counted_and_nothing_where_nothing_is_known() -> None:
    drawn = charts(overview(sample_issue()))
    assert list(drawn) == ["columns", "places", "days"]
    assert ">广东<" in drawn["places"]
    assert ">爱尔兰<" in drawn["places"]
    assert list(charts(overview(_issue(Facts())))) == ["columns"]
    assert charts(overview(_issue())) == {}
