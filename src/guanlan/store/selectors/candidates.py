"""What may be chosen: captures with what was made of them, and what journals took before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from guanlan.store.models import Capture, Entry, Extraction, Issue, Release, Report, Version
from guanlan.store.selectors.intake import blobs_in_order

BATCH = 500  # SQLite takes so many values in one question, and some more


def document_captures() -> QuerySet[Capture]:
    """How each document came, in the order of the captures; pictures and law texts are none."""
    documents = blobs_in_order().order_by().values("sha256")
    return Capture.objects.filter(part_of=None, blob__in=documents).order_by("id")


def newest_extractions() -> dict[str, tuple[int, str]]:
    """Blob → the extraction that was made of it last, and its shape: ``release`` or ``bulletin``."""
    rows = Extraction.objects.order_by("id").values_list("reading__blob_id", "id", "shape")
    return {sha256: (extraction, shape) for sha256, extraction, shape in rows.iterator()}


def unjudged(extractions: Iterable[int], fingerprint: str) -> Iterator[Extraction]:
    """Those of ``extractions`` that the code of ``fingerprint`` did not judge yet, with their readings."""
    for some in batches(extractions):
        rows = Extraction.objects.filter(pk__in=some).exclude(judgement__fingerprint=fingerprint)
        yield from rows.select_related("reading").iterator(chunk_size=50)


def releases_of_blobs() -> dict[str, int]:
    """Blob → the release that it is a version of."""
    return dict(Version.objects.values_list("blob_id", "release_id").iterator())


def releases(ids: Iterable[int]) -> dict[int, Release]:
    """The releases of these ids."""
    return {row.pk: row for some in batches(ids) for row in Release.objects.filter(pk__in=some)}


def reports_of_releases(ids: Iterable[int]) -> dict[int, list[Report]]:
    """The reports that stand in each of these releases, in their order."""
    found: dict[int, list[Report]] = {}
    for some in batches(ids):
        rows = Report.objects.filter(release__in=some, gone=False, successor=None).select_related("release")
        for row in rows.order_by("release_id", "order"):
            found.setdefault(row.release_id, []).append(row)
    return found


def taken_reports() -> QuerySet[Report]:
    """The reports that stand in back issues: those that were imported, and those that were let out. A draft shows
    only what the program chose.
    """
    back = Issue.objects.exclude(state="draft") | Issue.objects.filter(release__isnull=False)
    entries = Entry.objects.filter(position__isnull=False, issue__in=back.values("pk"), report__isnull=False)
    return Report.objects.filter(pk__in=entries.values("report"))


def publishers() -> Iterator[str]:
    """The publisher of each report that a release tells; those of bulletins are others' words about it."""
    told = Report.objects.filter(gone=False, successor=None).exclude(release__shape="bulletin")
    names = told.exclude(release__publisher=None).values_list("release__publisher", flat=True)
    return (name for name in names.iterator() if name is not None)


def batches(ids: Iterable[int]) -> Iterator[list[int]]:
    """The ids in order, as many at once as one question takes."""
    every = sorted(set(ids))
    return (every[start : start + BATCH] for start in range(0, len(every), BATCH))
