"""Law texts as rows: bytes and captures, readings, versions with their passages, and the works that they make up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from guanlan.actions.context import Context
from guanlan.actions.steps.cutting import cut_law
from guanlan.actions.steps.indexing import put
from guanlan.actions.steps.law_files import LawFile
from guanlan.extract.fingerprint import fingerprint_of
from guanlan.formats import read
from guanlan.formats.encodings import decode
from guanlan.formats.media import MARKDOWN, TXT
from guanlan.law.library import refs_of as refs_of_version
from guanlan.law.ranks import place_of, rank_of
from guanlan.law.reading import read_law, read_law_text
from guanlan.law.works import VersionRef, build_works, version_ref
from guanlan.law.works import Work as WorkRecord
from guanlan.records.codec import content_hash, from_json, to_json
from guanlan.records.law import LawText
from guanlan.records.reading import Reading
from guanlan.store import blobs
from guanlan.store.models import Blob, Capture, LawVersion, Work
from guanlan.store.models import Reading as ReadingRow

SAVED_PAGE = "乙"  # grade of evidence (DESIGN §3)
PLAIN = "law-lines/1"  # of a text or Markdown file a law is read line by line, as it was written
_ROOMS = ("text", "formats", "law")


class Taken(NamedTuple):
    """A file that came in: its bytes are stored as ``sha256``."""

    file: LawFile
    data: bytes
    sha256: str
    media_type: str


class ReadLaw(NamedTuple):
    """What was read in a file: ``reading`` and the law whose spans are its own, and what works are built from."""

    sha256: str
    reading: Reading
    law: LawText
    brief: VersionRef


@cache
def law_fingerprint() -> str:
    """The name of the code and tables that laws are read by."""
    return fingerprint_of(_ROOMS)


def keep_all(taken: Sequence[Taken], context: Context) -> None:
    """Blobs and captures, before anything reads the bytes. The time of a file tells whether it changed since."""
    blobs.put_all([one.data for one in taken])
    rows = {one.sha256: Blob(sha256=one.sha256, size=len(one.data), media_type=one.media_type) for one in taken}
    Blob.objects.bulk_create(rows.values(), ignore_conflicts=True)
    Capture.objects.bulk_create(
        Capture(
            blob_id=one.sha256,
            origin=one.file.shown,
            root=one.file.root,
            name=one.file.name,
            at=context.now,
            actor=context.actor,
            grade=SAVED_PAGE,
            headers={"stamp": list(one.file.stamp)},
        )
        for one in taken
    )


def read_in_law(one: Taken) -> ReadLaw:
    """The law in the bytes. Raises ``InputError`` or ``ReadingError`` where there is none."""
    if one.media_type in (TXT, MARKDOWN):
        text, encoding = decode(one.data, one.file.name)
        reading = Reading(PLAIN, one.media_type, text, encoding)
        law = read_law_text(text)
    else:
        reading = read(one.data, name=one.file.name, media_type=one.media_type)
        law = read_law(reading)
    return ReadLaw(one.sha256, reading, law, version_ref(one.sha256, reading.text, law, one.file.path.name))


def keep_laws(laws: Sequence[ReadLaw]) -> None:
    """Readings, versions and passages. A version that other code read before is written anew."""
    readings = [
        ReadingRow(
            blob_id=one.sha256,
            reader=one.reading.reader,
            options="",
            record=to_json(one.reading).decode(),
            hash=content_hash(one.reading),
        )
        for one in laws
    ]
    ReadingRow.objects.bulk_create(readings, ignore_conflicts=True)
    kept = ReadingRow.objects.filter(blob__in=[one.sha256 for one in laws], options="")
    ids = {(sha256, reader): pk for sha256, reader, pk in kept.values_list("blob_id", "reader", "pk")}
    rows = [_version(one, ids[one.sha256, one.reading.reader]) for one in laws]
    fields = ["reading", "fingerprint", "title", "rank", "place", "brief", "record", "hash"]
    LawVersion.objects.bulk_create(rows, update_conflicts=True, unique_fields=["blob"], update_fields=fields)
    put([cut_law(one.sha256, one.reading.text, one.law) for one in laws])


def sync_works() -> None:
    """Make the works those of all versions held."""
    briefs = [
        from_json(brief, VersionRef) for brief in LawVersion.objects.order_by("pk").values_list("brief", flat=True)
    ]
    ranks = {pk: (rank, place) for pk, rank, place in LawVersion.objects.values_list("pk", "rank", "place")}
    makers = {brief.ref: brief.maker for brief in briefs}
    known = {row.key: row for row in Work.objects.all()}
    built = build_works(briefs)
    new: list[Work] = []
    changed: list[Work] = []
    for work in built:
        row = known.pop(work.key, None) or Work(key=work.key)
        if row.hash == (digest := content_hash(work)):
            continue
        newest = (refs := list(refs_of(work)))[0]
        row.title, row.maker = work.title, makers[newest]
        row.rank, row.place = min((ranks[ref] for ref in refs), key=lambda pair: pair[0])
        row.record, row.hash = to_json(work).decode(), digest
        (new if row.pk is None else changed).append(row)
    Work.objects.bulk_create(new, batch_size=500)
    Work.objects.bulk_update(changed, ["title", "maker", "rank", "place", "record", "hash"], batch_size=100)
    _belong(built)
    Work.objects.filter(pk__in=[row.pk for row in known.values()]).delete()


def refs_of(work: WorkRecord) -> Iterator[str]:
    """Every text of a work, each once: the newest version first, with its parts and copies; the undated; drafts."""
    briefs = (*(one.value for one in reversed(work.versions)), *work.undated, *work.drafts)
    yield from dict.fromkeys(ref for brief in briefs for ref in refs_of_version(brief))


def _belong(works: Iterable[WorkRecord]) -> None:
    """Each version points at its work."""
    ids = dict(Work.objects.values_list("key", "pk"))
    present = dict(LawVersion.objects.values_list("pk", "work_id"))
    moved = [
        LawVersion(blob_id=ref, work_id=ids[work.key])
        for work in works
        for ref in refs_of(work)
        if present[ref] != ids[work.key]
    ]
    LawVersion.objects.bulk_update(moved, ["work"], batch_size=400)


def _version(one: ReadLaw, reading: int) -> LawVersion:
    return LawVersion(
        blob_id=one.sha256,
        reading_id=reading,
        fingerprint=law_fingerprint(),
        title=one.law.title,
        rank=int(rank_of(one.law)),
        place=place_of(one.law),
        brief=to_json(one.brief).decode(),
        record=to_json(one.law).decode(),
        hash=content_hash(one.law),
    )
