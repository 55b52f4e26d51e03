"""Who acted: the issuers of a report.

The subject of the first sentence, or of the first sentence of each sub-case where the report begins with one; what the
headline names besides; each in its longest form.
"""

from __future__ import annotations

from collections.abc import Iterable

from guanlan.errors import InputError
from guanlan.extract.scan import Scan
from guanlan.extract.subjects import Named, guiding, named, settling, subjects, told, unlisted, wide_place
from guanlan.records.anchor import Fact
from guanlan.records.bulletin import ParagraphKind
from guanlan.text.organs import Organ, OrganLevel, parse_organ
from guanlan.text.places import place_of
from guanlan.text.span import Found, Span

_TEXT = (ParagraphKind.TEXT, ParagraphKind.SUBHEAD)
_SETTLEMENT = "和解"
_SUFFERED = ("被", "遭", "因")
_FURTHER = 12  # sentences looked through when the first names nobody: about two paragraphs


def read_issuers(scan: Scan) -> tuple[Fact[str], ...]:
    """The issuers in order of mention, each in its longest form; the anchor is where that form, or another, stands.

    Empty where the report names nobody who acts.
    """
    return tuple(scan.report.fact(value, [one.span]) for one in issuing(scan) for value, one in [_longest(scan, one)])


def issuing(scan: Scan) -> list[Named]:
    """The bodies that act, one for each organ."""
    headline = scan.report.headline
    if _SETTLEMENT in headline.of(scan.report.text):
        payers = settling(scan)
        if payers:
            return payers[:1]
    body = _distinct(one for lead in leads(scan) for one in subjects(scan, lead))
    title = _distinct(subjects(scan, headline))
    found = _joined(body, _without_victims(scan, title) if body else title) or _fallback(scan)
    return sorted(found, key=lambda one: _first_mention(scan, one))


def _first_mention(scan: Scan, one: Named) -> int:
    """Where the organ is first named, under whatever name."""
    if one.organ is None:
        return one.start
    return next((found.start for found in scan.organs if found.value.id == one.organ.id), one.start)


def _without_victims(scan: Scan, title: list[Named]) -> list[Named]:
    """A company in a headline that tells what was done to it is no issuer."""
    if not any(word in scan.report.headline.of(scan.report.text) for word in _SUFFERED):
        return title
    return [one for one in title if one.organ is None or one.organ.level is not OrganLevel.COMPANY]


def leads(scan: Scan) -> list[Span]:
    """The first sentence; where the report begins with a sub-case, that of each sub-case."""
    parts = scan.report.parts
    first = next((part.kind for part in parts if part.kind in (*_TEXT, ParagraphKind.CASE)), None)
    found: list[Span] = []
    wanted = True
    for part in parts:
        if part.kind is ParagraphKind.CASE:
            wanted = first is ParagraphKind.CASE
        elif wanted and part.kind in _TEXT:
            found += [sentence.span for sentence in _sentences(scan, part.span)[:1]]
            wanted = False
    return found


def _sentences(scan: Scan, span: Span) -> list[Found[str]]:
    return [one for one in scan.sentences if span.start <= one.start < span.end]


def _distinct(names: Iterable[Named]) -> list[Named]:
    """One for each organ, the first."""
    found: dict[str, Named] = {}
    for one in names:
        found.setdefault(_identity(one), one)
    return list(found.values())


def _identity(one: Named) -> str:
    return one.organ.id if one.organ is not None else one.name


def _joined(body: list[Named], title: list[Named]) -> list[Named]:
    """Both where they name different bodies. Of an organ and a unit of it, or an organ and the same organ of a smaller
    place, the narrower stays: the headline says 山东警方, the text 山东济宁曲阜警方.
    """
    known = {_identity(one) for one in body}
    headed = [one for one in title if _identity(one) not in known]
    return [
        *(one for one in body if not any(_wider(one, other) for other in headed)),
        *(one for one in headed if not any(_wider(one, other) or _alike(one, other) for other in body)),
    ]


def _alike(one: Named, other: Named) -> bool:
    """上海警方 and 上海市公安局: the same line of authority of the same place."""
    if one.organ is None or other.organ is None or one.organ.place is None or "/" not in one.organ.id:
        return False
    return one.organ.place == other.organ.place and _line(one.organ) == _line(other.organ)


def _line(organ: Organ) -> str:
    return organ.id.partition("/")[2].split("/")[0].split("-")[0]


def _wider(one: Named, other: Named) -> bool:
    """Whether ``other`` is a unit of ``one``, or its like in a smaller place."""
    organ, inner = one.organ, other.organ
    if organ is None or inner is None or organ.id == inner.id:
        return False
    if inner.id.startswith(organ.id + "/") or (other.name.startswith(one.name) and other.name != one.name):
        return True
    if organ.place is None or inner.place is None or organ.family != inner.family or "/" not in organ.id:
        return False
    return organ.place != inner.place and _lies_in(inner.place, organ.place)


def _lies_in(code: str, wide: str) -> bool:
    up: str | None = code
    while up is not None and up != wide:
        up = place_of(up).parent
    return up is not None


def _fallback(scan: Scan) -> list[Named]:
    """Where neither headline nor first sentence has an organ for its subject."""
    headline = scan.report.headline
    spans = [*leads(scan), headline]
    for way in (told, unlisted, wide_place, guiding):
        for span in spans:
            found = way(scan, span)
            if found:
                return [_known(scan, one) for one in found]
    signed = _signed(scan)
    if signed:
        return signed
    for sentence in [one for one in scan.sentences if one.start > headline.end][:_FURTHER]:
        found = subjects(scan, sentence.span)[:1] or unlisted(scan, sentence.span)
        if found:
            return [_known(scan, found[0])]
    return []


def _signed(scan: Scan) -> list[Named]:
    """Who signed at the end."""
    spans = [part.span for part in scan.report.parts if part.kind is ParagraphKind.SIGNATURE]
    return _distinct(
        named(scan.report.text, found)
        for found in scan.organs
        if any(span.start <= found.start < span.end for span in spans)
    )


def _known(scan: Scan, one: Named) -> Named:
    """A short name that the tables do not hold is the organ whose full name ends with it elsewhere in the report."""
    if one.organ is not None:
        return one
    for found in scan.organs:
        if scan.report.text.startswith(f"（{one.name}）", found.end):  # 美国证券交易委员会（SEC）
            return named(scan.report.text, found)
        if found.end - found.start > len(one.name) and found.of(scan.report.text).endswith(one.name):
            return named(scan.report.text, found)
    return one


def _longest(scan: Scan, one: Named) -> tuple[str, Named]:
    """The longest form of the same organ in headline, text and source line, and where the organ is named."""
    organ = one.organ
    if organ is None:
        return one.name, one
    forms = [named(scan.report.text, found) for found in scan.organs if found.value.id == organ.id]
    best = max([one, *forms], key=lambda form: _rank(form.name, organ))
    value = best.name
    for source in scan.report.sources:
        try:
            same = parse_organ(source).id == organ.id
        except InputError:
            continue
        if same and _rank(source, organ) > _rank(value, organ):
            value = source
    return value, best


def _rank(name: str, organ: Organ) -> tuple[bool, int]:
    """Forms with the full name of the place go first (南昌市网信办 before 江西南昌网信办); then the longer ones."""
    full = organ.place is None or "/" not in organ.id or place_of(organ.place).name in name
    return full, len(name)
