"""Every citation of a text, and where it leads."""

from __future__ import annotations

from datetime import date

from guanlan.actions.law_summaries import CitationLine, CitationsFound
from guanlan.actions.steps.law_library import open_library
from guanlan.law.changes import since
from guanlan.law.context import Here, Reference, find_references, given_names
from guanlan.law.library import Library
from guanlan.law.resolve import Resolved, resolve
from guanlan.text import citations
from guanlan.text.citations import Citation
from guanlan.text.reading_map import ReadingMap
from guanlan.text.span import Found, Span


def find_citations(text: str, *, on: date) -> CitationsFound:
    """The citations and references of ``text`` in order, each resolved on a day or with the reason why not."""
    library = open_library()
    both = ReadingMap.of(text)
    found = list(citations.find_citations(both.read))
    here = Here("", names=given_names(both.read))
    everything: list[Found[Citation] | Found[Reference]] = [*found, *find_references(both.read, citations=found)]
    lines = []
    for one in sorted(everything, key=lambda one: (one.start, -one.end)):
        span = Span(*both.to_published(one.start, one.end))
        lines.append(_line(text, span, one.value, library, on=on, here=here))
    return CitationsFound(on, tuple(lines))


def _line(
    text: str, span: Span, value: Citation | Reference, library: Library, *, on: date, here: Here
) -> CitationLine:
    resolved = resolve(value, library, on=on, here=here)
    changes = tuple(since(one, library) if isinstance(one, Resolved) else () for one in resolved)
    citation = value if isinstance(value, Citation) else None
    return CitationLine(span.start, span.end, text[span.start : span.end], citation, resolved, changes)
