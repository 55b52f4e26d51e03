"""What a person hands in: stored with who it was, before anything looks inside."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.actor import LONGEST
from guanlan.actions.context import Context
from guanlan.actions.steps.interpret import Shape
from guanlan.actions.steps.keep import FROM_PICTURE, PASTED, SAVED_PAGE, Got, put_by, put_exchange
from guanlan.actions.steps.release_keys import Origin
from guanlan.errors import InputError
from guanlan.records.exchange import Exchange
from guanlan.store.models import Capture, Handover

Role = Literal["document", "container", "form"]
_WORDS = ("text/plain", "text/markdown", "text/html", "application/xhtml+xml")


class Hand(msgspec.Struct, frozen=True):
    """Who handed something in, with what remark, and as what it is to be read."""

    who: str
    note: str = ""
    shape: Shape = "auto"


class Piece(NamedTuple):
    """Some bytes on their way in. ``container`` is the capture that they were taken out of; ``grade`` where it is not
    to be told from how they came; ``exchange`` how they were fetched, ``parent`` the page that leads to them.
    """

    data: bytes
    shown: str
    origin: Origin
    container: Capture | None = None
    grade: str | None = None
    exchange: Exchange | None = None
    parent: str = ""


def hand_of(who: str | None, note: str, shape: Shape, context: Context) -> Hand:
    """The hand, the actor's own where nobody is named. Raises ``InputError`` for a name that is none."""
    name = (who or "").strip() or context.actor
    if len(name) > LONGEST or not name.isprintable():
        raise InputError("take.bad_name", name=name[:40])
    return Hand(name, note.strip(), shape)


def put_in(piece: Piece, media_type: str, hand: Hand, *, role: Role = "document", context: Context) -> Capture:
    """Store the bytes, the event, who handed them in and how they were fetched, in one transaction."""
    grade = piece.grade or grade_of(piece.origin, media_type)
    at = piece.exchange.at if piece.exchange else None
    with acting(context, "take", piece.shown[:200]) as details:
        capture = put_by(piece.data, Got(media_type, piece.shown, grade, at=at), piece.origin, context=context)
        if piece.exchange is not None:
            put_exchange(capture, piece.exchange, parent=piece.parent)
        Handover(capture=capture, container=piece.container, role=role, who=hand.who, note=hand.note).save()
        details.update(sha256=capture.blob_id, who=hand.who, role=role, grade=grade)
    return capture


def grade_of(origin: Origin, media_type: str) -> str:
    """丁 for a picture, 丙 for words without a file, 乙 for whatever a named person saved."""
    if media_type.startswith("image/"):
        return FROM_PICTURE
    return PASTED if not origin.root and media_type in _WORDS else SAVED_PAGE
