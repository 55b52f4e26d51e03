"""Which document of which source some bytes are: the release key of DESIGN §3."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qs, urlsplit

import msgspec

from guanlan.collect.families.addresses import related
from guanlan.errors import InputError
from guanlan.records.reading import BlockKind, Reading
from guanlan.text.docnumbers import parse_docnumber, print_docnumber

WECHAT = "mp.weixin.qq.com"
# Where a document prints its own number: above or below its title. A number further down is a reference to another.
HEAD_BLOCKS = 12
_LABEL = re.compile(r"^(?:发文字号|文\s*号|案\s*号)\s*[:：]\s*")
_ADDED = re.compile(r"(?:^|&)(?:utm_\w+|spm|from|share_token)=[^&]*")  # who passed the link on, not what it leads to
_FRONT = ("/", "/index.html", "/index.htm", "/index.shtml")
_PORT = re.compile(r":(?:80|443)$")


class Origin(msgspec.Struct, frozen=True):
    """How the bytes came: the imported root, the path below it (``name``), and the source that the user named.

    Pasted bytes have neither root nor name. ``address`` is the one that fetched bytes came from: it is believed where
    the document names none itself. ``hand`` is who handed a file in: its place on somebody's disk says nothing of what
    it is. ``document`` is what its sender calls it for good. ``publisher``, ``title`` and ``date`` (an ISO day) are
    what the list that led to it said of it, ``zone`` is that of the source, ``charset`` what the header said.
    """

    root: str = ""
    name: str = ""
    source: str | None = None
    address: str | None = None
    hand: str | None = None
    document: str | None = None
    publisher: str | None = None
    title: str | None = None
    date: str | None = None
    zone: str | None = None
    charset: str | None = None


class ReleaseKey(msgspec.Struct, frozen=True):
    """``source`` and what tells its documents apart; ``address`` where the release has one."""

    source: str
    document: str
    address: str | None = None
    named: str | None = None  # the source, where the user named it
    publisher: str | None = None  # and the day, as the list that led to it gave them
    published: str | None = None
    zone: str | None = None

    @property
    def text(self) -> str:
        """The key as it is stored; no source contains a blank."""
        return f"{self.source} {self.document}"


def release_key(reading: Reading, origin: Origin, sha256: str) -> ReleaseKey:
    """The key of the release that ``reading`` was read from: by address, else document number, else path (of a file
    that was handed in: its name and title, since the next 通知.docx from the same colleague is another document).

    >>> page = Reading("html/1", "text/html", "", metadata={"address": "http://www.cac.gov.cn:80/2024/a.htm?spm=1#top"})
    >>> release_key(page, Origin("/x", "a.htm"), "0").text
    'site:www.cac.gov.cn /2024/a.htm'
    >>> release_key(Reading("txt/1", "text/plain", ""), Origin("/x", "2024/a.txt"), "0").text
    'folder:/x 2024/a.txt'
    """
    key = _key_of(reading, origin, sha256)
    return msgspec.structs.replace(key, publisher=origin.publisher, published=origin.date, zone=origin.zone)


def _key_of(reading: Reading, origin: Origin, sha256: str) -> ReleaseKey:
    if origin.document:
        return ReleaseKey(_named(origin.source) or "pasted", origin.document, named=origin.source)
    for address in (believed_address(reading.metadata.get("address"), origin.address), origin.address):
        if address and (placed := key_of_address(address)):
            source, document = placed
            return ReleaseKey(_named(origin.source) or source, document, address, origin.source)
    here = _named(origin.source) or _place(origin)
    if number := own_number(reading):
        return ReleaseKey(here, f"number:{number}", named=origin.source)
    if origin.hand and origin.name:
        return ReleaseKey(here, f"{_quoted(origin.name)}#{_title_hash(reading)}", named=origin.source)
    return ReleaseKey(here, origin.name or f"sha256:{sha256}", named=origin.source)


def believed_address(own: str | None, fetched: str | None) -> str | None:
    """The address that a page gives of itself, unless it was fetched and cannot be meant: that of another's site, or
    the front page above every page.

    >>> believed_address("https://a.gov.cn/", "https://a.gov.cn/2025/t1.html")
    >>> believed_address("https://www.a.gov.cn/2025/t1.html", "https://m.a.gov.cn/t1")
    'https://www.a.gov.cn/2025/t1.html'
    """
    if not own or not fetched or own == fetched:
        return own
    if not related(own, fetched):
        return None
    placed, got = key_of_address(own), key_of_address(fetched)
    bare = placed is not None and placed[1] in _FRONT
    return None if bare and got is not None and got[1] not in _FRONT else own


def own_number(reading: Reading) -> str | None:
    """The document number that the document itself bears: alone in one of its first blocks, or after 发文字号."""
    shown = [block for block in reading.blocks if block.kind is not BlockKind.FURNITURE]
    for block in shown[:HEAD_BLOCKS]:
        words = _LABEL.sub("", reading.text[block.start : block.end].strip())
        if not 4 <= len(words) <= 40 or not any(character.isdigit() for character in words):
            continue
        try:
            return print_docnumber(parse_docnumber(words))
        except InputError:
            continue
    return None


def _place(origin: Origin) -> str:
    """The source of bytes that name none."""
    if not origin.root:
        return "pasted"
    return f"handed:{_quoted(origin.hand)}" if origin.hand else f"folder:{_quoted(origin.root)}"


def _title_hash(reading: Reading) -> str:
    """Of what the document is called: what it says of itself, else its first words."""
    shown = (block for block in reading.blocks if block.kind is not BlockKind.FURNITURE)
    first = next((words for block in shown if (words := reading.text[block.start : block.end].strip())), "")
    title = "".join((reading.metadata.get("title") or first).split())
    return hashlib.sha256(title.encode()).hexdigest()[:12]


def key_of_address(address: str) -> tuple[str, str] | None:
    """Source and document of an address; None where it is no address of the web.

    >>> key_of_address("http://mp.weixin.qq.com/s?__biz=MzA4==&mid=2650&idx=1&sn=ab&chksm=cd&scene=27#rd")
    ('wechat:MzA4==', '2650/1')
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    host = _PORT.sub("", parts.netloc.rpartition("@")[2].lower())
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    query = _ADDED.sub("", parts.query).lstrip("&")
    if host == WECHAT:
        asked = parse_qs(parts.query)
        if all(asked.get(name) for name in ("__biz", "mid", "idx")):
            return f"wechat:{_quoted(asked['__biz'][0])}", f"{asked['mid'][0]}/{asked['idx'][0]}"
    return f"site:{host}", (parts.path or "/") + (f"?{query}" if query else "")


def _quoted(words: str) -> str:
    """Without blanks, so that a key can be cut at its first one; a long path by its hash."""
    words = words.replace("%", "%25").replace(" ", "%20")
    return words if len(words) <= 400 else "sha256:" + hashlib.sha256(words.encode()).hexdigest()


def _named(source: str | None) -> str | None:
    return f"named:{_quoted(source.strip())}" if source and source.strip() else None
