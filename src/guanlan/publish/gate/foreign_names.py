"""Names of foreigners in Chinese letters: 丹尼斯·吉斯, 马克·R·沃纳, 约翰·史密斯.

A name is the run of letters that transcriptions are written with, on both sides of the dot: of 研究人员丹尼斯·吉斯和
丹尼斯·吉斯 alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from guanlan.publish.gate.numbers import ROOM
from guanlan.publish.gate.taken import Taken
from guanlan.publish.gate.thing import Thing
from guanlan.text.tables_reading import table_rows


def foreign_name_things(text: str, taken: Taken) -> Iterator[Thing]:
    """The names with a dot; ``data`` is the name without blanks."""
    if "·" not in text:
        return
    for match in _names().finditer(text):
        if taken.leaves(*match.span()):
            yield Thing("name", "foreign", match[0], *match.span(), match[0])


_NO_FIRST, _NO_LAST = "因于所", "提道因于所让当施等"  # letters of names that begin the next word: 兰克福德|提出


@cache
def _names() -> re.Pattern[str]:
    letters = "".join(sorted({letter for row in table_rows("transcription", ROOM) for letter in row[1]}))
    part = f"(?:[{letters}]{{1,7}}|[A-Z]\\.?)"
    return re.compile(f"(?=[{letters}A-Z])(?![{_NO_FIRST}]){part}(?:·{part}){{1,4}}(?<![{_NO_LAST}])")
