"""Kind ``api``: a list as JSON, read by dotted paths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from guanlan.collect.families.addresses import joined
from guanlan.collect.families.dating import day_in
from guanlan.collect.families.details import annexes_inside, attachments
from guanlan.collect.families.enclosing import MEDIA_TYPE, enclosed, plain
from guanlan.collect.sink import Wanted

if TYPE_CHECKING:
    from scrapy.http import Response

    from guanlan.records.source import ApiRules, SourceSpec

_CALLBACK = re.compile(rb"^\s*[\w.$]+\s*\(\s*(.*?)\s*\)\s*;?\s*$", re.S)
_PLACE = re.compile(r"\{([^{}]+)\}")


class ApiFamily:
    """JSON list → documents → attachments."""

    name = "api"

    def start(self, spec: SourceSpec) -> Iterable[Wanted]:
        """The first answer."""
        first = spec.api.first_page if spec.api else 1
        yield Wanted(spec.address.replace("{page}", str(first)), "list")

    def follow(self, spec: SourceSpec, wanted: Wanted, response: Response) -> Iterable[Wanted]:
        """The documents of an answer in its order, then the answer behind it; a document's annexes."""
        if wanted.role == "attachment":
            return
        if wanted.role == "detail":
            yield from attachments(spec, wanted, response)
            return
        if spec.api is None:
            return
        found = tuple(_items(spec, spec.api, wanted, response))
        for one in found:
            yield one
            yield from annexes_inside(spec, one)
        pages = spec.api.pages or (spec.address if "{page}" in spec.address else None)
        if found and pages:
            following = joined(response.url, pages.replace("{page}", str(spec.api.first_page + wanted.page)))
            if following and following != wanted.address:
                yield Wanted(following, "list", page=wanted.page + 1)


def at_path(value: Any, path: str) -> Any:
    """What a dotted path leads to: names of objects, numbers of places in lists; the whole for an empty one.

    >>> at_path({"data": {"list": [{"id": 7}]}}, "data.list.0.id")
    7
    """
    for step in path.split(".") if path else ():
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _items(spec: SourceSpec, rules: ApiRules, wanted: Wanted, response: Response) -> Iterator[Wanted]:
    found = at_path(_decoded(response.body), rules.items)
    seen = set()
    for item in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        link = _link(rules.link, item)
        address = joined(response.url, link) if link else None
        if address is None or address in seen:
            continue
        seen.add(address)
        yield _wanted(spec, rules, wanted, item, address)


def _wanted(spec: SourceSpec, rules: ApiRules, wanted: Wanted, item: Any, address: str) -> Wanted:
    title = plain(_words(at_path(item, rules.title))) if rules.title else ""
    given = _words(at_path(item, rules.date)) if rules.date else ""
    content = _words(at_path(item, rules.body)) if rules.body else ""
    inline = enclosed(content, title, address) if content.strip() else None
    date = day_in(given, spec.zone) if given else None
    media_type = MEDIA_TYPE if inline else None
    return Wanted(address, "detail", title or None, date, page=wanted.page, inline=inline, media_type=media_type)


def _link(rule: str, item: Any) -> str | None:
    """The address of an item: what a path leads to, or a template with its fields filled in."""
    if not _PLACE.search(rule):
        return _words(at_path(item, rule)) or None
    filled = {path: _words(at_path(item, path)) for path in _PLACE.findall(rule)}
    if not all(filled.values()):
        return None
    return _PLACE.sub(lambda place: quote(filled[place[1]], safe="/:?=&%"), rule)


def _words(value: Any) -> str:
    return "" if value is None or isinstance(value, bool | dict | list) else str(value)


def _decoded(body: bytes) -> Any:
    """The JSON of an answer, unwrapped from a call (JSONP) where it stands in one; None where it is none."""
    body = body.removeprefix(b"\xef\xbb\xbf")
    call = _CALLBACK.match(body)
    for one in (body, call[1] if call else b""):
        for encoding in ("utf-8", "gb18030"):
            try:
                return msgspec.json.decode(one.decode(encoding))
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
    return None


FAMILY = ApiFamily()
