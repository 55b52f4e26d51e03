"""A watched source as its file in ``sources/*.toml`` describes it: where to look, how often, how politely."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

SourceKind = Literal["list", "feed", "api", "folder", "bulletin"]
Level = Literal["national", "ministry", "local", "abroad", "association", "media"]


class Rhythm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``days``: how many may pass between two items before the source counts as silent. ``empty_is_failure``: whether
    a list without items means that the page changed rather than that there is nothing.
    """

    days: int = 30
    empty_is_failure: bool = True


class Politeness(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds between two requests to a host (robots.txt may ask for more), and how many may be under way at once."""

    delay: float = 1.0
    at_once: int = 1
    robots: bool = True
    timeout: float = 60.0
    most_bytes: int = 64 * 2**20
    most_pages: int = 200  # requests of one visit: what endless paging is stopped by


class Diary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person noted about the source, and when: moved, redesigned, asked for permission."""

    on: datetime.date
    note: str


class ListRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a list page is read. Each selector is CSS, or XPath where it begins with ``/`` or ``./``.

    ``items`` selects one element an item; within it ``link`` (its ``href``), ``title`` and ``date`` (text). ``next``
    selects the link to the following page; ``pages`` is an address with ``{page}`` for sites that count them.
    """

    items: str
    link: str = "a"
    title: str | None = None
    date: str | None = None
    next: str | None = None
    pages: str | None = None
    first_page: int = 1
    most_pages: int = 3


class DetailRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a page that a list leads to is read: ``body`` narrows the readers, ``attachments`` selects links to annexes.

    Without rules the general readers find the text, and links to documents inside it are annexes.
    """

    title: str | None = None
    date: str | None = None
    body: str | None = None
    attachments: str | None = None


class ApiRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a JSON answer is read. Paths are dotted (``data.list``); ``link`` may be a template with ``{field}``.

    ``body`` leads to the text where the answer holds it whole; ``pages`` is an address with ``{page}``.
    """

    items: str
    link: str
    title: str | None = None
    date: str | None = None
    body: str | None = None
    pages: str | None = None
    first_page: int = 1
    most_pages: int = 3


class SourceSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place that is watched. ``key`` names it for good (``cac-policy``); ``authority`` is the body that speaks there.

    ``address`` is where a visit begins: a list page, a feed, an API, a folder's path. ``home`` is the front page.
    ``jurisdiction`` is a code as in ``records.facts``; ``columns`` are hints for placement; ``reuse`` says on which
    terms its words may be used. ``local`` allows addresses that are not public; ``browser`` has pages drawn by one.
    """

    key: str
    name: str
    authority: str
    kind: SourceKind
    address: str
    home: str = ""
    level: Level = "ministry"
    jurisdiction: str | None = None
    columns: tuple[str, ...] = ()
    rhythm: Rhythm = Rhythm()
    politeness: Politeness = Politeness()
    reuse: str = ""
    zone: str = "Asia/Shanghai"
    local: bool = False
    browser: bool = False
    proxy: str | None = None
    encoding: str | None = None
    list: ListRules | None = None
    detail: DetailRules = DetailRules()
    api: ApiRules | None = None
    pattern: str = "*"  # of the names that a folder is watched for
    diary: tuple[Diary, ...] = ()
    checked: bool = True  # False: only name and home are known; selectors are to be proposed and tried first
