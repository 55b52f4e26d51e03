"""Further kinds of errors, of which an editor's hand is as capable: levels, halves, directions, orders of magnitude."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence

from guanlan.publish.gate import Thing, things
from guanlan.text.sentences import find_sentences
from planting.eleven import DIGITS, Planted, Planter, replaced, swapped
from planting.entries import TrueEntry

FAMILIES = (
    ("公安部", "江苏省公安厅", "安徽省公安厅", "杭州市公安局", "宁波市公安局", "深圳市公安局"),
    ("国家互联网信息办公室", "江苏省互联网信息办公室", "云南省互联网信息办公室", "苏州市互联网信息办公室",
     "武汉市互联网信息办公室"),
    ("江苏省通信管理局", "四川省通信管理局", "辽宁省通信管理局"),
    ("国家市场监督管理总局", "江苏省市场监督管理局", "厦门市市场监督管理局"),
    ("国家数据局", "江苏省数据局", "贵州省大数据发展管理局"),
)  # fmt: skip
TURNS = (("增长", "下降"), ("下降", "增长"), ("上升", "下降"), ("减少", "增加"), ("增加", "减少"), ("提高", "降低"),
         ("降低", "提高"), ("回落", "回升"), ("少了", "多了"))  # fmt: skip
CLAIMS = ("首次", "首个", "唯一", "最大", "率先", "史无前例地")
ADDED = ("会同公安部", "会同国家数据局", "依据《密码法》", "依据《反电信网络诈骗法》第二十五条", "于{m}月{d}日",
         "根据〔2023〕{n}号文", "由陕西省公安厅牵头")  # fmt: skip
NEAR = (("余", ""), ("超过", "近"), ("逾", "近"), ("约", "超"), ("近", "超"), ("至少", "至多"))
WEEK = "一二三四五六日"


def _places(found: Sequence[Thing], kinds: Iterable[str]) -> list[Thing]:
    return [one for one in found if one.kind in kinds]


def _at(chance: random.Random, entry: TrueEntry, places: Sequence[tuple[Thing, int, int, str]]) -> Planted | None:
    """One of the places changed; the whole thing is what must be named."""
    if not places:
        return None
    thing, start, end, new = chance.choice(places)
    shift = len(new) - (end - start)
    span = (min(thing.start, start), max(thing.end + shift, start + len(new), start + 1))
    return replaced(entry.text, start, end, new)._replace(spans=(span,))


def _docnumber(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    places = [
        (one, at, at + 1, str((int(entry.text[at]) + chance.randint(1, 8)) % 9 + 1))
        for one in found
        if one.sort in ("docnumber", "plain", "ordinal")
        for at in range(one.start, one.end)
        if entry.text[at] in "0123456789"
    ]
    return _at(chance, entry, [one for one in places if one[3] != entry.text[one[1]]])


def _magnitude(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    other = {"万": "亿", "亿": "万", "十": "百", "百": "千", "千": "百"}
    places = [
        (one, at, at + 1, other[entry.text[at]])
        for one in _places(found, ("number",))
        for at in range(one.start + 1, one.end)
        if entry.text[at] in other
    ]
    return _at(chance, entry, places)


def _numeral(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    places = [
        (one, at, at + 1, chance.choice([new for new in DIGITS if new != entry.text[at]]))
        for one in _places(found, ("number",))
        for at in range(one.start, one.end)
        if entry.text[at] in DIGITS
    ]
    return _at(chance, entry, places)


def _decimal(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    places = []
    for one in _places(found, ("number",)):
        for match in re.finditer(r"([0-9]+)\.([0-9])", entry.text[one.start : one.end]):
            start = one.start + match.start()
            places.append((one, start, one.start + match.end(), f"{match[1]}{match[2]}."[:-1]))
    return _at(chance, entry, places)


def _of_date(chance: random.Random, entry: TrueEntry, found: Sequence[Thing], part: str, top: int) -> Planted | None:
    places = []
    for one in _places(found, ("date",)):
        for match in re.finditer(f"([0-9]+)(?={part})", entry.text[one.start : one.end]):
            was = int(match[1])
            new = was + chance.choice((-1, 1)) if top == 0 else (was + chance.randint(1, top - 2)) % top + 1
            start = one.start + match.start()
            if new != was:
                places.append((one, start, one.start + match.end(), str(new)))
    return _at(chance, entry, places)


def _month(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    return _of_date(chance, entry, found, "月", 12)


def _year(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    return _of_date(chance, entry, found, "年", 0)


def _weekday(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    import datetime

    dates = [
        one for one in found if one.sort == "date" and len(one.data.first) == 10 and one.data.first == one.data.last
    ]
    if not dates:
        return None
    one = chance.choice(dates)
    day = datetime.date.fromisoformat(one.data.first).weekday()
    wrong = WEEK[(day + chance.randint(1, 6)) % 7]
    words = f"（星期{wrong}）"
    return replaced(entry.text, one.end, one.end, words)


def _direction(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    places = [
        (one, at, at + len(was), new)
        for one in _places(found, ("number",))
        for was, new in TURNS
        if (at := entry.text.find(was, max(0, one.start - 4), one.start)) >= 0
    ]
    return _at(chance, entry, places)


def _family(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    places = []
    for one in found:
        if one.sort != "organ":
            continue
        for names in FAMILIES:
            families = {things(name)[0].data.family for name in names}
            if one.data.family in families:
                new = [name for name in names if not one.data.id.startswith(things(name)[0].data.id)]
                places.append((one, one.start, one.end, chance.choice(new)))
    return _at(chance, entry, places)


def _half(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    """A title that lost some words of its middle."""
    places = []
    for one in _places(found, ("title",)):
        length = one.end - one.start
        if length >= 12:
            start = one.start + 1 + chance.randint(2, length // 3)
            places.append((one, start, start + chance.randint(3, length // 3), ""))
    return _at(chance, entry, places)


def _draft(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    """A draft told as the act itself, or an act as a draft."""
    places = []
    for one in _places(found, ("title",)):
        words = entry.text[one.start : one.end]
        rest = entry.text[: one.start] + entry.text[one.end :]
        if match := re.search("（(?:征求意见稿|草案)）", words):
            if re.search("征求|意见稿|草案|起草|意见反馈", rest):
                continue  # the other words still tell it
            places.append((one, one.start + match.start(), one.start + match.end(), ""))
        elif words.endswith(("办法》", "规定》", "条例》")) and not re.search("征求|意见稿|草案", rest):
            places.append((one, one.end - 1, one.end - 1, "（征求意见稿）"))
    return _at(chance, entry, places)


def _clause(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    """款 for 项, or a paragraph where there was none."""
    places = []
    for one in _places(found, ("provision",)):
        words = entry.text[one.start : one.end]
        places += [
            (one, one.start + at, one.start + at + 1, "项" if mark == "款" else "款")
            for at, mark in enumerate(words)
            if mark in "款项"
        ]
        if words.endswith("条"):
            places.append((one, one.end, one.end, f"第{chance.choice('二三四')}款"))
    return _at(chance, entry, places)


def _claim(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    verbs = [match.start() for match in re.finditer("(?:发布|印发|通报|处罚|召开|建成|查处)", entry.text)]
    free = [at for at in verbs if not any(one.start < at < one.end for one in found)]
    return replaced(entry.text, at, at, chance.choice(CLAIMS)) if free and (at := chance.choice(free)) >= 0 else None


def _added(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    ends = [one.end - 1 for one in find_sentences(entry.text) if one.value.endswith("。")]
    if not ends:
        return None
    at = chance.choice(ends)
    words = chance.choice(ADDED).format(m=chance.randint(3, 8), d=chance.randint(1, 28), n=chance.randint(100, 999))
    return replaced(entry.text, at, at, f"，{words}开展工作")


def _nearness(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    places = []
    for one in _places(found, ("number",)):
        begin = max(0, one.start - 2)
        for was, new in NEAR:
            at = entry.text.find(was, begin, one.end)
            if at >= 1 and entry.text[at - 1] not in "不得大过" and (at + len(was) == one.start or at > one.start):
                places.append((one, at, at + len(was), new))
    return _at(chance, entry, places)


def _unit(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    other = {"起": "名", "名": "家", "款": "家", "家": "名", "个": "名", "人": "家", "条": "章", "章": "条", "件": "人",
             "天": "个月", "日": "个月", "年": "个月"}  # fmt: skip
    places = [
        (one, one.end - 1, one.end, other[last])
        for one in _places(found, ("number",))
        if one.sort != "plain" and (last := entry.text[one.end - 1]) in other
    ]
    return _at(chance, entry, places)


def _is_list(between: str, found: Sequence[Thing], one: Thing, other: Thing) -> bool:
    """Whether the two are members of one list: it has no order that would be true or false."""
    for thing in found:
        if one.end <= thing.start and thing.end <= other.start and thing.sort == one.sort:
            between = between.replace(thing.value, "")
    return not re.sub(
        "《.*?》|、|和|与|及|以及|会同|联合|，|（.*?）|等|法律|规定|\\s|[\\u4e00-\\u9fff]{2,12}(?=、|$)", "", between
    )


def _turned(chance: random.Random, entry: TrueEntry, found: Sequence[Thing]) -> Planted | None:
    """Two organs, firms, persons or titles of one sentence in each other's place."""
    pairs = [
        (one, other)
        for one in found
        for other in found
        if one.end < other.start
        and one.sort == other.sort
        and one.sort in ("organ", "company", "firm", "person", "title")
        and one.value != other.value
        and not re.search("[。\n]", entry.text[one.end : other.start])
        and not _is_list(entry.text[one.end : other.start], found, one, other)
    ]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    return swapped(entry.text, one, other)


FURTHER: dict[str, Planter] = {
    "docnumber": _docnumber, "magnitude": _magnitude, "numeral": _numeral, "decimal": _decimal, "month": _month,
    "year": _year, "weekday": _weekday, "direction": _direction, "family": _family, "half": _half, "draft": _draft,
    "clause": _clause, "claim": _claim, "added": _added, "nearness": _nearness, "unit": _unit, "turned": _turned,
}  # fmt: skip
