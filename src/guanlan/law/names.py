"""Names of instruments: the key that all spellings of one title share, short and customary names, stage notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from guanlan.text.tables_reading import table_rows

REPUBLIC = "中华人民共和国"
_ROOM = "guanlan.law"
_QUOTES = re.compile("[《》〈〉＜＞<>「」『』]")
_FOLDED = str.maketrans("()[]〔〕【】", "（）（）（）（）")
_NOTE = re.compile("（(?P<note>[^（）]{1,30})）$")
# a draft: it never was law
_DRAFT = re.compile("草案|征求意见|意见稿|送审|讨论稿|审议稿|审查稿|修改稿|初稿|建议稿|公示稿")
# which text of the instrument it is: 2018年修正, 2022修订, 2024年版
_EDITION = re.compile(
    "(?:[0-9]{4}年?)?(?:第[一二三四五六七八九十]次)?(?:最新)?(?:修订|修正|修改)(?:版|本|文本)?|[0-9]{4}年?版"
)
_TRIAL = re.compile("试行|暂行")


def key_of(title: str) -> str:
    """The key of an instrument: its title without 《》, 中华人民共和国, blanks, notes of drafts and editions.

    《中华人民共和国网络安全法》 and 网络安全法 have one key; （试行） stays part of it, brackets are folded.

    >>> key_of("《中华人民共和国网络安全法（2025年修正）》"), key_of("某某管理办法(试行)（征求意见稿）")
    ('网络安全法', '某某管理办法（试行）')
    """
    name = _bare(title)
    while (note := _NOTE.search(name)) and note.start() and _is_passing(note["note"]):
        name = name[: note.start()]
    return name


def _bare(title: str) -> str:
    name = _QUOTES.sub("", "".join(title.split())).translate(_FOLDED)
    return name.replace(REPUBLIC, "") or name


def _is_passing(note: str) -> bool:
    return _DRAFT.search(note) is not None or _EDITION.fullmatch(note) is not None


def stage_of(title: str) -> str | None:
    """The note that makes a title that of a draft; None where it is none.

    >>> stage_of("某某管理办法（草案）"), stage_of("某某管理办法（试行）")
    ('草案', None)
    """
    name = _bare(title)
    while (note := _NOTE.search(name)) and note.start():
        if _DRAFT.search(note["note"]):
            return note["note"]
        name = name[: note.start()]
    return None


def short_names(title: str) -> tuple[str, ...]:
    """Names under which an instrument is cited, beside its title: without 中华人民共和国, the customary abbreviations.

    >>> short_names("中华人民共和国数据安全法")
    ('数据安全法', '数安法')
    """
    key = key_of(title)
    names = [key] if key != title else []
    names += [short for short, full in _abbreviations().items() if key_of(full) == key and short not in (key, title)]
    return tuple(names)


def full_names(name: str) -> tuple[str, ...]:
    """The full titles that ``name`` may stand for, as tables know them; empty where none does.

    >>> full_names("网安法"), full_names("某某法")
    (('中华人民共和国网络安全法',), ())
    """
    key = key_of(name)
    if key in _abbreviations():
        return (_abbreviations()[key],)
    return (REPUBLIC + key,) if key in _laws() else ()


@cache
def _abbreviations() -> dict[str, str]:
    return {short: full for short, full, _ in table_rows("abbreviations", _ROOM)}


@cache
def _laws() -> frozenset[str]:
    return frozenset(cells[0] for cells in table_rows("laws"))


class NameBook:
    """Which keys a name may stand for, over the works of one library.

    ``add(key, names)`` as works come; ``keys(name)`` gives every key that the name may stand for (one where it is
    clear, several where it is ambiguous, none where it is unknown): first the title itself, then a customary
    abbreviation, then the title with or without （试行）, then names that the texts tell of themselves.

    >>> book = NameBook([("某某管理办法（试行）", ["某某管理暂行办法"]), ("网络安全法", [])])
    >>> book.keys("《某某管理办法》"), book.keys("网安法"), book.keys("某某管理暂行办法"), book.keys("某法")
    (('某某管理办法（试行）',), ('网络安全法',), ('某某管理办法（试行）',), ())
    """

    def __init__(self, works: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        self._keys: dict[str, None] = {}
        self._trials: dict[str, dict[str, None]] = {}
        self._told: dict[str, dict[str, None]] = {}
        for key, names in works:
            self.add(key, names)

    def add(self, key: str, names: Iterable[str]) -> None:
        """One more work with its names."""
        self._keys[key] = None
        self._trials.setdefault(_untried(key), {})[key] = None
        for name in names:
            if (told := key_of(name)) != key:
                self._told.setdefault(told, {})[key] = None

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys that ``name`` may stand for."""
        key = key_of(name)
        if key in self._keys:
            return (key,)
        full = _abbreviations().get(key)
        if full is not None and key_of(full) in self._keys:
            return (key_of(full),)
        return tuple(self._trials.get(_untried(key)) or self._told.get(key) or ())


def _untried(key: str) -> str:
    """A key without its note of trial."""
    note = _NOTE.search(key)
    return key[: note.start()] if note and note.start() and _TRIAL.search(note["note"]) else key
