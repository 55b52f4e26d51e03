"""What a document's page leads to, and what the source's rules say of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from guanlan.collect.families.addresses import is_document
from guanlan.collect.families.dating import day_in
from guanlan.collect.families.selecting import Page, chosen, first_words, page_of, words_of
from guanlan.collect.sink import Wanted

if TYPE_CHECKING:
    from parsel import Selector
    from scrapy.http import Response

    from guanlan.records.source import SourceSpec

MOST = 100  # annexes of one page: app lists and standards come in dozens
_OUTSIDE = "ancestor::nav or ancestor::header or ancestor::footer or ancestor::aside"
_LINKS = f".//a[not({_OUTSIDE})]"
_OTHERS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def attachments(spec: SourceSpec, wanted: Wanted, response: Response) -> Iterator[Wanted]:
    """The annexes of a page: what the source's rule selects, else every link in it that leads to a document's file."""
    if not response.body[:8].startswith(_OTHERS) and (page := page_of(spec, response)) is not None:
        yield from annexes_of(spec, page, wanted, response.url)


def annexes_of(spec: SourceSpec, page: Page, wanted: Wanted, address: str) -> Iterator[Wanted]:
    """The annexes of ``page``, which is what ``wanted`` leads to and came from ``address``."""
    rule = spec.detail.attachments
    seen = {wanted.address, address}
    for link in chosen(page.tree, rule) if rule else _candidates(spec, page):
        to = page.address_of(link)
        words = words_of(link) if not isinstance(link.root, str) else ""
        if to is None or to in seen or not (rule or is_document(to, words)):
            continue
        seen.add(to)
        yield Wanted(to, "attachment", words or None, wanted.date, parent=address, page=wanted.page)
        if len(seen) >= MOST + 2:
            return


def annexes_inside(spec: SourceSpec, one: Wanted) -> Iterator[Wanted]:
    """The annexes of a document that its list carried."""
    page = None if one.inline is None else Page.read(one.inline, one.address, "utf-8")
    if page is not None:
        yield from annexes_of(spec, page, one, one.address)


def described(spec: SourceSpec, wanted: Wanted, body: bytes, address: str, charset: str | None) -> Wanted:
    """``wanted`` with the title and day that the source's own rules for its pages find: surer than a list's."""
    rules = spec.detail
    if wanted.role != "detail" or (rules.title is None and rules.date is None) or body[:8].startswith(_OTHERS):
        return wanted
    page = Page.read(body, address, spec.encoding or charset)
    if page is None:
        return wanted
    title, date = first_words(page.tree, rules.title), first_words(page.tree, rules.date)
    day = day_in(date, spec.zone) if date else None
    return msgspec.structs.replace(wanted, title=title or wanted.title, date=day or wanted.date)


def _candidates(spec: SourceSpec, page: Page) -> list[Selector]:
    bodies = list(chosen(page.tree, spec.detail.body)) if spec.detail.body else []
    return [link for body in bodies or [page.tree] for link in body.xpath(_LINKS)]
