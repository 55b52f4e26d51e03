"""Bring law texts into the library: bytes stored first, read second, found by search at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from guanlan.actions.act import acting, permit
from guanlan.actions.context import Context
from guanlan.actions.law_summaries import LawOutcome, LawResult, LawsImported
from guanlan.actions.steps.law_files import LawFile, bytes_of, law_files, unchanged
from guanlan.actions.steps.law_reading import build_library, take_laws
from guanlan.actions.steps.law_rows import ReadLaw, Taken, keep_all, law_fingerprint
from guanlan.actions.steps.removals import refuse_removed
from guanlan.errors import GuanlanError, InputError
from guanlan.formats import admit
from guanlan.store import blobs
from guanlan.store.models import LawVersion, Work
from guanlan.store.search import engine

VERB = "import laws"
# A batch is one transaction, and is in memory at once with its units and passages: 4 MB of text take some 150 MB so.
BATCH_FILES, BATCH_BYTES = 256, 4 * 2**20
MANY = 500  # files after which the index is tidied: 2.5 s for 20 million characters, and long phrases are found in 2/3


def import_laws(paths: Sequence[Path], *, context: Context) -> LawsImported:
    """Import each file, and each file in each folder, in order of their names; hidden ones are passed over.

    Files go in by batches, each whole or not at all; broken off and run again, it goes on where it stopped. A file
    whose size and time are those of its last import is not opened. Raises ``InputError`` where a path does not exist.
    """
    permit(context, VERB)
    files = law_files(paths)
    same = unchanged(files, law_fingerprint())
    fresh = [file for file in files if (file.root, file.name) not in same]
    outcomes: list[LawOutcome] = []
    for batch in _batches(fresh):
        context.tell(len(same) + len(outcomes), len(files), batch[0].shown)
        outcomes += _take_in(batch, context)
    if fresh or LawVersion.objects.filter(work=None).exists():  # None: an import was broken off before its end
        build_library(context)
        if len(outcomes) >= MANY:
            engine().tidy()
    context.tell(len(files), len(files))
    return LawsImported(
        tuple(one for one in outcomes if one.result is not LawResult.SAME),
        same=len(same) + sum(one.result is LawResult.SAME for one in outcomes),
        works=Work.objects.count(),
        versions=LawVersion.objects.count(),
    )


def _batches(files: Sequence[LawFile]) -> Iterator[list[LawFile]]:
    batch: list[LawFile] = []
    size = 0
    for file in files:
        if batch and (len(batch) == BATCH_FILES or size + file.stamp[0] > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += file.stamp[0]
    if batch:
        yield batch


def _take_in(batch: Sequence[LawFile], context: Context) -> list[LawOutcome]:
    """One outcome a file, in order."""
    said: dict[LawFile, LawOutcome] = {}
    taken = []
    for file in batch:
        try:
            data = bytes_of(file)
            refuse_removed(sha256 := blobs.sha256_of(data))
            taken.append(Taken(file, data, sha256, admit(data, file.shown)))
        except InputError as error:
            said[file] = _failed(file, LawResult.REFUSED, error)
    with acting(context, "capture laws", batch[0].shown) as details:
        keep_all(taken, context)
        details["blobs"] = [one.sha256 for one in taken]
    laws, faults = take_laws(taken, VERB, context)
    for one in taken:  # the second of two files with the same bytes is the same
        said[one.file] = _outcome(one, laws.pop(one.sha256, None), faults.get(one.sha256))
    return [said[file] for file in batch]


def _outcome(one: Taken, law: ReadLaw | None, fault: GuanlanError | None) -> LawOutcome:
    if fault is not None:
        return _failed(one.file, LawResult.NOT_A_LAW, fault, one.sha256)
    if law is None:
        return LawOutcome(one.file.shown, LawResult.SAME, one.sha256)
    remarks = tuple(dict.fromkeys((*(remark.code for remark in law.law.remarks), *law.brief.remarks)))
    return LawOutcome(one.file.shown, LawResult.ADDED, one.sha256, law.law.title, remarks, odd=law.law.remarks)


def _failed(file: LawFile, result: LawResult, error: GuanlanError, sha256: str | None = None) -> LawOutcome:
    return LawOutcome(file.shown, result, sha256, code=error.code, params=dict(error.params))
