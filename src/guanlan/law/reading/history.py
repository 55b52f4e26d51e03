"""The steps of a text's life as its history lines tell them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from guanlan.errors import InputError
from guanlan.records.law import Event
from guanlan.text.dates import parse_date

_D = "0-9０-９〇○零一二三四五六七八九十"
DAY = re.compile(f"[12１２一二][{_D}]{{3}} ?年 ?[{_D}]{{1,3}} ?月 ?[{_D}]{{1,3}} ?日")
_ACT = re.compile("修改通过|修订通过|修正|修订|批准|通过|公告公布|公布|发布|颁布|印发|施行|实施|生效|废止")
# what the law's own acts are called, whatever word a line uses
_ACTS = {
    "修改通过": ("修正",),
    "修订通过": ("修订",),
    "公告公布": ("公布",),
    "发布": ("公布",),
    "颁布": ("公布",),
    "印发": ("公布",),
    "实施": ("施行",),
    "生效": ("施行",),
}
# 《关于修改〈某条例〉的决定》第一次修正: the act is on the law; the title before it is what did it
_BY_INSTRUMENT = re.compile(
    "(?P<title>《(?P<name>[^《》]{2,80}(?:《[^《》]{2,60}》[^《》]{0,40}){0,3})》|关于修改[^，。；]{2,80}的(?:决定|规定))"
    "(?:第[一二三四五六七八九十]{1,3}次)?(?P<act>修正|修订|废止)?"
)
# …通过的《某法修正案（二）》: a line of a law's history that names nothing but what changed it
_PASSED = re.compile(
    "通过的《(?P<name>[^《》]{2,80}(?:《[^《》]{2,60}》[^《》]{0,40}){0,3}(?:修正案|决定|修正|修订)(?:（[^（）]{1,6}）)?)》"
    "[。；）) \u3000]*\\Z"
)
_AMENDING = re.compile("修正案|修改|(?:决定|补充规定)$")
_SESSION = re.compile(
    "第[一二三四五六七八九十百0-9]{1,5}[届次](?:全体|常务|室务|部务)?(?:会议)?"
    "|(?:室务)?会议.*|室务会.*|通过.*|公告.*|令.*|批准.*|[0-9]{4} ?年.*|审议.*"
)
_APPROVED = re.compile("，?(?:并经|的) ?[12][0-9]{3}年")
_ORDER = re.compile(
    "(?P<organ>[\u4e00-\u9fff、]{2,40}?)(?P<sign>令|公告)[（(]?(?:[0-9]{4}年)?第?(?P<number>[一二三四五六七八九十百0-9]{1,6})号"
)
_SIGNATURE = 40  # an office, a name and a day
_EDGE = " \t\u3000（()）,，、。；;：:*>"


def find_events(text: str, start: int, end: int) -> Iterator[Event]:
    """The steps told between ``start`` and ``end``, in the order told.

    >>> line = "2021年8月20日某市人民代表大会常务委员会第三十次会议通过　2021年9月1日公布"
    >>> [(one.act, str(one.day)) for one in find_events(line, 0, len(line))]
    [('通过', '2021-08-20'), ('公布', '2021-09-01')]
    """
    days = list(DAY.finditer(text, start, end))
    pending: list[re.Match[str]] = []
    position = 0
    while position < len(days):
        day = days[position]
        until = days[position + 1].start() if position + 1 < len(days) else end
        act = _ACT.search(text, _behind_titles(text, day.end(), until), until)
        pending.append(day)
        position += 1
        changed = _changed(text, pending, until)
        if changed is not None:
            yield changed
            pending = []
        elif act is not None and not _goes_on(text, act.end(), until):
            for one in pending:
                yield from _acts(text, one, act, until)
            pending = []


def find_signature(text: str, start: int, end: int) -> Event | None:
    """The day under an order that publishes a text: 公布 (立法法 第六十二条: the order tells the day).

    >>> find_signature("主任 某某 2022年7月7日", 0, 15).act
    '公布'
    """
    days = list(DAY.finditer(text, start, end))
    if len(days) != 1 or days[0].end() != end or end - start > _SIGNATURE:
        return None
    return Event("公布", _date(days[0][0]), None, None, days[0].start(), end)


def _behind_titles(text: str, start: int, end: int) -> int:
    """``start``, or behind the titles that open there: acts told inside a title are not the law's own."""
    closed = text.rfind("》", start, end)
    return closed + 1 if text.startswith("《", start) and closed > start else start


def _goes_on(text: str, at: int, end: int) -> bool:
    """通过并经…批准的《…》修正, 批准的…《…》: the act is not the law's own, but that of what changed it."""
    return text.startswith(("的《", "的关于", "、"), at) or (at < end and _APPROVED.match(text, at) is not None)


def _changed(text: str, pending: list[re.Match[str]], until: int) -> Event | None:
    """修正 or 修订 through an instrument named with it."""
    last = pending[-1]
    for found in _BY_INSTRUMENT.finditer(text, last.end(), until):
        act = found["act"] or _told_by_title(text, found, until)
        if act is None:
            continue
        title = found["title"].strip("《》") if found["name"] else found["title"]
        organ = _organ(text[last.end() : found.start()])
        return Event(act, _date(last[0]), organ, title, pending[0].start(), found.end())
    passed = _PASSED.search(text[last.end() : until])
    if passed is not None:
        organ = _organ(text[last.end() : last.end() + passed.start()])
        return Event("修正", _date(last[0]), organ, passed["name"], pending[0].start(), last.end() + passed.end())
    return None


def _told_by_title(text: str, found: re.Match[str], until: int) -> str | None:
    """…会议通过的《某法修正案》, and nothing behind it: what was passed changed the text."""
    if found["name"] is None or not text.startswith("的", found.start() - 1) or text[found.end() : until].strip(_EDGE):
        return None
    return "修正" if _AMENDING.search(found["name"]) else None


def _acts(text: str, day: re.Match[str], act: re.Match[str], until: int) -> Iterator[Event]:
    words = text[day.end() : act.start()]
    order = _ORDER.search(words)
    organ = _organ(order["organ"] if order else words)
    instrument = f"{order['organ'].strip(_EDGE)}{order['sign']}第{order['number']}号" if order else None
    date = _date(day[0])
    for name in _ACTS.get(act[0], (act[0],)):
        yield Event(name, date, organ, instrument, day.start(), act.end())
    if text.startswith(("施行", "实施", "并施行", "并实施"), act.end()):
        yield Event("施行", date, organ, instrument, day.start(), act.end() + 2)


def _organ(words: str) -> str | None:
    """What is left of the words between a day and an act without sessions and sentences."""
    words = re.split("《|根据|[，；]", "".join(words.split()))[0]
    named = _SESSION.sub("", words.strip(_EDGE)).strip(_EDGE).removeprefix("经").removeprefix("由")
    return named if 2 <= len(named) <= 40 else None


def _date(words: str) -> datetime.date | None:
    try:
        return parse_date("".join(words.split()).replace("○", "〇")).start
    except InputError:
        return None
