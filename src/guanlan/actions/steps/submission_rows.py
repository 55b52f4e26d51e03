"""The sheet that a unit filled in → its rows, each with what is wrong about it. No row of the store is touched here."""

from __future__ import annotations

import datetime
import hashlib
import html
import re
from collections import defaultdict

import msgspec

from guanlan.actions.submission_summaries import Remark
from guanlan.errors import InputError
from guanlan.formats import read
from guanlan.publish.submission_form import EXAMPLE, form_columns
from guanlan.records.reading import BlockKind, Reading
from guanlan.text.dates import parse_date

_SHEET = re.compile(r"(.+)/[A-Z]{1,3}(\d+)(?:$|/|\[)")
_NAMES = re.compile(r"[;；、\n]+")
_LINK = re.compile(r"https?://[^\s]+\.[^\s]+", re.I)
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}.*$")
_DIGITS = re.compile(r"(20\d\d)([01]\d)([0-3]\d)")
RETURNED = frozenset(
    f"submission.{name}" for name in ("missing", "bad_date", "no_text", "unknown_unit", "closed_unit", "unreadable")
)
"""Remarks for which a row goes back; with any other it is taken."""


class SentRow(msgspec.Struct, frozen=True):
    """A row as it was filled in; ``date`` None where none can be read. ``files`` are names of files beside the form."""

    row: int
    unit: str
    contact: str
    column: str
    title: str
    date: datetime.date | None
    source: str
    link: str
    text: str
    files: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def goes_back(self) -> bool:
        """Whether the row cannot be taken."""
        return any(one.code in RETURNED for one in self.remarks)


class SentForm(msgspec.Struct, frozen=True):
    """The rows of a form, and what is to be said of all of it."""

    rows: tuple[SentRow, ...]
    remarks: tuple[Remark, ...] = ()


def read_form(data: bytes, name: str, *, on: datetime.date) -> SentForm:
    """The rows of a form; the example is passed over. ``on`` is the day of arrival.

    Raises ``InputError`` where the file has no such sheet, or lacks a column that must be filled in; ``ReadingError``
    where it cannot be read.
    """
    reading = read(data, name=name)
    sheets = _sheets(reading)
    heads = {heading: column.field for column in form_columns() for heading in (column.heading,)}
    for cells in sheets.values():
        for row in sorted(cells):
            fields = {at: heads.get(_bare(words)) for at, words in cells[row].items()}
            if {"title", "unit"} <= set(fields.values()):
                return _form(cells, row, fields, name, on)
    raise InputError("submission.no_form", name=name)


def is_form(data: bytes, name: str) -> bool:
    """Whether a workbook has the form's headings."""
    try:
        read_form(data, name, on=datetime.date(2000, 1, 1))
    except InputError as error:
        return error.code == "submission.column_absent"
    return True


def page_of(row: SentRow, pictures: tuple[str, ...], text: str) -> bytes:
    """The row as a page: the same bytes whenever the same is sent. ``text`` is the body, its own or its DOCX's."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    shown = [f"<p>{html.escape(line)}</p>" for line in lines]
    shown += [f'<p><img src="{html.escape(name)}"></p>' for name in pictures]
    address = html.escape(row.link)
    link = f'<footer><p>原文链接：<a href="{address}">{address}</a></p></footer>\n' if row.link else ""
    day = row.date.isoformat() if row.date else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">\n'
        f"<title>{html.escape(row.title)}</title>\n"
        f'<meta name="ArticleTitle" content="{html.escape(row.title)}">\n'
        f'<meta name="PubDate" content="{day}">\n'
        f'<meta name="ContentSource" content="{html.escape(row.unit)}">\n'
        f"</head><body><article>\n<h1>{html.escape(row.title)}</h1>\n"
        + "\n".join(shown)
        + f"\n<p>（来源：{html.escape(row.source)}）</p>\n</article>\n{link}</body></html>\n"
    ).encode("utf-8", "replace")


def document_of(title: str) -> str:
    """What a unit's report is called for good: by its title, so that the corrected row is the same report."""
    return "submitted:" + hashlib.sha256("".join(title.split()).encode()).hexdigest()[:20]


def _sheets(reading: Reading) -> dict[str, dict[int, dict[int, str]]]:
    """Sheet → its own number of a row → column → words."""
    found: dict[str, dict[int, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    for block in reading.blocks:
        place = _SHEET.match(block.path)
        if block.kind is not BlockKind.CELL or place is None or block.column is None:
            continue
        words = reading.text[block.start : block.end]
        row = found[place[1]][int(place[2])]
        row[block.column] = f"{row[block.column]}\n{words}" if block.column in row else words
    return found


def _bare(heading: str) -> str:
    return "".join(heading.split()).rstrip("*＊").removeprefix("*")


def _form(
    cells: dict[int, dict[int, str]], head: int, fields: dict[int, str | None], name: str, on: datetime.date
) -> SentForm:
    headings = {column.field: column.heading for column in form_columns()}
    absent = [column.heading for column in form_columns() if column.required and column.field not in fields.values()]
    if absent:
        raise InputError("submission.column_absent", name=name, columns="、".join(absent))
    unknown = [" ".join(cells[head][at].split()) for at, field in fields.items() if field is None]
    remarks = [Remark("submission.unknown_column", {"column": one}) for one in unknown if one]
    rows = []
    for number in sorted(row for row in cells if row > head):
        given = {field: cells[number].get(at, "").strip() for at, field in fields.items() if field is not None}
        if any(given.values()) and not given["unit"].startswith(EXAMPLE):
            rows.append(_row(number, given, headings, on))
    return SentForm(tuple(rows), tuple(remarks))


def _row(number: int, given: dict[str, str], headings: dict[str, str], on: datetime.date) -> SentRow:
    """A row with what is wrong about it in itself."""
    files = tuple(name for one in _NAMES.split(given.get("files", "")) if (name := one.strip()))
    remarks = [
        Remark("submission.missing", {"column": headings[name]})
        for name in ("unit", "title", "date", "source")
        if not given.get(name)
    ]
    date = _day(given["date"]) if given["date"] else None
    if given["date"] and date is None:
        remarks.append(Remark("submission.bad_date", {"value": given["date"]}))
    elif date is not None and date > on:
        remarks.append(Remark("submission.future_date", {"value": date.isoformat()}))
    if not given["text"] and not files:
        remarks.append(Remark("submission.no_text", {}))
    link = given.get("link", "")
    if link and not _LINK.fullmatch(link):
        remarks.append(Remark("submission.bad_link", {"value": link[:100]}))
        link = ""
    if not given.get("contact"):
        remarks.append(Remark("submission.no_contact", {}))
    return SentRow(
        number,
        " ".join(given["unit"].split()),
        given.get("contact", ""),
        given.get("column", ""),
        " ".join(given["title"].split()),
        date,
        " ".join(given["source"].split()),
        link,
        given["text"],
        files,
        tuple(remarks),
    )


def _day(words: str) -> datetime.date | None:
    """The one day that ``words`` name with its year; None for anything else.

    >>> _day("2026年11月3日"), _day("20261103"), _day("近日"), _day("2026年11月")
    (datetime.date(2026, 11, 3), datetime.date(2026, 11, 3), None, None)
    """
    bare = _TIME.sub("", words.strip())
    if digits := _DIGITS.fullmatch(bare):
        bare = "-".join(digits.groups())
    try:
        return datetime.date.fromisoformat(str(parse_date(bare)))
    except (InputError, ValueError):
        return None
