"""Pictures in the entries of an issue: put in, told of, taken out, listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import assembled, id_of, words_of
from guanlan.actions.steps.files import bytes_of
from guanlan.actions.steps.indexing import index_entries
from guanlan.actions.steps.issue_rows import new_revision
from guanlan.actions.steps.keep import PASTED, UNKNOWN, Got, put_by
from guanlan.actions.steps.pictures import KEPT, picture_bytes, pictures_of
from guanlan.actions.steps.release_keys import Origin
from guanlan.errors import InputError
from guanlan.publish.placed_pictures import Placed, pictures_in
from guanlan.publish.plates import PRESS_DPI, check_width, cleaned, line, resolution
from guanlan.publish.render.pictures import media_type
from guanlan.records.bulletin import Entry, Paragraph, ParagraphKind, Plate, Words
from guanlan.store.models import Entry as EntryRow
from guanlan.store.models import Picture
from guanlan.store.selectors.entries import entry_at, with_latest
from guanlan.store.selectors.issues import issue_by


class Told(msgspec.Struct, frozen=True):
    """What is said of a picture; what is None stays as it is (or stays unsaid). ``proof`` is a file or words for where
    the consent lies, ``alt`` says what is seen.
    """

    caption: str | None = None
    credit: str | None = None
    consent: str | None = None
    proof: str | None = None
    alt: str | None = None
    width: int | None = None


class PictureLine(msgspec.Struct, frozen=True):
    """A picture of an issue. ``dpi`` is how many dots an inch it has as printed, 0 where its bytes are not here;
    ``low`` whether a press wants more.
    """

    entry: str
    number: int
    caption: str
    alt: str
    credit: str
    consent: str
    proof: str | None
    width: int | None
    dpi: int
    low: bool


def list_pictures(which: str) -> tuple[PictureLine, ...]:
    """Every picture that stands in the issue, in order."""
    bulletin = assembled(issue_by(which))
    held = pictures_of(bulletin)
    return tuple(
        _line(one, held.get(one.picture.target or "")) for entry in bulletin.entries() for one in pictures_in(entry)
    )


def add_picture(
    which: str, entry: str, path: Path, told: Told, *, context: Context, after: int = 1
) -> tuple[PictureLine, ...]:
    """Put the picture in ``path`` behind paragraph ``after`` (0: before the first) and keep it, cleaned of all that is
    no picture; gives the entry's pictures.

    Raises ``InputError`` without caption or credit, for what is no picture or too large or too coarse for its width,
    and in an issue that was signed off. A picture without consent goes in, and keeps the issue from being signed off.
    """
    data = cleaned(bytes_of(path), path.name)
    check_width(data, path.name, told.width)
    caption, credit = line(told.caption or "", "caption"), line(told.credit or "", "credit")

    def change(row: EntryRow, before: Entry) -> tuple[Paragraph, ...]:
        if not 0 <= after <= len(before.paragraphs):
            raise InputError("picture.place", entry=entry, number=after, count=len(before.paragraphs))
        target = _kept(row, data, media_type(data), path, "picture", context)
        plate = Plate(credit, _or(told.consent, "consent", ""), _proof(row, told.proof, context), told.width)
        made = Paragraph(Words(_or(told.alt, "alt", caption)), ParagraphKind.PICTURE, KEPT + target, plate)
        pair = (made, Paragraph(Words(caption), ParagraphKind.CAPTION))
        at = _past_caption(before.paragraphs, after)
        return (*before.paragraphs[:at], *pair, *before.paragraphs[at:])

    return _changed("add picture", which, entry, change, context)


def set_picture(which: str, entry: str, number: int, told: Told, *, context: Context) -> tuple[PictureLine, ...]:
    """Say something else of picture ``number`` of an entry; gives the entry's pictures.

    Raises ``InputError`` where it has no such picture, for a width at which the picture is too coarse, and in an issue
    that was signed off.
    """

    def change(row: EntryRow, before: Entry) -> tuple[Paragraph, ...]:
        one = _picture(before, entry, number)
        held = picture_bytes(one.picture.target or "")
        if held is not None:
            check_width(held, one.told(), told.width)
        was = one.picture.plate or Plate()
        plate = Plate(
            _or(told.credit, "credit", was.credit),
            _or(told.consent, "consent", was.consent),
            _proof(row, told.proof, context) or was.consent_proof,
            told.width or was.print_width,
        )
        words = Words(line(told.alt, "alt")) if told.alt is not None else one.picture.words
        made = [msgspec.structs.replace(one.picture, words=words, plate=plate)]
        rest = before.paragraphs[one.at + 1 :]
        if told.caption is not None:
            made.append(Paragraph(Words(line(told.caption, "caption")), ParagraphKind.CAPTION))
            rest = rest[1:] if one.caption is not None else rest
        return (*before.paragraphs[: one.at], *made, *rest)

    return _changed("set picture", which, entry, change, context)


def remove_picture(which: str, entry: str, number: int, *, context: Context) -> tuple[PictureLine, ...]:
    """Take picture ``number`` and its caption out of the entry; its bytes stay kept. Gives what is left."""

    def change(_: EntryRow, before: Entry) -> tuple[Paragraph, ...]:
        one = _picture(before, entry, number)
        end = one.at + (2 if one.caption is not None else 1)
        return (*before.paragraphs[: one.at], *before.paragraphs[end:])

    return _changed("remove picture", which, entry, change, context)


def _changed(
    verb: str,
    which: str,
    entry: str,
    change: Callable[[EntryRow, Entry], tuple[Paragraph, ...]],
    context: Context,
) -> tuple[PictureLine, ...]:
    """A revision with other paragraphs, in one transaction with what was kept for it."""
    with acting(context, verb, f"{which}/{entry}") as details:
        issue = issue_by(which)
        must_be_draft(issue)
        row = entry_at(issue, entry)
        before = words_of(with_latest([row])[0][1], id_of(row))
        after = msgspec.structs.replace(before, paragraphs=change(row, before))
        if after == before:
            raise InputError("actions.nothing_edited", entry=entry)
        revision = new_revision(row, msgspec.structs.replace(after, id=""), context, by_hand=True)
        details["revision"] = revision.number
        index_entries([row])
    return tuple(_line(one, picture_bytes(one.picture.target or "")) for one in pictures_in(after))


def _past_caption(paragraphs: tuple[Paragraph, ...], at: int) -> int:
    """No picture stands between another one and its caption."""
    inside = 0 < at < len(paragraphs) and paragraphs[at - 1].kind is ParagraphKind.PICTURE
    return at + 1 if inside and paragraphs[at].kind is ParagraphKind.CAPTION else at


def _picture(entry: Entry, name: str, number: int) -> Placed:
    found = list(pictures_in(entry))
    if not 1 <= number <= len(found):
        raise InputError("picture.none", entry=name, number=number, count=len(found))
    return found[number - 1]


def _proof(row: EntryRow, given: str | None, context: Context) -> str | None:
    """The address of a stored letter, where ``given`` is a file; else its words."""
    if given is None:
        return None
    path = Path(given)
    if len(given) < 200 and path.is_file():
        return KEPT + _kept(row, bytes_of(path), UNKNOWN, path, "proof", context)
    return line(given, "proof")


def _kept(row: EntryRow, data: bytes, kind: str, path: Path, role: str, context: Context) -> str:
    """Store the bytes as brought in for this entry; gives their hash."""
    capture = put_by(data, Got(kind, path.name, PASTED), Origin(name=path.name), context=context)
    Picture(entry=row, capture=capture, role=role).save()
    return str(capture.blob_id)


def _or(given: str | None, what: str, otherwise: str) -> str:
    return otherwise if given is None else line(given, what)


def _line(one: Placed, data: bytes | None) -> PictureLine:
    plate = one.picture.plate or Plate()
    dpi = resolution(data, plate.print_width) if data else 0
    return PictureLine(
        entry=one.entry,
        number=one.number,
        caption=one.caption.words.text if one.caption else "",
        alt=one.picture.words.text,
        credit=plate.credit,
        consent=plate.consent,
        proof=plate.consent_proof,
        width=plate.print_width,
        dpi=dpi,
        low=dpi < PRESS_DPI,
    )
