"""溯源: whether the authority's own page is held of a story that somebody retells, and where it would be found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guanlan.actions.intake_summaries import Clue, Held, Provenance
from guanlan.actions.steps.authorities import is_account_of, is_site_of, registered_specs, watched_specs
from guanlan.actions.steps.draft import telling_of
from guanlan.actions.steps.keep import FROM_AUTHORITY
from guanlan.actions.steps.searching import search
from guanlan.collect.families.addresses import related
from guanlan.errors import InputError
from guanlan.extract.merging import cluster
from guanlan.records.codec import from_json
from guanlan.records.development import Development, Origin, Telling
from guanlan.records.reading import Reading
from guanlan.records.source import SourceSpec
from guanlan.store import blobs
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.intake import best_grade
from guanlan.text.organs import parse_organ

_MOST = 40  # candidates of one phrase: a story that all reprint is found among them
_SHORTEST, _LONGEST = 8, 60  # characters of a phrase that is looked up: shorter ones stand everywhere
_CLAUSE = re.compile(r"[^。；：，！？、\s《》“”（）]{12,60}")
_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{2,12}〔\d{4}〕(?:第)?\d{1,5}号")
_QUOTES = str.maketrans("", "", '"《》')
# words that stand before the address of the original, or are its link
_ORIGINAL = re.compile(r"(?:原文|阅读原文|查看原文|原始|信息|文章|稿件)?(?:链接|地址|网址|来源|出处|原文)\s*[：:]?\s*$")
_WRITTEN = re.compile(
    r"(?:原文(?:链接|地址|网址)?|来源(?:链接|网址)?|出处|详见|链接)\s*[：:]?\s*(https?://[A-Za-z0-9\-._~/?#&=%:+]+)"
)
_ACCOUNT = re.compile(rb"""\bmsg_source_url\s*=\s*["'](https?:[^"'<>\s]{8,500})["']""")  # 阅读原文 of WeChat
_NEAR = 12  # characters before a link in which such words stand


def provenances(release: str) -> tuple[Provenance, ...]:
    """Where each report of a release comes from, in their order; ``release`` is its key."""
    rows = ReportRow.objects.filter(release__key=release, gone=False).select_related("release", "extraction__reading")
    specs = watched_specs() if rows else ()
    return tuple(provenance_of(row, specs) for row in rows.order_by("order"))


def provenance_of(row: ReportRow, specs: tuple[SourceSpec, ...]) -> Provenance:
    """Where a report comes from. ``specs``: the watched sources that may have the original."""
    telling = _telling(row)
    told = Provenance(row.handle, row.headline, telling.origin.publisher, is_own(telling, specs))
    if told.authority:
        return told
    held = tuple(_held(row, telling, specs))
    clues = () if held else tuple(_clues(row, telling, specs))
    return Provenance(told.report, told.title, told.publisher, authority=False, held=held, clues=clues)


def is_own(telling: Telling, specs: tuple[SourceSpec, ...] = ()) -> bool:
    """Whether it is the acting body's own page: the body or its account is the publisher, the page was fetched from an
    authority that took it from nobody, or it stands on the body's site, watched or in the register.
    """
    origin = telling.origin
    if origin.authority or origin.grade == FROM_AUTHORITY:
        return True
    issuers = [fact.value for fact in telling.report.facts.issuers if fact.value]
    if origin.publisher and any(is_account_of(origin.publisher, one) for one in issuers):
        return True
    sites = [spec.authority for spec in (*specs, *registered_specs()) if _speaks_at(spec, origin)]
    return any(_organ(site) == _organ(one) or one.startswith(site) for site in sites for one in issuers)


def _speaks_at(spec: SourceSpec, origin: Origin) -> bool:
    """Whether the page stands on the body's site, or under the site's name (中国网信网)."""
    named = origin.publisher is not None and origin.publisher == spec.name and spec.level != "media"
    return named or (origin.address is not None and is_site_of(origin.address, spec))


def _telling(row: ReportRow) -> Telling:
    return telling_of(row, best_grade(row))


def same_story(row: ReportRow) -> tuple[Held, ...]:
    """All that is held of the thing that a report tells of, whoever tells it, the best first."""
    return tuple(held for held, _ in _others(row, _telling(row)))


def _held(row: ReportRow, telling: Telling, specs: tuple[SourceSpec, ...]) -> Iterator[Held]:
    """The authorities' own reports of the same thing."""
    return (held for held, other in _others(row, telling) if is_own(other, specs))


def _others(row: ReportRow, telling: Telling) -> Iterator[tuple[Held, Telling]]:
    """The other tellings of the same thing, as they are held."""
    others = {found.key: found for found in _candidates(row, telling)}
    tellings = {key: _telling(found) for key, found in others.items()}
    developments = cluster([telling, *tellings.values()])
    same = next(one for one in developments if any(other.key == telling.key for other in one.tellings))
    for other in same.tellings:
        if other.key == telling.key:
            continue
        reason, shared = _reason(same, telling.key, other.key)
        found, origin = others[other.key], other.origin
        held = Held(found.handle, found.headline, origin.publisher, origin.address, origin.grade, reason, shared)
        yield held, other


def _reason(development: Development, one: str, other: str) -> tuple[str, str]:
    """Why two tellings are together: their own link, else the one by which the other came in."""
    joins = [join for join in development.joins if other in (join.first, join.second)]
    joins.sort(key=lambda join: one not in (join.first, join.second))
    return (joins[0].reason, joins[0].shared) if joins else ("merging.editor", "")


def _candidates(row: ReportRow, telling: Telling) -> Iterable[ReportRow]:
    """Reports that share a development, a title, a number, a headline or a clause; bulletins' entries are none."""
    handles: dict[str, None] = {}
    for phrase in dict.fromkeys(_phrases(telling)):
        for hit in search(f'"{phrase}"', kind="report", limit=_MOST).hits:
            handles.setdefault(hit.ref)
    rows = ReportRow.objects.filter(gone=False, successor=None).exclude(pk=row.pk).exclude(release__shape="bulletin")
    rows = rows.select_related("release", "extraction")
    found = {one.key: one for one in rows.filter(handle__in=list(handles))}
    if row.development_id is not None:
        found |= {one.key: one for one in rows.filter(development_id=row.development_id)}
    return found.values()


def _phrases(telling: Telling) -> Iterator[str]:
    report = telling.report
    first = [report.headline.text, *(one.words.text for one in report.paragraphs[:2])]
    for fact in report.facts.instruments:
        if fact.value is not None:
            yield from _fit(fact.value.title)
    for text in first:
        yield from _DOCUMENT.findall(text)
    yield from _fit(report.headline.text)
    clauses = [clause for text in first[1:] for clause in _CLAUSE.findall(text)]
    for clause in sorted(clauses, key=len, reverse=True)[:3]:
        yield from _fit(clause)


def _fit(words: str) -> Iterator[str]:
    phrase = words.translate(_QUOTES).strip()[:_LONGEST]
    if len(phrase) >= _SHORTEST:
        yield phrase


def _clues(row: ReportRow, telling: Telling, specs: tuple[SourceSpec, ...]) -> Iterator[Clue]:
    """Addresses first, then the bodies that the text names as its source or as acting."""
    seen: set[str] = set()
    for said, address in _addresses(row, telling):
        if address not in seen:
            seen.add(address)
            near = [spec.name for spec in specs if related(address, spec.home) or related(address, spec.address)]
            yield Clue(said, address, tuple(near))
    facts = telling.report.facts
    named = [fact.value for fact in (*facts.sources, *facts.issuers) if fact.value]
    for name in dict.fromkeys(named):
        if name in seen or name == telling.origin.publisher:
            continue
        seen.add(name)
        sources = tuple(spec.name for spec in specs if _is_of(spec, name))
        homes = (spec.home for spec in registered_specs() if _is_of(spec, name))
        yield Clue(name, sources=sources, home=None if sources else next(homes, None))


def _is_of(spec: SourceSpec, name: str) -> bool:
    return name == spec.name or _organ(spec.authority) == _organ(name)


def _addresses(row: ReportRow, telling: Telling) -> Iterator[tuple[str, str]]:
    """What the text says is the address of the original, with the words that say so."""
    if telling.report.link:
        yield telling.report.link, telling.report.link
    reading = from_json(row.extraction.reading.record, Reading)
    for link in reading.links:
        words = reading.text[link.start : link.end].strip()
        before = reading.text[max(link.start - _NEAR, 0) : link.start].rpartition("\n")[2]
        leads = _ORIGINAL.search(words) or _ORIGINAL.search(before)
        if leads and link.target.startswith("http"):
            yield words or link.target, link.target
    for found in _WRITTEN.finditer(reading.text):
        yield found[0][:200], found[1]
    if telling.origin.release.startswith("wechat:"):
        for target in _ACCOUNT.findall(blobs.get(row.extraction.reading.blob_id)):
            address = target.decode("ascii", "replace").replace("\\x26amp;", "&").replace("&amp;", "&")
            yield address, address


def _organ(name: str) -> str:
    try:
        return parse_organ(name).id
    except InputError:
        return name
