"""How a document is set: its text size, its edges, its line pitch, whether paragraphs are indented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from guanlan.formats.pdf.lines import Line

_INDENT = 1.2  # of the size: less is the play of punctuation and justification
_HEADING = 1.08  # of the text size


class Measures(NamedTuple):
    """``body`` is the size of most characters; ``pitches`` the usual way from baseline to baseline by size."""

    body: float
    left: float
    right: float
    pitches: dict[float, float]
    headings: tuple[float, ...]
    indented: bool

    def pitch(self, size: float) -> float:
        """The usual way between two lines of a paragraph."""
        return self.pitches.get(size, 1.8 * size)

    def level(self, size: float) -> int | None:
        """1 for the largest size of headings; None for text."""
        return min(self.headings.index(size) + 1, 6) if size in self.headings else None


class Zone(NamedTuple):
    """The edges of a run of lines that stand together."""

    left: float
    right: float


def measure(pages: Sequence[Sequence[Line]]) -> Measures:
    """The measures of a document from its lines, page by page."""
    weights = _weights(pages)
    body = text_size(pages)
    text = [line for lines in pages for line in lines if line.size == body]
    full = [line for line in text if len(line.words) >= _FULL] or text
    left = _usual([line.x0 for line in full], 0.0)
    right = _usual([line.x1 for line in full], 0.0)
    headings = sorted((size for size in weights if size > _HEADING * body), reverse=True)
    first_indents = sum(line.x0 > left + _INDENT * body for line in full)
    return Measures(body, left, right, _pitches(pages), tuple(headings), first_indents >= _INDENTED * len(full) > 0)


def text_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size that most characters are set in."""
    weights = _weights(pages)
    return weights.most_common(1)[0][0] if weights else 10.5


def _weights(pages: Sequence[Sequence[Line]]) -> Counter[float]:
    weights: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            weights[line.size] += len(line.words)
    return weights


_FULL = 20  # characters: a line so long tells of the edges
_INDENTED = 0.05  # of the full lines begin a paragraph in a text with indents; ten-line paragraphs give 0.1


def _usual(places: Sequence[float], default: float) -> float:
    """The commonest place, to two points."""
    counted = Counter(round(place / 2) for place in places)
    return counted.most_common(1)[0][0] * 2.0 if counted else default


def _pitches(pages: Sequence[Sequence[Line]]) -> dict[float, float]:
    steps: dict[float, Counter[float]] = {}
    for lines in pages:
        for before, line in pairwise(lines):
            step = before.y - line.y
            if before.size == line.size and 0.9 * line.size <= step <= 2.6 * line.size:
                steps.setdefault(line.size, Counter())[round(step * 2) / 2] += 1
    return {size: max(counted.items(), key=lambda item: (item[1], -item[0]))[0] for size, counted in steps.items()}


def zones_of(lines: Sequence[Line], measures: Measures) -> list[Zone]:
    """For each line of a page the edges of the run it stands in: same size, no gap.

    A run of few lines does not show its right edge; it is taken to lie as far inside the text's as its left edge does.
    """
    found: list[Zone] = []
    run: list[Line] = []
    for line in lines:
        if run and not _together(run[-1], line, measures):
            found += [_edges(run, measures)] * len(run)
            run = []
        run.append(line)
    return found + [_edges(run, measures)] * len(run) if run else found


def _together(before: Line, line: Line, measures: Measures) -> bool:
    return before.size == line.size and 0 < before.y - line.y <= 1.6 * measures.pitch(line.size)


def _edges(run: Sequence[Line], measures: Measures) -> Zone:
    left, right = min(line.x0 for line in run), max(line.x1 for line in run)
    size = run[0].size
    at_right = sum(line.x1 > right - size for line in run)
    if len(run) < 4 or at_right < 2:
        right = max(right, measures.right - max(0.0, left - measures.left))
    if all(abs(line.x0 - left) < _INDENT * size for line in run) and 1.2 * size < left - measures.left < 2.8 * size:
        left = measures.left  # nothing but first lines, each a paragraph
    return Zone(left, right)
