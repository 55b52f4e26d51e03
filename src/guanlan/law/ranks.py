"""How high an instrument stands (立法法 第九十八条至第一百零二条), and for which place it was made."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from guanlan.records.law import LawText
from guanlan.text.places import find_places


class Rank(IntEnum):
    """The lower the number, the higher it stands."""

    CONSTITUTION = 0  # 宪法
    LAW = 1  # 法律, and decisions of the National People's Congress
    ADMINISTRATIVE = 2  # 行政法规
    SUPERVISORY = 3  # 监察法规
    INTERPRETATION = 4  # 司法解释
    DEPARTMENTAL = 5  # 部门规章
    LOCAL = 6  # 地方性法规
    LOCAL_RULE = 7  # 地方政府规章
    OTHER = 8  # 规范性文件, and what its text does not tell


NATIONAL = "CN"
# Organ → rank, the first that the name of the organ holds counts. Sources: 立法法 第十条, 第七十二条, 第九十一条,
# 第一百一十八条, 第一百一十九条; 全国人民代表大会常务委员会关于国家监察委员会制定监察法规的决定.
_ORGANS = (
    (re.compile("全国人(?:民代表)?大"), Rank.LAW),
    (re.compile("最高人民(?:法|检察)院"), Rank.INTERPRETATION),
    (re.compile("国家监察委员会"), Rank.SUPERVISORY),
    (re.compile("人民代表大会|人大常委会"), Rank.LOCAL),
    (re.compile("(?:^|[、，])(?:中华人民共和国)?国务院(?:[、，]|$)"), Rank.ADMINISTRATIVE),
    (re.compile("[省市州县区盟旗](?:人民政府|政府)"), Rank.LOCAL_RULE),
    (
        re.compile("中华人民共和国.*[部署]|(?:部|委员会|总局|总署|局|署|办公室|中国人民银行)(?:[、，]|$)"),
        Rank.DEPARTMENTAL,
    ),
)
_STATE_COUNCIL = ("国务院", "中华人民共和国国务院")
_LOCAL_CONGRESS = re.compile("[^的]{2,12}人民代表大会")
_CONSTITUTION = re.compile("(?:中华人民共和国)?宪法(?:修正案.*)?")
_LAW = re.compile("(?:中华人民共和国)?[^的]*(?<!办)法(?:典.*)?(?:[（(].*[）)])?")
# only regulations of the State Council and local ones are called so (行政法规制定程序条例 第五条)
_REGULATION = re.compile(".*条例(?:实施细则|实施办法)?(?:[（(].*[）)])?|中华人民共和国.*实施细则")


def rank_of(law: LawText) -> Rank:
    """By the organ that made it, which its history tells; by its title where no organ is told.

    >>> rank_of(LawText("某某省数据条例", maker="某某省人民代表大会常务委员会")).name
    'LOCAL'
    >>> rank_of(LawText("中华人民共和国某某法")).name
    'LAW'
    """
    if _CONSTITUTION.fullmatch(law.title):
        return Rank.CONSTITUTION
    if any(event.act == "批准" and event.organ in _STATE_COUNCIL for event in law.history):
        return Rank.ADMINISTRATIVE  # 国务院批准, 部门发布: so until the 立法法 of 2000
    organs = [law.maker, *(event.organ for event in law.history if event.act != "批准")]
    for organ in filter(None, organs):
        for pattern, rank in _ORGANS:
            if pattern.search(organ):
                return rank
    return _by_title(law.title)


def place_of(law: LawText) -> str:
    """The code of the place, ``CN`` for all of China: what only stands for a place was made by an organ of it.

    >>> place_of(LawText("广东省某某条例")), place_of(LawText("中华人民共和国某某法"))
    ('CN-GD', 'CN')
    """
    if rank_of(law) not in (Rank.LOCAL, Rank.LOCAL_RULE, Rank.OTHER):
        return NATIONAL
    for words in (law.title, *(event.organ for event in law.history if event.organ), law.maker or ""):
        if region := _region(words[:24]):
            return region
    return NATIONAL


def _by_title(title: str) -> Rank:
    if _LAW.fullmatch(title) and not _region(title[:24]):
        return Rank.LAW
    if title.startswith(("最高人民法院", "最高人民检察院")):
        return Rank.INTERPRETATION
    if _REGULATION.fullmatch(title):
        return Rank.LOCAL if _region(title[:24]) else Rank.ADMINISTRATIVE
    return Rank.LOCAL if _LOCAL_CONGRESS.match(title) else Rank.OTHER


@lru_cache(maxsize=4096)
def _region(words: str) -> str | None:
    """The place that a name begins with."""
    for found in find_places(words):
        if found.start <= 2 and found.value.region not in (None, NATIONAL):  # 中共广东省委, 关于
            return found.value.region
    return None
