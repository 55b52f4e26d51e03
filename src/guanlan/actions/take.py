"""Take in what people hand on: addresses, files, folders, mails, archives, pasted words. Stored first, read second."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from guanlan.actions.act import permit
from guanlan.actions.context import Context
from guanlan.actions.intake_summaries import Taken, TakenItem
from guanlan.actions.steps.fetched_pages import Line, take_address
from guanlan.actions.steps.files import bytes_of, files_below, legible
from guanlan.actions.steps.handing import Hand, Piece, hand_of
from guanlan.actions.steps.interpret import Shape
from guanlan.actions.steps.origins import provenances
from guanlan.actions.steps.release_keys import Origin
from guanlan.actions.steps.taking import is_companion, refused, take_piece
from guanlan.actions.summaries import Result
from guanlan.collect.fetching import Clock, Means
from guanlan.collect.fetching.means import USUAL
from guanlan.errors import InputError
from guanlan.formats.encodings import decode_or_none
from guanlan.store.selectors.intake import pictures_below

# no Chinese character or full-width mark stands in an address as people paste it
_ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%|]+", re.I)
_TRAILING = ".,;:!?)]'"
_MOST_ADDRESSES = 100  # a mail with more is a directory of links
_TITLE = 120  # characters beside an address: what a phone adds when it shares a page
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff")


def take(
    given: Sequence[str],
    *,
    context: Context,
    clock: Clock,
    who: str | None = None,
    note: str = "",
    as_: Shape = "auto",
    local: bool = False,
    means: Means = USUAL,
) -> Taken:
    """Take in addresses, files and folders in their order. ``who`` handed them in (default: the actor).

    What is refused stores nothing, what cannot be read keeps its bytes; one bad thing stops no other. Broken off and
    run again, it goes on. Raises ``InputError`` where a path does not exist: then nothing was done.
    """
    permit(context, "take")
    hand = hand_of(who, note, as_, context)
    for one in given:
        if not is_address(one) and not Path(one).exists():
            raise InputError("actions.no_such_path", path=one)
    line = Line(clock, local, means)
    items: list[TakenItem] = []
    for done, one in enumerate(given):
        context.tell(done, len(given), one)
        if is_address(one):
            items += take_address(one.strip(), line, hand, context)
        else:
            items += _take_path(Path(one), hand, context)
    context.tell(len(given), len(given))
    return _with_origins(hand, items)


def take_bytes(
    data: bytes, *, context: Context, who: str | None = None, note: str = "", as_: Shape = "auto", name: str = "-"
) -> Taken:
    """Take in pasted words or bytes as they are. Whether they are addresses is for the door to ask first
    (``addresses_in``), so that it can say what it will fetch.
    """
    permit(context, "take")
    hand = hand_of(who, note, as_, context)
    return _with_origins(hand, list(take_piece(Piece(data, name, Origin(hand=hand.who)), hand, context)))


def is_address(words: str) -> bool:
    """Whether what was given is an address and no path.

    >>> is_address("https://www.example.gov.cn/a.html"), is_address("a.html")
    (True, False)
    """
    return re.match(r"\s*https?://", words, re.I) is not None


def addresses_in(data: bytes) -> tuple[str, ...]:
    """The addresses that pasted words consist of, each once; empty where they are words of their own.

    A phone that shares a page puts its title beside the address; a text says more than that.

    >>> addresses_in("某办公布办法 https://www.example.gov.cn/a.html".encode())
    ('https://www.example.gov.cn/a.html',)
    >>> addresses_in("某办公布办法。详见 https://www.example.gov.cn/a.html 。".encode())
    ()
    """
    text = decode_or_none(data) if len(data) < 2**18 and data.lstrip()[:1] != b"<" else None
    found = list(dict.fromkeys(one.rstrip(_TRAILING) for one in _ADDRESS.findall(text or "")))
    if not found or text is None:
        return ()
    besides = [line.strip() for line in _ADDRESS.sub(" ", text).splitlines()]
    words = [line for line in besides if any(character.isalpha() for character in line)]
    is_text = len(words) > len(found) or any(len(line) > _TITLE or "。" in line for line in words)
    return () if is_text else tuple(found[:_MOST_ADDRESSES])


def _take_path(path: Path, hand: Hand, context: Context) -> Iterator[TakenItem]:
    whole = Path(os.path.abspath(path))
    if not whole.is_dir():
        yield from _take_file(whole, legible(path), whole.parent, hand, context)
        return
    files = list(files_below(whole))
    names = {legible(file.relative_to(whole)) for file in files}
    kept = [file for file in files if not is_companion(legible(file.relative_to(whole)), names)]
    pictures = [file for file in kept if file.suffix.lower() in _PICTURES]
    for file in kept:
        if file.suffix.lower() not in _PICTURES:
            yield from _take_file(file, legible(path / file.relative_to(whole)), whole, hand, context)
    shown = pictures_below({legible(whole)}) if pictures else set()
    for file in pictures:
        if str(file) not in shown:
            yield from _take_file(file, legible(path / file.relative_to(whole)), whole, hand, context)


def _take_file(file: Path, shown: str, root: Path, hand: Hand, context: Context) -> Iterator[TakenItem]:
    origin = Origin(legible(root), legible(file.relative_to(root)), hand=hand.who)
    try:
        data = bytes_of(file)
    except InputError as error:
        yield refused(Piece(b"", shown, origin), error)
        return
    yield from take_piece(Piece(data, shown, origin), hand, context)


def _with_origins(hand: Hand, items: Iterable[TakenItem]) -> Taken:
    """Each item with where its reports come from, once all of them are held: one may be the other's original."""
    told = []
    for item in items:
        release = item.outcome.release
        if release and item.outcome.result is not Result.NOTICE:
            item = msgspec.structs.replace(item, reports=provenances(release))
        told.append(item)
    return Taken(hand.who, tuple(told))
