"""From when a text holds, what it ends, what it changes, what else it is called."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from guanlan.errors import InputError
from guanlan.law.reading.front import folded
from guanlan.records.law import Event, Level, Unit
from guanlan.text.dates import parse_date
from guanlan.text.titles import find_titles

_FROM = re.compile(
    "自 ?(?P<day>[12一二１２][0-9０-９〇○零一二三四五六七八九]{3} ?年 ?[0-9０-９一二三四五六七八九十]{1,3} ?月"
    " ?[0-9０-９一二三四五六七八九十]{1,3} ?日) ?(?:起|开始)?(?:正式)?(?:施行|实施|生效|执行|试行)"
    "|(?:自|从)(?P<since>公布|发布|颁布|印发|通过|批准)之日起(?:正式)?(?:施行|实施|生效|执行|试行)"
)
# this text itself, not an article of it or another text
_OWN = re.compile("(?:本(?:条例|[^，。；第款条项]{1,10})|^|[。　 ])，?$")
_ENDED = re.compile("同时(?:予以)?废止|即行废止|自行失效|同时停止(?:执行|施行)|不再(?:适用|执行)|予以废止")
_CHANGES = re.compile("关于修改(?P<title>《.*》)|(?P<law>[\u4e00-\u9fff]{1,12})修正案")
_SEVERAL = re.compile("等[0-9一二三四五六七八九十百两]{1,4}[件部项]|部分|有关")
_TAIL = 3  # articles looked at from the end: after them come annexes and rules of transition


def told_from(text: str, units: Sequence[Unit], history: Iterable[Event]) -> tuple[datetime.date | None, str | None]:
    """The day from which the text says it holds; else None and the word of the day it tells by (公布, 通过)."""
    for event in history:
        if event.act == "施行" and event.day is not None:
            return event.day, None
    since = None
    for start, end in _last(units):
        for found in _FROM.finditer(text, start, end):
            if not _OWN.search(text[max(start, found.start() - 14) : found.start()]):
                continue
            if found["day"] is None:
                since = since or found["since"]
                continue
            if (day := _day(found["day"])) is not None:
                return day, None
    return None, since


def repealed(text: str, units: Sequence[Unit]) -> tuple[str, ...]:
    """The titles that end with this text, as its last articles tell."""
    titles: dict[str, None] = {}
    for start, end in _last(units):
        for found in _ENDED.finditer(text, start, end):
            begin = max(start, text.rfind("。", start, found.start()) + 1)
            sentence = text[begin : found.start()]
            titles.update((title.value.full, None) for title in find_titles(sentence))
    return tuple(titles)


def _last(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """The spans of the last articles outside annexes, the last one first; without articles, of the last paragraphs."""
    spans: list[tuple[int, int]] = []
    for level in (Level.ARTICLE, Level.TEXT):
        for unit in reversed(units):
            if unit.level is level and not _in_annex(units, unit):
                spans.append((unit.start, unit.end))
            if len(spans) == _TAIL:
                break
        if spans:
            break
    return spans


def _in_annex(units: Sequence[Unit], unit: Unit) -> bool:
    while unit.parent >= 0:
        unit = units[unit.parent]
        if unit.level is Level.ANNEX:
            return True
    return False


def changed(title: str) -> tuple[str, ...]:
    """The titles that a decision or amendment changes, by its own title.

    >>> changed("关于修改《某甲办法》的决定"), changed("中华人民共和国刑法修正案（十二）")
    (('某甲办法',), ('中华人民共和国刑法',))
    """
    found = _CHANGES.search(title.replace("〈", "《").replace("〉", "》"))
    if found is None:
        return ()
    if found["law"]:
        return (found["law"],)
    return tuple(one.value.full for one in find_titles(found["title"]))


def former_names(title: str, history: Iterable[Event]) -> tuple[str, ...]:
    """Names that the history gives the text and that are not its title: it was renamed."""
    names: dict[str, None] = {}
    own = folded(title).replace("中华人民共和国", "")
    for event in history:
        if event.instrument is None or _SEVERAL.search(event.instrument):
            continue
        named = changed(event.instrument)
        if len(named) == 1 and folded(named[0]).replace("中华人民共和国", "") != own:
            names[named[0]] = None
    return tuple(names)


def _day(words: str) -> datetime.date | None:
    try:
        return parse_date("".join(words.split()).replace("○", "〇")).start
    except InputError:
        return None
