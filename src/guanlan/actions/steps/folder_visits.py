"""A visit to a watched folder: new and changed files come in as an import of the folder would bring them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from guanlan.actions.context import Context
from guanlan.actions.steps.files import bytes_of, legible
from guanlan.actions.steps.keep import keep
from guanlan.actions.steps.read_in import read_in
from guanlan.actions.steps.release_keys import Origin
from guanlan.actions.summaries import Outcome, Result
from guanlan.collect.sink import Family
from guanlan.errors import InputError
from guanlan.formats import admit
from guanlan.records.source import SourceSpec
from guanlan.store import blobs
from guanlan.store.models import Capture, Version


def visit_folder(spec: SourceSpec, family: Family, context: Context) -> Iterator[Outcome | None]:
    """What becomes of each file, in order; None for one that is held as it is. InputError where there is no folder."""
    root = Path(os.path.abspath(spec.address))
    if not root.is_dir() or not os.access(root, os.R_OK | os.X_OK):
        raise InputError("collecting.no_folder", key=spec.key, path=str(root))
    for wanted in family.start(spec):
        path = Path(unquote(urlsplit(wanted.address).path, errors="surrogateescape"))
        yield _take_in(root, path, spec, context)


def _take_in(root: Path, path: Path, spec: SourceSpec, context: Context) -> Outcome | None:
    shown, name = legible(path), legible(path.relative_to(root))
    origin = Origin(legible(root), name, publisher=spec.authority, zone=spec.zone)
    try:
        data = bytes_of(path)
        if _is_held(origin, blobs.sha256_of(data)):
            return None
        media_type = admit(data, shown)
    except InputError as error:
        return Outcome(shown, Result.REFUSED, code=error.code, params=dict(error.params))
    sha256 = keep(data, media_type, origin, given=shown, context=context)
    return read_in(sha256, data, "release", shown=shown, origin=origin, context=context)


def _is_held(origin: Origin, sha256: str) -> bool:
    """Whether the file was captured with these bytes the last time, and looked at since."""
    last = Capture.objects.filter(root=origin.root, name=origin.name, part_of=None).order_by("-id").first()
    if last is None or last.blob_id != sha256:
        return False
    return last.blob.refusals.exists() or Version.objects.filter(blob_id=sha256).exists()
