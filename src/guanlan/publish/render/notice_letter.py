"""What those who got an issue are told when something in it was put right or taken back."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from guanlan.publish.amending import notice
from guanlan.publish.render.inline import heading
from guanlan.publish.render.letter import RULER, LetterBodies, page
from guanlan.publish.render.palette import ACCENT, INK, MUTED
from guanlan.publish.render.sheet import Sheet
from guanlan.records.bulletin import ParagraphKind
from guanlan.text.sentences import find_sentences

_NAMES = {ParagraphKind.CORRECTION.value: "更正", ParagraphKind.RETRACTION.value: "撤稿"}


class Told(NamedTuple):
    """An amendment: its kind (``correction`` or ``retraction``), the entry's id and title as it is now, its words as
    they were and as they are (a line a paragraph), an ISO day, and what readers are told.
    """

    kind: str
    entry: str
    title: str
    old: str
    new: str
    day: str
    note: str


def notice_letter(sheet: Sheet, told: Told) -> LetterBodies:
    """The mail; ``{leave}`` in both bodies stands where the reader's own address for leaving goes."""
    subject = f"{_NAMES[told.kind]}：{sheet.name()} {told.entry} {told.title}"
    return LetterBodies(
        subject,
        "\n".join(_text(sheet, told)) + "\n",
        "".join(page(sheet, f"{_NAMES[told.kind]}：{sheet.name()}", _told(told))),
    )


def _opening(told: Told) -> str:
    done = "已经撤回，请勿再引用" if told.kind == ParagraphKind.RETRACTION else "有误，现予更正"
    return f"您收到的这一期中，下面这一条{done}。我们为此致歉。"


def _parts(told: Told) -> Iterator[tuple[str, list[str]]]:
    """Heading and lines: what was wrong, then what is right. Words that were taken back are not told again."""
    if told.kind == ParagraphKind.RETRACTION:
        return
    old, new = _sentences(told.old), _sentences(told.new)
    gone = [one for one in old if one not in new]
    come = [one for one in new if one not in old]
    if gone:
        yield "原文", gone
    if come:
        yield "更正为", come


def _sentences(words: str) -> list[str]:
    return [found.value for line in words.splitlines() for found in find_sentences(line)]


def _text(sheet: Sheet, told: Told) -> Iterator[str]:
    yield from (sheet.name(), _NAMES[told.kind], "", _opening(told), "", f"{told.entry} {told.title}", "")
    yield notice(ParagraphKind(told.kind), told.note, told.day)
    for name, lines in _parts(told):
        yield from ("", f"【{name}】", *lines)
    yield from ("", RULER, *sheet.notice, *sheet.foot(), "{leave}")


def _told(told: Told) -> Iterator[str]:
    yield heading("h2", _NAMES[told.kind], f"margin:28px 0 10px;font-size:22px;line-height:1.4;color:{ACCENT}")
    yield _body(_opening(told))
    struck = ";text-decoration:line-through" if told.kind == ParagraphKind.RETRACTION else ""
    style = f"margin:22px 0 10px;font-size:18px;line-height:1.5;color:{INK}{struck}"
    yield heading("h3", f"{told.entry} {told.title}", style)
    yield (
        f'<p style="margin:0 0 10px;padding:10px 14px;border-left:4px solid {ACCENT};background-color:#f4f7fa;'
        f'font-size:16px;line-height:1.8">{escape(notice(ParagraphKind(told.kind), told.note, told.day))}</p>'
    )
    for name, lines in _parts(told):
        yield heading("h4", name, f"margin:20px 0 6px;font-size:15px;color:{MUTED}")
        yield from map(_body, lines)


def _body(words: str) -> str:
    return f'<p style="margin:8px 0;font-size:16px;line-height:1.8">{escape(words)}</p>'
