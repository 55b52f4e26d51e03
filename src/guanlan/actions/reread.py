"""Run the present code over the stored bytes. What comes out otherwise is our doing, never the authority's news."""

from __future__ import annotations

import msgspec

from guanlan.actions.act import acting, permit
from guanlan.actions.context import Context
from guanlan.actions.list_conflicts import list_conflicts
from guanlan.actions.steps.corrections import APPLIED, SETTLED
from guanlan.actions.steps.differences import differences
from guanlan.actions.steps.interpret import Interpreted, Shape
from guanlan.actions.steps.keep import origin_of
from guanlan.actions.steps.law_reading import reread_laws
from guanlan.actions.steps.read_in import foreseen, read_blob, read_in, said_by_origin
from guanlan.actions.steps.release_keys import release_key
from guanlan.actions.steps.settle import keep_reading, keep_unread, said_by, settle
from guanlan.actions.summaries import Change, Outcome, Reread, Result
from guanlan.errors import InputError, OurFault, ReadingError
from guanlan.extract.fingerprint import fingerprint
from guanlan.records.codec import from_json
from guanlan.records.reading import Reading
from guanlan.store import blobs
from guanlan.store.models import Capture, Extraction, Standing, Unread, Version
from guanlan.store.selectors.intake import blobs_in_order, extraction_of, first_capture, is_present, version_of


class _One(msgspec.Struct, frozen=True):
    """What became of one blob."""

    changes: tuple[Change, ...] = ()
    outcome: Outcome | None = None


def reread(*, context: Context) -> Reread:
    """Read anew what other code read, or nobody could, blob by blob, each in one transaction.

    New extractions stand beside the old ones. Corrections are judged against the new: settled where the machine agrees
    by now, applied again where it reads as before, else a conflict. Law texts are read anew in place.
    """
    permit(context, "reread")
    present = fingerprint()
    names = list(blobs_in_order().values_list("sha256", flat=True))
    done: list[_One] = []
    for count, sha256 in enumerate(names):
        context.tell(count, len(names), first_capture(sha256).origin)
        if one := _one(sha256, present, context):
            done.append(one)
    context.tell(len(names), len(names))
    laws = reread_laws(context)
    outcomes = [one.outcome for one in done if one.outcome is not None]
    return Reread(
        looked_at=len(done),
        read=sum(outcome.result in (Result.ADDED, Result.NEW_VERSION) for outcome in outcomes),
        changes=tuple(change for one in done for change in one.changes),
        settled=Standing.objects.filter(state=SETTLED).count(),
        applied=Standing.objects.filter(state=APPLIED).count(),
        conflicts=list_conflicts(),
        unread=tuple(outcome for outcome in outcomes if outcome.result is Result.UNREAD),
        laws=laws,
    )


def _one(sha256: str, present: str, context: Context) -> _One | None:
    version = version_of(sha256)
    capture = first_capture(sha256)
    if version is None:
        shape = _asked_shape(sha256)
        origin = origin_of(capture)
        return _One(
            outcome=read_in(sha256, blobs.get(sha256), shape, shown=capture.origin, origin=origin, context=context)
        )
    if extraction_of(sha256, present, version.release.shape) is not None:
        return None
    refused = Unread.objects.filter(blob_id=sha256, fingerprint=present, shape=version.release.shape).first()
    if refused is not None:
        return _One(outcome=Outcome(capture.origin, Result.UNREAD, code=refused.code, params=refused.params))
    try:
        said, reading = _said_anew(sha256, _shape_of(version), capture)
    except (ReadingError, InputError, OurFault) as error:  # worse code: what was read stays, and it is said
        with acting(context, "mark unread", sha256) as details:
            keep_unread(sha256, version.release.shape, error, present, context)
            details["code"] = error.code
        return _One(outcome=Outcome(capture.origin, Result.UNREAD, code=error.code, params=dict(error.params)))
    return _One(changes=_settled_anew(version, reading, said, context))


def _said_anew(sha256: str, shape: Shape, capture: Capture) -> tuple[Interpreted, Reading]:
    data, origin = blobs.get(sha256), origin_of(capture)
    with foreseen(capture.origin):
        reading = read_blob(sha256, data, capture.origin, charset=origin.charset)
        return said_by_origin(reading, shape, origin), reading


def _settled_anew(version: Version, reading: Reading, said: Interpreted, context: Context) -> tuple[Change, ...]:
    """Write the new extraction beside the old, and give what it reads otherwise."""
    with acting(context, "reread", version.release.key) as details:
        before = _newest(version)
        row = keep_reading(version.blob_id, reading)
        key = release_key(reading, origin_of(first_capture(version.blob_id)), version.blob_id)
        settle(version.blob_id, row, said, key, fingerprint=fingerprint(), context=context)
        details["by"] = "ours"
        if before is None or not is_present(version):  # an older state of the release has no reports of its own
            return ()
        old = said_by(before, from_json(before.reading.record, Reading))
        changes = differences(version.release, old.reports, said.reports)
        details["changes"] = [msgspec.to_builtins(change) for change in changes]
    return changes


def _newest(version: Version) -> Extraction | None:
    """What the release's reports were made of until now."""
    rows = Extraction.objects.filter(reading__blob_id=version.blob_id, shape=version.release.shape)
    return rows.select_related("reading").order_by("-id").first()


def _asked_shape(sha256: str) -> Shape:
    """As what a person asked to have unread bytes read."""
    refused = Unread.objects.filter(blob_id=sha256).order_by("id").last()
    return _checked(refused.shape) if refused else "auto"


def _shape_of(version: Version) -> Shape:
    return _checked(version.release.shape)


def _checked(shape: str) -> Shape:
    return "bulletin" if shape == "bulletin" else "release" if shape == "release" else "auto"
