"""A small home with evidence of every kind: pages that were imported, fetched, fetched as items of one feed, a picture,
a hand-over, over three days, with an issue; and the tools to spoil it past the program."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
from django.db import connections

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.import_paths import import_paths
from guanlan.actions.steps.keep import FROM_AUTHORITY, Got, put_by, put_exchange
from guanlan.actions.steps.read_in import read_in
from guanlan.actions.steps.release_keys import Origin
from guanlan.actions.verify import verify
from guanlan.collect.warc import Archive, Message
from guanlan.records.exchange import Exchange
from guanlan.store.models import Handover

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(60))
DAYS = [datetime.datetime(2025, 1, day, 1, 0, tzinfo=datetime.UTC) for day in (14, 15, 16)]
PAGE = "# 第{0}号通报\n2025-01-{1:02d} 类别：enforcement\n记者王小明报道，甲局对第{0}家公司作出处罚，罚款{0}万元。\n"
SHOWN = (
    "<html><body><article><h1># 乙部演练</h1><p>{0}</p><p>2025-01-02</p>"
    "<p><img src='a.png'></p></article></body></html>"
)


def context_at(day: datetime.datetime) -> Context:
    """An editor at work that day."""
    return Context(actor="编辑甲", now=day)


def fill(folder: Path, home: Path) -> None:
    """Three days of evidence."""
    folder.mkdir(parents=True)
    archive = Archive(home / "warc")
    for at, day in enumerate(DAYS):
        some = folder / f"day-{at}"
        some.mkdir()
        for number in range(3):
            (some / f"{number}.md").write_text(PAGE.format(at * 10 + number, at + 1), encoding="utf-8")
        (some / "a.png").write_bytes(PNG + bytes([at]))
        (some / "page.html").write_text(SHOWN.format("本次演练要求报送结果，第二段也在这里。" * 3), encoding="utf-8")
        import_paths([some], context=context_at(day))
        for number in range(3):
            fetch(archive, f"https://甲.example.invalid/{at}/{number}.md".replace("甲", "a"), at * 10 + 5 + number, day)
    archive.close()


def fetch(archive: Archive, address: str, number: int, day: datetime.datetime) -> str:
    """What a visit stores for one page; gives the hash."""
    body = PAGE.format(number, 3).encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/markdown\r\n\r\n"
    (stored,) = archive.put([Message(address, day, f"GET {address} HTTP/1.1\r\n\r\n".encode(), head, body)])
    exchange = Exchange(address, address, day, 200, body=body, stored=stored)
    context = context_at(day)
    with acting(context, "capture", address):
        capture = put_by(body, Got("text/markdown", address, FROM_AUTHORITY), Origin(address=address), context=context)
        put_exchange(capture, exchange)
        if number % 10 == 5:
            Handover(capture=capture, role="document", who="同事乙", note="微信转来").save()
    origin = Origin(address=address)
    read_in(capture.blob_id, body, "release", shown=address, origin=origin, context=context)
    return capture.blob_id


def codes(**options: object) -> set[str]:
    """The codes of what verify finds."""
    return {one.code for one in verify(context=context_at(DAYS[-1]), **options).findings}


def named(code: str, **params: object) -> bool:
    """Whether verify finds this, with these parameters."""
    for one in verify(context=context_at(DAYS[-1])).findings:
        if one.code == code and all(str(one.params.get(name)) == str(value) for name, value in params.items()):
            return True
    return False


class Spoiler:
    """Works on the database past the program: triggers are dropped for a statement and put back behind it."""

    def __init__(self, home: Path) -> None:
        self._database = home / "guanlan.sqlite3"

    def run(self, *statements: tuple[str, tuple[object, ...]]) -> None:
        connections.close_all()
        with closing(sqlite3.connect(self._database)) as connection:
            triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            for statement, values in statements:
                connection.execute(statement, values)
            for _, sql in triggers:
                connection.execute(sql)
            connection.commit()

    def ask(self, question: str, *values: object) -> list[tuple[object, ...]]:
        connections.close_all()
        with closing(sqlite3.connect(self._database)) as connection:
            return connection.execute(question, values).fetchall()


def plain(value: object) -> object:
    """A record as a mapping."""
    return msgspec.to_builtins(value)
