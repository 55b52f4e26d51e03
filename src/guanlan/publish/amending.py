"""更正 and 撤稿: what an entry and its issue say once something in them was put right in the open."""

from __future__ import annotations

import datetime
import re
from typing import Any

import msgspec

from guanlan.publish.printed_days import chinese_day
from guanlan.records.anchor import Fact
from guanlan.records.bulletin import AMENDING, BackMatter, Bulletin, Column, Entry, Paragraph, ParagraphKind, Words
from guanlan.records.facts import Facts

TITLE = "更正与撤稿"
GUIDE_NOTE = "【更正说明】"
_NAMES = {ParagraphKind.CORRECTION: "更正", ParagraphKind.RETRACTION: "撤稿"}
_DAY = re.compile(rf"(?:{'|'.join(_NAMES.values())})（([0-9]{{4}})年([0-9]{{1,2}})月([0-9]{{1,2}})日）：")
_DONE = {
    ParagraphKind.CORRECTION: "已更正，导读中涉及该条的内容以更正后的正文为准",
    ParagraphKind.RETRACTION: "已撤稿，导读中涉及该条的内容不再有效",
}
# facts that are told in an entry's text: where their words went, they went
_TOLD = ("instruments", "citations", "penalties", "figures", "deadlines")


def notice(kind: ParagraphKind, note: str, day: str) -> str:
    """What readers are told; ``day`` is an ISO day.

    >>> notice(ParagraphKind.CORRECTION, "罚款数额应为5万元。", "2025-01-20")
    '更正（2025年1月20日）：罚款数额应为5万元。'
    """
    return f"{_NAMES[kind]}（{chinese_day(day)}）：{note}"


def retitled(entry: Entry, title: str) -> Entry:
    """The entry under another title; the fact of its title follows."""
    told = Fact(title, entry.facts.title.anchors)
    return msgspec.structs.replace(entry, title=Words(title), facts=msgspec.structs.replace(entry.facts, title=told))


def day_of(told: str) -> str | None:
    """The ISO day of what readers were told; None for words that are no such notice.

    >>> day_of("更正（2025年1月20日）：罚款数额应为5万元。")
    '2025-01-20'
    """
    found = _DAY.match(told)
    try:
        return datetime.date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:  # 2月30日
        return None


def corrected(before: Entry, after: Entry, note: str, day: str) -> Entry:
    """``after`` (the entry in its new words) with the note above them, below earlier notes; facts whose words are gone
    are gone, and so is an English abstract of other words.
    """
    text = _text(after)
    kept = {name: _still_told(getattr(after.facts, name), _text(before), text) for name in _TOLD}
    plain = tuple(one for one in after.paragraphs if one.kind not in AMENDING)
    told = Paragraph(Words(notice(ParagraphKind.CORRECTION, note, day)), ParagraphKind.CORRECTION)
    facts = msgspec.structs.replace(after.facts, **kept)
    abstract = after.abstract if plain == without_notes(before).paragraphs else None
    paragraphs = (*notes_of(before), told, *plain)
    return msgspec.structs.replace(after, paragraphs=paragraphs, facts=facts, abstract=abstract)


def retracted(entry: Entry, note: str, day: str) -> Entry:
    """The entry with the note in the place of its text: its title stays, its facts and sources hold no more."""
    told = Paragraph(Words(notice(ParagraphKind.RETRACTION, note, day)), ParagraphKind.RETRACTION)
    return Entry(entry.id, entry.title, (*notes_of(entry), told), (), Facts(title=entry.facts.title))


def notes_of(entry: Entry) -> tuple[Paragraph, ...]:
    """The notes that stand in an entry, the oldest first."""
    return tuple(one for one in entry.paragraphs if one.kind in AMENDING)


def without_notes(entry: Entry) -> Entry:
    """The entry in its own words alone."""
    return msgspec.structs.replace(entry, paragraphs=tuple(p for p in entry.paragraphs if p.kind not in AMENDING))


def in_own_words(bulletin: Bulletin) -> Bulletin:
    """The issue without what tells of amendments: notes in entries and guides, the list at its end, and entries that
    were taken back. Notes repeat what was wrong, so they are not held against the captures; and nothing may rest on
    what was taken back.
    """
    gone = tuple(entry.title.text for entry in bulletin.entries() if entry.is_retracted() and entry.title.text)
    columns = tuple(
        msgspec.structs.replace(
            column,
            guide=tuple(words for words in column.guide if not words.text.startswith(GUIDE_NOTE)),
            subcolumns=tuple(
                msgspec.structs.replace(
                    part, entries=tuple(without_notes(entry) for entry in part.entries if not entry.is_retracted())
                )
                for part in column.subcolumns
            ),
        )
        for column in bulletin.columns
    )
    back = tuple(part for part in bulletin.back_matter if part.title.text != TITLE)
    contents = tuple(line for line in bulletin.contents if not (gone and line.words.text.endswith(gone)))
    return msgspec.structs.replace(bulletin, contents=contents, columns=columns, back_matter=back)


def guide_noted(column: Column, entry: Entry, kind: ParagraphKind) -> Column:
    """The column whose guide and keywords were published and stay as they are, with a note that something they tell was
    amended; a column without both as it is.
    """
    if not (column.guide or column.keywords):
        return column
    done = (
        "已撤稿，导读中涉及该条的内容不再有效" if kind is ParagraphKind.RETRACTION else "已更正，导读以更正后的正文为准"
    )
    words = Words(f"{GUIDE_NOTE}{entry.id}“{entry.title.text}”{done}，详见文末“{TITLE}”。")
    kept = tuple(one for one in column.guide if one.text != words.text)
    return msgspec.structs.replace(column, guide=(*kept, words))


def with_listed(bulletin: Bulletin, before: Entry, after: Entry, said: str) -> Bulletin:
    """The issue with the amendment listed after its last entry, in a part of its own that comes first there."""
    was = f"（原题：{before.title.text}）" if before.title.text != after.title.text else ""
    line = Words(f"{after.id} {after.title.text}{was}　{said}")
    listed = [part for part in bulletin.back_matter if part.title.text == TITLE]
    others = tuple(part for part in bulletin.back_matter if part.title.text != TITLE)
    lines = tuple(words for part in listed for words in part.paragraphs)
    return msgspec.structs.replace(bulletin, back_matter=(BackMatter(Words(TITLE), (*lines, line)), *others))


def _text(entry: Entry) -> str:
    words = [entry.title.text, *(one.words.text for one in entry.paragraphs if one.kind not in AMENDING)]
    return "".join("".join(words).split())


def _still_told(facts: tuple[Any, ...], before: str, after: str) -> tuple[Any, ...]:
    """Those without a quote that stood in the text before and does not stand there now."""

    def gone(quote: str) -> bool:
        dense = "".join(quote.split())
        return dense in before and dense not in after

    return tuple(fact for fact in facts if not any(gone(anchor.quote) for anchor in fact.anchors))
