"""The daily chain: what is said of each thing that came in, hashed so that nothing said can be changed unnoticed.

A *statement* is one line of canonical JSON (keys sorted, no blanks, UTF-8) about one event: a capture, or a removal.
It holds its own number in the chain, its day, and the hash of the statement before it; its *link* is its SHA-256. The
links of a day, one a line, make the day's digest; and the days are chained: ``SHA-256("previous day digest count")``
with a line end, where ``previous`` is the head of the day before. Every step can be done by hand with ``sha256sum``.

Values that may have to be withheld one day (who handed a page in, a path with a name in it) stand in a statement as a
*commitment*: the SHA-256 of a salt and the value. Whoever is given salt and value can check it; whoever is not can
check everything else.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

FIRST = "0" * 64
"""What stands for the link or head before the first."""

ZONE = ZoneInfo("Asia/Shanghai")
"""Whose days are counted."""

_HEAD = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d+)\.([0-9a-f]{64})")
_BARE = re.compile(r"[0-9a-f]{64}")


class Head(msgspec.Struct, frozen=True):
    """The newest end of the chain, or its end after some day. ``number`` links are in the chain up to here, ``count``
    of them of ``day``; ``previous`` is the head of the day before, ``hash`` this head.
    """

    day: datetime.date
    number: int
    count: int
    digest: str
    previous: str
    hash: str

    @property
    def text(self) -> str:
        """The head as it is printed: day, number and hash, with points between.

        >>> Head(datetime.date(2025, 1, 16), 37, 2, "d", "p", "ab" * 32).text[:18]
        '2025-01-16.37.abab'
        """
        return f"{self.day.isoformat()}.{self.number}.{self.hash}"


class OutsideHead(msgspec.Struct, frozen=True):
    """A head as somebody noted it down: the hash, with day and number where they were noted too."""

    hash: str
    day: datetime.date | None = None
    number: int | None = None


def parse_head(text: str) -> OutsideHead | None:
    """A printed head, or its hash alone; None where it is neither.

    >>> parse_head("2025-01-16.37." + "ab" * 32).number
    37
    >>> parse_head("ab" * 32).day is None, parse_head("abc") is None
    (True, True)
    """
    text = "".join(text.split()).lower()
    if _BARE.fullmatch(text):
        return OutsideHead(text)
    found = _HEAD.fullmatch(text)
    if found is None:
        return None
    try:
        day = datetime.date.fromisoformat(found[1])
    except ValueError:
        return None
    return OutsideHead(found[3], day, int(found[2]))


def canonical(value: object) -> str:
    """One line of JSON: keys sorted, no blanks, characters as they are. Instants are UTC, to the microsecond.

    >>> canonical({"b": 1, "a": "李某"})
    '{"a":"李某","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def link_of(statement: str) -> str:
    """The link of a statement: its SHA-256."""
    return hashlib.sha256(statement.encode()).hexdigest()


def salt_of(nonce: str, field: str) -> str:
    """The salt of one field: it can be given away without those of the others."""
    return hashlib.sha256(f"{nonce} {field}".encode()).hexdigest()[:32]


def commitment(nonce: str, field: str, value: object) -> str:
    """What stands in a statement for ``value``."""
    return opened(salt_of(nonce, field), value)


def opened(salt: str, value: object) -> str:
    """The commitment that ``salt`` and ``value`` make: ``SHA-256("salt value-as-canonical-JSON")``."""
    return hashlib.sha256(f"{salt} {canonical(value)}".encode()).hexdigest()


def day_digest(links: Iterable[str]) -> str:
    """The digest of a day: of its links in order, one a line.

    >>> day_digest([]) == hashlib.sha256(b"").hexdigest()
    True
    """
    digest = hashlib.sha256()
    for link in links:
        digest.update(f"{link}\n".encode())
    return digest.hexdigest()


def head_hash(previous: str, day: datetime.date, digest: str, count: int) -> str:
    """The head after a day."""
    return hashlib.sha256(f"{previous} {day.isoformat()} {digest} {count}\n".encode()).hexdigest()


def day_heads(links: Iterable[tuple[datetime.date, str]], after: Head | None = None) -> Iterator[Head]:
    """The head after each day of ``links`` (day and link, in the order of the chain), which follow ``after``.

    >>> days = [datetime.date(2025, 1, 16), datetime.date(2025, 1, 16), datetime.date(2025, 1, 17)]
    >>> [(head.number, head.count) for head in day_heads(zip(days, ["a", "b", "c"]))]
    [(2, 2), (3, 1)]
    """
    last: Head | None = None
    for head in each_head(links, after):
        if last is not None and head.day != last.day:
            yield last
        last = head
    if last is not None:
        yield last


def each_head(links: Iterable[tuple[datetime.date, str]], after: Head | None = None) -> Iterator[Head]:
    """The head after each link: what was printed on some day may be that of any. ``after`` ends the day before."""
    number, last = (after.number, after.hash) if after else (0, FIRST)
    previous, count = FIRST, 0
    day: datetime.date | None = None
    digest = hashlib.sha256()
    for this, link in links:
        if this != day:
            previous, day, count, digest = last, this, 0, hashlib.sha256()
        digest.update(f"{link}\n".encode())
        number, count = number + 1, count + 1
        sofar = digest.hexdigest()
        last = head_hash(previous, this, sofar, count)
        yield Head(this, number, count, sofar, previous, last)


def day_of(instant: datetime.datetime) -> datetime.date:
    """The day of an instant in Beijing.

    >>> day_of(datetime.datetime(2025, 1, 15, 16, tzinfo=datetime.UTC))
    datetime.date(2025, 1, 16)
    """
    return instant.astimezone(ZONE).date()


def committed(nonce: str, values: Mapping[str, object]) -> dict[str, str]:
    """Each value's commitment, under its field's name."""
    return {field: commitment(nonce, field, value) for field, value in values.items()}


def openings(nonce: str, values: Mapping[str, object]) -> dict[str, dict[str, Any]]:
    """What lets a stranger check the commitments of ``values``: salt and value of each."""
    return {
        field: {"salt": salt_of(nonce, field), "value": json.loads(canonical(value))} for field, value in values.items()
    }


def differing(first: Mapping[str, object], second: Mapping[str, object], *, apart: Sequence[str] = ()) -> list[str]:
    """The fields in which two statements differ, those of ``apart`` left out."""
    names = sorted({*first, *second} - set(apart))
    return [name for name in names if first.get(name) != second.get(name)]


def instant_text(instant: datetime.datetime) -> str:
    """An instant as statements have it.

    >>> instant_text(datetime.datetime(2025, 1, 16, 9, tzinfo=ZONE))
    '2025-01-16T01:00:00.000000Z'
    """
    return instant.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _plain(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return instant_text(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
