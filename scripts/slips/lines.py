"""Slips within a line: each finds the places where it could be made, and tells what would stand there."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from guanlan.publish.proof.misspelt import bound
from guanlan.publish.proof.registers import fixed_names, taken_for, terms, titles
from guanlan.publish.proof.rules import ROOM
from guanlan.publish.proof.wording import confusables
from guanlan.text.tables_reading import table_rows


class Slip(NamedTuple):
    """Characters ``start`` to ``end`` of the clean text become ``now``; the label begins ``lead`` characters before."""

    start: int
    end: int
    now: str


Slips = Callable[[str, Random], Iterator[Slip]]

_CHINESE = "[\u4e00-\u9fff]"
_SHORT = 4  # signs of a title that slips are planted in
_COMMON = 12  # signs of a syllable that somebody types for another
_WORDS = {
    "截至": "截止",
    "账号": "帐号",
    "账户": "帐户",
    "违反": "违法",
    "泄露": "泻露",
    "部署": "布署",
    "安装": "按装",
    "作为": "做为",
    "其他": "其它",
    "成分": "成份",
    "覆盖": "复盖",
    "籍贯": "藉贯",
    "权利": "权力",
    "必须": "必需",
    "反映": "反应",
    "启事": "启示",
    "法定代表人": "法人代表",
    "登录": "登陆",
    "检察": "检查",
    "侦查": "侦察",
    "过度": "过渡",
    "致力": "至力",
    "导致": "导至",
    "以及": "以其",
    "截取": "接取",
    "辨认": "辩认",
    "即将": "既将",
    "篡改": "纂改",
    "副主任": "付主任",
    "副局长": "付局长",
    "副会长": "付会长",
    "互联网": "互连网",
    "竞赛": "竟赛",
    "赃款": "脏款",
    "缉毒": "辑毒",
}
_ADVERB = re.compile("(?:积极|有效|认真|严格|切实|不断|深入|全面|及时|依法|迅速|成功)地")


def _at(pattern: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(pattern, text)


def _inner(text: str) -> Iterator[int]:
    """Places of Chinese signs that stand inside of a run."""
    return (found.start() for found in _at(f"(?<={_CHINESE}){_CHINESE}(?={_CHINESE})", text))


def doubled_sign(text: str, _: Random) -> Iterator[Slip]:
    """数据据安全."""
    for at in _inner(text):
        if bound(text[at - 1 : at + 1]) or bound(text[at : at + 2]):
            yield Slip(at, at + 1, text[at] * 2)


def doubled_word(text: str, _: Random) -> Iterator[Slip]:
    """开展开展检查."""
    for at in _inner(text):
        word = text[at : at + 2]
        if bound(word) and word[0] != word[1]:
            yield Slip(at, at + 2, word * 2)


def two_marks(text: str, rng: Random) -> Iterator[Slip]:
    """，。 and 。。"""
    for found in _at("[，。；]", text):
        yield Slip(*found.span(), found[0] + rng.choice("，。、"))


def cut_sentence(text: str, _: Random) -> Iterator[Slip]:
    """加强数据安全。管理。"""
    for found in _at(f"(?<={_CHINESE}{{8}})(?P<last>{_CHINESE}{{2}})。", text):
        if bound(found["last"]):
            yield Slip(found.start(), found.end(), "。" + found[0])


def comma_before_list(text: str, _: Random) -> Iterator[Slip]:
    """包括， before a list."""
    return (
        Slip(*found.span(), found["verb"] + "，") for found in _at("(?P<verb>包括|如下|分别是|分别为|包含)：", text)
    )


def half_bracket(text: str, _: Random) -> Iterator[Slip]:
    """条例(草案)."""
    return (Slip(*found.span(), f"({found[1]})") for found in _at("（([^（）]{1,12})）", text))


def half_mark(text: str, _: Random) -> Iterator[Slip]:
    """指出,要."""
    half = {"，": ",", "；": ";", "：": ":"}
    return (Slip(*found.span(), half[found[0]]) for found in _at(f"(?<={_CHINESE})[，；：](?={_CHINESE})", text))


def lost_mark(text: str, _: Random) -> Iterator[Slip]:
    """《某办法 without its other half. The label is the whole name."""
    return (Slip(*found.span(), found[0][:-1]) for found in _at("《[^《》\n]{3,30}》|“[^“”\n]{2,12}”", text))


def english_word(text: str, _: Random) -> Iterator[Slip]:
    """私人 and 机密."""
    return (Slip(*found.span(), " and ") for found in _at(f"(?<={_CHINESE}{{2}})和(?={_CHINESE}{{2}})", text))


def zero_for_o(text: str, _: Random) -> Iterator[Slip]:
    """IS0 27001."""
    return (Slip(*found.span(), found[0].replace("O", "0")) for found in _at(r"\b(?:ISO|EO|NO)[ .]?\d{3,6}", text))


def split_name(text: str, _: Random) -> Iterator[Slip]:
    """Face book."""
    names = sorted(row[0] for row in table_rows("latin", ROOM) if re.fullmatch("[A-Z][a-z]+[A-Z][a-z]+", row[0]))
    for found in _at(r"(?<![A-Za-z])(?:" + "|".join(names) + r")(?![A-Za-z])", text):
        yield Slip(*found.span(), re.sub("(?<=[a-z])(?=[A-Z])", " ", found[0]))


def another_sign(text: str, rng: Random) -> Iterator[Slip]:
    """A sign of the same syllable inside of a word."""
    for at in _inner(text):
        if bound(text[at - 1 : at + 1]) or bound(text[at : at + 2]):
            others = sorted(taken_for().get(text[at], ()))[:_COMMON]
            if others:
                yield Slip(at, at + 1, rng.choice(others))


def confused_word(text: str, _: Random) -> Iterator[Slip]:
    """截止1月10日, 帐号, 布署: of the list above and of the table's plain rows."""
    wrong = dict(_WORDS)
    for one in confusables()["GL110"]:
        if one.mend and one.pattern.pattern == one.sign and len(one.sign) > 1:
            wrong.setdefault(one.mend, one.sign)
    for right in sorted(wrong):
        for found in _at(re.escape(right), text):
            yield Slip(*found.span(), wrong[right])
    for found in _ADVERB.finditer(text):
        yield Slip(*found.span(), found[0][:-1] + "的")


def dropped_sign(text: str, rng: Random) -> Iterator[Slip]:
    """关键信息础设施."""
    for name in sorted(terms()):
        for found in _at(re.escape(name), text) if len(name) > 5 else ():
            at = rng.randrange(1, len(name) - 1)
            yield Slip(*found.span(), name[:at] + name[at + 1 :])


def wrong_organ(text: str, rng: Random) -> Iterator[Slip]:
    """国家互联网信息信办公室, 国家互联网信息办工室."""
    for name in sorted(fixed_names().names - terms()):
        for found in _at(re.escape(name), text) if len(name) > 6 else ():
            at = rng.randrange(1, len(name) - 1)
            others = sorted(taken_for().get(name[at], ()))[:_COMMON] or [name[at] * 2]
            kind = rng.randrange(3)
            now = (name[at] * 2, "", rng.choice(others))[kind]
            yield Slip(*found.span(), name[:at] + now + name[at + 1 :])


def wrong_title(text: str, rng: Random) -> Iterator[Slip]:
    """《个人信息保户法》."""
    for found in _at("(?<=《)[\u4e00-\u9fff]{4,24}(?=》)", text):
        title = found[0].removeprefix("中华人民共和国")
        if title not in titles() or len(title) <= _SHORT:
            continue
        at = rng.randrange(1, len(title) - 2)
        others = sorted(taken_for().get(title[at], ()))[:_COMMON] or [title[at] * 2]
        now = (title[at] * 2, "", rng.choice(others))[rng.randrange(3)]
        yield Slip(*found.span(), found[0].replace(title, title[:at] + now + title[at + 1 :]))


def cut_name(text: str, _: Random) -> Iterator[Slip]:
    """某市网络安全协，."""
    ending = "协会|委员会|研究院|办公室|管理局|公安局|检察院|基础设施|有限公司|主管人员|数据处理活动"
    for found in _at(f"{_CHINESE}{{4,12}}(?:{ending})(?=[，。；、])", text):
        yield Slip(*found.span(), found[0][:-1])


def impossible_day(text: str, rng: Random) -> Iterator[Slip]:
    """12月32日, 2月30日."""
    for found in _at(r"(?<!\d)(?P<month>\d{1,2})月\d{1,2}日", text):
        yield Slip(*found.span(), rng.choice((f"{found['month']}月{rng.randrange(32, 40)}日", "2月30日", "13月5日")))


def wrong_weekday(text: str, rng: Random) -> Iterator[Slip]:
    """2025年1月1日（星期四）."""
    for found in _at(r"(20\d\d)年(\d{1,2})月(\d{1,2})日(?!（)", text):
        day = datetime.date(*(int(one) for one in found.groups()))
        yield Slip(*found.span(), f"{found[0]}（星期{'一二三四五六日'[(day.weekday() + rng.randrange(1, 7)) % 7]}）")


def blank_day(text: str, rng: Random) -> Iterator[Slip]:
    """自 年 月 日起施行."""
    for found in _at(r"自\d{4}年\d{1,2}月\d{1,2}日起", text):
        yield Slip(*found.span(), rng.choice(("自 年 月 日起", "自　年　月　日起", "自××月××日起")))


def range_turned(text: str, _: Random) -> Iterator[Slip]:
    """12月5日至3日."""
    for found in _at(r"(?P<month>\d{1,2})月(?P<one>\d{1,2})日至(?P<other>\d{1,2})日", text):
        yield Slip(*found.span(), f"{found['month']}月{found['other']}日至{found['one']}日")


def wrong_count(text: str, _: Random) -> Iterator[Slip]:
    """三项要求：一是…二是…"""
    more = dict(zip("二两三四五六七八九十", "三三四五六七八九十九", strict=True))
    for found in _at(
        r"(?P<number>[两三四五六七八九十])(?=(?:个方面|方面|项|点|条|类|种|大|个)[^，。；：]{0,10}：(?:一是|（1）|（一）))",
        text,
    ):
        yield Slip(*found.span(), more[found[0]])


def skipped_point(text: str, _: Random) -> Iterator[Slip]:
    """（1）（2）（4）."""
    for found in _at(r"（(?P<number>[2-8])）(?=[^）]*（)", text):
        yield Slip(*found.span(), f"（{int(found['number']) + 2}）")


def part_above_whole(text: str, _: Random) -> Iterator[Slip]:
    """共20款，其中30款."""
    for found in _at(
        r"(?P<whole>\d+)(?P<unit>[家款起个件名人])[^。；\d]{0,20}其中[^。；\d]{0,12}(?P<part>\d+)(?=(?P=unit))", text
    ):
        start, end = found.span("part")
        yield Slip(start, end, str(int(found["whole"]) + 12))


KINDS: dict[str, Slips] = {
    "repeated": doubled_sign,
    "repeated_word": doubled_word,
    "two_marks": two_marks,
    "stray_full_stop": cut_sentence,
    "comma_for_colon": comma_before_list,
    "bracket_width": half_bracket,
    "half_mark": half_mark,
    "lost_mark": lost_mark,
    "foreign_word": english_word,
    "zero_for_o": zero_for_o,
    "split_name": split_name,
    "homophone": another_sign,
    "confusable": confused_word,
    "term_dropped_sign": dropped_sign,
    "organ_wrong": wrong_organ,
    "title_wrong": wrong_title,
    "truncated": cut_name,
    "impossible_date": impossible_day,
    "weekday": wrong_weekday,
    "blank_date": blank_day,
    "range_turned": range_turned,
    "count": wrong_count,
    "points": skipped_point,
    "parts": part_above_whole,
}
