"""The index of search and the edges of citations, kept true: called inside the transaction that changes a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.db.models import Q

from guanlan.actions.steps import cutting
from guanlan.actions.steps.citing import edges_of
from guanlan.actions.steps.cutting import Cut
from guanlan.records.codec import from_json
from guanlan.records.law import LawText
from guanlan.records.reading import Reading
from guanlan.store.models import Citation, Document, Issue, LawVersion, Passage, Release, SearchState
from guanlan.store.models import Development as DevelopmentRow
from guanlan.store.models import Entry as EntryRow
from guanlan.store.models import Report as ReportRow
from guanlan.store.search.choosing import engine
from guanlan.store.search.engine import Row
from guanlan.store.search.normal import VERSION
from guanlan.store.search.passages import Written, write_passages
from guanlan.store.search.rows import DOCUMENTS, PASSAGES, base_of, number_for, stretch_of_document
from guanlan.store.selectors.entries import with_latest

_BATCH = 200  # documents put at once: their passages are in memory together


def is_current() -> bool:
    """Whether the index was made by the present normaliser. If not, it is left alone until it is made anew."""
    return SearchState.objects.filter(pk=1, version=VERSION).exists()


def put(cuts: Sequence[Cut]) -> None:
    """Make search find what ``cuts`` say, in place of what it found in these documents before."""
    if not cuts or not is_current():
        return
    known = {(row.kind, row.ref): row for row in _documents((cut.kind, cut.ref) for cut in cuts)}
    changed = [cut for cut in cuts if (row := known.get((cut.kind, cut.ref))) is None or row.hash != cut.digest]
    _forget([known[cut.kind, cut.ref] for cut in changed if (cut.kind, cut.ref) in known])
    placed = sorted(_placed(changed), key=lambda pair: pair[0])
    Document.objects.bulk_create(_document(base, cut) for base, cut in placed)
    passages = [
        Written(base + number, base, where, words)
        for base, cut in placed
        for number, (where, words) in enumerate(cut.passages)
    ]
    write_passages(passages)
    marks = {base: marks_of(cut.place) for base, cut in placed}
    engine().add(Row(one.id, one.words, marks[one.document]) for one in passages)
    Citation.objects.bulk_create(_citations(placed), batch_size=2_000)


def drop(kind: str, refs: Iterable[str]) -> None:
    """Make search find nothing more in these documents."""
    if is_current():
        _forget(list(_documents((kind, ref) for ref in refs)))


def index_release(release: Release) -> None:
    """The reports of a release: those that stand in it are found, the others are not."""
    rows = list(ReportRow.objects.filter(release=release))
    index_reports(rows)


def index_reports(rows: Iterable[ReportRow]) -> None:
    """These reports: found where they stand in their release."""
    present: list[ReportRow] = []
    gone: list[ReportRow] = []
    for row in rows:
        (gone if row.gone or row.successor_id is not None else present).append(row)
    drop(cutting.REPORT, [str(row.pk) for row in gone])
    put([cutting.cut_report(row) for row in present])


def index_issue(issue: Issue) -> None:
    """The entries of an issue: those that stand in it are found, the others are not."""
    index_entries(EntryRow.objects.filter(issue=issue).select_related("issue"))


def index_entries(rows: Iterable[EntryRow]) -> None:
    """These entries: found where they stand in their issue."""
    out: list[EntryRow] = []
    standing: list[EntryRow] = []
    for row in rows:
        (out if row.position is None else standing).append(row)
    drop(cutting.ENTRY, [str(row.pk) for row in out])
    put([cutting.cut_entry(row, revision) for row, revision in with_latest(standing)])


def index_developments(rows: Iterable[DevelopmentRow]) -> None:
    """Developments: those that another one swallowed are not found."""
    swallowed: list[DevelopmentRow] = []
    standing: list[DevelopmentRow] = []
    for row in rows:
        (swallowed if row.merged_into_id is not None else standing).append(row)
    drop(cutting.DEVELOPMENT, [str(row.pk) for row in swallowed])
    put([cutting.cut_development(row) for row in standing])


def current_index() -> None:
    """Make the index anew where that is due: after an update of the program, or in a home from before it searched."""
    if not is_current():
        with transaction.atomic():
            make_anew()


def make_anew() -> None:
    """Forget the whole index and make it again from the records."""
    Citation.objects.all().delete()
    Passage.objects.all().delete()
    Document.objects.all().delete()
    engine().clear()
    SearchState.objects.update_or_create(pk=1, defaults={"version": VERSION})
    cuts = _everything()
    while batch := list(islice(cuts, _BATCH)):
        put(batch)


def marks_of(place: str) -> tuple[str, ...]:
    """The codes by which a document of ``place`` is found: ``CN-GD`` is found under ``CN`` too."""
    codes = [code for code in place.split("|") if code]
    return tuple(dict.fromkeys(mark for code in codes for mark in (code, code.partition("-")[0])))


def _everything() -> Iterator[Cut]:
    versions = LawVersion.objects.order_by("pk").select_related("reading")
    for version in versions.iterator(chunk_size=100):
        published = from_json(version.reading.record, Reading).text
        yield cutting.cut_law(version.pk, published, from_json(version.record, LawText))
    for report in ReportRow.objects.filter(gone=False, successor=None).order_by("pk").iterator():
        yield cutting.cut_report(report)
    for issue in Issue.objects.order_by("pk"):
        rows = EntryRow.objects.filter(issue=issue, position__isnull=False).select_related("issue")
        yield from (cutting.cut_entry(row, revision) for row, revision in with_latest(rows))
    for development in DevelopmentRow.objects.filter(merged_into=None).order_by("pk").iterator():
        yield cutting.cut_development(development)


def _documents(keys: Iterable[tuple[str, str]]) -> Iterator[Document]:
    by_kind: dict[str, list[str]] = {}
    for kind, ref in keys:
        by_kind.setdefault(kind, []).append(ref)
    for kind, refs in by_kind.items():
        for start in range(0, len(refs), 500):  # SQLite takes so many values in one question, and some more
            yield from Document.objects.filter(kind=kind, ref__in=refs[start : start + 500])


def _forget(documents: Sequence[Document]) -> None:
    for document in documents:
        stretch = stretch_of_document(document.base)
        passages = Passage.objects.filter(id__gte=stretch.first, id__lte=stretch.last)
        marks = marks_of(document.place)
        engine().remove(Row(one.id, one.words, marks) for one in passages.iterator())
        passages.delete()
    bases = [document.base for document in documents]
    for start in range(0, len(bases), 500):
        some = bases[start : start + 500]
        Citation.objects.filter(document__in=some).delete()
        Document.objects.filter(base__in=some).delete()


def _placed(cuts: Sequence[Cut]) -> Iterator[tuple[int, Cut]]:
    """Each document with a base that no other has."""
    taken: set[int] = set()
    wanted = [(base_of(cut.level, cut.day, number_for(cut.kind, cut.ref)), cut) for cut in cuts]
    for start in range(0, len(wanted), 500):
        bases = [base for base, _ in wanted[start : start + 500]]
        taken.update(Document.objects.filter(base__in=bases).values_list("base", flat=True))
    for base, cut in wanted:
        number = base // PASSAGES % DOCUMENTS
        while base in taken or (number != base // PASSAGES % DOCUMENTS and _is_taken(base)):
            number += 1
            base = base_of(cut.level, cut.day, number)
        taken.add(base)
        yield base, cut


def _is_taken(base: int) -> bool:
    return Document.objects.filter(Q(base=base)).exists()


def _document(base: int, cut: Cut) -> Document:
    return Document(
        base=base, kind=cut.kind, ref=cut.ref, title=cut.title, place=cut.place, day=cut.day, hash=cut.digest
    )


def _citations(placed: Iterable[tuple[int, Cut]]) -> Iterator[Citation]:
    for base, cut in placed:
        for edge in edges_of([words for _, words in cut.passages], cut.title if cut.kind == cutting.LAW else ""):
            yield Citation(
                document_id=base,
                passage=base + edge.number,
                name=edge.name,
                first=edge.first,
                last=edge.last,
                start=edge.start,
                end=edge.end,
            )
