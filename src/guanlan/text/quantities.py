"""Number + measure word, bare noun or unit: 270余台, 五部门, 42.77%, 1500万欧元, 数千万消费者."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import msgspec

from guanlan.errors import InputError
from guanlan.text.measures import Measure, Sort, measure_at, measures, sign_before
from guanlan.text.numerals import CHINESE_NUMERALS, NUMBER, PLAIN, SHARE, Number, value_of, whole
from guanlan.text.span import Found

__all__ = ["Around", "Quantity", "Sort", "find_quantities", "parse_quantity", "within"]


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """``value`` with 万 and 亿 multiplied out (40% is 40); ``currency`` is ISO 4217 for MONEY."""

    value: Decimal
    unit: str | None = None
    approx: bool = False
    sort: Sort = Sort.COUNT
    currency: str | None = None


class Around(NamedTuple):
    """What the words around a number say of it: 约 or 人民币 before it, the unit of the other end of a range."""

    approx: bool = False
    unit: str | None = None
    sort: Sort | None = None
    currency: str | None = None


class _Read(NamedTuple):
    """A number with its unit as it stands in a text."""

    start: int
    end: int
    quantity: Quantity


_SUFFIX = re.compile(" ?(?:（含）)?(?:左右|上下|以上|以下|以内|有余)")
JOINER = re.compile(" ?(?:至|到|[-—–~～－]{1,2}) ?")
# the word stands right before the number, but for a currency or 合
_NEAR = re.compile(
    "(?:(?<![违公条契节预合制失大])约|大约|大概|(?<![最附临邻相])近|将近|接近|(?<![反])超|超过|超出|逾|突破|不到|不足|[未不]满"
    "|至少|起码|最多|最高|最低|最少|多达|上限|不超过|不少于|不低于|不高于|不多于|高于|低于|多于|少于|短于|长于|大于|小于|不及|几近|几乎)"
    "(?:折?合|为|有|达|约)?(?:人民币|RMB|[￥¥$€£])? ?$"
)
# a bound holds for the number that its verb leads to: 至少实施了两起, 最多可获得20美元
_FAR = re.compile(
    "(?:最高(?!人民|检|法|领导|峰|院|记录|纪录|等级|值)|最多|至少|不超过|不得超过|不少于|不得少于|不低于|不得低于)"
    "[^，。；、：的第0-9（）“”《》\\n]{0,8}$"
)
_NEAR_REACH, _FAR_REACH = 12, 14  # 不得超过 or 大约折合人民币, and what may stand between
_OR_REACH = 20
_OR = re.compile("(?:或|和|及|以及)[^，。；：、\\n]{0,18}$")
_ORDINAL = re.compile("第 ?[0-9〇零一二三四五六七八九十百]+[^，。；]?[、和及与至到—-] ?$")
_NOT_FRONT = "目此之以日年天月当先提事空生史"  # 目前5家 is no 前5家
_CLOSING = re.compile(" ?(?:[，。；、！？：）（)(】”’\\n,;]|$)")
_LEADING = "为达到至了是升降约超逾近共计剩有"
_PLUS_NOUN = re.compile("(?!版)[\u4e00-\u9fff]")  # 100+码头
_MYRIADS_PLUS = ("W+", "w+", "万+", "亿+")
_NO_NUMERAL = ("零", "〇", "二", "百", "千", "万", "亿")  # alone before a unit: ordinals, names, figures of speech
_DIGIT = "[0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_SMALL_MONEY = re.compile(f"({_DIGIT})角(?:({_DIGIT})分)?|(?<=元)零?({_DIGIT}{{1,2}})分")
# 八成四 is 84 %; the numeral may begin what comes next: 六成四川企业, 三成五年以上
_OF_TENTHS = re.compile("[一二三四五六七八九](?![川个类方家大项种部年月日线下级名起款成一二三四五六七八九十百千万])")
_CONGRESS = re.compile("十[一二三四五六七八九]|二十[一二三四五]?")
_BARE_NOUNS = 100  # 5省市, 12部门; a greater number before a bare noun is a name (360企业) but for 万 and 余
_MANY = 1000  # 300万账户, 1200多用户; fewer are counted with 个 or 名
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_NAME_BEFORE = re.compile("[A-Za-z] ?$")
_LATIN_NOUN = re.compile(" ?[A-Za-z][A-Za-z.]* ?")


def parse_quantity(text: str, context: Around | None = None) -> Quantity:
    """The quantity that the whole of ``text`` is; raises ``InputError`` ``quantity.unreadable``.

    ``context`` is what the words around it said where it was found.

    >>> parse_quantity("900余起").approx, parse_quantity("1500万欧元").currency
    (True, 'EUR')
    """
    match = NUMBER.match(text)
    read = _read(text, 0, match.end()) if match else None
    number = whole(text) if context is not None and context.sort is not None else None
    if number is not None:
        # 人民币五十万, 5千 of 5千至6千元: the unit stands elsewhere
        read = _alone(0, len(text), number)
    if read is None or read.end != len(text):
        raise InputError("quantity.unreadable", value=text)
    return within(read.quantity, context)


def _alone(start: int, end: int, number: Number) -> _Read:
    return _Read(start, end, Quantity(number.value, None, bool(number.approx), Sort.BARE))


def within(quantity: Quantity, around: Around | None) -> Quantity:
    """``quantity`` with what the words around it say."""
    if around is None:
        return quantity
    return Quantity(
        quantity.value,
        around.unit or quantity.unit,
        quantity.approx or around.approx,
        around.sort or quantity.sort,
        around.currency or quantity.currency,
    )


def find_quantities(text: str, context: object = None) -> Iterator[Found[Quantity]]:
    """Every quantity of ``text``, in order; the approximating word before it is not in the span, one after it is.

    Dates, lengths of time, ordinals and 一 as an article are left out. ``Found.context`` is an ``Around``.

    >>> text = "共侦破案件900余起，罚款97.5万元，不到10%"
    >>> [(one.of(text), one.value.approx) for one in find_quantities(text)]
    [('900余起', True), ('97.5万元', False), ('10%', True)]
    """
    pending: tuple[int, int, int] | None = None
    last, ruled = 0, False  # where the last quantity ended, whether a bound ruled it
    for match in _candidates().finditer(text):
        start, end = match.span()
        if _is_no_count(text, start, end, pending):
            pending = None
            continue
        read = _read(text, start, end, last)
        if read is None or read.quantity.sort is Sort.BARE:
            joiner = JOINER.match(text, end)
            if joiner is not None and (read is None or NUMBER.match(text, joiner.end())):
                pending = (start, end, joiner.end())
                continue
        if pending is not None and pending[2] == start and read is not None:
            yield from _left_end(text, pending, read)
            last = pending[1]
        pending = None
        if read is None or not _stands(text, read, last):
            continue
        bounded = _is_bounded(text, start, last if ruled else None)
        around = _around(text, read, bounded=bounded, floor=last)
        if match[0] == "一" and not _is_counted_one(text, read, around):
            continue
        last, ruled = read.end, bounded
        yield Found(start, read.end, within(read.quantity, around), around)


@cache
def _candidates() -> re.Pattern[str]:
    """Numbers before which nothing rules out a quantity: behind one stands a unit, a stop, the rest of a range.

    Half of the numbers of such texts are years, months and 一 inside words; the look-ahead passes over them. The
    group is atomic: no shorter number is tried.
    """
    units = {one.word[0] for several in measures().values() for one in several if one.sort is not Sort.DURATION}
    following = re.escape("".join(sorted(units))) + " 至到\\-—–~～－（）()，。；、！？：”’】,;\nA-Za-z"
    quantity = f"(?>{SHARE})|(?>{PLAIN})(?:(?<=[万亿余多wW+])|(?=[{following}])|$)"
    # ``re`` skips by the charset of a look-ahead, not through an atomic group: 1.7 ms for the bulletin instead of 5.2
    return re.compile(f"(?=[0-9０-９数几上{CHINESE_NUMERALS}])(?:{quantity})")


def _read(text: str, start: int, end: int, floor: int = 0) -> _Read | None:
    """The number at ``start`` to ``end`` with the unit and 左右 behind it; None for dates and lengths of time."""
    measure, at, end = _measure(text, start, end)
    words = text[start:end]
    if measure is None:
        return _bare(text, start, end, floor)
    if measure.sort is Sort.DURATION:
        return None
    number = value_of(words)
    if number is None or not _suits(measure, words, number):
        return None
    if measure.after != "any" and start and _NAME_BEFORE.search(text, max(0, start - 2), start):
        return None  # Top 25列表, Windows 365企业版
    if number.per != 1:
        return _Read(start, end, _ratio(number))
    part, at = _cents(text, at) if measure.currency == "CNY" else _hundredths(text, at, measure)
    suffix = _SUFFIX.match(text, at)
    quantity = Quantity(
        number.value + part, measure.shown, bool(number.approx or suffix), measure.sort, measure.currency
    )
    return _Read(start, suffix.end() if suffix else at, quantity)


def _cents(text: str, at: int) -> tuple[Decimal, int]:
    """3元|2角5分: what stands behind 元, in 元, and where it ends."""
    found = _SMALL_MONEY.match(text, at) if text[at : at + 2] else None
    if found is None:
        return Decimal(0), at
    tenths, hundredths = (value_of(digits) if digits else None for digits in (found[1], found[2] or found[3]))
    total = (tenths.value if tenths else 0) * Decimal("0.1") + (hundredths.value if hundredths else 0) * Decimal("0.01")
    return total, found.end()


def _hundredths(text: str, at: int, measure: Measure) -> tuple[Decimal, int]:
    """八成|四, of ten: what stands behind 成, in 成, and where it ends."""
    found = _OF_TENTHS.match(text, at) if measure.word == "成" else None
    number = value_of(found[0]) if found else None
    return (number.value / 10, at + 1) if number is not None else (Decimal(0), at)


def _measure(text: str, start: int, end: int) -> tuple[Measure | None, int, int]:
    """The unit behind a number, where it ends, and where the number ends (5千瓦时: the 千 is the unit's)."""
    if text[end - 1] in "千百万" and end - start > 1:
        measure = measure_at(text, end - 1)
        if measure is not None and len(measure.word) > 1 and measure.word[0] == "千":
            return measure, end - 1 + len(measure.word), end - 1
    at = end + 1 if text[end : end + 1] == " " else end
    measure = measure_at(text, at)
    return measure, at + len(measure.word) if measure else end, end


def _suits(measure: Measure, words: str, number: Number) -> bool:
    """Whether the unit can follow such a numeral: 二类 is an ordinal, 三级 a name, 360企业 a firm's product."""
    figures = words[0].isdecimal()
    if measure.after == "any":
        return figures or words not in _NO_NUMERAL or measure.sort is not Sort.COUNT
    if _YEAR.fullmatch(words):
        return False  # 2024网民满意度调查
    if measure.after == "arabic":
        return figures or bool(number.approx)
    if measure.word == "大" and _CONGRESS.fullmatch(words):
        return False  # 党的十八大, a name
    if measure.after == "exact":
        # 十分 is "very"; ten points are 10分
        plain = (
            number.value < _BARE_NOUNS or words[-1] in "万亿"
            if figures
            else words not in _NO_NUMERAL and words + measure.word != "十分"
        )
        return (words != "一" and plain) or bool(number.approx)
    if measure.after == "chinese":
        return not figures and words not in _NO_NUMERAL
    return number.value >= _MANY or bool(number.approx)


def _ratio(number: Number) -> Quantity:
    if number.per in (100, 1000):
        return Quantity(number.value, "%" if number.per == 100 else "‰", bool(number.approx), Sort.RATIO)
    return Quantity(number.value / number.per, None, bool(number.approx), Sort.RATIO)


def _bare(text: str, start: int, end: int, floor: int) -> _Read | None:
    """A number without a unit: a share (百分之五), a sum after its currency, a big number, a decimal before a stop."""
    words = text[start:end]
    if "分之" in words:
        number = value_of(words)
        if number is None:
            return None
        ratio, suffix = _ratio(number), _SUFFIX.match(text, end)  # 三分之二以上
        return _Read(start, suffix.end(), within(ratio, Around(approx=True))) if suffix else _Read(start, end, ratio)
    if not words[0].isdecimal() and words[0] not in "数几上" and sign_before(text, start, floor) is None:
        return None
    number = value_of(words)
    if number is None:
        return None
    noun = _after_latin(text, end) if number.value >= 1000 else None
    if noun is not None:
        return _Read(start, noun[0], Quantity(number.value, noun[1], bool(number.approx), Sort.COUNT))
    return _alone(start, end, number)


def _after_latin(text: str, end: int) -> tuple[int, str] | None:
    """2900万 Facebook 账户: the noun behind a foreign name."""
    name = _LATIN_NOUN.match(text, end)
    measure = measure_at(text, name.end()) if name else None
    if name is None or measure is None or measure.after != "big":
        return None
    return name.end() + len(measure.word), measure.shown


def _is_no_count(text: str, start: int, end: int, pending: tuple[int, int, int] | None) -> bool:
    """Ordinals, ranks (前三位), parts of names, versions, times of day."""
    if start == 0:
        return False
    before = text[start - 1]
    if before in "第·.〔[表图" or text[end : end + 1] == "·" or (before == " " and text[start - 2 : start - 1] == "第"):
        return True
    if before == "前":
        return text[start - 2 : start - 1] not in _NOT_FRONT if start > 1 else True
    if before == "后" and text[end : end + 1] == "位":
        return True
    if before in "、和及与至到—-–~～－" and _ORDINAL.search(text[max(0, start - 14) : start]):
        return True
    if before.isascii() and text[start].isdecimal():
        return _sticks(text, start, pending)
    return before == "时"


def _sticks(text: str, start: int, pending: tuple[int, int, int] | None) -> bool:
    """Whether figures are glued to the ASCII before them: V2, CVE-2024, 10:30; not APP22款, 5-10万元."""
    before = text[start - 1]
    if before.isdigit():
        return True  # the end of 1.5.3
    if before.isalpha():
        return not (start > 2 and text[start - 2].isalpha() and text[start - 3].isalpha())
    return before in ".-/:_#@~%=&" and not (pending is not None and pending[2] == start)


def _stands(text: str, read: _Read, floor: int) -> bool:
    """Whether a number without a unit is a quantity at all, and not a year, a name or a list mark."""
    if read.quantity.sort is not Sort.BARE:
        return True
    words = text[read.start : read.end]
    if sign_before(text, read.start, floor) is not None:
        return True
    plus = words.endswith(_MYRIADS_PLUS) or (words[-1] == "+" and _PLUS_NOUN.match(text, read.end))
    if words[-1] in "万亿余多" or plus or words[0] in "数几上":
        following = text[read.end : read.end + 1]
        return (
            len(words) > 1
            and (words[0].isdecimal() or words[-1] in "万亿")
            and not (following.isascii() and following.isalnum())
        )
    before = (
        text[: read.start].rstrip(" ")[-1:] if read.start < 2 else text[read.start - 2 : read.start].rstrip(" ")[-1:]
    )
    if before not in _LEADING or not before or not _CLOSING.match(text, read.end):
        return False
    return "." in words or "," in words or len(words) != 4


def _left_end(text: str, pending: tuple[int, int, int], right: _Read) -> Iterator[Found[Quantity]]:
    """The first number of 5万至10万元, with the unit of the second."""
    start, end, _ = pending
    number = value_of(text[start:end])
    if number is None or right.quantity.sort is Sort.BARE:
        return
    shared = right.quantity
    around = Around(
        bool(_NEAR.search(text[max(0, start - _NEAR_REACH) : start])), shared.unit, shared.sort, shared.currency
    )
    yield Found(start, end, within(Quantity(number.value, None, bool(number.approx), Sort.BARE), around), around)


def _is_bounded(text: str, start: int, ruled: int | None) -> bool:
    """Whether 最高, 最多, 至少 … rule the number, or through 或 a number that they rule and that ends at ``ruled``."""
    if _FAR.search(text[max(0, start - _FAR_REACH) : start]):
        return True
    return ruled is not None and start - ruled <= _OR_REACH and _OR.match(text[ruled:start]) is not None


def _around(text: str, read: _Read, *, bounded: bool, floor: int) -> Around | None:
    start = read.start
    approx = bounded or _NEAR.search(text[max(0, start - _NEAR_REACH) : start]) is not None
    approx = approx and not read.quantity.approx
    sign = sign_before(text, start, floor) if read.quantity.sort in (Sort.MONEY, Sort.BARE) else None
    # 港币500元 are dollars of Hong Kong; 人民币500元 says nothing new
    if sign is not None and read.quantity.currency in (None, "CNY") and read.quantity.currency != sign.currency:
        return Around(approx, sign.shown, Sort.MONEY, sign.currency)
    return Around(approx) if approx else None


_POST_NOMINAL = re.compile("[，。；、）\\n]|$")
_NOT_NOUN = "下上进一到的其这那哪每某任另同在是为有了从于对统之以唯第单万归如进划，。；、（“"


def _is_counted_one(text: str, read: _Read, around: Around | None) -> bool:
    """一 counts where it is bounded (至少一次), is money or a ratio (一倍), or stands behind its noun (手机一部，)."""
    if read.quantity.sort in (Sort.MONEY, Sort.RATIO) or read.quantity.approx or (around and around.approx):
        return True
    before = text[read.start - 1] if read.start else "，"
    if before in "仅共计":
        return True
    if read.quantity.unit == "起":
        return False  # 一起 is "together"
    return (
        before not in _NOT_NOUN and "\u4e00" <= before <= "\u9fff" and _POST_NOMINAL.match(text, read.end) is not None
    )
