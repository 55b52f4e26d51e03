"""The repeated links of a page: which of them are its list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from guanlan.collect.families.dating import day_in
from guanlan.collect.families.selecting import Page, spaced_words, words_of

if TYPE_CHECKING:
    import datetime

    from parsel import Selector

_LEAST = 3  # items that make a list
_SHORTEST = 6  # characters of a title; menus have fewer
_FULL_TITLE = 24.0  # characters from which on a title is as good as a longer one
_DATED = 3.0  # a list with days is worth so many without: notices bear days, menus and picture shows do not
_FURNITURE = ("nav", "menu", "foot", "crumb", "friend", "share", "banner", "header", "copyright", "sidebar")

Signature = tuple[tuple[str, ...], ...]


class Entry(NamedTuple):
    """One item: its element, the link that leads to the document, the words and the day that stand there."""

    item: Selector
    link: Selector
    address: str
    title: str
    date: str | None


class Group(NamedTuple):
    """Items that stand alike, in the order of the page."""

    signature: Signature
    entries: tuple[Entry, ...]

    @property
    def worth(self) -> float:
        """How much it looks like a list of documents: many, with long titles that differ, and with days."""
        titles = {entry.title for entry in self.entries}
        length = sum(min(_FULL_TITLE, len(title)) for title in titles) / _FULL_TITLE
        dated = sum(entry.date is not None for entry in self.entries) / len(self.entries)
        return length * (1 + _DATED * dated) * (0.3 if _is_furniture(self.signature) else 1.0)


def groups_of(page: Page, zone: str, on: datetime.date | None) -> list[Group]:
    """The groups of at least three links that stand alike, the one that is most like a list of documents first."""
    links = _without_categories(list(_links(page)))
    found: defaultdict[Signature, list[Entry]] = defaultdict(list)
    counts = _counts(links)
    for link, address, title in links:
        item = _item_of(link, address, counts)
        found[signature(item.root, link.root)].append(Entry(item, link, address, title, _day(item, title, zone, on)))
    groups = [Group(key, _distinct(entries)) for key, entries in found.items()]
    kept = [group for group in groups if len(group.entries) >= _LEAST]
    return sorted(kept, key=lambda group: -group.worth)


def signature(item: Any, link: Any) -> Signature:
    """Tags and classes on the way to an item, tags from there to its link: what the items of one list share.

    The item's own classes are left out: they tell odd from even and the first from the rest.
    """
    above = [(one.tag, *_classes(one)) for one in reversed(list(item.iterancestors()))]
    depth = int(link.xpath("count(ancestor::*)") - item.xpath("count(ancestor::*)"))
    inside = [one.tag for one in link.iterancestors()][:depth]
    return (*above, (item.tag,), tuple(str(tag) for tag in inside))


def _classes(node: Any) -> tuple[str, ...]:
    return tuple(sorted((node.get("class") or "").split()))


def _links(page: Page) -> Iterator[tuple[Selector, str, str]]:
    """Links with words, where they lead on the same site or elsewhere."""
    for link in page.tree.xpath("//a[@href or @onclick]"):
        words = words_of(link)
        title = max((words, " ".join(link.attrib.get("title", "").split())), key=len)
        address = page.address_of(link)
        if address and address.startswith("http") and len(title) >= _SHORTEST and address != page.base:
            yield link, address, title


def _without_categories(links: list[tuple[Selector, str, str]]) -> list[tuple[Selector, str, str]]:
    """The links but those that lead to one page again and again: the column that items are marked with."""
    often = Counter(address for _, address, _ in links)
    return [link for link in links if often[link[1]] < _LEAST]


def _counts(links: Sequence[tuple[Selector, str, str]]) -> dict[Any, set[str]]:
    """Element → the addresses of the titled links below it."""
    below: defaultdict[Any, set[str]] = defaultdict(set)
    for link, address, _ in links:
        for one in (link.root, *link.root.iterancestors()):
            below[one].add(address)
    return below


def _item_of(link: Selector, address: str, below: dict[Any, set[str]]) -> Selector:
    """The largest element that holds no other titled link: with the day beside the link, and its summary."""
    node = link.root
    while (parent := node.getparent()) is not None and below[parent] == {address} and parent.tag != "body":
        node = parent
    return type(link)(root=node)


def _day(item: Selector, title: str, zone: str, on: datetime.date | None) -> str | None:
    rest = spaced_words(item).replace(title, " ")
    return day_in(rest, zone, on) if any(character.isdigit() for character in rest) else None


def _distinct(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """One entry an address: the first with the longest words."""
    best: dict[str, Entry] = {}
    for entry in entries:
        if entry.address not in best or len(entry.title) > len(best[entry.address].title):
            best[entry.address] = entry
    return tuple(best.values())


def _is_furniture(key: Signature) -> bool:
    names = " ".join(" ".join(part) for part in key).lower()
    return any(word in names for word in _FURNITURE)
