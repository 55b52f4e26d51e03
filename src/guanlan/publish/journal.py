"""The journal: what ``bulletin.toml`` says of a bulletin. Another institute changes the file, not the code."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from guanlan.errors import InputError
from guanlan.records.facts import Kind

DEFAULT = "bulletin.toml"
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_FIELD = re.compile(r"(?:missing required|contains unknown) field `([^`]*)`")
_WHERE = re.compile(r"^(?P<why>.*?)(?: - at `(?P<key>[^`]*)`)?$", re.DOTALL)

Level = Literal["national", "ministry", "local", "abroad", "association", "media", "company"]
GuideBy = Literal["topic", "subcolumn", "entry"]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Conditions that place a development; those given must all hold, a list holds where one of its members does.

    ``kinds`` of the report; ``levels`` and ``families`` of the acting bodies; ``jurisdictions`` as codes that stand
    alone or before a hyphen (``CN`` holds for ``CN-GD``); ``words`` of which the headline, or the names and acts of the
    instruments, have one; ``comment_open`` whether comments may still be sent in on the day of the issue;
    ``comment_over`` whether the time for them has run out (it has not where no day is told). Of several places whose
    rules hold, those that hold for the body named first come before those that hold for another of the acting bodies;
    then the highest ``weight`` gets the development, then the earlier in the file.
    """

    kinds: tuple[Kind, ...] = ()
    levels: tuple[Level, ...] = ()
    families: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    comment_open: bool | None = None
    comment_over: bool | None = None
    weight: int = 0


class JournalSubColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sub-column: its code (``police``), heading, rules (one suffices) and limit."""

    code: str
    heading: str
    rules: tuple[Rule, ...] = ()
    limit: int | None = None


class JournalColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A column. ``heading`` None: its title is its entries' titles joined with ；.

    ``window`` is the number of days before the day of the issue in which a development must lie. ``guide`` and
    ``keywords`` say whether the column opens with them (and how many keywords at most); ``guide_by`` what its guide is
    grouped by. ``annexes`` says that the text annexed to a release is printed whole behind its entry.
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
    guide_by: GuideBy = "topic"
    keywords: int = 6
    annexes: bool = False

    def parts(self) -> tuple[JournalSubColumn, ...]:
        """The sub-columns; a column without them is one sub-column without code and heading."""
        return self.subcolumns or (JournalSubColumn(code="", heading="", rules=self.rules, limit=self.limit),)


class JournalPerson(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"since": "from", "until": "to"}
):
    """Who holds a role from one day to another (both included), and the proof of it (a resolution, a letter)."""

    name: str
    post: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    proof: str | None = None

    def holds(self, on: datetime.date) -> bool:
        """Whether the role is held on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class JournalRole(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line of the masthead: 主办单位, 总编辑, 编辑部."""

    name: str
    people: tuple[JournalPerson, ...] = ()
    remark: str | None = None


class JournalNotice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A notice. ``place``: ``masthead`` (below the names) or ``back`` (after the last entry)."""

    text: str
    title: str | None = None
    place: Literal["masthead", "back"] = "masthead"


class JournalInternal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a 内部资料性出版物 must say of itself: the number of its permit (准印证编号), 编印单位, 发送对象, 印数,
    印刷单位, and the day that it is printed. What is left out is named by ``guanlan.publish.internal``.
    """

    permit: str = ""
    compiler: str = ""
    recipients: str = ""
    copies: int | None = None
    printer: str = ""
    printed_on: datetime.date | None = None


class JournalPress(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the issue is printed and bound. ``paper`` is how thick a leaf is, in millimetres (0.1 for 80 g/m² offset
    paper); ``binding`` is ``glued`` (胶装, with a spine) or ``stapled`` (骑马订, which has none); the title stands on a
    spine of ``spine_title_from`` millimetres or more.
    """

    paper: float = 0.1
    binding: Literal["glued", "stapled"] = "glued"
    spine_title_from: float = 5  # GB/T 11668: a spine of 5 mm or more bears the title


class Journal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file. ``first_issue`` is the month of issue 1 (``2023-08``): it gives each month its number.

    ``silenced`` are the codes of rules of the proof-reader that the journal does without (``GL505``). ``internal``
    makes it a 内部资料性出版物, which says so on its cover. ``sign_off_by`` is how many persons sign an issue off: one,
    or two. ``template`` is the Word template, a file in the home's folder ``templates``, that the DOCX is made by.
    """

    title: str
    title_en: str
    columns: tuple[JournalColumn, ...]
    subtitle: str | None = None
    first_issue: str | None = None
    contact: str | None = None
    masthead: tuple[JournalRole, ...] = ()
    notices: tuple[JournalNotice, ...] = ()
    silenced: tuple[str, ...] = ()
    sign_off_by: int = 1
    internal: JournalInternal | None = None
    press: JournalPress = JournalPress()
    template: str | None = None

    def number_of(self, date: datetime.date) -> int | None:
        """The number of a month's issue counted from the first; None where the file does not say which that was.

        >>> default_journal().number_of(datetime.date(2025, 1, 16))
        18
        """
        if self.first_issue is None:
            return None
        year, month = map(int, self.first_issue.split("-"))
        number = (date.year - year) * 12 + date.month - month + 1
        if number < 1:
            raise InputError("journal.before", date=date.isoformat(), first=self.first_issue)
        return number


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
    try:
        journal = msgspec.convert(raw, Journal)
    except msgspec.ValidationError as error:
        raise _wrong_key(str(error)) from error
    _check(journal)
    return journal


def _wrong_key(message: str) -> InputError:
    """The refusal that names the key a message of msgspec speaks of."""
    found = _WHERE.match(message)
    why = found["why"] if found else message
    path = (found["key"] or "").removeprefix("$") if found else ""
    field = _FIELD.search(why)
    key = ".".join(filter(None, (path.lstrip("."), field[1] if field else "")))
    return InputError("journal.key", key=key or DEFAULT, why=why)


def _check(journal: Journal) -> None:
    """What types alone cannot say: a month that is one, codes that differ, rules for every part."""
    if journal.first_issue is not None and not _MONTH.fullmatch(journal.first_issue):
        raise InputError("journal.month", value=journal.first_issue)
    if journal.sign_off_by not in (1, 2):
        raise InputError("journal.key", key="sign_off_by", why="an issue is signed off by one person or by two")
    if not 0.03 <= journal.press.paper <= 1:
        raise InputError("journal.key", key="press.paper", why="a leaf is 0.03 to 1 mm thick")
    named = journal.template
    if named is not None and (not named.endswith(".docx") or any(sign in named for sign in "/\\")):
        why = "it is the name of a .docx in the folder templates of the home"
        raise InputError("journal.key", key="template", why=why)
    _all_differ("columns", (column.code for column in journal.columns))
    for index, column in enumerate(journal.columns):
        key = f"columns[{index}]"
        _all_differ(f"{key}.subcolumns", (part.code for part in column.subcolumns))
        if not all(part.rules for part in column.parts()):
            raise InputError("journal.unplaced", key=key)
        if column.window < 1:
            raise InputError("journal.key", key=f"{key}.window", why="a window has at least one day")


def _all_differ(key: str, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise InputError("journal.twice", key=key, value=code)
        seen.add(code)
