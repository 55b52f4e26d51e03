"""Plain rules that keep out what is no regulatory development."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from guanlan.records.report import Report
from guanlan.text.tables_reading import several, table_rows

_ENOUGH = 6  # points: a title that says so and the words of its kind, or three strong words of the body
_NOTICE = 200  # characters: a notice in place of a page is short; an article that tells of removed pages is not


class _Cue(NamedTuple):
    reason: str
    in_headline: bool
    points: int
    words: tuple[str, ...]


@cache
def _cues() -> tuple[_Cue, ...]:
    rows = table_rows("out", "guanlan.extract.release")
    return tuple(_Cue(row[0], row[1] == "headline", int(row[2]), tuple(several(row[3]))) for row in rows)


def is_out(report: Report) -> str | None:
    """Why ``report`` is no regulatory development, as a reason code of ``tables/out.tsv``; None where it may be one.

    Acts of authorities stay in whatever words they use: a report with an instrument, a penalty or a cited article is
    never out.
    """
    body = "\n".join(paragraph.words.text for paragraph in report.paragraphs)
    points: dict[str, int] = defaultdict(int)
    for cue in _cues():
        if cue.reason == "deleted" and len(body) > _NOTICE:
            continue
        text = report.headline.text if cue.in_headline else body
        points[cue.reason] += cue.points * sum(word in text for word in cue.words)
    reason = max(points, key=lambda one: points[one])
    if points[reason] < _ENOUGH or (reason != "deleted" and _is_act(report)):
        return None
    return reason


def _is_act(report: Report) -> bool:
    facts = report.facts
    cited = any(one.value is not None and one.value.article for one in facts.citations)
    issued = any(one.value is not None and one.value.action for one in facts.instruments)
    return bool(facts.penalties) or cited or issued
