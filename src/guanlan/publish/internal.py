"""内部资料性出版物: what its cover and imprint say, what must be there and which words must not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from guanlan.publish.journal import Journal, JournalInternal
from guanlan.records.bulletin import Bulletin
from guanlan.text.tables_reading import table_rows

MARK = "内部资料，免费交流"
RULE = "内部资料性出版物管理办法第十四条第一款"
_AROUND = 10  # characters shown on either side


class Shortcoming(NamedTuple):
    """``code`` names its sentence (``internal.missing``, ``internal.forbidden``), which ``params`` fill. ``where`` is
    ``cover``, ``masthead``, ``notice``, ``column.N``, ``back.N`` or an entry's id; ``start`` to ``end`` are code points
    of the line ``line`` that stands there (0 to 0 of an empty one for what is missing).
    """

    code: str
    where: str
    line: str
    start: int
    end: int
    params: dict[str, str]


class _Word(NamedTuple):
    word: str
    where: str
    source: str


def cover_words(internal: JournalInternal | None) -> tuple[str, ...]:
    """What the cover must print.

    >>> cover_words(JournalInternal(permit="（示）0001号"))
    ('内部资料，免费交流', '准印证编号：（示）0001号')
    """
    if internal is None:
        return ()
    return (MARK, *_told((("准印证编号", internal.permit),)))


def imprint(internal: JournalInternal | None) -> tuple[str, ...]:
    """The lines of the imprint, one for each thing that is known."""
    if internal is None:
        return ()
    day = internal.printed_on
    return _told(
        (
            ("编印单位", internal.compiler),
            ("发送对象", internal.recipients),
            ("印刷单位", internal.printer),
            ("印刷日期", f"{day.year}年{day.month}月{day.day}日" if day else ""),
            ("印数", f"{internal.copies}册" if internal.copies else ""),
        )
    )


def _told(pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(f"{name}：{words}" for name, words in pairs if words)


def check(bulletin: Bulletin, journal: Journal | None) -> tuple[Shortcoming, ...]:
    """What an issue of internal material lacks and says that it may not; nothing for a journal that is none."""
    if journal is None or journal.internal is None:
        return ()
    return (*_missing(bulletin, journal.internal), *_forbidden(bulletin, journal))


def _missing(bulletin: Bulletin, internal: JournalInternal) -> Iterator[Shortcoming]:
    cover = bulletin.cover
    needed: tuple[tuple[str, object], ...] = (
        ("准印证编号", internal.permit),
        ("编印单位", internal.compiler),
        ("发送对象", internal.recipients),
        ("印刷单位", internal.printer),
        ("印刷日期", internal.printed_on),
        ("印数", internal.copies),
        ("期号", cover.number or cover.number_in_year),
    )
    for name, value in needed:
        if not (value.strip() if isinstance(value, str) else value):
            yield Shortcoming("internal.missing", "cover", "", 0, 0, {"name": name, "source": RULE})


def _forbidden(bulletin: Bulletin, journal: Journal) -> Iterator[Shortcoming]:
    title = bulletin.cover.title.text or journal.title
    for one in _words():
        if one.where == "title":
            if title.endswith(one.word):
                yield _found(one, "cover", title, len(title) - len(one.word))
            continue
        lines = list(_house(bulletin, journal))
        if one.where == "all":
            lines += _body(bulletin)
        for where, line in lines:
            at = line.find(one.word)
            while at >= 0:
                yield _found(one, where, line, at)
                at = line.find(one.word, at + 1)


def _found(one: _Word, where: str, line: str, at: int) -> Shortcoming:
    end = at + len(one.word)
    around = line[max(at - _AROUND, 0) : end + _AROUND]
    params = {"text": one.word, "source": one.source, "around": around}
    return Shortcoming("internal.forbidden", where, line, at, end, params)


@cache
def _words() -> tuple[_Word, ...]:
    return tuple(_Word(*row) for row in table_rows("internal_words", "guanlan.publish.assets"))


def _house(bulletin: Bulletin, journal: Journal) -> Iterator[tuple[str, str]]:
    """The lines in which the publication speaks of itself, the journal's own among them where the issue has none."""
    cover = bulletin.cover
    for words in (cover.title, cover.subtitle, *cover.words):
        if words is not None:
            yield "cover", words.text
    if cover.subtitle is None and journal.subtitle:
        yield "cover", journal.subtitle
    yield from (("cover", line) for line in imprint(journal.internal))
    roles = [(role.name, role.remark) for role in bulletin.masthead or journal.masthead]
    yield from (("masthead", line) for role in roles for line in role if line)
    if bulletin.notice:
        yield from (("notice", words.text) for words in bulletin.notice)
    else:
        yield from (("notice", one.text) for one in journal.notices if one.place == "masthead")
    for number, column in enumerate(bulletin.columns, 1):
        yield f"column.{number}", f"{column.series}：{column.heading.text}"
    for number, back in enumerate(bulletin.back_matter, 1):
        yield from ((f"back.{number}", words.text) for words in (back.title, *back.paragraphs))
    if not bulletin.back_matter:
        yield from (("back.1", f"{one.title or ''}：{one.text}") for one in journal.notices if one.place == "back")


def _body(bulletin: Bulletin) -> Iterator[tuple[str, str]]:
    """The words of entries and guides."""
    for number, column in enumerate(bulletin.columns, 1):
        yield from ((f"column.{number}", words.text) for words in column.guide)
    for entry in bulletin.entries():
        yield entry.id, entry.title.text
        yield from ((entry.id, paragraph.words.text) for paragraph in entry.paragraphs)
