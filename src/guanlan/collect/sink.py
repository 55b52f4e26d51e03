"""What the crawler is given by its caller: where to put things, and what to look at next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, Protocol

import msgspec

if TYPE_CHECKING:
    from scrapy.http import Response

    from guanlan.records.exchange import Exchange
    from guanlan.records.source import SourceSpec

Role = Literal["list", "detail", "attachment"]
"""``list``: leads to documents and is none itself (list page, feed, API answer); the others are kept."""


class Wanted(msgspec.Struct, frozen=True):
    """An address to be asked for, and what the page that led to it says of it.

    ``title`` and ``date`` (an ISO day, without a time in most lists) are as the list gives them. ``inline`` holds the
    document where the list itself carries it whole (feeds, APIs): then nothing is asked for, and it is kept as it is.
    ``parent`` is the address of the page that an attachment belongs to.
    """

    address: str
    role: Role = "detail"
    title: str | None = None
    date: str | None = None
    parent: str | None = None
    page: int = 1  # of a list
    inline: bytes | None = None
    media_type: str | None = None  # of ``inline``


class Validators(msgspec.Struct, frozen=True):
    """What a conditional request sends: ``ETag`` and ``Last-Modified`` of the answer that is kept."""

    etag: str | None = None
    modified: str | None = None


class Event(msgspec.Struct, frozen=True):
    """Something that is no document: ``code`` of ``errors/tables/collect.tsv`` with its ``params``.

    ``collect.unchanged`` (304), ``collect.gone`` (404, 410), ``collect.challenged``, ``collect.moved``,
    ``collect.robots``, ``collect.refused_address``, ``collect.too_large``, ``collect.timeout``, ``collect.failed``, …
    """

    code: str
    address: str
    params: dict[str, Any] = {}


class Sink(Protocol):
    """Where the crawler puts what it gets. Its methods are called one at a time, from one thread that is not the
    crawler's; what ``keep`` was given is stored for good when it returns, and only then is the page followed.
    """

    def wants(self, wanted: Wanted) -> bool:
        """Whether to ask for ``wanted`` now: asked of all that a family yields, before anything is sent. What is held
        and not due for another look is passed over, and so are list pages behind those that are new.
        """
        ...

    def validators(self, address: str) -> Validators | None:
        """Of the answer that is held of ``address``; None where none is."""
        ...

    def keep(self, exchange: Exchange, wanted: Wanted) -> bool:
        """Store a document with its exchange; whether it is new (another release, or another state of one)."""
        ...

    def saw_list(self, exchange: Exchange, wanted: Wanted, found: int) -> None:
        """A list page was read and leads to ``found`` items."""
        ...

    def note(self, event: Event) -> None:
        """Something happened that is no document."""
        ...


class Family(Protocol):
    """How sources of one kind are walked (entry points of the group ``guanlan.families``). Pure: asks for nothing."""

    @property
    def name(self) -> str: ...

    def start(self, spec: SourceSpec) -> Iterable[Wanted]:
        """Where a visit begins."""
        ...

    def follow(self, spec: SourceSpec, wanted: Wanted, response: Response) -> Iterable[Wanted]:
        """What the answer to ``wanted`` leads to, in order: documents, their attachments, further list pages."""
        ...
