"""Norms that a report names and is not about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from guanlan.extract.norms import is_norm, is_short, law_key, long_title
from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.records.facts import CitedLaw, Instrument
from guanlan.text.citations import Citation, Role
from guanlan.text.provisions import Provision, ProvisionRange
from guanlan.text.span import Found, Span

# 根据《某指南》介绍 takes news from it and applies no rule
_TOLD_BY = re.compile("(?:的)?(?:介绍|显示|披露|透露|统计|数据)")
_STANDARD = re.compile("(?:标准|GB/?[TZ]?[ 0-9.—-]*)$")
# 《某体系的完整性》（Regulation X）法规要求: what it is called behind its title
_CALLED_NORM = re.compile("(?:（[^（）《》\\n]{1,40}）)?(?:法规|法案|法令|条例|指令|法律)")
_MOST = 60  # a range of more articles than a chapter has is read by its ends


def read_citations(scan: Scan, instruments: Iterable[Fact[Instrument]]) -> tuple[Fact[CitedLaw], ...]:
    """Every norm named in the body that is not among ``instruments``, once per article, paragraph and role."""
    known = {law_key(fact.value.title) for fact in instruments if fact.value is not None}
    found: dict[tuple[object, ...], tuple[CitedLaw, list[Span]]] = {}
    for one, law in _named(scan, known):
        role = _role(scan.report.text, one)
        for provision in _each(one.value):
            value = CitedLaw(law, provision.article, provision.paragraph, provision.item, role.value)
            key = (law_key(law), value.article, value.paragraph, value.role)
            first, spans = found.get(key, (value, []))
            if first.item != value.item:  # several items of one provision are one citation of it
                first = msgspec.structs.replace(first, item=None)
            found[key] = (first, [*spans, one.span])
    return tuple(scan.report.fact(value, dict.fromkeys(spans)) for value, spans in found.values())


def _named(scan: Scan, known: set[str]) -> Iterator[tuple[Found[Citation], str]]:
    """Norms of the body with the name they go by; short titles (《办法》) under the long one they stand for."""
    titles = {found.start: found.value for found in scan.titles}
    earlier: list[str] = []
    for one in scan.citations:
        title = titles.get(one.start)
        full = long_title(one.value.law, reversed(earlier))
        name = title.name if title is not None and full == one.value.law else full
        earlier.append(full)
        if one.start < scan.report.body.start or {law_key(full), law_key(name), _bare(full)} & known:
            continue
        if is_short(full) or not _is_norm(scan.report.text, one, name):
            continue
        yield one, full


def _bare(law: str) -> str:
    return law_key(re.sub("（[^（）]*）$", "", law))


def _is_norm(text: str, one: Found[Citation], name: str) -> bool:
    known = is_norm(name)
    if known is None:
        if _CALLED_NORM.match(text, one.end):
            return True
        return bool(one.value.provisions) or _STANDARD.search(text, max(0, one.start - 24), one.start) is not None
    return known


def _role(text: str, one: Found[Citation]) -> Role:
    if one.value.role is Role.BASIS and _TOLD_BY.match(text, one.end):
        return Role.MENTIONED
    return one.value.role


def _each(citation: Citation) -> list[Provision]:
    provisions = [provision for part in citation.provisions for provision in _articles(part)]
    return provisions or [Provision()]


def _articles(part: ProvisionRange) -> list[Provision]:
    """Every article of a range of whole articles; else its ends."""
    first, last = part.first, part.last
    if first == last:
        return [first]
    if first == Provision(first.article) and last == Provision(last.article):
        numbers = [int(end) for end in (first.article or "", last.article or "") if end.isdigit()]
        if len(numbers) == 2 and 0 < numbers[1] - numbers[0] < _MOST:
            return [Provision(str(number)) for number in range(numbers[0], numbers[1] + 1)]
    return [first, last]
