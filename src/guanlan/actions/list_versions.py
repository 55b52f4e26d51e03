"""The states of a release, and what is different between two of them."""

from __future__ import annotations

from guanlan.actions.steps.changes import compared, held_reading, is_removed, release_at
from guanlan.actions.watching_summaries import VersionLine, VersionsView
from guanlan.errors import InputError
from guanlan.records.codec import from_json
from guanlan.records.versions import VersionChange
from guanlan.store.models import Release, Report
from guanlan.store.models import VersionChange as ChangeRow
from guanlan.store.selectors.reports import report_by


def list_versions(which: str) -> VersionsView:
    """All that happened to the release that ``which`` names: its key, its address, or a report of it."""
    release = release_by(which)
    changes = list(ChangeRow.objects.filter(release=release).select_related("before").order_by("id"))
    by_version = {row.after_id: row for row in changes if row.after_id is not None}
    lines = []
    for version in release.versions.order_by("number"):
        change = by_version.get(version.pk)
        lines.append(VersionLine(version.number, version.at, version.blob_id, _record(change)))
    for row in changes:
        if row.after_id is None:
            lines.append(VersionLine(row.before.number, row.at, None, _record(row)))
    lines.sort(key=lambda line: (line.at, line.number, line.sha256 is None))
    headline = Report.objects.filter(release=release, successor=None).order_by("gone", "order").first()
    return VersionsView(
        release.key, release.address, headline.headline if headline else "", is_removed(release), tuple(lines)
    )


def diff_versions(which: str, first: int, second: int) -> VersionChange:
    """The step from version ``first`` to version ``second`` (in either order), as the present code reads both."""
    release = release_by(which)
    readings = []
    for number in (first, second):
        version = release.versions.filter(number=number).select_related("blob").first()
        if version is None:
            raise InputError("versions.no_number", which=which, number=number, count=release.versions.count())
        readings.append(held_reading(version))
    return compared(release, *readings)


def release_by(which: str) -> Release:
    """The release of a key, an address, or a report's key or handle. Raises ``InputError`` where there is none."""
    release = Release.objects.filter(key=which).first() or release_at(which)
    if release is not None:
        return release
    try:
        return report_by(which).release
    except InputError as error:
        if error.code == "store.no_report":
            raise InputError("versions.no_release", which=which) from error
        raise


def _record(row: ChangeRow | None) -> VersionChange | None:
    return from_json(row.record, VersionChange) if row is not None else None
