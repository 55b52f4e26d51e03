"""What a visit to a source would trip over, told before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from parsel import Selector

from guanlan.collect.families.selecting import is_xpath
from guanlan.records.source import SourceSpec

_KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_LISTS = ("list", "bulletin")
_SELECTORS = {"list": ("items", "link", "title", "date", "next"), "detail": ("title", "date", "body", "attachments")}
_PAGED = re.compile(r"\{page\}")


def faults_of(spec: SourceSpec) -> Iterator[tuple[str, str]]:
    """Field → what is wrong with it and what to write."""
    if not _KEY.fullmatch(spec.key):
        yield "key", f"{spec.key!r}: small letters, digits, . _ -"
    for name in ("name", "authority"):
        if not getattr(spec, name).strip():
            yield name, "empty"
    yield from _addresses(spec)
    yield from _rules(spec)
    yield from _numbers(spec)


def _addresses(spec: SourceSpec) -> Iterator[tuple[str, str]]:
    if spec.kind != "folder" and not (spec.address == "" and not spec.checked) and not _is_web(spec.address):
        yield "address", f"{spec.address!r}: http:// or https://, with a host"
    if spec.kind == "folder" and not spec.address:
        yield "address", "the folder's path"
    if spec.home and not _is_web(spec.home):
        yield "home", f"{spec.home!r}: http:// or https://, with a host"


def _rules(spec: SourceSpec) -> Iterator[tuple[str, str]]:
    if spec.kind in _LISTS and spec.list is None and spec.checked:
        yield "list", '[list] with items = "…" is needed; checked = false as long as there are no selectors'
    if spec.kind == "api" and spec.api is None and spec.checked:
        yield "api", "[api] with items and link is needed; checked = false as long as they are not known"
    for place, fields in _SELECTORS.items():
        for field in fields:
            selector = getattr(getattr(spec, place), field, None)
            if selector is not None and (why := _selector_fault(selector)):
                yield f"{place}.{field}", why
    for name, rules in (("list", spec.list), ("api", spec.api)):
        if rules is not None and rules.pages is not None and not _PAGED.search(rules.pages):
            yield f"{name}.pages", f"{rules.pages!r}: an address with {{page}} in it"


def _numbers(spec: SourceSpec) -> Iterator[tuple[str, str]]:
    polite = spec.politeness
    for field, value, least in (
        ("rhythm.days", spec.rhythm.days, 1),
        ("politeness.delay", polite.delay, 0),
        ("politeness.at_once", polite.at_once, 1),
        ("politeness.timeout", polite.timeout, 0.001),
        ("politeness.most_bytes", polite.most_bytes, 1),
        ("politeness.most_pages", polite.most_pages, 1),
        ("list.most_pages", spec.list.most_pages if spec.list else 1, 1),
        ("api.most_pages", spec.api.most_pages if spec.api else 1, 1),
    ):
        if not value >= least:  # nan is none
            yield field, f"{value}: {least} or more"


def _selector_fault(selector: str) -> str | None:
    probe = Selector(text="<a></a>")
    try:
        probe.xpath(selector) if is_xpath(selector) else probe.css(selector)
    except (ValueError, SyntaxError, RuntimeError) as error:  # what parsel and cssselect raise
        return f"{selector!r}: {error}"
    return None


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
