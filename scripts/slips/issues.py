"""Slips between the parts of an issue: contents, guides, keywords, titles, sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from random import Random

from slips.lines import Slip, Slips

_LINE = re.compile(r"^\d{1,2}\. ?(?P<title>[^\t\n]{8,60}?)(?: ?\.*)\t\d+$", re.M)
_GUIDE = re.compile(r"^导读：(?P<guide>.+?)^关键词：(?P<words>[^\n]+)", re.M | re.S)
_TITLE = re.compile("《(?P<title>[^《》\n]{6,40})》")


def contents(text: str, rng: Random) -> Iterator[Slip]:
    """A contents line that says a title with two signs less, or another."""
    for found in _LINE.finditer(text):
        start, end = found.span("title")
        title = found["title"]
        at = rng.randrange(2, len(title) - 4)
        yield Slip(start, end, title[:at] + title[at + 2 :])


def guide_title(text: str, rng: Random) -> Iterator[Slip]:
    """A 《title》 of a guide that lacks a sign or two."""
    for guide in _GUIDE.finditer(text):
        for found in _TITLE.finditer(text, *guide.span("guide")):
            title = found["title"]
            at = rng.randrange(1, len(title) - 3)
            yield Slip(*found.span("title"), title[:at] + title[at + rng.randrange(1, 3) :])


def keyword(text: str, rng: Random) -> Iterator[Slip]:
    """A keyword of another issue."""
    for guide in _GUIDE.finditer(text):
        start = guide.start("words")
        for found in re.finditer("[^、]+", guide["words"]):
            other = rng.choice(("税收优惠", "碳排放权", "航空物流", "种业振兴", "职业年金"))
            yield Slip(start + found.start(), start + found.end(), other)


def source(text: str, _: Random) -> Iterator[Slip]:
    """An entry without its source: the label is the entry's title, which stands before."""
    for found in re.finditer(r"（来源：[^（）\n]+）", text):
        yield Slip(*found.span(), "")


def foreign_source(text: str, _: Random) -> Iterator[Slip]:
    """（来源：财政局） for 财政部."""
    for found in re.finditer(r"(?<=（来源：)(?P<name>[\u4e00-\u9fff]{3,12})(?P<last>[部局])(?=）)", text):
        yield Slip(*found.span(), found["name"] + ("局" if found["last"] == "部" else "部"))


def variant(text: str, _: Random) -> Iterator[Slip]:
    """A society's name that lacks 网络, 信息 or 省 in one place."""
    names = Counter(re.findall(r"[\u4e00-\u9fff]{2,3}(?:省|市)?[\u4e00-\u9fff]{4,10}(?:协会|联盟|研究院)", text))
    for name in sorted(name for name, met in names.items() if met > 2):
        for found in list(re.finditer(re.escape(name), text))[1:3]:
            for lost in ("省", "空间", "信息", "市"):
                if lost in name[2:]:
                    yield Slip(*found.span(), name[:2] + name[2:].replace(lost, "", 1))


def order(text: str, _: Random) -> Iterator[Slip]:
    """甲、乙联合 for 乙、甲 in a title."""
    for found in re.finditer(
        r"^\d{1,2}\. (?P<one>[\u4e00-\u9fff]{4,16})与(?P<other>[\u4e00-\u9fff]{4,16}?)联合", text, re.M
    ):
        yield Slip(found.start("one"), found.end("other"), f"{found['other']}与{found['one']}")


def effective(text: str, _: Random) -> Iterator[Slip]:
    """自2024年… for 自2025年…起施行."""
    for found in re.finditer(r"自(?P<year>2025)年(?=\d{1,2}月\d{1,2}日起(?:施行|开始施行))", text):
        yield Slip(found.start("year"), found.end("year"), "2023")


def guide_number(text: str, _: Random) -> Iterator[Slip]:
    """十二项要求 in a guide, 十三项 in the entry."""
    more = dict(zip("二三四五六七八九", "三四五六七八九八", strict=True))
    for guide in _GUIDE.finditer(text):
        for found in re.finditer(r"(?<=十)[二三四五六七八九](?=[项条款起])", guide["guide"]):
            start = guide.start("guide") + found.start()
            yield Slip(start, start + 1, more[found[0]])


def said_twice(text: str, _: Random) -> Iterator[Slip]:
    """A sentence pasted twice."""
    for found in re.finditer(r"(?<=。)[^。\n]{15,60}。", text):
        yield Slip(*found.span(), found[0] * 2)


def person(text: str, _: Random) -> Iterator[Slip]:
    """A person of the masthead with another sign in the name."""
    for found in re.finditer(r"(?<=理事长|秘书长)(?P<name>[\u4e00-\u9fff]{3})(?=、|，|出席|主持)", text):
        yield Slip(*found.span(), found[0][:2] + "琳")


ISSUE_KINDS: dict[str, Slips] = {
    "toc_mismatch": contents,
    "guide_title": guide_title,
    "guide_keyword": keyword,
    "foreign_source": foreign_source,
    "name_variant": variant,
    "effective": effective,
    "order": order,
    "guide_number": guide_number,
    "said_twice": said_twice,
    "person": person,
}
