"""A row that a unit sent → a report of the unit, with its attachments. Stored first, read second."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.steps.bundles import Bundle
from guanlan.actions.steps.files import media_type_of
from guanlan.actions.steps.handing import Hand, Piece, put_in
from guanlan.actions.steps.keep import FROM_UNIT, Got, put_by
from guanlan.actions.steps.origins import same_story
from guanlan.actions.steps.pictures import picture_type
from guanlan.actions.steps.read_in import read_in
from guanlan.actions.steps.release_keys import Origin
from guanlan.actions.steps.submission_rows import RETURNED, SentRow, document_of, page_of
from guanlan.actions.submission_summaries import Remark, RowReceipt
from guanlan.actions.summaries import Outcome, Result
from guanlan.errors import InputError, ReadingError
from guanlan.formats import paragraphs, read
from guanlan.records.reading import BlockKind, Reading
from guanlan.store.models import Capture, Contribution, Release, Report, Submission
from guanlan.store.selectors.intake import parts_of

_HTML = "text/html"
_MOST_ALIKE = 3  # of what is held already: more say nothing more


class Attached(NamedTuple):
    """A file that a row names. ``reading`` where it is a document; None for a picture."""

    name: str
    data: bytes
    media_type: str
    reading: Reading | None = None


def take_row(
    row: SentRow, form: Capture, submission: Submission, bundle: Bundle, hand: Hand, context: Context
) -> RowReceipt:
    """The row as a report of its unit, and its line of the receipt; done once, however often the form is taken in."""
    attached, remarks = _attached(row, form, bundle)
    text = row.text or "\n".join(_words(one.reading) for one in attached if one.reading is not None)
    if not text.strip() and not row.goes_back:
        remarks = (*remarks, Remark("submission.no_text", {}))
    row = msgspec.structs.replace(row, remarks=(*row.remarks, *remarks))
    if row.goes_back:
        return _written(row, submission, None, None, context)
    pictures = tuple(one.name for one in attached if one.reading is None)
    page = page_of(row, pictures, text)
    origin = Origin(source=row.unit, document=_document(row), hand=hand.who, name=f"{form.name}#{row.row}")
    shown = f"{form.origin}#{row.row}"
    capture = put_in(Piece(page, shown, origin, form, FROM_UNIT), _HTML, hand, context=context)
    outcome = read_in(capture.blob_id, page, "release", shown=shown, origin=origin, context=context)
    _keep_attached(capture.blob_id, attached, context)
    return _written(row, submission, capture.blob_id, outcome, context)


def _attached(row: SentRow, form: Capture, bundle: Bundle) -> tuple[tuple[Attached, ...], tuple[Remark, ...]]:
    """The files that the row names, and what is wrong with them."""
    found, remarks = [], []
    for name in row.files:
        data = bundle.file(name, form.name)
        if data is None:
            remarks.append(Remark("submission.attachment_absent", {"file": name}))
            continue
        try:
            media_type = picture_type(data) or media_type_of(data, name, pictures=True)
            is_picture = media_type.startswith("image/")
            found.append(Attached(name, data, media_type, None if is_picture else read(data, name=name)))
        except (InputError, ReadingError) as error:
            remarks.append(Remark("submission.attachment_unread", {"file": name, "why": str(error)[:200]}))
    return tuple(found), tuple(remarks)


def _words(reading: Reading) -> str:
    """The document's own words, a paragraph a line."""
    return "\n".join(
        "".join(reading.text[block.start : block.end] for block in blocks)
        for blocks in paragraphs(reading)
        if blocks[0].kind is not BlockKind.FURNITURE
    )


def _document(row: SentRow) -> str:
    """What the report is called: as it was the last time that the unit sent one with this link, else by its title."""
    if row.link:
        sent = Contribution.objects.filter(submission__unit__name=row.unit, link=row.link, release__isnull=False)
        before = sent.select_related("release").order_by("-id").first()
        if before is not None and before.release is not None:
            return str(before.release.key.partition(" ")[2])
    return document_of(row.title)


def _keep_attached(page: str, attached: tuple[Attached, ...], context: Context) -> None:
    """The row's files as parts of its page, once."""
    known = parts_of(page)
    for one in attached:
        if one.name in known:
            continue
        with acting(context, "keep attachment", page) as details:
            got = Got(one.media_type, one.name, FROM_UNIT, page)
            put_by(one.data, got, Origin(page, one.name), context=context)
            details["name"] = one.name[:200]


def _written(
    row: SentRow, submission: Submission, sha256: str | None, outcome: Outcome | None, context: Context
) -> RowReceipt:
    """The row's line, written down; that of the first time where the form was taken in before."""
    remarks = list(row.remarks)
    release = report = None
    if outcome is not None and outcome.result is Result.UNREAD:
        remarks.append(Remark("submission.unreadable", {}))
    elif outcome is not None:
        release = Release.objects.filter(key=outcome.release).first()
        report = Report.objects.filter(release=release, gone=False).order_by("order").first()
        remarks += _alike(report)
    accepted = not any(one.code in RETURNED for one in remarks)
    with acting(context, "submit", f"{submission.pk}#{row.row}") as details:
        defaults = {
            "title": row.title[:500],
            "column": row.column[:100],
            "link": row.link[:2000],
            "release": release,
            "findings": [[one.code, one.params] for one in remarks],
        }
        Contribution.objects.get_or_create(submission=submission, row=row.row, defaults=defaults)
        details.update(unit=row.unit, accepted=accepted, sha256=sha256)
    return RowReceipt(
        row.row,
        row.unit,
        row.title,
        accepted,
        str(outcome.result) if accepted and outcome else None,
        report.handle if report else None,
        release.key if release else None,
        tuple(remarks),
    )


def _alike(report: Report | None) -> Iterator[Remark]:
    """What is held already of the same story."""
    for held in same_story(report)[:_MOST_ALIKE] if report is not None else ():
        params = {"title": held.title, "handle": held.handle, "publisher": held.publisher or "—"}
        yield Remark("submission.held", params)
