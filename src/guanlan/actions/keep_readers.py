"""The register of readers: who gets the bulletin by mail, and what of it."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import secrets
from collections.abc import Iterable, Sequence

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.delivery_summaries import ReaderLine
from guanlan.deliver.addresses import parse_address
from guanlan.errors import GuanlanError, InputError
from guanlan.extract.topics import topics as known_topics
from guanlan.formats.encodings import decode
from guanlan.store.models import Reader

_LONGEST = 200  # the width of the columns
_SEVERAL = re.compile(r"[、;；|]")
_HEADS = ("address", "name", "columns", "topics")


def add_reader(
    address: str,
    *,
    context: Context,
    name: str = "",
    columns: Sequence[str] = (),
    topics: Sequence[str] = (),
    change: bool = False,
) -> ReaderLine:
    """Register a reader; one who had left comes back. With ``change`` a known one gets other columns and topics. Raises
    ``InputError`` for an address that is none, a reader who is known, a topic that is none.
    """
    plain = parse_address(address)
    _check(topics)
    with acting(context, "add reader", _veiled(plain)):
        row = Reader.objects.filter(address=plain).first()
        if row is not None and row.left is None and not change:
            raise InputError("deliver.known", value=plain)
        row = row or Reader(address=plain, token=secrets.token_urlsafe(24), joined=context.now.date())
        row.name = _name(name) or row.name
        row.columns, row.topics, row.left = list(columns), list(topics), None
        row.save()
    return line_of(row)


def remove_reader(address: str, *, context: Context) -> ReaderLine:
    """Send nothing more to a reader from now on; what was sent stays recorded. Also by the token of a leave."""
    with acting(context, "remove reader", _veiled(address.strip().lower())):
        row = reader_by(address)
        row.left = row.left or context.now.date()
        row.save()
    return line_of(row)


def list_readers(*, all_: bool = False) -> tuple[ReaderLine, ...]:
    """Who gets the bulletin, by address; with ``all_`` those who left, too."""
    rows = Reader.objects.order_by("address")
    return tuple(line_of(row) for row in (rows if all_ else rows.filter(left=None)))


def import_readers(data: bytes, *, context: Context) -> tuple[int, int]:
    """Register the readers of a CSV file, all or none; gives how many are new and how many known ones were set anew.
    A reader who left stays away: a list made before does not undo a leave.
    """
    rows = list(_rows(data))
    added = 0
    with acting(context, "import readers", str(len(rows))) as details:
        for address, name, columns, topics in rows:
            row = Reader.objects.filter(address=address).first()
            if row is None:
                row = Reader(address=address, token=secrets.token_urlsafe(24), joined=context.now.date())
                added += 1
            row.name, row.columns, row.topics = name or row.name, columns, topics
            row.save()
        details.update(added=added)
    return added, len(rows) - added


def reader_by(which: str) -> Reader:
    """The reader of an address or a token; raises ``InputError`` where there is none."""
    text = which.strip()
    row = Reader.objects.filter(address=text.lower()).first() or Reader.objects.filter(token=text).first()
    if row is None:
        raise InputError("deliver.no_reader", value=text[:80])
    return row


def line_of(row: Reader) -> ReaderLine:
    """The reader as a list shows it."""
    return ReaderLine(row.address, row.name, tuple(row.columns), tuple(row.topics), row.joined, row.left)


def _rows(data: bytes) -> Iterable[tuple[str, str, list[str], list[str]]]:
    text = decode(data).text.removeprefix("\ufeff")
    table = csv.DictReader(io.StringIO(text, newline=""))
    heads = [(one or "").strip().lower() for one in table.fieldnames or ()]
    if "address" not in heads:
        raise InputError("deliver.csv", line=1, why="address")
    table.fieldnames = heads
    seen = set()
    for row in table:
        try:
            address = parse_address(row["address"] or "")
            topics = _several(row.get("topics"))
            _check(topics)
        except GuanlanError as error:
            raise InputError("deliver.csv", line=table.line_num, why=str(error)) from error
        if address not in seen:
            seen.add(address)
            yield address, _name(row.get("name") or ""), _several(row.get("columns")), topics


def _several(cell: str | None) -> list[str]:
    return [one.strip() for one in _SEVERAL.split(cell or "") if one.strip()]


def _check(topics: Iterable[str]) -> None:
    for one in topics:
        if one not in known_topics():
            raise InputError("deliver.topic", value=one, known="、".join(known_topics()))


def _name(text: str) -> str:
    return "".join(one for one in " ".join(text.split()) if one.isprintable())[:_LONGEST]


def _veiled(address: str) -> str:
    """The audit line is never erased: it holds who was meant only for who knows the address."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]
