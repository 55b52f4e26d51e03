"""What came in, and how far it got."""

from __future__ import annotations

from django.db.models import Max, Min, Q, QuerySet

from guanlan.store.models import Blob, Capture, Extraction, Report, Version

GRADES = "甲乙丙丁戊"
"""Grades of evidence, the best first (DESIGN §3)."""


def version_of(sha256: str) -> Version | None:
    """The version of a release that these bytes are; the newest, where an edit was undone."""
    rows = Version.objects.filter(blob_id=sha256).select_related("release", "release__source")
    return rows.order_by("-number").first()


def is_present(version: Version) -> bool:
    """Whether it is the newest version of its release."""
    newest = Version.objects.filter(release=version.release).aggregate(newest=Max("number"))["newest"]
    return bool(version.number == newest)


def first_capture(sha256: str) -> Capture:
    """How the bytes came the first time: that capture gave the release its key."""
    first: Capture = Capture.objects.filter(blob_id=sha256).earliest("id")
    return first


def blobs_in_order() -> QuerySet[Blob]:
    """The blobs that are documents (not the pictures of one or of an entry, archives, nor law texts), in the order in
    which they first came.
    """
    documents: QuerySet[Blob] = Blob.objects.filter(
        captures__part_of__isnull=True, captures__picture__isnull=True, removal=None
    )
    only_laws = Q(law_version__isnull=False) | Q(refusals__shape="law")
    documents = documents.exclude(only_laws, versions__isnull=True)
    documents = documents.exclude(captures__handover__role__in=("container", "form"), versions__isnull=True)
    return documents.annotate(came=Min("captures__id")).order_by("came", "sha256")


def extraction_of(sha256: str, fingerprint: str, shape: str) -> Extraction | None:
    """What the code of ``fingerprint`` made of the bytes as ``shape``."""
    rows = Extraction.objects.filter(reading__blob_id=sha256, fingerprint=fingerprint, shape=shape)
    return rows.order_by("-id").first()


def best_grade(report: Report) -> str:
    """The best grade of evidence that the bytes of the report's present state came with."""
    captures = Capture.objects.filter(blob__readings__extractions=report.extraction_id, part_of=None)
    grades: list[str] = list(captures.values_list("grade", flat=True).distinct())
    return min(grades, key=GRADES.index)


def best_grades() -> dict[int, str]:
    """Extraction → the best grade of evidence that its bytes came with, for all of them."""
    found: dict[int, str] = {}
    pairs = Extraction.objects.values_list("pk", "reading__blob__captures__grade").distinct()
    for extraction, grade in pairs:
        if extraction not in found or GRADES.index(grade) < GRADES.index(found[extraction]):
            found[extraction] = grade
    return found


def parts_of(sha256: str) -> dict[str, Capture]:
    """The pictures that came with a page, by their address in it."""
    return {capture.name: capture for capture in Capture.objects.filter(part_of_id=sha256).order_by("id")}


def pictures_below(roots: set[str]) -> set[str]:
    """The files of these imported roots that came in as the picture of some page."""
    captures = Capture.objects.filter(part_of__isnull=False, root__in=roots)
    return set(captures.values_list("origin", flat=True))
