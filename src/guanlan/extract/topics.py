"""Topics of a report, from the controlled vocabulary of ``tables/topics.tsv``."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import msgspec

from guanlan.extract.report_text import ReportText
from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.text.span import Span
from guanlan.text.tables_reading import several, table_rows

_IN_HEADLINE = 3  # the headline names what the report is about
_LEAD = 2  # the first paragraph tells it once more
_IN_BODY = 1  # elsewhere a word may stand for a neighbouring matter
_ENOUGH = 4  # one word of the headline is not enough unless the body comes back to it
_MOST = 4  # topics of one report: more would tell nothing
_SHOWN = 3  # anchors kept of each topic
_SAME = 3  # how often one word counts: a long text repeats the words of its subject


class Topic(msgspec.Struct, frozen=True):
    """A term of the vocabulary; ``code`` is the value of the fact."""

    code: str
    zh: str
    en: str
    cues: tuple[str, ...]


@cache
def topics() -> dict[str, Topic]:
    """The vocabulary by code, in the order of the table."""
    rows = table_rows("topics", "guanlan.extract")
    return {code: Topic(code, zh, en, tuple(several(cues))) for code, zh, en, cues, _ in rows}


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Any cue, the longest at each place; and the topics it speaks for, those of the cues inside it too
    (个人信息出境 is about personal information as well).
    """
    own: dict[str, list[str]] = defaultdict(list)
    for topic in topics().values():
        for cue in topic.cues:
            own[cue].append(topic.code)
    cues = sorted(own, key=lambda cue: (-len(cue), cue))
    codes = {cue: tuple(dict.fromkeys(code for inner in cues if inner in cue for code in own[inner])) for cue in cues}
    return re.compile("|".join(map(re.escape, cues))), codes


def read_topics(scan: Scan) -> tuple[Fact[str], ...]:
    """The codes of at most four topics, weightiest first, each anchored in the words that decided it."""
    report = scan.report
    pattern, codes = _cues()
    weights: dict[str, int] = defaultdict(int)
    spans: dict[str, list[Span]] = defaultdict(list)
    seen: dict[str, int] = defaultdict(int)
    for found in pattern.finditer(report.text):
        seen[found[0]] += 1
        if seen[found[0]] > _SAME:
            continue
        span = Span(*found.span())
        for code in codes[found[0]]:
            weights[code] += _weight(report, span)
            spans[code].append(span)
    order = {code: place for place, code in enumerate(topics())}
    chosen = sorted((code for code in weights if weights[code] >= _ENOUGH), key=lambda c: (-weights[c], order[c]))
    return tuple(report.fact(code, spans[code][:_SHOWN]) for code in chosen[:_MOST])


def _weight(report: ReportText, span: Span) -> int:
    if span.end <= report.headline.end:
        return _IN_HEADLINE
    lead = report.parts[0].span.end if report.parts else report.headline.end
    return _LEAD if span.end <= lead else _IN_BODY


def topic_name(code: str, language: str = "zh") -> str:
    """What a topic is called; an unknown code is shown as it is.

    >>> topic_name("data_export"), topic_name("data_export", "en")
    ('数据出境', 'Cross-border data')
    """
    topic = topics().get(code)
    if topic is None:
        return code
    return topic.zh if language == "zh" else topic.en
