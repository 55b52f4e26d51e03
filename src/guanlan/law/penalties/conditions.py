"""What a clause that ends in 的 opens: a tier, a threshold of a fine, a party, or nothing that is punished here."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from guanlan.law.penalties.words import parties_of, triggers_in
from guanlan.records.penalties import Party, Trigger, When
from guanlan.text.numerals import CHINESE_NUMERALS, value_of

_CRIME = re.compile("构成犯罪|触犯刑|涉嫌犯罪|追究刑事责任|构成[^，]{0,8}罪的")
_NO_CRIME = re.compile(
    "(?:不|未|不够|不足以|免予)[^，]{0,4}(?:构成犯罪|触犯刑|刑事处罚|追究刑事)|除[^，]{0,8}(?:构成犯罪|追究)"
)
_BASE = (
    "(?:违法|非法)(?:所得|收入|经营额|经营总额|经营数额|销售额|获利)|(?:货值|销售|涉案|交易|经营|合同|募集|集资|骗取)(?:总)?(?:金额|额|数额)"
    "|(?:经营|销售|营业|应收|应税)(?:总)?(?:额|收入)|价值|金额|数额"
)
_NUMBER = f"(?P<number>[0-9][0-9,.]*[百千万亿]*|[{CHINESE_NUMERALS}]+)元?"
_THRESHOLD = re.compile(
    f"^(?:对|其中|但是?|其)?(?P<have>没有|无|有|未取得|未有)?(?P<base>[^，的]{{0,24}}?(?:{_BASE}))(?P<rest>.*)$"
)
_ONLY_NUMBER = re.compile(f"^(?:超过|不足|不满|达到)?(?:人民币)?{_NUMBER}(?:以上|以下)?(?:不足|不满|以上|的)")
_BELOW = re.compile(f"(?:不足|不满|低于|未达到?|不超过)(?:人民币)?{_NUMBER}|{_NUMBER.replace('number', 'under')}以下")
_FROM = re.compile(f"{_NUMBER}以上|(?:超过|达到?|高于)(?:人民币)?{_NUMBER.replace('number', 'over')}")
_UNKNOWN = re.compile("没有|无|难以|无法|不能|或者不足")
_PARTY = re.compile(
    "^(?:对)?(?:属于?|系|是|当事人(?:是|为))?(?P<who>(?:违法)?(?:个人|公民|自然人|单位|企业|法人|机构|组织|法人或者其他组织|企业、单位|非经营性活动|经营性活动))"
    "(?:(?:违反|有|实施)[^，。]{0,16}(?:规定|行为|情形))?的?$"
)


class Opens(StrEnum):
    """What follows the condition."""

    TIER = "tier"
    THRESHOLD = "threshold"
    PARTY = "party"
    CRIME = "crime"


class Opened(NamedTuple):
    """A condition as classified. ``triggers`` are empty where the words only name the breach."""

    opens: Opens
    triggers: tuple[Trigger, ...] = ()
    when: When | None = None
    parties: tuple[Party, ...] = ()


def classify(words: str, last: When | None = None) -> Opened:
    """What ``words``, a condition with its 的, open; 十万元以上的 shares the base of ``last``, the threshold before."""
    if _CRIME.search(words) and not _NO_CRIME.search(words):
        return Opened(Opens.CRIME)
    party = _PARTY.match(words)
    if party:
        return Opened(Opens.PARTY, parties=parties_of(party["who"]))
    when = _threshold(words, last)
    if when is not None:
        return Opened(Opens.THRESHOLD, when=when)
    return Opened(Opens.TIER, triggers_in(words))


def _threshold(words: str, last: When | None) -> When | None:
    if last is not None and _ONLY_NUMBER.match(words):
        return _bounds(words, last.base, words)
    if len(words) > 60 or "违反" in words[:4]:
        return None
    found = _THRESHOLD.match(words)
    if found is None:
        return None
    when = _bounds(words, found["base"], found["rest"])
    if when.at_least is None and when.below is None and not when.none and found["have"] != "有":
        return None
    return None if triggers_in(found["rest"]) else when


def _bounds(words: str, base: str, rest: str) -> When:
    below = _BELOW.search(rest)
    # 一万元以上不足五万元: the number behind 不足 is no lower end
    lower = _FROM.search(rest)
    none = words.startswith(("没有", "无", "未")) or _UNKNOWN.search(rest) is not None
    return When(
        words,
        base,
        _value(lower["number"] or lower["over"]) if lower else None,
        _value(below["number"] or below["under"]) if below else None,
        none,
    )


def _value(number: str) -> Decimal | None:
    found = value_of(number)
    return found.value if found else None
