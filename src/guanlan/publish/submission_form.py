"""The form on which member associations send in news: one sheet to fill in, one that says how."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from guanlan.text.tables_reading import table_rows

EXAMPLE = "（示例）"
"""The unit of a row that shows how to fill in begins so; such rows are passed over."""

_ROWS = 200  # rows that lists and dates are checked in: nobody sends more in a month
_FIRST = 3  # the first row to fill in; above it the title and the headings
_LISTS = "名目"
# a workbook's own times bear no zone
_MADE = datetime.datetime(2026, 1, 1)  # noqa: DTZ001


class FormColumn(NamedTuple):
    """A column: its field, heading, width in characters, whether it must be filled in, and what to write there."""

    field: str
    heading: str
    width: int
    required: bool
    how: str


@cache
def form_columns() -> tuple[FormColumn, ...]:
    """The columns, in order."""
    rows = table_rows("submission_columns", "guanlan.publish")
    return tuple(FormColumn(row[0], row[1], int(row[2]), row[3] == "yes", row[4]) for row in rows)


_EXAMPLE = {
    "unit": EXAMPLE + "某省网络安全协会",
    "contact": "李某，reader-0001@example.invalid",
    "title": "某省网络安全协会举办数据出境合规培训",
    "source": "某省网络安全协会",
    "link": "https://www.example.org/2026/1103.html",
    "text": "11月3日，某省网络安全协会在省会举办数据出境合规培训，全省八十六家会员单位的一百二十名数据安全负责人参加。"
    "培训讲解了申报数据出境安全评估的材料要求，并就常见退件原因作了答疑。",
    "files": "01培训通知.docx；01现场.jpg",
}
_NOTES = (
    "一、每条信息占一行，从第{first}行填起；第{first}行是示例，收表时自动跳过，可以直接覆盖。",
    "二、带 * 的栏目必须填写；正文可以另附 DOCX，在“附件”栏写明文件名即可。",
    "三、请不要改动表头、不要增删列、不要合并单元格；需要说明的情况写在邮件里。",
    "四、本表与附件放在同一文件夹，一起压缩成 ZIP 寄来最为稳妥；表和附件都不要设密码。",
    "五、同一条信息改正后重报，标题保持不变：系统会记为同一条的新版本，不会重复计数。",
    "六、收到后会有回执，逐条写明已收、待核或退回补正及原因；退回的改好后随下次报送即可。",
)


def make_form(*, title: str, units: Sequence[str] = (), columns: Sequence[str] = ()) -> bytes:
    """The form as XLSX: ``title`` heads it, ``units`` and ``columns`` (of the journal) can be chosen from lists."""
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = _MADE
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("报送")
    _write_sheet(sheet, title)
    _write_notes(book.create_sheet("说明"), title)
    _write_lists(book, sheet, {"unit": units, "column": columns})
    _check_dates(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_sheet(sheet: Worksheet, title: str) -> None:
    thin = Side(style="thin", color="BFBFBF")
    sheet["A1"] = title
    sheet["A1"].font = Font(name="宋体", size=16, bold=True)
    sheet.row_dimensions[1].height = 30
    for number, column in enumerate(form_columns(), 1):
        head: Any = sheet.cell(row=2, column=number, value=column.heading + ("*" if column.required else ""))
        head.font = Font(name="宋体", bold=True)
        head.fill = PatternFill("solid", fgColor="DDE7F3")
        head.alignment = Alignment(horizontal="center", vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        example: Any = sheet.cell(row=_FIRST, column=number, value=_EXAMPLE.get(column.field))
        if column.field == "date":
            example.value = datetime.date(2026, 11, 3)
        example.font = Font(name="宋体", italic=True, color="7F7F7F")
        for row in range(2, _FIRST + 21):
            cell: Any = sheet.cell(row=row, column=number)
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            if row >= _FIRST:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = f"A{_FIRST}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:2"


def _write_notes(sheet: Worksheet, title: str) -> None:
    sheet.column_dimensions["A"].width = 14
    sheet.column_dimensions["B"].width = 96
    sheet["A1"] = f"{title}填写说明"
    sheet["A1"].font = Font(name="宋体", size=14, bold=True)
    row = 3
    for note in _NOTES:
        sheet.cell(row=row, column=1, value=note.format(first=_FIRST))
        row += 1
    row += 1
    for column in form_columns():
        head: Any = sheet.cell(row=row, column=1, value=column.heading + ("*" if column.required else ""))
        head.font = Font(name="宋体", bold=True)
        how: Any = sheet.cell(row=row, column=2, value=column.how)
        how.alignment = Alignment(wrap_text=True, vertical="top")
        row += 1


def _write_lists(book: openpyxl.Workbook, sheet: Worksheet, lists: dict[str, Sequence[str]]) -> None:
    """Drop-down lists; their words stand on a sheet of their own, since a rule itself may hold 255 characters."""
    words = book.create_sheet(_LISTS)
    words.sheet_state = "hidden"
    for place, (field, values) in enumerate(lists.items(), 1):
        letter = get_column_letter(place)
        for row, value in enumerate(values, 1):
            words.cell(row=row, column=place, value=value)
        if not values:
            continue
        rule = DataValidation("list", formula1=f"'{_LISTS}'!${letter}$1:${letter}${len(values)}", allow_blank=True)
        rule.errorStyle = "warning"  # a unit that is new may write its name
        rule.error = "请从下拉列表中选择。"
        rule.errorTitle = "不在列表中"
        sheet.add_data_validation(rule)
        rule.add(_range_of(field))


def _check_dates(sheet: Worksheet) -> None:
    rule = DataValidation("date", operator="greaterThan", formula1="36526", allow_blank=True)
    rule.error, rule.errorTitle = "请写到日，如 2026-11-03。", "不是日期"
    rule.prompt, rule.promptTitle = "写到日，如 2026-11-03", "日期"
    rule.showInputMessage = rule.showErrorMessage = True
    sheet.add_data_validation(rule)
    area = _range_of("date")
    rule.add(area)
    for (cell,) in sheet[area]:
        cell.number_format = "yyyy-mm-dd"


def _range_of(field: str) -> str:
    number = next(place for place, column in enumerate(form_columns(), 1) if column.field == field)
    letter = get_column_letter(number)
    return f"{letter}{_FIRST}:{letter}{_FIRST + _ROWS - 1}"
