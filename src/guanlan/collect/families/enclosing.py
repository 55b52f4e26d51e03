"""Documents that a list carries whole (feeds, APIs), as pages of their own."""

from __future__ import annotations

import html
import re

MEDIA_TYPE = "text/html; charset=utf-8"
LEAST = 200  # characters of text; less is a summary, and the page itself is asked for
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_MARKED = re.compile(r"<(?:p|div|br|span|table|h\d|section|ul|ol)\b", re.I)


def is_whole(content: str) -> bool:
    """Whether words that came with an item are the document and no summary: long enough, and not cut short."""
    words = plain(content)
    return len(words) >= LEAST and not words.endswith(("…", "...", "[…]"))


def plain(content: str) -> str:
    """The words without marks, blanks run together.

    >>> plain("<em>某部</em>&nbsp;公布")
    '某部 公布'
    """
    return " ".join(html.unescape(_TAG.sub("", content)).split())


def enclosed(content: str, title: str, address: str) -> bytes:
    """A page of the same bytes whenever the list carries the same: title, address and content, and no moving date."""
    shown = html.escape(title)
    body = (
        content if _MARKED.search(content) else "".join(f"<p>{html.escape(line)}</p>" for line in content.split("\n"))
    )
    page = (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{shown}</title>\n'
        f'<link rel="canonical" href="{html.escape(address)}"></head>\n'
        f"<body><article><h1>{shown}</h1>\n{body}\n</article></body></html>\n"
    )
    return page.encode("utf-8", "replace")
