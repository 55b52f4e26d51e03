"""What each reader gets of an issue, ready to go out."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Protocol

from guanlan.actions.steps.amended import BEIJING
from guanlan.actions.steps.assemble import assembled, id_of, journal_of
from guanlan.deliver import Letter, MailSettings
from guanlan.publish.render.letter import LetterBodies, for_reader, letter
from guanlan.publish.render.notice_letter import Told, notice_letter
from guanlan.publish.render.sheet import lay_out
from guanlan.records.bulletin import Bulletin, Entry
from guanlan.records.codec import from_json
from guanlan.store.models import Amendment, Issue, Reader

_LEAVE = "{leave}"


class Letters(Protocol):
    """What readers get: each a letter of their own."""

    def wanted(self, reader: Reader) -> int:
        """How many entries the reader is told of."""

    def for_(self, reader: Reader, settings: MailSettings) -> Letter | None:
        """The reader's letter; None where nothing is wanted."""


class Post:
    """The letters of an issue, each made once for all readers who want the same of it."""

    def __init__(self, issue: Issue) -> None:
        self._issue = issue
        self._made: dict[tuple[frozenset[str], frozenset[str]], tuple[LetterBodies | None, int]] = {}

    @cached_property
    def _bulletin(self) -> Bulletin:
        return assembled(self._issue)

    def wanted(self, reader: Reader) -> int:
        """How many entries of the issue the reader wants."""
        return self._bodies(reader)[1]

    def for_(self, reader: Reader, settings: MailSettings) -> Letter | None:
        """The reader's own letter; None where nothing of the issue is wanted."""
        bodies, _ = self._bodies(reader)
        if bodies is None:
            return None
        text, html = _ways_out(reader.token, settings)
        return Letter(bodies.subject, _filled(bodies.text, text), _filled(bodies.html, html))

    def _bodies(self, reader: Reader) -> tuple[LetterBodies | None, int]:
        key = (frozenset(reader.columns), frozenset(reader.topics))
        if key not in self._made:
            part = for_reader(self._bulletin, *key)
            entries = len(part.entries())
            self._made[key] = (letter(part, journal_of(self._issue)) if entries else None, entries)
        return self._made[key]


class NoticePost:
    """The notices of an amendment: the same for all but the way out."""

    def __init__(self, row: Amendment) -> None:
        self._row = row

    @cached_property
    def _bodies(self) -> LetterBodies:
        row = self._row
        issue = row.issue
        title = from_json(row.revision.record, Entry).title.text
        told = Told(row.kind, id_of(row.entry), title, row.old, row.new, _day(row.at), row.note)
        return notice_letter(lay_out(assembled(issue), journal_of(issue)), told)

    def wanted(self, reader: Reader) -> int:
        """One entry, for everybody who got the issue."""
        return int(reader.left is None)

    def for_(self, reader: Reader, settings: MailSettings) -> Letter | None:
        """The reader's own letter."""
        text, html = _ways_out(reader.token, settings)
        bodies = self._bodies
        return Letter(bodies.subject, _filled(bodies.text, text), _filled(bodies.html, html))


def _day(at: datetime.datetime) -> str:
    """The day that readers are told: the one in Beijing."""
    return at.astimezone(BEIJING).date().isoformat()


def _filled(words: str, leave: str) -> str:
    before, _, after = words.rpartition(_LEAVE)
    return before + leave + after


def _ways_out(token: str, settings: MailSettings) -> tuple[str, str]:
    """How to leave, for plain text and for HTML."""
    style = "margin:14px 0 0;font-size:14px;line-height:1.7;color:#5a6b7b"
    if settings.unsubscribe:
        address = settings.unsubscribe.replace("{token}", token)
        link = f'<a href="{address.replace("&", "&amp;")}" style="color:#12304a">退订</a>'
        return f"退订：{address}", f'<p style="{style}">不想再收到本刊：{link}</p>'
    words = f"退订：请回信至 {settings.sender}，主题写“unsubscribe {token}”。"
    return words, f'<p style="{style}">{words}</p>'


def identity_of(issue: Issue) -> str:
    """What names the issue wherever it is sent from."""
    number = issue.number if issue.number is not None else f"{issue.year}-{issue.month}"
    return f"{issue.title}/{number}"
