"""How a list goes on: a link to the next page, or addresses that count."""

from __future__ import annotations

import re
from typing import NamedTuple

from guanlan.collect.families.selecting import Page, words_of

_NEXT = re.compile(r"\s*(?:下一?页|后一?页|next(?: page)?|[>›»]|下一页\s*[>›»]+)\s*", re.I)
# what many content systems write: createPageHTML(20, 0, "index", "html") counts index.html, index_1.html, index_2.html
_SCRIPT = re.compile(r"createPageHTML\(\s*(\d+)\s*,\s*\d+\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']")
_LAST = re.compile(r"\d+(?=\D*$)")


class Paging(NamedTuple):
    """``next`` as in ``ListRules``, or ``pages`` with its first number."""

    next: str | None = None
    pages: str | None = None
    first_page: int = 1


def paging_of(page: Page) -> Paging:
    """How the list goes on; nothing where no way is seen."""
    for link in page.tree.xpath("//a"):
        words = words_of(link)
        if _NEXT.fullmatch(words) and (address := page.address_of(link)) and address != page.base:
            shown = words.strip()
            return Paging(next=f'//a[normalize-space(.)="{shown}"]')
    if (found := _SCRIPT.search(page.tree.get() or "")) and int(found[1]) > 1:
        return Paging(pages=f"{found[2]}_{{page}}.{found[3]}", first_page=0)
    return _counted(page)


def _counted(page: Page) -> Paging:
    """Links 2 and 3 whose addresses count with them."""
    numbered = {words: page.address_of(link) for link in page.tree.xpath("//a") if (words := words_of(link)).isdigit()}
    second, third = numbered.get("2"), numbered.get("3")
    if not second or not third:
        return Paging()
    for found in re.finditer(r"\d+", second):
        at = int(found[0])
        template = second[: found.start()] + "{page}" + second[found.end() :]
        if template.replace("{page}", str(at + 1)) == third and at in (1, 2):
            return Paging(pages=template, first_page=at - 1)
    return Paging()
