"""What a page says of itself: title, day, publisher, address, language."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from guanlan.formats.html.account import account_metadata
from guanlan.formats.html.walker import Walk, Zone
from guanlan.formats.instants import instant_in
from guanlan.records.reading import Block, BlockKind

# Names of meta elements, best first: 《政府网站发展指引》(国办发〔2017〕47号) annex 2 names the first of each row
_NAMES = {
    "title": ("articletitle", "og:title", "twitter:title", "dc.title"),
    "published": (
        "pubdate",
        "article:published_time",
        "og:release_date",
        "publishdate",
        "publish_date",
        "firstpublishedtime",
        "_pubtime",
        "apub:time",
        "dc.date",
        "createdate",
    ),
    "publisher": ("contentsource", "og:site_name", "sitename", "source", "dc.publisher"),
    "address": ("url", "og:url"),
}
_NO_PUBLISHER = frozenset({"微信公众平台", "微信", "本站", "本网", "原创", "转载", "互联网", "网络", ""})
_SOURCE = re.compile(
    r"(?:信息|稿件|文章|内容)?来\s?源\s?[：:]\s*([^\s：:【\[|（）()<>，。；]{2,40})|发布(?:机构|单位)\s?[：:]\s*([^\s：:【\[|，。；]{2,40})"
)
_LABELLED = re.compile(r"(?:发布|发稿|更新|发表|公开|印发)(?:时间|日期)\s?[：:]?|(?<!\w)(?:时间|日期)\s?[：:]")
# sites put their name behind the title: 《X》公布_某某网, 标题-中国政府网
_SUFFIX = re.compile(r"\s*(?:[_|｜]|\s[-—–]\s?|--|—{1,2}|-(?=[^-]*(?:网|办|局|部|厅|委|院|政府|平台|门户)[^-]*$))\s*")
# Internet Explorer's mark of the web, which all browsers write; SingleFile's own comment
_SAVED = re.compile(
    r"<!--\s*saved from url=\(\d{1,5}\)\s*(https?://[^\s>]{1,2000}?)\s*-->"
    r"|<!--\s*Page saved with SingleFile\s+url:\s*(https?://[^\s>]{1,2000})",
    re.I,
)
_HEAD = 16_384  # characters: both stand before the page's own head ends, SingleFile's behind its icon
_NEAR = 60  # blocks after the title in which a byline may stand


def metadata_of(tree: LexborHTMLParser, page: str, walk: Walk, name: str | None) -> dict[str, str]:
    """Plain names (DESIGN: title, published, publisher, address, language) → what the page gives; absent where it is
    silent.
    """
    metas = _metas(tree)
    account = account_metadata(tree, page)
    lines = _byline_words(walk)
    found = {
        "title": account.get("title") or _title(tree, metas),
        "published": account.get("published") or _published(metas, lines),
        "publisher": account.get("publisher") or _publisher(tree, metas, lines),
        "address": account.get("address") or _address(tree, metas, page, name),
        "language": _attribute(tree, "html", "lang"),
    }
    return {key: value for key, value in found.items() if value}


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        key = (attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or "").strip().lower()
        content = " ".join((attributes.get("content") or "").split())
        if key and content:
            found.setdefault(key, content)
    return found


def _first(metas: dict[str, str], kind: str) -> Iterator[str]:
    return (metas[name] for name in _NAMES[kind] if name in metas)


def _words(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return " ".join(node.text(separator="").split()) if node is not None else ""


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "").strip() or None if node is not None else None


def _title(tree: LexborHTMLParser, metas: dict[str, str]) -> str | None:
    given = next(_first(metas, "title"), None)
    headings = {words for node in tree.css("h1") if (words := " ".join(node.text(separator="").split()))}
    whole = _words(tree, "head title") or _words(tree, "title")
    short = without_site(whole)
    if given:
        return without_site(given) if given == whole else given
    if len(headings) == 1:
        return headings.pop()
    return next((words for words in sorted(headings) if short and words in whole), None) or short or None


def without_site(title: str) -> str:
    """A page's title without the site's name behind it.

    >>> without_site("关于印发某办法的通知_某省人民政府")
    '关于印发某办法的通知'
    """
    parts = _SUFFIX.split(title)
    return parts[0].strip() if len(parts) > 1 and len(parts[0].strip()) >= 2 else title.strip()


def _byline_words(walk: Walk) -> list[str]:
    """The short lines near the title; in furniture as well, since bylines often stand outside the text."""
    text = walk.draft.text
    start = next((index for index, block in enumerate(walk.draft.blocks) if _is_title(block)), 0)
    near = range(start, min(start + _NEAR, len(walk.draft.blocks)))
    lines = [text[walk.draft.blocks[index].start : walk.draft.blocks[index].end] for index in near]
    return [line for line in lines if len(line) <= 120 and "。" not in line]


def _is_title(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level == 1


def _published(metas: dict[str, str], lines: list[str]) -> str | None:
    for given in _first(metas, "published"):
        if (instant := instant_in(given)) is not None:
            return instant
    for line in lines:
        label = _LABELLED.search(line)
        if label and (instant := instant_in(line[label.end() : label.end() + 40])) is not None:
            return instant
    for line in lines:
        if len(line) <= 60 and (instant := instant_in(line)) is not None:
            return instant
    return None


def _publisher(tree: LexborHTMLParser, metas: dict[str, str], lines: list[str]) -> str | None:
    if metas.get("contentsource", "") not in _NO_PUBLISHER:
        return metas["contentsource"]
    for line in (*lines, " ".join(lines[:20])):
        found = _SOURCE.search(line)
        if found and (found[1] or found[2]) not in _NO_PUBLISHER:
            return found[1] or found[2]
    given = next((one for one in _first(metas, "publisher") if one not in _NO_PUBLISHER), None)
    if given:
        return given
    parts = _SUFFIX.split(_words(tree, "head title"))
    return parts[-1].strip() or None if len(parts) > 1 else None


def _address(tree: LexborHTMLParser, metas: dict[str, str], page: str, name: str | None) -> str | None:
    candidates = (_attribute(tree, "link[rel=canonical]", "href"), *_first(metas, "address"), saved_from(page), name)
    return next((html.unescape(one) for one in candidates if one and re.match(r"https?://", one)), None)


def saved_from(page: str) -> str | None:
    """The address that a browser or SingleFile wrote into a page when it saved it.

    >>> saved_from("<!-- saved from url=(0027)https://example.gov.cn/a.htm -->")
    'https://example.gov.cn/a.htm'
    """
    found = _SAVED.search(page[:_HEAD])
    return html.unescape(found[1] or found[2]) if found else None


__all__ = ["Zone", "metadata_of", "saved_from", "without_site"]
