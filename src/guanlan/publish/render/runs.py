"""Cutting the runs of a Word paragraph at given characters; what is shown stays as it was."""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from guanlan.formats.docx.walk import Drawn


def cut(drawn: Iterable[Drawn], places: Iterable[int]) -> list[Drawn]:
    """``drawn`` with every plain run parted at ``places`` (code points of the text), so that each begins or ends there.

    Words that stand in no run of the body's own (notes, text boxes, readings above characters) are left whole.
    """
    wanted = sorted(set(places))
    parted: list[Drawn] = []
    for one in drawn:
        here = wanted[bisect_left(wanted, one.start) : bisect_right(wanted, one.end)]
        parted += _parted(one, here) if here and _is_plain(one) else [one]
    return parted


def run_of(one: Drawn) -> Any:
    """What a comment can be put around: the run that says the words, else what stands for them in the body."""
    if one.carrier is not None:
        return _outermost_run(one.carrier)
    return _outermost_run(one.element)


def _outermost_run(element: Any) -> Any:
    """The run that is a child of no other run, inside the paragraph of ``element``; the element where it has none."""
    found = element
    for above in (element, *element.iterancestors()):
        if above.tag == qn("w:p"):
            break
        if above.tag == qn("w:r"):
            found = above
    return found


def _is_plain(one: Drawn) -> bool:
    run = one.element.getparent()
    return one.carrier is None and run is not None and run.tag == qn("w:r") and _outermost_run(one.element) is run


def _parted(one: Drawn, places: list[int]) -> list[Drawn]:
    """The pieces of one element's words; cut from the end, so that the first piece keeps the element."""
    pieces: list[Drawn] = []
    end = one.end
    for place in reversed(places):
        after = _split(one.element, place - one.start + one.skipped)
        if one.start < place < one.end:
            pieces.append(Drawn(place, end, after))
            end = place
        elif place == one.start and one.skipped:
            return [Drawn(place, end, after), *pieces[::-1]]  # the blanks before the words keep the old element
    pieces.append(one._replace(end=end))
    return pieces[::-1]


def _split(words: Any, at: int) -> Any:
    """Part the run of ``words`` before its character ``at``: the element that now has the words from there on.

    Nothing is done where a run begins or ends there already.
    """
    run = words.getparent()
    is_text = words.tag == qn("w:t")
    length = len(words.text or "") if is_text else 1
    if at == 0:
        before = words.getprevious()
        return words if before is None or before.tag == qn("w:rPr") else _moved(run, [words, *words.itersiblings()])[0]
    following = list(words.itersiblings())
    if at == length:
        return _moved(run, following)[0] if following else None
    rest = OxmlElement("w:t")
    words.text, rest.text = words.text[:at], words.text[at:]
    for one in (words, rest):
        one.set(qn("xml:space"), "preserve")
    return _moved(run, [rest, *following])[0]


def _moved(run: Any, contents: list[Any]) -> list[Any]:
    """``contents`` in a new run behind ``run``, which looks the same."""
    new = OxmlElement("w:r")
    for name, value in run.attrib.items():
        new.set(name, value)
    look = run.find(qn("w:rPr"))
    if look is not None:
        new.append(copy.deepcopy(look))
    new.extend(contents)
    run.addnext(new)
    return contents
