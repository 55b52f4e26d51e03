"""Document numbers: 国办发〔2024〕12号, 国家互联网信息办公室令第18号, and the orders that a text calls 第18号令."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanlan.publish.gate.taken import Taken
from guanlan.publish.gate.thing import Paper, Thing
from guanlan.text.docnumbers import DocNumber, Series, find_docnumbers, print_docnumber
from guanlan.text.numerals import value_of
from guanlan.text.organs import find_organs
from guanlan.text.span import Found

_NUMERAL = "[0-9]{1,4}|[一二三四五六七八九十百]{1,5}"
# 令 on a line of its own, 第18号 on the next; 第18号令, 18号令 without the organ or behind it
_ORDER = re.compile(
    rf"(?=[令第0-9一二三四五六七八九十百])(?:令\s{{1,4}}第 ?(?P<below>{_NUMERAL}) ?号|第?(?P<called>{_NUMERAL})号令)"
)
_ISSUED = (Series.ORDER, Series.ANNOUNCEMENT)
_KIND = re.compile("(?:令|公告|通告)$")
_JOINT = re.compile(r"[、和与及]\s*$|[\u4e00-\u9fff]\s+$")
_REACH = 30  # characters of an organ's name


def docnumber_things(text: str, taken: Taken) -> Iterator[Thing]:
    """The document numbers outside of ``taken``."""
    spans = taken.copy()
    for found in find_docnumbers(text):
        if spans.leaves(found.start, found.end):
            spans.add(found.start, found.end)
            yield _numbered(text, found)
    for match in _ORDER.finditer(text) if "令" in text else ():
        number = value_of(match["below"] or match["called"])
        if number is None or not spans.leaves(*match.span()):
            continue
        before = text[max(0, match.start() - _REACH) : match.start()]
        paper = Paper(Series.ORDER, None if _JOINT.search(before) else _organ(before), f"{number.value}")
        yield Thing("number", "docnumber", f"令第{number.value}号", *match.span(), paper)


def _numbered(text: str, found: Found[DocNumber]) -> Thing:
    """A number with its series. Orders go by the organ and not by its name here; where several organs issue one, they
    are things of their own.
    """
    one, start, shown = found.value, found.start, print_docnumber(found.value)
    sign: str | None = one.prefix
    if one.series in _ISSUED:
        words = _KIND.sub("", one.prefix)
        sign = _organ(words) or words or None
        if _JOINT.search(text[max(0, start - 2) : start]) and text.startswith(words, start):
            start, sign, shown = start + len(words), None, shown.removeprefix(words)
    return Thing("number", "docnumber", shown, start, found.end, Paper(one.series, sign, one.number, one.year))


def _organ(words: str) -> str | None:
    """The id of the organ that the words end with."""
    return next((found.value.id for found in find_organs(words) if found.end == len(words.rstrip())), None)
