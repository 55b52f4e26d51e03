"""An address → its page, the pictures that it shows and its annexes: each stored with its evidence, then read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.intake_summaries import TakenItem
from guanlan.actions.steps.authorities import grade_of_address
from guanlan.actions.steps.changes import note_gone_at
from guanlan.actions.steps.handing import Hand, Piece
from guanlan.actions.steps.keep import SAVED_PAGE, Got, put_by, put_exchange
from guanlan.actions.steps.pictures import picture_type, shown_pictures
from guanlan.actions.steps.read_in import read_blob
from guanlan.actions.steps.release_keys import Origin
from guanlan.actions.steps.seen_again import seen_again
from guanlan.actions.steps.taking import refused, take_piece
from guanlan.actions.summaries import Result
from guanlan.collect.families.addresses import is_document, joined
from guanlan.collect.fetching import Clock, Means, fetch_many, fetch_one
from guanlan.collect.fetching.means import USUAL
from guanlan.errors import InputError, ReadingError
from guanlan.records.exchange import Exchange
from guanlan.records.reading import BlockKind, Reading
from guanlan.store.models import Reading as ReadingRow
from guanlan.store.opening import home
from guanlan.store.selectors.intake import parts_of

_ANNEXES = 100  # of one page: app lists and standards come in dozens


class Line(msgspec.Struct, frozen=True):
    """How addresses are asked for. ``local``: those that are not public may be, too."""

    clock: Clock
    local: bool = False
    means: Means = USUAL

    @property
    def warc(self) -> Path:
        """Where the evidence is put by."""
        return home() / "warc"

    def fetch(self, addresses: Iterable[str]) -> Iterator[tuple[str, Exchange]]:
        """The answers that are documents; what else came is passed over."""
        got = fetch_many(addresses, warc=self.warc, now=self.clock, local=self.local, means=self.means)
        for address, answer in got.items():
            if isinstance(answer, Exchange):
                yield address, answer


def take_address(address: str, line: Line, hand: Hand, context: Context) -> Iterator[TakenItem]:
    """The page of ``address`` and its annexes, item by item; nothing of it where it cannot be had."""
    try:
        exchange = fetch_one(address, warc=line.warc, now=line.clock, local=line.local, means=line.means)
    except InputError as error:
        _note_gone(address, error, context)
        yield refused(Piece(b"", address, Origin()), error)
        return
    items = list(take_piece(_piece(exchange), hand, context))
    page = items[0]
    if page.outcome.result is Result.SAME:
        seen_again(page.sha256, context)
    reading = _reading(page, exchange)
    if reading is None:
        yield from items
        return
    kept = _fetch_pictures(page.sha256, reading, exchange, line, context)
    yield msgspec.structs.replace(page, pictures=kept)
    yield from items[1:]
    for _, annex in line.fetch(_annexes(reading, exchange.address)):
        yield from take_piece(_piece(annex, parent=exchange.address), hand, context)


def _note_gone(address: str, error: InputError, context: Context) -> None:
    """A page that was held and is not there any more is noted with its release."""
    if error.code == "collect.gone":
        with acting(context, "note gone", address[:2000]) as details:
            params = {"status": error.params.get("status", 404)}
            details.update(params)
            note_gone_at(address, "versions.gone_http", params, context)


def _piece(exchange: Exchange, *, parent: str = "") -> Piece:
    origin = Origin(address=exchange.address, charset=_charset(exchange))
    grade = grade_of_address(exchange.address, exchange.body)
    return Piece(exchange.body, exchange.address, origin, grade=grade, exchange=exchange, parent=parent)


def _charset(exchange: Exchange) -> str | None:
    """What the header says of the encoding."""
    given = next((value for name, value in exchange.headers if name.lower() == "content-type"), "")
    for parameter in given.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def _reading(page: TakenItem, exchange: Exchange) -> Reading | None:
    """What was read of the page; None where nothing was, or where it stands in place of another."""
    if page.outcome.result in (Result.NOTICE, Result.REFUSED) or page.role != "document":
        return None
    if not ReadingRow.objects.filter(blob_id=page.sha256).exists():
        return None
    try:
        return read_blob(page.sha256, exchange.body, exchange.address, charset=_charset(exchange))
    except ReadingError:
        return None


def _fetch_pictures(sha256: str, reading: Reading, exchange: Exchange, line: Line, context: Context) -> int:
    """Store the pictures that the page shows, as its parts; gives how many it has."""
    known = parts_of(sha256)
    wanted: dict[str, str] = {}
    for target in shown_pictures(reading):
        address = joined(exchange.address, target) if target not in known else None
        if address is not None:
            wanted.setdefault(address, target)
    for address, answer in line.fetch(wanted):
        media_type = picture_type(answer.body)
        if media_type is None:
            continue
        with acting(context, "keep picture", sha256) as details:
            got = Got(media_type, address, SAVED_PAGE, sha256, answer.at)
            origin = Origin(name=wanted[address], address=answer.address)
            put_exchange(put_by(answer.body, got, origin, context=context), answer, parent=exchange.address)
            details["target"] = wanted[address][:200]
    return len(parts_of(sha256))


def _annexes(reading: Reading, base: str) -> list[str]:
    """The documents that the page's own words link to."""
    furniture = [(block.start, block.end) for block in reading.blocks if block.kind is BlockKind.FURNITURE]
    found: dict[str, None] = {}
    for link in reading.links:
        address = joined(base, link.target)
        if address is None or address == base or any(start <= link.start < end for start, end in furniture):
            continue
        if is_document(address, reading.text[link.start : link.end]):
            found.setdefault(address)
    return list(found)[:_ANNEXES]
