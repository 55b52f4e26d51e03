"""The facts of an issue's entries, for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from guanlan.actions.steps.assemble import assembled
from guanlan.errors import InputError
from guanlan.records.export import to_row
from guanlan.store.selectors.issues import issue_by

FORMATS = ("jsonl", "csv")
BOM = "\ufeff"  # a spreadsheet takes a CSV without it for GBK
# a spreadsheet runs a cell that begins so; an apostrophe makes it words
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_issue(which: str, format: str = "jsonl") -> Iterator[str]:
    """One line an entry, in body order, line ends included; ``csv`` begins with the names, lists in it are JSON."""
    if format not in FORMATS:
        raise InputError("actions.export_format", format=format, known="、".join(FORMATS))
    rows = [to_row(entry.facts, id=entry.id) for entry in assembled(issue_by(which)).entries()]
    return _csv(rows) if format == "csv" else (_json(row) + "\n" for row in rows)


def _csv(rows: list[dict[str, Any]]) -> Iterator[str]:
    for count, row in enumerate(rows):
        if not count:
            yield BOM + _cells(row)
        yield _cells(_cell(value) for value in row.values())


def _cells(values: Any) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(values)
    return line.getvalue()


def _cell(value: Any) -> str:
    shown = "" if value is None else value if isinstance(value, str) else _json(value)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
