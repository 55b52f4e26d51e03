"""The readers of law texts."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.formats import read
from guanlan.law.reading.annexed import with_own_text
from guanlan.law.reading.contents import without_contents
from guanlan.law.reading.front import TITLE, Front, read_front
from guanlan.law.reading.furniture import without_furniture, without_pages_end
from guanlan.law.reading.homeward import moved_event, moved_remark, moved_units, skipped
from guanlan.law.reading.lines import Sheet, sheet_of_reading, sheet_of_text
from guanlan.law.reading.marks import Kind, mark_of
from guanlan.law.reading.outline import Outline
from guanlan.law.reading.sequence import Entry, in_order
from guanlan.law.reading.splitting import split_lines
from guanlan.law.reading.validity import changed, former_names, repealed, told_from
from guanlan.records.law import Event, LawText, Level, Remark, Unit
from guanlan.records.reading import Reading

LONGEST = 5_000_000  # code points; the longest law in force, 民法典, has 110,000
_INLINE_MARKS = re.compile(r"\]\(|\*\*|<br|<p[ >]")  # Markdown beyond headings and quotes
_TRADITIONAL = re.compile("[條編節項規應當為據發與個權國會員議實關於務業監處罰]")
_ENOUGH = 5  # so many traditional forms among the first characters are no proper name
_LOOKED_AT = 4000
_SURELY = 3  # articles under a headline that names no law: a report quotes one or two
_FEWEST = 2  # articles that make a law of a text whose title is not one's


def read_law(reading: Reading) -> LawText:
    """The law that ``reading`` holds; spans are code points of ``reading.text``.

    Raises InputError ``law.too_long``, ``law.no_text``, ``law.not_a_law``.
    """
    _admit(reading.text)
    sheet = sheet_of_reading(reading)
    return _law(without_furniture(sheet), reading.text, at_blanks=False)


def read_law_text(text: str) -> LawText:
    """As :func:`read_law`, for a decoded text or Markdown file, line by line; spans are code points of ``text``."""
    _admit(text)
    if _INLINE_MARKS.search(text):
        reading = read(text.encode(), media_type="text/markdown; charset=utf-8")
        if reading.text == text:
            return read_law(reading)
    return _law(sheet_of_text(text), text, at_blanks=True)


def looks_like_law(reading: Reading) -> bool:
    """Whether ``reading`` is a law and not a report of one: its title with articles, a history or a number, or several
    articles under another title. Never raises."""
    try:
        law = read_law(reading)
    except InputError:
        return False
    articles = [unit.number for unit in law.units if unit.level is Level.ARTICLE]
    if TITLE.fullmatch(law.title):
        return bool(articles or law.history or law.number)
    return len(articles) >= _SURELY


def _admit(text: str) -> None:
    if len(text) > LONGEST:
        raise InputError("law.too_long", length=len(text), limit=LONGEST)


def _law(sheet: Sheet, published: str, *, at_blanks: bool) -> LawText:
    front = read_front(sheet)
    text = sheet.text
    lines = split_lines(text, sheet.lines[front.first :], at_blanks=at_blanks)
    entries = [Entry(line, mark_of(text, line)) for line in lines]
    entries = with_own_text(text, entries, front.title)
    entries, listed = without_contents(text, entries)
    if not entries:
        raise InputError("law.no_text", title=front.title or "-")
    if not at_blanks:
        entries = without_pages_end(text, entries)
    entries, odd = in_order(text, entries, late=_why_late(front))
    if not _is_law(front, entries):
        raise InputError("law.not_a_law", title=front.title or text[:20].strip())
    outline = Outline(text, has_articles=_main_has_articles(entries))
    for index, entry in enumerate(entries):
        outline.add(entry, entries[index + 1] if index + 1 < len(entries) else None)
    return _assembled(sheet, published, front, _Body(entries, outline.units, [*_of_text(text, front), *listed, *odd]))


def _is_law(front: Front, entries: list[Entry]) -> bool:
    """Whether it is a law by its title, by its articles, or by one article with a history or chapters."""
    if TITLE.fullmatch(front.title):
        return True
    articles = sum(entry.mark.kind is Kind.ARTICLE for entry in entries)
    divided = any(Kind.PART <= entry.mark.kind <= Kind.SECTION for entry in entries)
    return articles >= _FEWEST or (articles > 0 and (divided or bool(front.history)))


def _main_has_articles(entries: list[Entry]) -> bool:
    """Whether articles stand before the first annex."""
    for entry in entries:
        if entry.mark.kind in (Kind.ARTICLE, Kind.ANNEX):
            return entry.mark.kind is Kind.ARTICLE
    return False


def _why_late(front: Front) -> str:
    """The code of a first number that is not 1."""
    if front.part is not None:
        return "law.part_of_code"
    return "law.amendments_go_on" if "修正案" in front.title else "law.starts_late"


def _of_text(text: str, front: Front) -> list[Remark]:
    remarks = []
    if not front.title:
        remarks.append(Remark("law.no_title"))
    if len(_TRADITIONAL.findall(text, 0, _LOOKED_AT)) >= _ENOUGH:
        remarks.append(Remark("law.traditional"))
    return remarks


class _Body(NamedTuple):
    """What was read behind the front: lines in order, their units, and what was odd."""

    entries: list[Entry]
    units: tuple[Unit, ...]
    remarks: list[Remark]


def _assembled(sheet: Sheet, published: str, front: Front, read: _Body) -> LawText:
    text, (entries, units, remarks) = sheet.text, read
    effective, since = told_from(text, units, front.history)
    history = front.history
    if effective is None and since is not None:
        effective = _day_of(since, history)
        if effective is None:
            remarks.append(Remark("law.effective_untold", params={"since": since}))
    body = entries[0].line.start, entries[-1].line.end
    return LawText(
        title=front.title,
        aliases=former_names(front.title, history),
        maker=_maker(history),
        number=front.number,
        history=tuple(moved_event(sheet, event) for event in history),
        effective=effective,
        units=moved_units(sheet, units),
        body=(sheet.home(body[0]), sheet.home_end(body[1])),
        skipped=skipped(sheet, published, [entry.line for entry in entries]),
        repeals=repealed(text, units),
        amends=changed(front.title),
        remarks=tuple(moved_remark(sheet, remark) for remark in remarks),
        part=front.part,
    )


def _day_of(act: str, history: tuple[Event, ...]) -> date | None:
    act = {"发布": "公布", "颁布": "公布", "印发": "公布"}.get(act, act)
    for event in history:
        if event.act == act and event.day is not None:
            return event.day
    return None


def _maker(history: tuple[Event, ...]) -> str | None:
    for event in history:
        if event.organ and event.act in ("通过", "公布"):
            return event.organ.removesuffix("审判委员会").removesuffix("检察委员会")
    return None
