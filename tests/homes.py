"""A home of its own for every test: a real folder, a real SQLite file in WAL, never the user's."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from guanlan import store
from guanlan.actions.context import Context
from guanlan.errors import ReadingError
from guanlan.records.anchor import Fact, anchor_at
from guanlan.records.bulletin import Paragraph, ParagraphKind, Words
from guanlan.records.facts import Facts, Kind, LeadDate
from guanlan.records.reading import BlockKind, Reading
from guanlan.records.report import Report

NOW = datetime.datetime(2025, 1, 16, 1, 0, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory, django_db_blocker) -> Path:
    """An empty home, made once: each test copies it."""
    folder = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock():
        store.setup(folder)
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()
    return folder


@pytest.fixture
def home(tmp_path, migrated, django_db_blocker, monkeypatch) -> Iterator[Path]:
    """An open, empty home."""
    folder = tmp_path / "home"
    shutil.copytree(migrated, folder)
    monkeypatch.setenv("GUANLAN_HOME", str(folder))
    with django_db_blocker.unblock():
        store.setup(folder)
        yield folder
        connections.close_all()


@pytest.fixture
def context() -> Context:
    """An editor at work on the day of issue 18."""
    return Context(actor="编辑甲", now=NOW)


_HEADLINE = re.compile(r"^# (.*)$", re.M)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KIND = re.compile(r"类别：(\w+)")


def plain_release(reading: Reading, *, publisher=None, published=None) -> tuple[Report, ...]:
    """A reader simple enough to be told by heart: ``# headline``, then its paragraphs. ``2025-01-02`` is the date,
    ``类别：instrument`` the kind, ``图：`` begins a caption. A page that says 读不懂 is one it cannot read.
    """
    if "读不懂" in reading.text:
        raise ReadingError("extract.no_columns")
    heads = list(_HEADLINE.finditer(reading.text))
    ends = [*(head.start() for head in heads[1:]), len(reading.text)]
    return tuple(_report(reading, head, end) for head, end in zip(heads, ends, strict=bool(heads)))


def _report(reading: Reading, head: re.Match[str], end: int) -> Report:
    text = reading.text
    paragraphs = list(_pictures(reading, head.end(), end))
    for line in re.compile(r"[^\n]+").finditer(text, head.end(), end):
        kind = ParagraphKind.CAPTION if line.group().startswith("图：") else ParagraphKind.TEXT
        paragraphs.append((line.start() + 1, Paragraph(Words(line.group(), (line.span(),)), kind)))
    day, kind = (pattern.search(text, head.end(), end) for pattern in (_DAY, _KIND))
    facts = Facts(
        title=Fact(head[1], (anchor_at(text, *head.span(1)),)),
        date=Fact(LeadDate(day.group(), "event"), (anchor_at(text, *day.span()),)) if day else Fact(),
        kind=Fact(Kind(kind[1]), (anchor_at(text, *kind.span(1)),)) if kind else Fact(),
    )
    return Report(
        name=head[1],
        headline=Words(head[1], (head.span(1),)),
        paragraphs=tuple(one for _, one in sorted(paragraphs, key=lambda pair: pair[0])),
        facts=facts,
    )


def _pictures(reading: Reading, start: int, end: int) -> Iterator[tuple[int, Paragraph]]:
    for block in reading.blocks:
        if block.kind is BlockKind.PICTURE and start <= block.start < end:
            yield block.start, Paragraph(Words(""), ParagraphKind.PICTURE, block.target)


PLACES = (
    "guanlan.actions.steps.read_in.fingerprint",
    "guanlan.actions.reread.fingerprint",
    "guanlan.extract.release.read_release",
    "guanlan.extract.bulletin.looks_like_bulletin",
    "guanlan.actions.steps.marking.is_out",
)
"""Where the actions take the code from that reads."""


def exchanged(fingerprint: str, reader: object = plain_release) -> dict[str, object]:
    """What stands in those places instead."""
    return dict(zip(PLACES, (lambda: fingerprint, lambda: fingerprint, reader, _never, _never), strict=True))


def _never(one: object) -> None:
    """No reading is a bulletin; no report is kept out."""


class Code:
    """The code that reads, as tests need it: its fingerprint and its release reader can be exchanged."""

    def __init__(self, monkeypatch) -> None:
        self._monkeypatch = monkeypatch
        self.become("code-1", plain_release)

    def become(self, fingerprint: str, reader=plain_release) -> None:
        """From now on, code of this fingerprint reads."""
        for place, stand_in in exchanged(fingerprint, reader).items():
            self._monkeypatch.setattr(place, stand_in)


@pytest.fixture
def code(monkeypatch) -> Code:
    """The plain reader, as version ``code-1`` of the code."""
    return Code(monkeypatch)
