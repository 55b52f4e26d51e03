"""A fetch brought bytes that are held already: the page may be there again, or back to what it said before."""

from __future__ import annotations

from guanlan.actions.act import NOTHING, acting
from guanlan.actions.context import Context
from guanlan.actions.steps.changes import held_reading, is_removed, note_seen
from guanlan.actions.steps.interpret import Shape
from guanlan.actions.steps.keep import origin_of
from guanlan.actions.steps.read_in import said_by_origin
from guanlan.actions.steps.release_keys import release_key
from guanlan.actions.steps.settle import keep_reading, settle
from guanlan.extract.fingerprint import fingerprint
from guanlan.store.models import Version
from guanlan.store.selectors.intake import first_capture, is_present, version_of


def seen_again(sha256: str, context: Context) -> bool:
    """Note what a fetch of held bytes shows, and whether that is anything new. Only for what came from the net today:
    an old file that is imported again says nothing of the page.
    """
    version = version_of(sha256)
    if version is None:
        return False
    if is_present(version) and not is_removed(version.release):
        return False
    with acting(context, "seen again", version.release.key) as details:
        present = is_present(version)
        noted = note_seen(version.release, context) if present else _back(version, context)
        if not noted:
            details[NOTHING] = True
        details["undone"] = not present
    return True


def _back(version: Version, context: Context) -> bool:
    """An edit was undone: the earlier bytes are a new version."""
    sha256 = version.blob_id
    reading = held_reading(version)
    shape: Shape = "bulletin" if version.release.shape == "bulletin" else "release"
    origin = origin_of(first_capture(sha256))
    said = said_by_origin(reading, shape, origin)
    row = keep_reading(sha256, reading)
    key = release_key(reading, origin, sha256)
    settle(sha256, row, said, key, fingerprint=fingerprint(), context=context, again=True)
    return True
