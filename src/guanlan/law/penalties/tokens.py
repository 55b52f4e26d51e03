"""What a clause says of penalties, in order: who imposes, upon whom, whether it may or shall, measures and fines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from guanlan.law.penalties.amounts import Amount, find_fines
from guanlan.law.penalties.words import measure_cues

_VERBS = (
    "可以|可(?=并?处|给予|责令)|应当|依法|依照|依据|并处|单处|处(?![理置所分])|给予|予以|责令|各处|分别|没收|科以|暂停|吊销|取消|撤销|暂扣|决定|罚款"
    "|[0-9一二三四五六七八九十百千万]+元"
)
_ORGAN = re.compile("部门|机关|机构|政府|委员会|[局厅部院会站所者人]|海关|银行|单位|大队|支队")
_REFERRED = re.compile(
    "前[一二两三四五]?[款条项]|该[条款]|本条|第[^，。；]{1,9}[条款项]|》|法(?:律|规)?(?:的|$|规定)|条例"
)
_REFERRAL = re.compile(
    "(?:依照|按照|比照|依据|根据)(?P<where>[^，。；：]{2,60}?)(?:的?有关)?(?:的?规定|条款)?(?:给予|予以|从重|加重|进行|实施|的)*"
    "(?:行政)?(?:处罚|罚款|处理)(?!决定|法|权|裁量)"
)
_FIXED = re.compile("(?:责令|由|处以|没收)")
_OPEN_FINE = re.compile("(?:处以?|给予|并处|单处|科以?|、|或者?|[和及])(?:相应的?|一定数额的?|适当)?的?$")


class Says(StrEnum):
    """What a token tells."""

    AUTHORITY = "authority"
    PARTY = "party"
    MAY = "may"
    MENU = "menu"  # 单处或者并处: any of what follows
    FINE = "fine"
    OPEN_FINE = "open_fine"
    MEASURE = "measure"
    REFERRAL = "referral"


IMPOSES = frozenset({Says.FINE, Says.OPEN_FINE, Says.MEASURE, Says.REFERRAL})


class Token(NamedTuple):
    """``value`` is the amount of a fine, name and class of a measure, else the words."""

    start: int
    end: int
    says: Says
    value: Amount | tuple[str, str] | str


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of the clause at ``start`` to ``end``, in order; a measure inside another token is not told twice."""
    clause = text[start:end]
    found = [Token(start + one.start, start + one.end, Says.FINE, one.value) for one in find_fines(clause)]
    taken = [(one.start, one.end) for one in found]
    for one in (*_frame(clause, start), *_measures(clause, start)):
        if not any(begin < one.end and one.start < until for begin, until in taken):
            found.append(one)
            if one.says is Says.REFERRAL:
                taken.append((one.start, one.end))
    return sorted(found, key=lambda one: (one.start, one.end))


def _frame(clause: str, at: int) -> Iterator[Token]:
    """Everything but measures and fines."""
    for match in _REFERRAL.finditer(clause):
        if _REFERRED.search(match["where"]) and not _FIXED.search(match["where"]):
            yield Token(at + match.start(), at + match.end(), Says.REFERRAL, match["where"])
    for match in _frames().finditer(clause):
        kind = match.lastgroup or ""
        words = match[kind]
        if kind == "authority" and (not _ORGAN.search(words) or words.startswith("被")):
            continue
        yield Token(at + match.start(kind), at + match.end(), Says(kind), words)


@cache
def _frames() -> re.Pattern[str]:
    return re.compile(
        f"对(?P<party>[^，。；：]{{1,60}}?)(?={_VERBS}|依照|按照?|由|$)"
        f"|(?<![自理缘])由(?P<authority>[^，。；：]{{2,80}}?)(?=对|依据|依法|依照|按照?|根据|会同|{_VERBS}|查处|收回|取缔|处罚|$)"
        "|(?P<may>可以|(?<![许认])可(?=以|并?处|单处|给予|责令|由|根据|视|对|没收|吊销|暂扣|依法|采取))"
        "|(?P<menu>单处(?:或者?|、)并处|并处(?:或者?|、)单处)"
    )


def _measures(clause: str, at: int) -> Iterator[Token]:
    pattern, names = measure_cues()
    for match in pattern.finditer(clause):
        if clause.startswith("被", match.start() - 1) and match.start():
            continue  # 被责令停业期间
        yield Token(at + match.start(), at + match.end(), Says.MEASURE, names[int((match.lastgroup or "m0")[1:])])
    begin = clause.find("罚款")
    while begin >= 0:
        if _OPEN_FINE.search(clause, max(0, begin - 8), begin):
            yield Token(at + begin, at + begin + 2, Says.OPEN_FINE, "罚款")
        begin = clause.find("罚款", begin + 2)
