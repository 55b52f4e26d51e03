"""Where links lead, written so that one document has one address."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

# who passed a link on, and which session it was clicked in: not what it leads to
_PASSING = re.compile(r"(?:^|&)(?:utm_\w+|spm|share_token|jsessionid|phpsessid|aspsessionid\w*)=[^&]*", re.I)
_SESSION = re.compile(r";jsessionid=[^/?#;]*", re.I)
_QUOTED = re.compile(r"""['"]([^'"\s]{2,2000})['"]""")
_LEADS = re.compile(r"^(?:https?:|/|\.{1,2}/|[\w%-]+(?:/[\w%.-]+)*\.(?:s?html?|aspx?|jsp|php|pdf|docx?|xlsx?)\b)", re.I)
DOCUMENTS = (
    *("pdf", "doc", "docx", "docm", "wps", "ofd", "rtf", "xls", "xlsx", "et", "csv", "ppt", "pptx"),
    *("zip", "rar", "7z", "ceb"),
)
_DOCUMENT = re.compile(rf"\.(?:{'|'.join(DOCUMENTS)})$", re.I)


def joined(base: str, link: str) -> str | None:
    """The absolute address of ``link``; None where it leads to no document of the web.

    >>> joined("https://a.example/x/index.html", " ../y/t1.html;jsessionid=9A?spm=1#top ")
    'https://a.example/y/t1.html'
    >>> joined("https://a.example/", "javascript:void(0)")
    """
    link = "".join(link.split("\n")).strip().replace("\\", "/").replace("\t", "").replace("\r", "")
    if not link or link.startswith("#"):
        return None
    try:
        parts = urlsplit(urljoin(base, link))
        host, port = parts.hostname, parts.port
    except ValueError:  # a host or a port that is none
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or port == 0:
        return None
    query = _PASSING.sub("", parts.query).lstrip("&")
    route = parts.fragment if parts.fragment.startswith(("/", "!")) else ""  # pages that a script draws
    return urlunsplit((parts.scheme, parts.netloc, _SESSION.sub("", parts.path) or "/", query, route)).replace(
        " ", "%20"
    )


def in_script(words: str) -> str | None:
    """The address that a script opens: the first quoted word of ``onclick`` or ``javascript:`` that is one.

    >>> in_script("window.open('/2025/t2.html','_blank')")
    '/2025/t2.html'
    """
    return next((found for found in _QUOTED.findall(words) if _LEADS.match(found)), None)


def is_document(address: str, words: str = "") -> bool:
    """Whether a link leads to a file: by the end of its path, of a file name in its query, or of its words.

    >>> is_document("https://a.example/d?id=7", "附件1：名单.xlsx"), is_document("https://a.example/t1.html")
    (True, False)
    """
    parts = urlsplit(address)
    if _DOCUMENT.search(unquote(parts.path)) or _DOCUMENT.search(words.strip()):
        return True
    return any(_DOCUMENT.search(unquote(value)) for value in re.split("[&=]", parts.query))


def related(one: str, other: str) -> bool:
    """Whether two addresses are of one authority's site: the same host, or hosts below one name.

    >>> related("http://www.cac.gov.cn/a", "https://cac.gov.cn/b"), related("https://a.gov.cn/", "https://b.gov.cn/")
    (True, False)
    """
    return bool(_site(one)) and _site(one) == _site(other)


def _site(address: str) -> str:
    """The part of the host that its owner registered, as far as its form tells."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    labels = host.split(".")
    if labels[-1].isdigit() or ":" in host or len(labels) < 3:
        return host
    short = len(labels[-1]) == 2 and (len(labels[-2]) <= 3 or labels[-2] in _SECOND)
    return ".".join(labels[-3:] if short else labels[-2:])


_SECOND = frozenset({"govt", "info", "mil"})  # labels of more than three letters below which names are registered
