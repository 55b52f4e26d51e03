"""Account articles (WeChat): their scripts hold what other pages say in meta elements."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborHTMLParser

from guanlan.formats.instants import instant_in, instant_of_seconds

# since 2018 each value is a variable (``var ct = "…"``); since 2023 some pages hold them in one object
# (``ct: '…'``, ``title: JsDecode('…')``) under names of their own
_VARIABLE = re.compile(
    r"\b(?:var\s+|window\.)?(ct|ori_create_time|create_time|createTime|publish_time|nickname|nick_name|msg_title|"
    r"bizuin|biz|mid|idx|msg_link)\s*[=:]\s*(?:(?:htmlDecode|JsDecode)\(\s*)?"
    r"(?:\"([^\"\n]{0,600})\"|'([^'\n]{0,600})')(?:\s*\|\|\s*(?:\"([^\"\n]{0,600})\"|'([^'\n]{0,600})'))?"
)
_NAMES = {"ori_create_time": "ct", "nick_name": "nickname", "bizuin": "biz", "create_time": "createTime"}
_ESCAPED = re.compile(r"\\x([0-9A-Fa-f]{2})")
_HOST = "mp.weixin.qq.com"


def account_metadata(tree: LexborHTMLParser, page: str) -> Mapping[str, str | None]:
    """Title, published, publisher and the one address of an account article; empty for other pages.

    An article has many addresses; account, message and place in the message name it (``__biz``, ``mid``, ``idx``).
    """
    if _HOST not in page and "js_content" not in page:
        return {}
    given = _given(page)
    if tree.css_first("#js_content") is None and not given:
        return {}
    return {
        "title": given.get("msg_title") or _words(tree, "#activity-name"),
        "published": _published(tree, given),
        "publisher": given.get("nickname") or _words(tree, "#js_name"),
        "address": _address(tree, given),
    }


def _given(page: str) -> dict[str, str]:
    """The values in the page's scripts; the first that is not empty counts."""
    given: dict[str, str] = {}
    for found in _VARIABLE.finditer(page):
        value = next((one for one in found.groups()[1:] if one), "")
        value = html.unescape(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), value)).strip()
        if value:
            given.setdefault(_NAMES.get(found[1], found[1]), value)
    return given


def _published(tree: LexborHTMLParser, given: Mapping[str, str]) -> str | None:
    shown = given.get("createTime") or given.get("publish_time") or _words(tree, "#publish_time") or ""
    return instant_of_seconds(given.get("ct", "")) or instant_in(shown)


def _words(tree: LexborHTMLParser, selector: str) -> str | None:
    node = tree.css_first(selector)
    return " ".join(node.text(separator="").split()) or None if node is not None else None


def _address(tree: LexborHTMLParser, given: Mapping[str, str]) -> str | None:
    links = [given.get("msg_link", "")]
    for selector, name in (("meta[property='og:url']", "content"), ("link[rel=canonical]", "href")):
        node = tree.css_first(selector)
        links.append((node.attributes.get(name) or "") if node is not None else "")
    for link in links:
        query = parse_qs(urlsplit(html.unescape(link)).query) if _is_account(link) else {}
        if {"__biz", "mid", "idx"} <= query.keys():
            return canonical(query["__biz"][0], query["mid"][0], query["idx"][0])
    if {"biz", "mid", "idx"} <= given.keys():
        return canonical(given["biz"], given["mid"], given["idx"])
    return next((link for link in links if _is_account(link)), None)


def _is_account(link: str) -> bool:
    return link.startswith(("http://mp.weixin.qq.com/", "https://mp.weixin.qq.com/"))


def canonical(biz: str, mid: str, idx: str) -> str:
    """The address that all addresses of an article are brought to.

    >>> canonical("MzA4==", "2650", "1")
    'https://mp.weixin.qq.com/s?__biz=MzA4==&mid=2650&idx=1'
    """
    return f"https://{_HOST}/s?__biz={biz}&mid={mid}&idx={idx}"
