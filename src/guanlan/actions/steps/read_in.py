"""Stored bytes → rows, once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error as DatabaseError

from guanlan.actions.act import NOTHING, acting
from guanlan.actions.context import Context
from guanlan.actions.steps.hints import informed
from guanlan.actions.steps.interpret import Interpreted, Shape, interpret
from guanlan.actions.steps.keep import UNKNOWN
from guanlan.actions.steps.notices import keep_notice
from guanlan.actions.steps.pictures import keep_pictures
from guanlan.actions.steps.release_keys import Origin, release_key
from guanlan.actions.steps.settle import Settled, keep_reading, keep_unread, settle, stored_reading
from guanlan.actions.summaries import READER_FAULT, Outcome, Result
from guanlan.errors import GuanlanError, InputError, OurFault, ReadingError
from guanlan.extract.fingerprint import fingerprint
from guanlan.formats import admit, ocr, read, reader_for
from guanlan.records.reading import Reading
from guanlan.store.models import Blob, Unread
from guanlan.store.selectors.intake import version_of

# what the extra for pictures may read once it is installed: the code is the same, the machine is not
NEEDS_OCR = ("formats.no_ocr", "formats.pdf_pictures")
_LOG = logging.getLogger("guanlan.reading")


def read_in(sha256: str, data: bytes, shape: Shape, *, shown: str, origin: Origin, context: Context) -> Outcome:
    """Read the bytes and write what they say, unless that was done before. One transaction: all of it, or nothing."""
    if known := _known(sha256, shape, shown):
        return known
    try:
        with foreseen(shown):
            reading = read_blob(sha256, data, shown, charset=origin.charset)
            said = None if reading.metadata.get("state") else said_by_origin(reading, shape, origin)
    except (ReadingError, InputError, OurFault) as error:
        return _unread(sha256, shape, error, shown=shown, context=context)
    if said is None:
        return keep_notice(sha256, reading, shown=shown, context=context)
    key = release_key(reading, origin, sha256)
    with acting(context, "read", key.text) as details:
        if known := _known(sha256, shape, shown):  # another process was quicker
            details[NOTHING] = True
            return known
        row = keep_reading(sha256, reading)
        settled = settle(sha256, row, said, key, fingerprint=fingerprint(), context=context)
        keep_pictures(sha256, reading, origin, context)
        details.update(sha256=sha256, shape=said.shape, reports=settled.reports)
    return _outcome(shown, said.shape, settled)


@contextmanager
def foreseen(shown: str) -> Iterator[None]:
    """Turn a reader's unforeseen failure into a fault of ours about one document, so that the others are read.

    Bytes from outside find every mistake of a parser: a fault in one must not stop the rest of an import or a visit.
    """
    try:
        yield
    except (GuanlanError, DatabaseError):
        raise
    except Exception as error:
        _LOG.exception("reader failed on %s", shown)
        detail = f"{type(error).__name__}: {error}"[:300]
        raise OurFault(READER_FAULT, name=shown, detail=detail) from error


def said_by_origin(reading: Reading, shape: Shape, origin: Origin) -> Interpreted:
    """What ``reading`` says, with the help of what its origin knows of it."""
    return interpret(informed(reading, origin), shape, publisher=origin.source or origin.publisher)


def read_blob(sha256: str, data: bytes, shown: str, *, charset: str | None = None) -> Reading:
    """The text of the bytes, as its reader drew it out the first time. Raises ``ReadingError`` where there is none."""
    media_type = Blob.objects.get(sha256=sha256).media_type
    if media_type == UNKNOWN:  # of no type that was known when they came
        media_type = admit(data, shown)
    reader = reader_for(media_type)
    stored = stored_reading(sha256, f"{reader.name}/{reader.version}")
    told = f"{media_type}; charset={charset}" if charset else media_type
    return stored or read(data, name=shown, media_type=told)


def _known(sha256: str, shape: Shape, shown: str) -> Outcome | None:
    """What is known of bytes that were read before, or tried in vain by the same code; None where work is left."""
    version = version_of(sha256)
    if version is not None and shape in ("auto", version.release.shape):
        return Outcome(shown, Result.SAME, shape=version.release.shape, release=version.release.key)
    refused = Unread.objects.filter(blob_id=sha256, fingerprint=fingerprint(), shape=shape).first()
    if refused is not None and not (refused.code in NEEDS_OCR and ocr.available()):
        return Outcome(shown, Result.UNREAD, code=refused.code, params=refused.params)
    return None


def _unread(sha256: str, shape: Shape, error: GuanlanError, *, shown: str, context: Context) -> Outcome:
    with acting(context, "mark unread", sha256) as details:
        keep_unread(sha256, shape, error, fingerprint(), context)
        details["code"] = error.code
    return Outcome(shown, Result.UNREAD, code=error.code, params=dict(error.params))


def _outcome(shown: str, shape: str, settled: Settled) -> Outcome:
    """Bytes that were here and are read as another shape now count as a new version of what they are."""
    return Outcome(
        shown,
        Result.ADDED if settled.new_release else Result.NEW_VERSION,
        shape=shape,
        release=settled.release.key,
        reports=settled.reports,
        issue=settled.issue.number if settled.issue else None,
        kept_issue=settled.kept_issue,
    )
