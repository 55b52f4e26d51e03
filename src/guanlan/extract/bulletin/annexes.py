"""Where an annexed text is announced."""

from __future__ import annotations

import re
from functools import cache

from guanlan.extract.bulletin.marks import cues

_NUMBER = r"(?:\s*[一二三四五六七八九十\d]{1,2})?"


@cache
def _announced() -> re.Pattern[str]:
    cue = "|".join(sorted(map(re.escape, cues("annex")), key=len, reverse=True))
    return re.compile(rf"(?:{cue}){_NUMBER}(?:[：:]|$)")


def annex_at(read: str) -> bool:
    """Whether the line announces an annexed text: 附件：…, 附件1, 附：…

    >>> annex_at("附件1：某某办法"), annex_at("附近的单位")
    (True, False)
    """
    return _announced().match(read) is not None
