"""Kind ``list``: a page that lists documents, its following pages, the documents, their annexes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from guanlan.collect.families.dating import day_in
from guanlan.collect.families.details import attachments
from guanlan.collect.families.selecting import Page, chosen, first_words, page_of, spaced_words, words_of
from guanlan.collect.sink import Wanted

if TYPE_CHECKING:
    from parsel import Selector
    from scrapy.http import Response

    from guanlan.records.source import ListRules, SourceSpec

_CUT = ("…", "...", "⋯")


class ListFamily:
    """List → details → attachments."""

    def __init__(self, name: str) -> None:
        self.name = name

    def start(self, spec: SourceSpec) -> Iterable[Wanted]:
        """The list's first page."""
        yield Wanted(spec.address, "list")

    def follow(self, spec: SourceSpec, wanted: Wanted, response: Response) -> Iterable[Wanted]:
        """A list page's documents in its order, then the page behind it; a document's annexes."""
        if wanted.role == "attachment":
            return
        if wanted.role == "detail":
            yield from attachments(spec, wanted, response)
            return
        page = page_of(spec, response)
        if page is None or spec.list is None:
            return
        found = tuple(items_on(page, spec.list, spec.zone, wanted, _day_of(response)))
        yield from found
        if found and (following := _following(spec.list, page, wanted)):
            yield Wanted(following, "list", page=wanted.page + 1)


def items_on(page: Page, rules: ListRules, zone: str, wanted: Wanted, on: datetime.date | None) -> Iterator[Wanted]:
    """The documents that a list page leads to, in its order, each once; ``on`` is the day of the visit."""
    seen = set()
    for item in chosen(page.tree, rules.items):
        address, links = _links(rules, page, item)
        if address is None or address in seen or address in (wanted.address, page.base):
            continue
        seen.add(address)
        title = first_words(item, rules.title) or _title(links)
        given = first_words(item, rules.date) if rules.date else _without(spaced_words(item), title)
        date = day_in(given, zone, on) if given else None
        yield Wanted(address, "detail", title or None, date, page=wanted.page)


def _links(rules: ListRules, page: Page, item: Selector) -> tuple[str | None, list[Selector]]:
    """Where an item leads, and every link of it that leads there (a picture and its words are often two).

    Where the item is itself what the rule for links selects, it is the link.
    """
    links = list(chosen(item, rules.link)) or ([item] if "href" in item.attrib or "onclick" in item.attrib else [])
    placed = [(page.address_of(link), link) for link in links]
    address = next((where for where, _ in placed if where), None)
    return address, [link for where, link in placed if where == address and not isinstance(link.root, str)]


def _title(links: list[Selector]) -> str:
    """The words of a link; its ``title`` where the words are cut short or none."""
    words = max((words_of(link) for link in links), key=len, default="")
    hint = max((" ".join(link.attrib.get("title", "").split()) for link in links), key=len, default="")
    cut = next((words.removesuffix(mark) for mark in _CUT if words.endswith(mark)), None)
    if not words or (cut is not None and len(hint) > len(cut)) or (hint.startswith(words) and len(hint) > len(words)):
        return hint or words
    return words


def _without(words: str, title: str) -> str:
    """What an item says beside its title: days told in a title are not the item's."""
    return words.replace(title, " ") if title else words


def _following(rules: ListRules, page: Page, wanted: Wanted) -> str | None:
    """The page behind this one, by its link or by count."""
    if rules.next is not None:
        for link in chosen(page.tree, rules.next):
            address = page.address_of(link)
            if address and address != wanted.address:
                return address
        return None
    return (
        None if rules.pages is None else page.joined(rules.pages.replace("{page}", str(rules.first_page + wanted.page)))
    )


def _day_of(response: Response) -> datetime.date | None:
    """The day by the server's clock."""
    given = (response.headers.get("Date") or b"").decode("latin-1")
    found = day_in(given, "UTC") if given else None
    return datetime.date.fromisoformat(found) if found else None


LIST = ListFamily("list")
BULLETIN = ListFamily("bulletin")
"""A list of the issues of another house's digest: each is a document, read as many reports."""
