"""The form of units, filled in."""

from __future__ import annotations

import datetime
import io

import openpyxl

from guanlan.publish.submission_form import make_form

UNIT = "某省网络安全协会"
GOOD = {
    "单位": UNIT,
    "联系人": "李某",
    "栏目": "各地协会动态",
    "标题": "某省网络安全协会举办数据出境合规培训",
    "日期": datetime.date(2026, 11, 3),
    "来源": "某省网络安全协会",
    "原文链接": "https://www.assoc.example.org/2026/1103.html",
    "正文": "11月3日，某省网络安全协会举办数据出境合规培训，八十六家会员单位的代表参加。\n培训讲解了申报材料的要求。",
}


def filled(*rows, drop=(), extra=()):
    """The form as a unit sends it back: ``drop`` headings are gone, ``extra`` are theirs."""
    book = openpyxl.load_workbook(io.BytesIO(make_form(title="某刊信息报送表", units=[UNIT])))
    sheet = book["报送"]
    for name in drop:
        column = next(cell.column for cell in sheet[2] if cell.value and cell.value.rstrip("*") == name)
        sheet.delete_cols(column)
    for name in extra:
        sheet.cell(row=2, column=sheet.max_column + 1, value=name)
    places = {cell.value.rstrip("*"): cell.column for cell in sheet[2] if cell.value}
    for number, row in enumerate(rows, 4):
        for name, value in row.items():
            if name in places:
                sheet.cell(row=number, column=places[name], value=value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
