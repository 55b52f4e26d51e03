"""What a release says, without what its page shows besides: the words that an authority may have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from guanlan.extract.bulletin.lines import Line, draw_lines
from guanlan.extract.release.layout import lay_out
from guanlan.records.reading import BlockKind, Reading
from guanlan.text.diff_runs import Edit, Run, diff_words
from guanlan.text.foldings import fold
from guanlan.text.tables_reading import table_rows

_WHITE = re.compile(r"\s+")
_SENTENCE = re.compile("[。；！？]")
_SHORT = 100  # characters: a longer line, or one with a sentence in it, is text whatever it begins with
# a line that leads to a document is an annex, and belongs to what was said
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|pptx?|ofd|zip|rar|txt|csv)(?:$|[?#])", re.IGNORECASE)
_LINKED = 0.9  # share of a line's characters that lead elsewhere: breadcrumbs, recommendations, previous and next


def main_text(reading: Reading) -> tuple[str, ...]:
    """The paragraphs of headline and body as read, without white space; none of a notice in place of a page.

    Counters, breadcrumbs, sharing tools, recommendations and lines that only lead to other pages are left out; links to
    documents stay.
    """
    if reading.metadata.get("state"):
        return ()
    layout = lay_out(reading, draw_lines(reading))
    told = [layout.headline.text, *(line.read for line in layout.body if not _leads_elsewhere(reading, line))]
    return tuple(words for words in map(_bare, told) if words)


def passages_between(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None, list[Run]]]:
    """The paragraphs that differ, as ``records.Passage`` has them; nothing where the same words are cut into other
    lines.

    >>> [(a, b, len(runs)) for a, b, runs in passages_between(("甲", "罚款一万元"), ("甲", "罚款二万元"))]
    [(1, 1, 4)]
    >>> list(passages_between(("甲乙", "丙"), ("甲", "乙丙")))
    []
    """
    if "".join(before) == "".join(after):
        return
    for way, first, last, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = before[first:last], after[start:stop]
        if way == "equal" or "".join(gone) == "".join(come):
            continue
        if len(gone) == len(come):
            for at, (old, new) in enumerate(zip(gone, come, strict=True)):
                if old != new:
                    yield first + at, start + at, list(diff_words(old, new))
        elif not gone or not come:
            yield from ((first + at, None, [Run(Edit.DELETE, words)]) for at, words in enumerate(gone))
            yield from ((None, start + at, [Run(Edit.INSERT, words)]) for at, words in enumerate(come))
        else:
            yield first, start, list(diff_words("\n".join(gone), "\n".join(come)))


def _bare(read: str) -> str:
    """The words of a line without white space and counters; nothing where it is a part of the page."""
    words = fold(read)
    if len(words) <= _SHORT:
        whole, line, within = _furniture()
        if whole.fullmatch(words.strip()):
            return ""
        if not _SENTENCE.search(words):
            words = within.sub("", words)
            if line.fullmatch(words.strip()):
                return ""
    return _WHITE.sub("", words)


def _leads_elsewhere(reading: Reading, line: Line) -> bool:
    """Whether a line is nothing but links to other pages."""
    if line.kind in (BlockKind.HEADING, BlockKind.PICTURE) or _SENTENCE.search(line.read):
        return False
    covered = 0
    for link in reading.links:
        if link.start >= line.end or link.end <= line.start:
            continue
        if _DOCUMENT.search(link.target):
            return False
        covered += min(link.end, line.end) - max(link.start, line.start)
    return covered >= _LINKED * max(line.end - line.start, 1)


@cache
def _furniture() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What a whole line is that says nothing, sentence or not; what one without a sentence is; and what is taken out
    of a line without a sentence.
    """
    rows = table_rows("page_furniture", "guanlan.extract.release")
    whole, line, within = (
        re.compile("|".join(f"(?:{row[1]})" for row in rows if row[0] == where))
        for where in ("whole", "line", "within")
    )
    return whole, line, within
