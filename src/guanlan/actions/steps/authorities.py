"""Whose site an address is on: what grade a page has that was fetched there."""

from __future__ import annotations

import html
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from guanlan.actions.steps.keep import FROM_AUTHORITY, SAVED_PAGE
from guanlan.actions.steps.watched import spec_of, watched
from guanlan.collect.families.addresses import related
from guanlan.collect.spec import load_specs
from guanlan.errors import InputError
from guanlan.records.source import SourceSpec
from guanlan.text.organs import parse_organ
from guanlan.text.places import find_places
from guanlan.text.tables_reading import table_rows

# Sites of government bodies only (工信部《互联网域名管理办法》 and its list of the second-level domain .gov.cn)
_OFFICIAL = re.compile(r"(?:^|\.)gov\.cn$")
_NOT_ITSELF = ("media",)  # levels of sources that speak of others
_HEAD = 65_536
# 《政府网站发展指引》(国办发〔2017〕47号) annex 2: every page of a government site says whose words it shows
_SHOWN = re.compile(rb"""<meta\b[^>]{0,40}?\bname\s*=\s*["']?(SiteName|ContentSource)["']?\s[^>]{0,20}?
    \bcontent\s*=\s*["']([^"'<>]{1,200})["']""", re.I | re.X)  # fmt: skip
_ITSELF = frozenset({"", "本站", "本网", "原创", "本单位"})


def grade_of_address(address: str, data: bytes) -> str:
    """甲 where the host is that of an authority and the page is its own; 乙 for everybody else's, and for what an
    authority's page says it took from another body.
    """
    host = urlsplit(address).hostname or ""
    if not _OFFICIAL.search(host) and not _registered(address):
        return SAVED_PAGE
    return SAVED_PAGE if is_reprint(data) else FROM_AUTHORITY


def watched_specs() -> tuple[SourceSpec, ...]:
    """Every watched source."""
    return tuple(spec_of(row) for row in watched())


@cache
def registered_specs() -> tuple[SourceSpec, ...]:
    """The register of authorities that comes with the program: their names and home pages."""
    folder = Path(str(files("guanlan.collect"))) / "register"
    return load_specs(folder) if folder.is_dir() else ()


def is_site_of(address: str, spec: SourceSpec) -> bool:
    """Whether an address is on the site of a body that speaks for itself there."""
    return spec.level not in _NOT_ITSELF and (related(address, spec.home) or related(address, spec.address))


def is_account_of(account: str, body: str) -> bool:
    """Whether an account is named as those of a body are: by its work and its place.

    >>> is_account_of("网信南昌", "南昌市互联网信息办公室"), is_account_of("网信江西", "南昌市互联网信息办公室")
    (True, False)
    """
    try:
        organ = parse_organ(body)
    except InputError:
        return False
    for word, family, _ in table_rows("account_words", "guanlan.actions"):
        place = account.removeprefix(word) if account.startswith(word) else account.removesuffix(word)
        if family == organ.family and place and place != account and organ.place in _codes(place):
            return True
    return False


def _codes(name: str) -> set[str]:
    """The codes of the places that the whole of a name may be."""
    return {
        place.code for found in find_places(name) if found.span == (0, len(name)) for place in found.value.candidates
    }


def is_reprint(data: bytes) -> bool:
    """Whether a page says in its own head that it shows another body's words.

    >>> is_reprint('<meta name="SiteName" content="某市人民政府"><meta name="ContentSource" content="新华社">'.encode())
    True
    """
    told = {name.lower(): _words(value) for name, value in _SHOWN.findall(data[:_HEAD])}
    site, source = told.get(b"sitename", ""), told.get(b"contentsource", "")
    if source in _ITSELF or not site or source in site or site in source:
        return False
    places = _place(site), _place(source)
    return None in places or places[0] != places[1]


def _registered(address: str) -> bool:
    return any(is_site_of(address, spec) for spec in (*watched_specs(), *registered_specs()))


def _words(value: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return "".join(html.unescape(value.decode(encoding)).split())
        except UnicodeDecodeError:
            continue
    return ""


def _place(name: str) -> str | None:
    try:
        return parse_organ(name).place
    except InputError:
        return None
