"""One piece of what was handed in → rows: stored, read, opened where it holds others; pictures go to their pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from guanlan.actions.act import NOTHING, acting
from guanlan.actions.context import Context
from guanlan.actions.intake_summaries import TakenItem
from guanlan.actions.steps.files import media_type_of
from guanlan.actions.steps.handing import Hand, Piece, put_in
from guanlan.actions.steps.keep import SAVED_PAGE, Got, put_by
from guanlan.actions.steps.pictures import keep_pictures, picture_type, shown_pictures
from guanlan.actions.steps.read_in import foreseen, read_blob, read_in
from guanlan.actions.steps.release_keys import Origin
from guanlan.actions.summaries import Outcome, Result
from guanlan.errors import GuanlanError, InputError, OurFault, ReadingError
from guanlan.formats import MAX
from guanlan.formats.containers import Member, container_type, members
from guanlan.store.models import Capture
from guanlan.store.models import Reading as ReadingRow
from guanlan.store.selectors.intake import parts_of

ARCHIVES = ("application/zip", "application/vnd.rar")
_SHOWING = ("text/html", "application/xhtml+xml")  # what shows pictures that lie beside it
_COMPANION = re.compile(r"(.+)(?:_files|\.files)$")
_PAGE = (".html", ".htm", ".shtml", ".xhtml")


def take_piece(piece: Piece, hand: Hand, context: Context) -> Iterator[TakenItem]:
    """Store the bytes, then read them, then what they hold. What is refused stores nothing."""
    try:
        kind, media_type = _kinds(piece)
    except (InputError, OurFault) as error:
        yield refused(piece, error)
        return
    if kind in ARCHIVES:
        capture = put_in(piece, media_type, hand, role="container", context=context)
        yield _item(piece, capture, Outcome(piece.shown, Result.OPENED), role="container")
        yield from _unpack(piece, capture, hand, context)
        return
    capture = put_in(piece, media_type, hand, context=context)
    outcome = _read(capture, piece, hand, context)
    if outcome.result is Result.SAME and media_type in _SHOWING:
        _keep_beside(piece, capture, context)
    yield _item(piece, capture, outcome)
    if kind is not None:
        yield from _unpack(piece, capture, hand, context)


def refused(piece: Piece, error: GuanlanError) -> TakenItem:
    """What is not taken in, and why."""
    outcome = Outcome(piece.shown, Result.REFUSED, code=error.code, params=dict(error.params))
    return TakenItem(outcome, container=piece.container.origin if piece.container else None)


def is_companion(name: str, names: set[str]) -> bool:
    """Whether a file lies in the folder that a browser saved beside a page (``通知_files``, ``通知.files``).

    >>> is_companion("a/通知_files/x.js", {"a/通知.html", "a/通知_files/x.js"})
    True
    >>> is_companion("a/通知_files/x.js", {"a/通知_files/x.js"})
    False
    """
    folder = os.path.dirname(name)
    while folder:
        page = _COMPANION.match(folder)
        if page and any(page[1] + ending in names for ending in _PAGE):
            return True
        folder = os.path.dirname(folder)
    return False


def _kinds(piece: Piece) -> tuple[str | None, str]:
    """What sort of container it is, if any, and its media type. Raises ``InputError`` for what is not taken."""
    if len(piece.data) > MAX:
        size = f"{len(piece.data) / 2**20:.1f}"
        raise InputError("formats.too_large", name=piece.shown, size=size, limit=MAX // 2**20)
    with foreseen(piece.shown):
        kind = container_type(piece.data, piece.shown)
        return kind, kind if kind in ARCHIVES else media_type_of(piece.data, piece.shown, pictures=True)


def _keep_beside(piece: Piece, capture: Capture, context: Context) -> None:
    """A page that was held without its folder has it now."""
    known = len(parts_of(capture.blob_id))
    reading = read_blob(capture.blob_id, piece.data, piece.shown)
    with acting(context, "keep pictures", capture.blob_id) as details:
        keep_pictures(capture.blob_id, reading, piece.origin, context)
        if len(parts_of(capture.blob_id)) == known:
            details[NOTHING] = True


def _read(capture: Capture, piece: Piece, hand: Hand, context: Context) -> Outcome:
    return read_in(capture.blob_id, piece.data, hand.shape, shown=piece.shown, origin=piece.origin, context=context)


def _item(piece: Piece, capture: Capture, outcome: Outcome, *, role: str = "document") -> TakenItem:
    container = piece.container.origin if piece.container else None
    return TakenItem(outcome, capture.grade, capture.blob_id, role, container)


class _Inside:
    """What one container was found to hold: documents by their names, and the members that pages of it show."""

    def __init__(self, capture: Capture, names: set[str]) -> None:
        self.names = names
        self.stored = {"": capture.blob_id}  # a member's name → what it is stored as
        self.wanted: dict[str, list[tuple[str, str]]] = {}  # a member's name → the pages that show it, and as what

    def add_page(self, sha256: str, name: str) -> None:
        """A page that was stored; one that could not be read shows nothing."""
        if not ReadingRow.objects.filter(blob_id=sha256).exists():
            return
        for target in shown_pictures(read_blob(sha256, b"", name)):
            if place := _place(name, target):
                self.wanted.setdefault(place, []).append((sha256, target))

    def passes_over(self, member: Member) -> bool:
        """What a browser saved beside a page is taken with the page or not at all."""
        return is_companion(member.name, self.names)


def _place(page: str, target: str) -> str | None:
    """The name under which a container holds what its page shows as ``target``; None for what lies elsewhere."""
    if urlsplit(target).scheme or target.startswith("/") or "\0" in target:
        return None
    return os.path.normpath(os.path.join(os.path.dirname(page), unquote(urlsplit(target).path)))


def _unpack(piece: Piece, capture: Capture, hand: Hand, context: Context) -> Iterator[TakenItem]:
    """What the container holds: documents first, then the pictures that no page of it shows. Where it turns out to
    burst, what came out before stays.
    """
    inside = _Inside(capture, _names(piece))
    try:
        for member in _members(piece):
            if member.part_of is not None:
                _keep_named(member, inside, piece, context)
            elif not inside.passes_over(member) and not _is_picture(member):
                yield from _take_member(member, _inner(piece, capture, member), inside, hand, context)
        shown = _keep_shown(inside, piece, context)
        for member in _members(piece):
            if member.part_of is not None or not _is_picture(member) or member.name in shown:
                continue
            if not inside.passes_over(member):
                yield from _take_member(member, _inner(piece, capture, member), inside, hand, context)
    except (InputError, ReadingError, OurFault) as error:
        outcome = Outcome(piece.shown, Result.UNREAD, code=error.code, params=dict(error.params))
        yield _item(piece, capture, outcome, role="container")


def _members(piece: Piece) -> Iterator[Member]:
    with foreseen(piece.shown):
        yield from members(piece.data, piece.shown)


def _names(piece: Piece) -> set[str]:
    found: set[str] = set()
    try:
        found.update(member.name for member in _members(piece))
    except (InputError, ReadingError, OurFault):  # told where the members are taken
        return found
    return found


def _take_member(member: Member, inner: Piece, inside: _Inside, hand: Hand, context: Context) -> Iterator[TakenItem]:
    """A member is a document: what it holds in turn comes out of the container by itself."""
    if member.refused is not None:
        yield refused(inner, member.refused)
        return
    try:
        _, media_type = _kinds(inner)
    except (InputError, OurFault) as error:
        yield refused(inner, error)
        return
    capture = put_in(inner, media_type, hand, context=context)
    inside.stored[member.name] = capture.blob_id
    yield _item(inner, capture, _read(capture, inner, hand, context))
    if media_type in _SHOWING:
        inside.add_page(capture.blob_id, member.name)


def _inner(piece: Piece, capture: Capture, member: Member) -> Piece:
    """A member as a piece of its own, found again below its container."""
    where = f"{piece.origin.root}/{piece.origin.name}" if piece.origin.root else f"sha256:{capture.blob_id}"
    origin = Origin(where, member.name, piece.origin.source, hand=piece.origin.hand)
    return Piece(member.data, f"{piece.shown}/{member.name}", origin, capture, parent=piece.parent)


def _is_picture(member: Member) -> bool:
    return member.refused is None and (member.media_type or "").startswith("image/")


def _keep_named(member: Member, inside: _Inside, piece: Piece, context: Context) -> None:
    """A picture that a mail or a saved page carries in itself."""
    page = inside.stored.get(member.part_of or "")
    media_type = picture_type(member.data)
    if page and media_type and member.refused is None:
        keep_part(member.data, Got(media_type, piece.shown, SAVED_PAGE, page), member.name, context)


def _keep_shown(inside: _Inside, piece: Piece, context: Context) -> set[str]:
    """Store the members that pages of the container show, as parts of these; gives their names."""
    shown: set[str] = set()
    if not inside.wanted:
        return shown
    for member in _members(piece):
        media_type = picture_type(member.data) if member.name in inside.wanted else None
        if media_type is None:
            continue
        shown.add(member.name)
        for page, target in inside.wanted[member.name]:
            keep_part(member.data, Got(media_type, f"{piece.shown}/{member.name}", SAVED_PAGE, page), target, context)
    return shown


def keep_part(data: bytes, got: Got, target: str, context: Context) -> bool:
    """Store a picture as part of its page, unless that was done; ``target`` is its address in the page."""
    if got.part_of is None or target in parts_of(got.part_of):
        return False
    with acting(context, "keep picture", got.part_of) as details:
        put_by(data, got, Origin(got.part_of, target), context=context)
        details["target"] = target[:200]
    return True
