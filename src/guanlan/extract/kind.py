"""What sort of development a report tells of: cues of ``tables/kind_cues.tsv``, weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from guanlan.extract.cues import any_cue
from guanlan.extract.norms import is_norm
from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.records.facts import Kind
from guanlan.text.organs import OrganLevel
from guanlan.text.span import Span
from guanlan.text.tables_reading import table_rows

_HEADLINE = 2  # a cue in the headline counts twice what it counts in the first sentence: editors head with the news
_TITLE = 6  # a norm or a report named in 《》 is what is told of, unless a case is
_SOCIETY = 3  # associations issue few norms; their news are meetings
_FURTHER = 12  # sentences looked through when the first is silent: about two paragraphs
_CITED = re.compile("(?:适用|依据|根据|按照|依照|违反|贯彻落实|贯彻|落实|遵守|宣贯|学习|解读)$")
# a headline's first clause that gives the reason for what the second tells: 因系统被篡改，某网信办作出行政处罚
_CAUSE = re.compile("(?:因|由于)[^，。；]+，")
_ISSUED_BEFORE = re.compile(
    "(?:发布|印发|公布|通过|批准|签署|修订|起草了?|制定了?|出台|颁布|就|关于|下发|推出|实施|废止)(?:了|的)?[^，。；《》]{0,12}$"
)
_ISSUED_AFTER = re.compile(
    "(?:（[^）]*）)?(?:正式|自[^，。；]{0,14}起|已|日前|近日|获|将|，)*(?:公开|向社会|面向|生效|施行|实施|发布|印发|获批|征求|通过)"
)


class Cue(NamedTuple):
    """Words that speak for a kind."""

    kind: Kind
    span: Span
    weight: int


def read_kind(scan: Scan) -> Fact[Kind]:
    """The kind with most weight, anchored in the words that spoke for it; the kinds that come near are candidates.

    None with the reason ``kind.unknown`` where no cue is met.
    """
    weights: dict[Kind, int] = {}
    cues = list(_cues(scan)) or list(_further_cues(scan))
    for cue in cues:
        weights[cue.kind] = weights.get(cue.kind, 0) + cue.weight
    if not weights:
        return Fact(reason="kind.unknown")
    order = list(Kind)
    ranked = sorted(weights, key=lambda kind: (-weights[kind], order.index(kind)))
    best = ranked[0]
    spans = sorted({cue.span for cue in cues if cue.kind is best})
    near = tuple(kind for kind in ranked[1:] if weights[kind] * 2 > weights[best])
    return scan.report.fact(best, spans, near)


def _cues(scan: Scan) -> Iterator[Cue]:
    headline = scan.report.headline
    yield from _in(scan, headline, _HEADLINE)
    for sentence in scan.sentences:
        if sentence.start >= headline.end:
            yield from _in(scan, sentence.span, 1)
            break
    for found in scan.organs:
        if found.start >= headline.end:
            break
        if found.value.level is OrganLevel.SOCIETY:
            yield Cue(Kind.MEETING, found.span, _SOCIETY * _HEADLINE)
            break


def _further_cues(scan: Scan) -> Iterator[Cue]:
    """Where headline and first sentence have none: the sentences behind them."""
    for sentence in [one for one in scan.sentences if one.start >= scan.report.headline.end][1:_FURTHER]:
        yield from _in(scan, sentence.span, 1)


def _in(scan: Scan, span: Span, times: int) -> Iterator[Cue]:
    """The cues between ``span``, each row of the table once; what stands in 《》 is named, not told."""
    text = scan.report.text
    titles = [found for found in scan.titles if span.start <= found.start < span.end]
    yield from _of_titles(scan, span, times)
    seen: set[str] = set()
    start = span.start
    pattern, rows = _table()
    cause = _CAUSE.match(text, *span)
    for end, following in [*((found.start, found.end) for found in titles), (span.end, span.end)]:
        for found in pattern.finditer(text, start, end):
            row = found.lastgroup or ""
            kind, weight = rows[row]
            is_reason = kind is Kind.INCIDENT and cause is not None and found.end() <= cause.end()
            if row not in seen and not is_reason:
                seen.add(row)
                yield Cue(kind, Span(*found.span()), weight * times)
        start = following


def _of_titles(scan: Scan, span: Span, times: int) -> Iterator[Cue]:
    """A norm or report in 《》 speaks once for what it is; in a sentence only where it is what was issued."""
    text = scan.report.text
    seen: set[Kind] = set()
    for found in scan.titles:
        if not span.start <= found.start < span.end:
            continue
        before, after = text[max(span.start, found.start - 24) : found.start], text[found.end : span.end]
        norm = is_norm(found.value.name)
        if norm is None or _CITED.search(before):
            continue
        if times == 1 and not _ISSUED_BEFORE.search(before) and not _ISSUED_AFTER.match(after):
            continue
        kind = Kind.INSTRUMENT if norm else Kind.PUBLICATION
        if kind not in seen:
            seen.add(kind)
            yield Cue(kind, found.span, _TITLE * times)


@cache
def _table() -> tuple[re.Pattern[str], dict[str, tuple[Kind, int]]]:
    rows = table_rows("kind_cues", "guanlan.extract")
    return any_cue(row[1] for row in rows), {f"r{n}": (Kind(row[0]), int(row[2])) for n, row in enumerate(rows)}
