"""Where the words of a question stand in a passage, and the excerpt around them."""

from __future__ import annotations

from typing import NamedTuple

from guanlan.store.search.normal import normal_with_homes
from guanlan.store.search.question import Question

WINDOW = 120  # characters of an excerpt: two lines on a screen
BEFORE = 30  # of them before the first match


class Excerpt(NamedTuple):
    """``words`` with the marked stretches in it; ``cut``: whether the passage goes on before and behind."""

    words: str
    marks: tuple[tuple[int, int], ...]
    cut: tuple[bool, bool]


def marks_of(words: str, question: Question) -> tuple[tuple[int, int], ...]:
    """The stretches of ``words`` that match, in order; those that touch or overlap are one."""
    text, homes = normal_with_homes(words)
    spans = sorted(span for part in question.parts for span in part.spans(text))
    if not spans:
        return ()
    found: list[tuple[int, int]] = []
    for start, end in spans:
        first, last = homes[start], homes[end - 1] + 1
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def excerpt(words: str, question: Question) -> Excerpt:
    """Some hundred characters around the first match, line breaks shown as blanks; short passages whole."""
    marks = marks_of(words, question)
    start = max(marks[0][0] - BEFORE, 0) if marks and len(words) > WINDOW else 0
    end = min(max(start + WINDOW, marks[0][1] if marks else 0), len(words))
    start = max(min(start, end - WINDOW), 0)
    inside = tuple((max(a, start) - start, min(b, end) - start) for a, b in marks if a < end and b > start)
    shown = words[start:end].replace("\r", " ").replace("\n", " ")
    return Excerpt(shown, inside, (start > 0, end < len(words)))
