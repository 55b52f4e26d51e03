"""Topics of a report, from the controlled vocabulary of ``tables/topics.tsv``."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import msgspec

from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.text.lexicon import Lexicon
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
def _lexicon() -> tuple[Lexicon, dict[str, tuple[str, ...]]]:
    by_cue: dict[str, list[str]] = defaultdict(list)
    for topic in topics().values():
        for cue in topic.cues:
            by_cue[cue].append(topic.code)
    return Lexicon(by_cue), {cue: tuple(codes) for cue, codes in by_cue.items()}


def read_topics(scan: Scan) -> tuple[Fact[str], ...]:
    """The codes of at most four topics, weightiest first, each anchored in the words that decided it."""
    report = scan.report
    text = report.text
    lexicon, codes = _lexicon()
    lead = report.parts[0].span.end if report.parts else report.headline.end
    weights: dict[str, int] = defaultdict(int)
    spans: dict[str, list[Span]] = defaultdict(list)
    seen: dict[str, int] = defaultdict(int)
    for start, end in lexicon.matches(text):
        word = text[start:end]
        seen[word] += 1
        if seen[word] > _SAME:
            continue
        weight = _IN_HEADLINE if end <= report.headline.end else _LEAD if end <= lead else _IN_BODY
        for code in codes[word]:
            if spans[code] and start < spans[code][-1].end:
                continue  # 犯罪 inside 犯罪嫌疑人
            weights[code] += weight
            spans[code].append(Span(start, end))
    order = {code: place for place, code in enumerate(topics())}
    chosen = sorted((code for code in weights if weights[code] >= _ENOUGH), key=lambda c: (-weights[c], order[c]))
    return tuple(report.fact(code, spans[code][:_SHOWN]) for code in chosen[:_MOST])


def topic_name(code: str, language: str = "zh") -> str:
    """What a topic is called; an unknown code is shown as it is.

    >>> topic_name("data_export"), topic_name("data_export", "en")
    ('数据出境', 'Cross-border data')
    """
    topic = topics().get(code)
    if topic is None:
        return code
    return topic.zh if language == "zh" else topic.en
