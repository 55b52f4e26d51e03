"""Captures out of a signed file from another network: checked whole, stored one by one, then read as usual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from guanlan.actions.act import acting, permit
from guanlan.actions.context import Context
from guanlan.actions.evidence_summaries import Imported
from guanlan.actions.steps.bundle_keys import trusted_keys
from guanlan.actions.steps.carried_in import cut_unfinished, is_here, keep_carried, keep_sources
from guanlan.actions.steps.keep import origin_of
from guanlan.actions.steps.law_files import LawFile
from guanlan.actions.steps.law_reading import build_library, take_laws
from guanlan.actions.steps.law_rows import Taken
from guanlan.actions.steps.opened_bundle import OpenedBundle, opened_bundle
from guanlan.actions.steps.read_in import read_in
from guanlan.actions.steps.removals import was_removed
from guanlan.store import blobs, home
from guanlan.store.locking import locked
from guanlan.store.models import Bundle, BundleItem

VERB = "import bundle"
_SHAPES = ("auto", "bulletin", "release")
_LAWS = 200


def import_bundle(path: Path, trust: Sequence[Path], *, context: Context) -> Imported:
    """Take in the bundle ``path``, if it was signed by the owner of one of the public keys in the files ``trust``.

    Signature and every hash are checked before anything is stored. Each capture keeps who got it, when, where and in
    which grade, and is stored in a transaction of its own: broken off and run again, it goes on, and nothing comes in
    twice. Raises ``InputError`` for what is no sound bundle.
    """
    permit(context, VERB)
    trusted = trusted_keys(trust)
    with opened_bundle(path, trusted) as bundle, locked(home() / "bundles.lock"):
        row = _row(bundle, context)
        cut_unfinished(row)
        added = same = 0
        refused: list[str] = []
        for done, one in enumerate(bundle.captures):
            context.tell(done, len(bundle.captures), one.blob[:12])
            if is_here(one.link):
                same += 1
            elif was_removed(one.blob):
                refused.append(one.blob)
            else:
                keep_carried(one, row, bundle.read, context)
                added += 1
    return Imported(row.hash, added, same, tuple(dict.fromkeys(refused)), _read(row, context))


def _row(bundle: OpenedBundle, context: Context) -> Bundle:
    """The bundle's row; a bundle that was broken off has one already."""
    with acting(context, VERB, bundle.digest) as details:
        keep_sources(bundle.sources)
        listed = bundle.listed
        row = Bundle.objects.filter(hash=bundle.digest).first()
        if row is None:
            row = Bundle(
                hash=bundle.digest,
                key=listed.key,
                made=listed.made,
                head=listed.head[:200],
                at=context.now,
                actor=context.actor,
                count=listed.captures,
            )
            row.save()
        details.update(captures=listed.captures, key=listed.key)
    return row


def _read(bundle: Bundle, context: Context) -> dict[str, int]:
    """Read what came in: documents one by one, laws by batches."""
    items = BundleItem.objects.filter(bundle=bundle, capture__blob__removal=None).select_related("capture__blob")
    told: Counter[str] = Counter()
    laws: list[Taken] = []
    seen: set[str] = set()
    for item in items.order_by("pk"):
        capture = item.capture
        if capture.blob_id in seen or item.shape in ("part", "kept"):
            continue
        seen.add(capture.blob_id)
        if item.shape == "law":
            file = LawFile(capture.origin, capture.root, capture.name, Path(capture.name), (capture.blob.size, 0))
            laws.append(Taken(file, blobs.get(capture.blob_id), capture.blob_id, capture.blob.media_type))
        elif item.shape in _SHAPES:
            data, origin = blobs.get(capture.blob_id), origin_of(capture)
            outcome = read_in(capture.blob_id, data, item.shape, shown=capture.origin, origin=origin, context=context)
            told[str(outcome.result.value)] += 1
    for start in range(0, len(laws), _LAWS):
        said = take_laws(laws[start : start + _LAWS], "import laws", context)
        told["laws"] += len(said.laws)
    if laws:
        build_library(context)
    return dict(told)
