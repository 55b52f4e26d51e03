"""What happens to a release after it was first held: edited, changed technically, removed, there again.

``settle`` notes new states; who fetches tells what else a fetch showed (``note_gone``, ``note_seen``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guanlan.actions.context import Context
from guanlan.actions.steps import messages
from guanlan.actions.steps.differences import differences
from guanlan.actions.steps.hints import informed
from guanlan.actions.steps.interpret import Interpreted, Shape, interpret
from guanlan.actions.steps.keep import origin_of
from guanlan.actions.steps.proposals import propose
from guanlan.actions.steps.release_keys import key_of_address
from guanlan.errors import GuanlanError
from guanlan.extract.release.main_text import main_text, passages_between
from guanlan.formats import read, reader_for
from guanlan.records.codec import content_hash, from_json, to_json
from guanlan.records.reading import Reading
from guanlan.records.versions import ChangeSort, FieldChange, Passage, VersionChange
from guanlan.store import blobs
from guanlan.store.models import Reading as ReadingRow
from guanlan.store.models import Release, Version
from guanlan.store.models import VersionChange as ChangeRow
from guanlan.store.selectors.intake import first_capture

GONE_STATES = {
    "deleted": "versions.gone_deleted",
    "violation": "versions.gone_violation",
    "moved": "versions.gone_moved",
}
"""States of a notice in place of a page by which a release is gone. A challenge says nothing of it."""


def note_new_version(
    before: Version, after: Version, reading: Reading, said: Interpreted, context: Context
) -> ChangeRow:
    """Judge the step from ``before`` to ``after``, of which ``reading`` was read and which says ``said``.

    Both are compared as the present code reads them: what our own readers do otherwise is no change of the page's.
    """
    old = informed(held_reading(before), origin_of(first_capture(before.blob_id)))
    record = _judged(before.release, old, reading, said)
    was_gone = is_removed(before.release)
    if was_gone and record.sort is ChangeSort.TECHNICAL:
        record = VersionChange(ChangeSort.RESTORED, "versions.restored")
    row = _keep(before, after, record, context)
    if record.sort is ChangeSort.EDITED:
        propose(row, _said(before.release, old), said, context)
    return row


def note_gone(release: Release, why: str, params: dict[str, Any], context: Context) -> ChangeRow | None:
    """Note that the release's page is gone, once; the state that was held stays. None where that was known.

    ``why`` is a code of ``versions.gone_*``.
    """
    held = newest_version(release)
    if held is None or is_removed(release):
        return None
    record = VersionChange(ChangeSort.REMOVED, why, params)
    row = _keep(held, None, record, context)
    shown = release.address or release.key
    messages.tell(why, {**params, "page": shown}, context, level=messages.ALARM, subject=release.key)
    said = _said(release, held_reading(held))
    propose(row, said, said, context)
    return row


def note_gone_at(address: str, why: str, params: dict[str, Any], context: Context) -> ChangeRow | None:
    """The same for the release of an address; None where none is held."""
    release = release_at(address)
    return None if release is None else note_gone(release, why, params, context)


def note_state(key: str, state: str, context: Context) -> ChangeRow | None:
    """The same by the state of a notice in place of the page of release ``key``; None where it says nothing of it."""
    release = Release.objects.filter(key=key).first() if state in GONE_STATES else None
    return None if release is None else note_gone(release, GONE_STATES[state], {}, context)


def note_seen(release: Release, context: Context) -> ChangeRow | None:
    """Note that a page that was gone shows again what is held. None where it was never gone."""
    held = newest_version(release)
    if held is None or not is_removed(release):
        return None
    messages.tell(
        "versions.restored", {"page": release.address or release.key}, context, level=messages.WELL, subject=release.key
    )
    return _keep(held, None, VersionChange(ChangeSort.RESTORED, "versions.restored"), context)


def release_at(address: str) -> Release | None:
    """The release that is held of an address."""
    placed = key_of_address(address)
    return None if placed is None else Release.objects.filter(key=f"{placed[0]} {placed[1]}").first()


def newest_version(release: Release) -> Version | None:
    """The state that holds."""
    return release.versions.select_related("release").order_by("-number").first()


def is_removed(release: Release) -> bool:
    """Whether the release's page is known to be gone."""
    last = ChangeRow.objects.filter(release=release).order_by("-id").first()
    return last is not None and last.sort == ChangeSort.REMOVED


def held_reading(version: Version) -> Reading:
    """The text of a version, as the present reader draws it out; as an earlier one did where the bytes are gone."""
    blob = version.blob
    reader = reader_for(blob.media_type)
    rows = ReadingRow.objects.filter(blob=blob, options="")
    row = rows.filter(reader=f"{reader.name}/{reader.version}").first()
    if row is None:
        try:
            return read(blobs.get(blob.sha256), name="", media_type=blob.media_type)
        except GuanlanError:
            row = rows.order_by("-id").first()
            if row is None:
                raise
    return from_json(row.record, Reading)


def compared(release: Release, old: Reading, new: Reading) -> VersionChange:
    """The step from ``old`` to ``new``, both as the present code reads them."""
    return _judged(release, old, new, _said(release, new))


def _judged(release: Release, old: Reading, new: Reading, said: Interpreted) -> VersionChange:
    before, after = main_text(old), main_text(new)
    if not before and after:
        return VersionChange(ChangeSort.RESTORED, "versions.restored")
    passages = tuple(Passage(first, second, tuple(runs)) for first, second, runs in passages_between(before, after))
    if not passages:
        return VersionChange(ChangeSort.TECHNICAL, "versions.technical")
    fields = _fields(release, _said(release, old).reports, said.reports)
    return VersionChange(ChangeSort.EDITED, "versions.edited", {"count": len(passages)}, passages, fields)


def _fields(release: Release, before: Sequence[Any], after: Sequence[Any]) -> tuple[FieldChange, ...]:
    changes = differences(release, tuple(before), tuple(after))
    return tuple(
        FieldChange(one.report, one.headline, one.field, one.before, one.after)
        for one in changes
        if one.field not in ("text", "importance", "topics")
    )


def _said(release: Release, reading: Reading) -> Interpreted:
    """What a reading says to the present code."""
    shape: Shape = "bulletin" if release.shape == "bulletin" else "release"
    return interpret(reading, shape, publisher=reading.metadata.get("publisher") or release.publisher)


def _keep(before: Version, after: Version | None, record: VersionChange, context: Context) -> ChangeRow:
    row = ChangeRow(
        release=before.release,
        before=before,
        after=after,
        sort=record.sort.value,
        at=context.now,
        record=to_json(record).decode(),
        hash=content_hash(record),
    )
    row.save()
    return row
