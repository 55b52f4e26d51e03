"""What is known of site families: where their main text stands, and how they name what is not the text."""

from __future__ import annotations

import re
from functools import cache

from selectolax.lexbor import LexborNode

from guanlan.formats.tables_reading import rows

_PACKAGE = "guanlan.formats.html"
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "dialog"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
_TOKEN = re.compile(r"[A-Za-z0-9_]+")
# A container with less than a sentence is a left-over of the site's template
_LEAST_WORDS = 20
# A notice in place of a page is a few lines; an article may well quote its words
_LONGEST_NOTICE = 400
# and the line that says so is short, and begins with these words: news of 仿冒网站 tell how 请输入验证码 lured people
_LONGEST_STATEMENT = 60


@cache
def _furniture_tokens() -> frozenset[str]:
    return frozenset(row[0].lower() for row in rows(_PACKAGE, "furniture"))


def is_furniture(node: LexborNode, tag: str) -> bool:
    """Whether an element holds navigation and the like, by its tag, role, class or id."""
    if tag in _FURNITURE_TAGS:
        return True
    attributes = node.attributes
    if not attributes or tag in ("html", "body"):
        return False
    if attributes.get("role") in _FURNITURE_ROLES:
        return True
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
    return not _furniture_tokens().isdisjoint(_TOKEN.findall(named))


def main_element(root: LexborNode) -> LexborNode | None:
    """The element that holds the main text by the table of site families; the first row that fits."""
    for selector, *_ in rows(_PACKAGE, "main_parts"):
        found = root.css(selector)
        if selector in ("main", "article") and len(found) != 1:
            continue
        for node in found:
            if len("".join(node.text().split())) >= _LEAST_WORDS:
                return node
    return None


def state_of(text: str) -> str | None:
    """``deleted``, ``violation``, ``moved`` or ``challenge`` for a page that stands in place of another; None for a
    page.

    >>> state_of("该内容已被发布者删除")
    'deleted'
    """
    if len(text) > _LONGEST_NOTICE:
        return None
    lines = [line for part in text.splitlines() if 0 < len(line := part.strip()) <= _LONGEST_STATEMENT]
    return next((row[0] for row in rows(_PACKAGE, "states") if any(line.startswith(row[1]) for line in lines)), None)
