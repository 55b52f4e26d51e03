"""Kind ``feed``: RSS and Atom by feedparser, JSON Feed by its own rules (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import calendar
import datetime
import hashlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from guanlan.collect.families.addresses import is_document, joined, related
from guanlan.collect.families.dating import day_in
from guanlan.collect.families.details import annexes_inside, attachments
from guanlan.collect.families.enclosing import MEDIA_TYPE, enclosed, is_whole, plain
from guanlan.collect.sink import Wanted

if TYPE_CHECKING:
    from scrapy.http import Response

    from guanlan.records.source import SourceSpec


class _Item(NamedTuple):
    """An item as a feed gives it; ``name`` is its id."""

    link: str | None
    name: str
    title: str
    date: str | None
    content: str
    files: tuple[str, ...] = ()


class FeedFamily:
    """Feed → documents → attachments. An item that carries its whole text is taken out of the feed."""

    name = "feed"

    def start(self, spec: SourceSpec) -> Iterable[Wanted]:
        """The feed."""
        yield Wanted(spec.address, "list")

    def follow(self, spec: SourceSpec, wanted: Wanted, response: Response) -> Iterable[Wanted]:
        """A feed's items in its order, then the feed's next page (RFC 5005); a document's annexes."""
        if wanted.role == "attachment":
            return
        if wanted.role == "detail":
            yield from attachments(spec, wanted, response)
            return
        items, following = _read(spec, response)
        seen = set()
        for item in items:
            one = _wanted(spec, item, wanted, response)
            if one is not None and one.address not in seen:
                seen.add(one.address)
                yield one
                yield from _files(item, one)
                yield from annexes_inside(spec, one)
        if seen and following and following != wanted.address:
            yield Wanted(following, "list", page=wanted.page + 1)


def _wanted(spec: SourceSpec, item: _Item, wanted: Wanted, response: Response) -> Wanted | None:
    """What an item leads to. Another site's feed proves nothing: then the page itself is asked for."""
    address = item.link or _made(spec, item)
    if address is None:
        return None
    whole = is_whole(item.content) and (item.link is None or related(address, response.url))
    if item.link is None and not whole and not item.content.strip():
        return None
    inline = enclosed(item.content, item.title, address) if whole or item.link is None else None
    media_type = MEDIA_TYPE if inline else None
    return Wanted(
        address, "detail", item.title or None, item.date, page=wanted.page, inline=inline, media_type=media_type
    )


def _made(spec: SourceSpec, item: _Item) -> str | None:
    """An address for an item without one: the feed's, with the item's id as a question to nobody."""
    named = item.name or item.title
    if not named:
        return None
    digest = hashlib.sha256(named.encode()).hexdigest()[:16]
    return f"{spec.address}{'&' if '?' in spec.address else '?'}item={digest}"


def _files(item: _Item, one: Wanted) -> Iterator[Wanted]:
    for address in dict.fromkeys(item.files):
        if address != one.address and is_document(address):
            yield Wanted(address, "attachment", None, one.date, parent=one.address, page=one.page)


def _read(spec: SourceSpec, response: Response) -> tuple[list[_Item], str | None]:
    if response.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json(spec, response)
    return _markup(spec, response)


def _markup(spec: SourceSpec, response: Response) -> tuple[list[_Item], str | None]:
    import feedparser

    given = (response.headers.get("Content-Type") or b"").decode("latin-1")
    headers = {"content-location": response.url, **({"content-type": given} if given else {})}
    feed = feedparser.parse(BytesIO(response.body), response_headers=headers)
    items = [_entry(spec, entry, response.url) for entry in feed.entries]
    links = feed.feed.get("links", ())
    following = next((link.get("href") for link in links if link.get("rel") == "next"), None)
    return items, joined(response.url, following) if following else None


def _entry(spec: SourceSpec, entry: Any, base: str) -> _Item:
    name = str(entry.get("id") or "")
    link = entry.get("link") or (name if name.startswith(("http://", "https://")) else None)
    contents = [str(one.get("value") or "") for one in entry.get("content", ())]
    content = max([*contents, str(entry.get("summary") or "")], key=len)
    files = tuple(
        address for one in entry.get("enclosures", ()) if (address := joined(base, str(one.get("href") or "")))
    )
    return _Item(
        joined(base, str(link)) if link else None,
        name,
        plain(str(entry.get("title") or "")),
        _date(spec, entry),
        content,
        files,
    )


def _date(spec: SourceSpec, entry: Any) -> str | None:
    """The day, where the source is, that an item was published on, else changed on; None where it tells none."""
    for field in ("published", "updated"):
        parsed = entry.get(f"{field}_parsed") if field in entry else None
        if parsed is not None and "T" not in str(entry[field]) and ":" not in str(entry[field]):
            return day_in(str(entry[field]), spec.zone)  # a day alone has no zone to be moved by
        if parsed is not None:
            instant = datetime.datetime.fromtimestamp(calendar.timegm(parsed), tz=datetime.UTC)
            return instant.astimezone(ZoneInfo(spec.zone)).date().isoformat()
        if field in entry and (found := day_in(str(entry[field]), spec.zone)):
            return found
    return None


def _json(spec: SourceSpec, response: Response) -> tuple[list[_Item], str | None]:
    try:
        feed = msgspec.json.decode(response.body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return [], None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return [], None
    items = [_json_item(spec, one, response.url) for one in feed["items"] if isinstance(one, dict)]
    following = feed.get("next_url")
    return items, joined(response.url, following) if isinstance(following, str) else None


def _json_item(spec: SourceSpec, one: dict[str, Any], base: str) -> _Item:
    name = str(one.get("id") or "")
    link = one.get("url") or one.get("external_url") or (name if name.startswith(("http://", "https://")) else None)
    date = one.get("date_published") or one.get("date_modified")
    given = one.get("attachments")
    files = [str(file.get("url") or "") for file in given if isinstance(file, dict)] if isinstance(given, list) else []
    return _Item(
        joined(base, str(link)) if link else None,
        name,
        plain(str(one.get("title") or "")),
        day_in(str(date), spec.zone) if date else None,
        str(one.get("content_html") or one.get("content_text") or ""),
        tuple(address for file in files if (address := joined(base, file))),
    )


FAMILY = FeedFamily()
