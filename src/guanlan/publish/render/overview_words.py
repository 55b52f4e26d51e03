"""The page 本期一览 in words: key figures, rows of the table of coming days, alternative texts of the charts."""

from __future__ import annotations

from guanlan.publish.overview import Coming, Overview
from guanlan.publish.printed_days import chinese_day
from guanlan.publish.render.charts import place_name, tiles
from guanlan.publish.render.palette import KINDS, SORTS
from guanlan.publish.render.sheet import Sheet
from guanlan.publish.render.signs import printed

CHART_TITLES = {"columns": "栏目与类型", "places": "地域分布（示意）", "days": "时间线"}
MOST_ROWS = 16  # what fits below the charts; the entries tell the rest


def key_figures(counts: Overview) -> list[dict[str, str]]:
    """The numbers that open the page: name, value, unit."""
    rows = [
        ("本期收录", counts.total, "条"),
        ("涉及省级单位", len(counts.places), "个"),
        ("境外国家与组织", len(counts.abroad), "个"),
        ("出刊后时间节点", len(counts.coming), "项"),
        ("签发后撤回", counts.retracted, "条"),
    ]
    return [{"name": name, "value": str(value), "unit": unit} for name, value, unit in rows if value]


def coming_rows(sheet: Sheet) -> tuple[list[dict[str, str]], int]:
    """The coming days as rows, soonest first, and how many are left out."""
    entries = sheet.entries()
    rows = [
        {
            "date": chinese_day(one.date),
            "day": one.date,
            "sort": one.sort,
            "name": SORTS[one.sort],
            "what": _what(one),
            "anchor": entries[one.entry].anchor,
        }
        for one in sheet.overview.coming
    ]
    return rows[:MOST_ROWS], max(len(rows) - MOST_ROWS, 0)


def _what(one: Coming) -> str:
    return printed(f"{one.whom}：{one.what}" if one.whom else one.what)


def alternatives(counts: Overview) -> dict[str, str]:
    """What the charts say, for those who do not see them."""
    columns = "；".join(
        f"{column.heading if len(column.heading) <= 13 else column.series}{column.total}条"
        f"（{'、'.join(f'{KINDS[kind][0]}{number}' for kind, number in column.kinds)}）"
        for column in counts.columns
    )
    names = {code: name for code, name, _, _ in tiles()}
    places = "、".join(f"{names.get(code, code)}{number}" for code, number in counts.places)
    abroad = "、".join(f"{place_name(code)}{number}" for code, number in counts.abroad)
    days = "、".join(f"{chinese_day(day.date)}{day.total}条" for day in counts.days)
    return {
        "columns": printed(f"各栏目条数与类型：{columns}。"),
        "places": f"地域分布示意：国家层面{counts.national}；省级{places or '无'}；境外{abroad or '无'}。",
        "days": f"各日条数：{days}。",
    }
