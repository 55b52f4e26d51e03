"""Where the acting bodies have their power."""

from __future__ import annotations

import re

from guanlan.errors import InputError
from guanlan.extract.scan import Scan
from guanlan.records.anchor import Anchor, Fact
from guanlan.text.organs import parse_organ
from guanlan.text.organs.registry import registry
from guanlan.text.places import find_places
from guanlan.text.span import Span

# what the export speaks: a country, EU, UN, a province of China; bodies of other unions have no code
_CODE = re.compile("[A-Z]{2}(?:-[A-Z]{2})?")
_NATIONAL = re.compile("国家标准|我国|全国")
# behind the name of who was hit: an incident's jurisdiction is the victim's
_HIT = re.compile("[^，。；！？!?\n]{0,20}?(?:遭|被黑|被攻|被入侵|遇袭|泄露|瘫痪|中断|停摆|受攻击)")


def read_jurisdiction(scan: Scan, issuers: tuple[Fact[str], ...]) -> Fact[str]:
    """The code of the acting bodies' jurisdiction; several are joined with ``|`` in order of mention.

    ``CN`` for the centre, ISO 3166-2 for a province and below, ISO 3166-1, ``EU`` or ``UN`` abroad. None with the
    reason ``jurisdiction.unknown`` where no issuer's place is known and the text names none.
    """
    hit = _victims(scan)
    if hit is not None:
        return hit
    found: dict[str, Anchor] = {}
    named = {organ.of(scan.report.text): organ.value.region for organ in scan.organs}
    for issuer in issuers:
        region = named.get(issuer.value or "") or _region(issuer.value or "")
        if region is not None and issuer.anchors and _CODE.fullmatch(region):
            found.setdefault(region, issuer.anchors[0])
    if found:
        return Fact("|".join(found), tuple(found.values()))
    told = _named_in_text(scan)
    if told.value is None and issuers and (issuers[0].value or "") in registry().offices and issuers[0].anchors:
        return Fact("CN", issuers[0].anchors[:1])  # 网信部门 of no place
    return told


def _region(name: str) -> str | None:
    """The jurisdiction of a body by its name: the table's, else the first place in the name."""
    try:
        return parse_organ(name).region
    except InputError:
        for found in find_places(name):
            return found.value.region
    return None


def _victims(scan: Scan) -> Fact[str] | None:
    """The place at the beginning of a headline that tells of an attack on something there."""
    report = scan.report
    for found in scan.places:
        if found.start >= report.headline.end:
            break
        region = found.value.region
        if not _CODE.fullmatch(region or "") or not _opens_clause(report.text, report.headline, found.start):
            continue
        if _HIT.match(report.text, found.end, report.headline.end):
            return report.fact(region or "", [found.span])
    return None


def _opens_clause(text: str, headline: Span, start: int) -> bool:
    return start == headline.start or text[start - 1] in "，。；！？!?：、"


def _named_in_text(scan: Scan) -> Fact[str]:
    """The first place of headline or first paragraph, else the first organ anywhere, else what is said of all China."""
    for found in scan.places:
        if _CODE.fullmatch(found.value.region or ""):
            return scan.report.fact(found.value.region or "", [found.span])
    for organ in scan.organs:
        if _CODE.fullmatch(organ.value.region or ""):
            return scan.report.fact(organ.value.region or "", [organ.span])
    national = _NATIONAL.search(scan.report.text)
    if national is not None:
        return scan.report.fact("CN", [Span(*national.span())])
    return Fact(reason="jurisdiction.unknown")
