"""Where the text of a document stands on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guanlan.collect.proposing.selectors import unique_selector

if TYPE_CHECKING:
    from guanlan.collect.families.selecting import Page

_SHARE = 0.7  # of the page's running text: more than the other columns together
_LEAST = 80  # characters of running text; a page with less is told by the readers
_SENTENCES = "。；！？"


def body_selector(page: Page) -> str | None:
    """The smallest named element that holds most of the running text; None where the general readers do as well."""
    running = [(node, _length(node)) for node in page.tree.root.iter("p", "td", "div", "span") if _length(node)]
    whole = sum(length for _, length in running)
    if whole < _LEAST:
        return None
    held: dict[Any, int] = {}
    for node, length in running:
        for one in (node, *node.iterancestors()):
            held[one] = held.get(one, 0) + length
    for node in sorted((one for one in held if held[one] >= _SHARE * whole), key=_depth, reverse=True):
        if node.tag in ("div", "article", "section", "td", "main") and (found := unique_selector(page.tree, node)):
            return found
    return None


def _length(node: Any) -> int:
    """Characters of the element's own words, where these are sentences."""
    own = "".join(part for part in (node.text, *(child.tail for child in node)) if part)
    inside = "".join("".join(one.itertext()) for one in node if one.tag in ("a", "b", "em", "font", "span", "strong"))
    words = " ".join((own + (inside if node.tag == "p" else "")).split())
    return len(words) if any(mark in words for mark in _SENTENCES) else 0


def _depth(node: Any) -> int:
    return sum(1 for _ in node.iterancestors())
