"""The journal: what ``bulletin.toml`` says of a bulletin. Another institute changes the file, not the code."""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from guanlan.errors import InputError
from guanlan.records.facts import Kind

DEFAULT = "bulletin.toml"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Conditions that place a development; those given must all hold, a list holds where one of its members does.

    ``kinds`` of the report; ``levels`` of the acting bodies (national, ministry, local, abroad, association);
    ``families`` of the acting bodies as the table of organs names them; ``jurisdictions`` as codes that stand alone or
    before a hyphen (``CN`` holds for ``CN-GD``); ``words`` of which the headline has one; ``comment_open`` whether
    comments may still be sent in on the day of the issue. ``weight`` decides between places whose rules both hold.
    """

    kinds: tuple[Kind, ...] = ()
    levels: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    comment_open: bool | None = None
    weight: int = 0


class JournalSubColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sub-column: its code (``police``), heading, rules (one suffices) and limit."""

    code: str
    heading: str
    rules: tuple[Rule, ...] = ()
    limit: int | None = None


class JournalColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A column. ``heading`` None: its title is its entries' titles joined with ；.

    ``window`` is the number of days, the day of the issue being the last, in which a development must lie;
    ``guide`` and ``keywords`` say whether the column opens with them (and how many keywords at most).
    """

    code: str
    series: str
    heading: str | None = None
    subcolumns: tuple[JournalSubColumn, ...] = ()
    rules: tuple[Rule, ...] = ()
    window: int = 46
    limit: int | None = None
    source_required: bool = True
    guide: bool = True
    keywords: int = 6


class JournalPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"since": "from", "until": "to"}):
    """Who holds a role from one day to another (both included), and the proof of it (a resolution, a letter)."""

    name: str
    post: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    proof: str | None = None


class JournalRole(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line of the masthead: 主办单位, 总编辑, 编辑部."""

    name: str
    people: tuple[JournalPerson, ...] = ()
    remark: str | None = None


class JournalNotice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A notice. ``place``: ``masthead`` (below the names) or ``back`` (after the last entry)."""

    text: str
    title: str | None = None
    place: str = "masthead"


class Journal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file. ``first_issue`` is the month of issue 1 (``2023-08``): it gives each month its number."""

    title: str
    title_en: str
    columns: tuple[JournalColumn, ...]
    subtitle: str | None = None
    first_issue: str | None = None
    contact: str | None = None
    masthead: tuple[JournalRole, ...] = ()
    notices: tuple[JournalNotice, ...] = ()


@cache
def default_journal() -> Journal:
    """The journal that comes with the package."""
    return load_journal((files("guanlan.publish") / "assets" / DEFAULT).read_bytes())


def load_journal(data: bytes) -> Journal:
    """The journal that a ``bulletin.toml`` describes; raises ``InputError`` naming the key that is wrong."""
    try:
        raw = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError("journal.toml", why=str(error)) from error
    return msgspec.convert(raw, Journal)
