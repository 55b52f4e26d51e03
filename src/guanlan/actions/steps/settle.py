"""What was read, as rows: reading, extraction, release, version, reports, issue. Called within one transaction."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from guanlan.actions.context import Context
from guanlan.actions.steps.changes import note_new_version
from guanlan.actions.steps.indexing import index_issue, index_release
from guanlan.actions.steps.interpret import Interpreted, bulletin_reports, distinct
from guanlan.actions.steps.issue_rows import sync_issue
from guanlan.actions.steps.release_keys import ReleaseKey
from guanlan.actions.steps.report_rows import sync_reports
from guanlan.errors import GuanlanError
from guanlan.records.bulletin import Bulletin
from guanlan.records.codec import content_hash, from_json, to_json
from guanlan.records.reading import Reading
from guanlan.records.report import Report
from guanlan.store.models import Extraction, Issue, Release, Source, Unread, Version
from guanlan.store.models import Reading as ReadingRow
from guanlan.store.selectors.intake import is_present, version_of


class Settled(msgspec.Struct, frozen=True):
    """``new_release`` and ``new_version``: whether this was the first reading of the bytes, and of the release."""

    release: Release
    reports: int
    new_release: bool
    new_version: bool
    issue: Issue | None = None
    kept_issue: bool = False


def stored_reading(sha256: str, reader: str) -> Reading | None:
    """What the reader of this version drew out of the bytes, if it ever did."""
    row = ReadingRow.objects.filter(blob_id=sha256, reader=reader, options="").first()
    return from_json(row.record, Reading) if row else None


def keep_reading(sha256: str, reading: Reading) -> ReadingRow:
    """The row of ``reading``; one that is there is never rewritten."""
    defaults = {"record": to_json(reading).decode(), "hash": content_hash(reading)}
    row, _ = ReadingRow.objects.get_or_create(blob_id=sha256, reader=reading.reader, options="", defaults=defaults)
    return row


def keep_unread(sha256: str, shape: str, error: GuanlanError, fingerprint: str, context: Context) -> None:
    """Mark the bytes unread by the code of ``fingerprint``, with the reason."""
    params = {name: value if isinstance(value, int | float) else str(value) for name, value in error.params.items()}
    Unread.objects.get_or_create(
        blob_id=sha256,
        fingerprint=fingerprint,
        shape=shape,
        defaults={"code": error.code, "params": params, "at": context.now},
    )


def settle(
    sha256: str,
    row: ReadingRow,
    said: Interpreted,
    key: ReleaseKey,
    *,
    fingerprint: str,
    context: Context,
    again: bool = False,
) -> Settled:
    """Write what the bytes say. Only the newest version of a release changes its reports; what is otherwise than in the
    version before is noted. ``again``: the release is back to bytes that it had before, which is a new version too.
    """
    extraction = _extraction(row, said, fingerprint, context)
    version = version_of(sha256)
    new_release = new_version = False
    if version is None or again:
        version, new_release = _new_version(sha256, said, key, context)
        new_version = True
    release = version.release
    if not is_present(version):
        return Settled(release, 0, new_release, new_version)
    reading = from_json(row.record, Reading)
    _describe(release, said.shape, reading, key)
    rows = sync_reports(release, extraction, said.reports, reading.text)
    if new_version and (before := _version_before(version)) is not None:
        note_new_version(before, version, reading, said, context)
    index_release(release)
    if said.bulletin is None:
        return Settled(release, len(said.reports), new_release, new_version)
    about = [rows[report.name] for report in said.reports]
    issue, kept = sync_issue(release, said.bulletin, about, context)
    if not kept:
        index_issue(issue)
    return Settled(release, len(said.reports), new_release, new_version, issue, kept)


def said_by(extraction: Extraction, reading: Reading) -> Interpreted:
    """What the machine made of ``reading``, untouched by any correction."""
    if extraction.shape == "bulletin":
        bulletin = from_json(extraction.record, Bulletin)
        return Interpreted("bulletin", distinct(bulletin_reports(bulletin, reading)), bulletin)
    return Interpreted("release", from_json(extraction.record, tuple[Report, ...]))


def _extraction(row: ReadingRow, said: Interpreted, fingerprint: str, context: Context) -> Extraction:
    record: object = said.reports if said.bulletin is None else said.bulletin
    defaults: dict[str, Any] = {"at": context.now, "record": to_json(record).decode(), "hash": content_hash(record)}
    extraction, _ = Extraction.objects.get_or_create(
        reading=row, fingerprint=fingerprint, shape=said.shape, defaults=defaults
    )
    return extraction


def _describe(release: Release, shape: str, reading: Reading, key: ReleaseKey) -> None:
    release.shape = shape
    release.publisher = (reading.metadata.get("publisher") or key.named or key.publisher or "")[:300] or None
    zone = release.source.zone
    release.published = _day(reading.metadata.get("published", ""), zone) or _day(key.published or "", zone)
    release.save()


def _day(published: str, zone: str) -> datetime.date | None:
    """The day of an ISO day or instant where the source is; None where the page says none, or none that is one."""
    try:
        instant = datetime.datetime.fromisoformat(published)
    except ValueError:
        return None
    return instant.astimezone(ZoneInfo(zone)).date() if instant.tzinfo else instant.date()


def _version_before(version: Version) -> Version | None:
    return version.release.versions.filter(number__lt=version.number).order_by("-number").first()


def _new_version(sha256: str, said: Interpreted, key: ReleaseKey, context: Context) -> tuple[Version, bool]:
    source, _ = Source.objects.get_or_create(key=key.source, defaults={"zone": key.zone} if key.zone else {})
    defaults = {"source": source, "address": key.address, "shape": said.shape}
    release, is_new = Release.objects.get_or_create(key=key.text, defaults=defaults)
    number = release.versions.count() + 1
    version = Version(release=release, blob_id=sha256, number=number, at=context.now)
    version.save()
    return version, is_new
