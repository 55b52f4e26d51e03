"""The whole proposal, tried on the page before it is made."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

import msgspec
from parsel import Selector

from guanlan.collect.families.dating import day_in
from guanlan.collect.families.lists import items_on
from guanlan.collect.families.selecting import Page, spaced_words, words_of
from guanlan.collect.proposing.bodies import body_selector
from guanlan.collect.proposing.groups import Group, groups_of
from guanlan.collect.proposing.paging import paging_of
from guanlan.collect.proposing.selectors import inner_selector, items_selector
from guanlan.collect.sink import Wanted
from guanlan.records.source import DetailRules, ListRules

_TRIED = 5  # groups, the likeliest first
_COLUMN = re.compile(
    r"通知|公告|公示|政策|法规|文件|新闻|动态|要闻|执法|处罚|曝光|标准|解读|征求意见|News|Press|Guidance"
)
_COLUMN_LONGEST = 10  # characters of the name of a column
_COLUMNS = 12


class Shown(msgspec.Struct, frozen=True):
    """An item as the proposed rules take it."""

    address: str
    title: str
    date: str | None = None


class Proposal(msgspec.Struct, frozen=True):
    """``list`` with the ``items`` that it takes; None where the page has no list. ``columns`` are links of the page
    that may lead to lists: words and address.
    """

    list: ListRules | None = None
    detail: DetailRules = DetailRules()
    items: tuple[Shown, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()


def propose(
    page: Page, *, zone: str = "Asia/Shanghai", on: datetime.date | None = None, document: Page | None = None
) -> Proposal:
    """Rules for the list that ``page`` shows: the most regular group of links with titles and days, what selects it,
    and how it goes on. ``document`` is a page that the list leads to: its text is looked for, too.

    ``on`` is the day of the visit, which tells the year of days without one.
    """
    columns = _columns(page)
    for group in groups_of(page, zone, on)[:_TRIED]:
        rules = _rules(page, group, zone, on)
        shown = _taken(page, rules, zone, on) if rules is not None else ()
        if [one.address for one in shown] == [entry.address for entry in group.entries]:
            body = body_selector(document) if document is not None else None
            return Proposal(rules, DetailRules(body=body), shown, columns)
    return Proposal(columns=columns)


def _taken(page: Page, rules: ListRules, zone: str, on: datetime.date | None) -> tuple[Shown, ...]:
    """What a visit would take by these rules."""
    found = items_on(page, rules, zone, Wanted(page.base, "list"), on)
    return tuple(Shown(one.address, one.title or "", one.date) for one in found)


def _rules(page: Page, group: Group, zone: str, on: datetime.date | None) -> ListRules | None:
    selector = items_selector(page.tree, group)
    if selector is None:
        return None
    items = [entry.item for entry in group.entries]
    if all(entry.item.root is entry.link.root for entry in group.entries):
        link: str | None = "a"
    else:
        link = inner_selector(items, [entry.link for entry in group.entries], "a")
    if link is None:
        return None
    paging = paging_of(page)
    days = _day_elements(group, zone, on)
    return ListRules(
        items=selector,
        link=link,
        title=_title_selector(group, days),
        date=inner_selector(items, days, "") if days else None,
        next=paging.next,
        pages=paging.pages,
        first_page=paging.first_page,
    )


def _day_elements(group: Group, zone: str, on: datetime.date | None) -> list[Selector]:
    """What holds the day in each item; none where one of them has no element for it."""
    found = [_day_element(entry.item, entry.date, zone, on) for entry in group.entries]
    wanted = [one for one in found if one is not None]
    return wanted if len(wanted) == len(found) else []


def _title_selector(group: Group, days: Sequence[Selector]) -> str | None:
    """What selects the title in each item where the link's words are more than it: they hold the day as well."""
    if not days or not all(
        entry.link.root in day.root.iterancestors() for entry, day in zip(group.entries, days, strict=True)
    ):
        return None
    wanted = []
    for entry, day in zip(group.entries, days, strict=True):
        parts = [one for one in entry.link.xpath("./*") if one.root is not day.root and words_of(one)]
        if not parts:
            return None
        wanted.append(max(parts, key=lambda one: len(words_of(one))))
    return inner_selector([entry.item for entry in group.entries], wanted, "")


def _day_element(item: Selector, day: str | None, zone: str, on: datetime.date | None) -> Selector | None:
    """The smallest element of an item whose words are its day and hardly more."""
    if day is None:
        return None
    fitting: Sequence[Selector] = [
        one
        for one in item.xpath(".//*[not(self::a)]")
        if len(words := spaced_words(one)) <= 24 and day_in(words, zone, on) == day
    ]
    return min(fitting, key=lambda one: len(spaced_words(one)), default=None)


def _columns(page: Page) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for link in page.tree.xpath("//a[@href]"):
        words = words_of(link)
        if len(words) <= _COLUMN_LONGEST and _COLUMN.search(words) and (address := page.address_of(link)):
            found.setdefault(address, words)
    return tuple((words, address) for address, words in list(found.items())[:_COLUMNS])
