"""Pages that stand in place of others (deleted, moved, kept from sight, asking who is there): states, no reports."""

from __future__ import annotations

from django.db.models import Q

from guanlan.actions.act import NOTHING, acting
from guanlan.actions.context import Context
from guanlan.actions.steps.changes import note_state
from guanlan.actions.steps.keep import origin_of
from guanlan.actions.steps.release_keys import key_of_address
from guanlan.actions.summaries import Outcome, Result
from guanlan.records.reading import Reading
from guanlan.store.models import Capture, Notice, Release, Version

SENTENCES = {
    "deleted": "take.state_deleted",
    "violation": "take.state_violation",
    "moved": "take.state_moved",
    "challenge": "take.state_challenge",
}


def keep_notice(sha256: str, reading: Reading, *, shown: str, context: Context) -> Outcome:
    """Write down what the captures of such a page say: each the state of the release whose address it was got from.

    One page of this sort answers for many addresses, byte for byte, so it is no version of any of them.
    """
    state = reading.metadata["state"]
    own = reading.metadata.get("address")
    if own == shown:  # where a page names no address itself, its reader gives the one that it was told
        own = None
    key = ""
    with acting(context, "note state", sha256) as details:
        waiting = list(Capture.objects.filter(blob_id=sha256, notice=None).order_by("id"))
        for capture in waiting:
            address = origin_of(capture).address or own or ""
            key = _key(own) or _key(address)
            Notice(capture=capture, state=state, key=key, address=address[:2000], at=capture.at).save()
            note_state(key, state, context)
        details["state"] = state
        if not waiting:
            details[NOTHING] = True
    if not waiting:
        last = Notice.objects.filter(capture__blob_id=sha256).order_by("-capture_id").first()
        key = last.key if last else ""
    return Outcome(shown, Result.NOTICE, release=key or None, code=SENTENCES[state])


def _key(address: str | None) -> str:
    """The key of the release that has the address, or was once got from it: articles of accounts have many."""
    placed = key_of_address(address) if address else None
    if address is None or placed is None:
        return ""
    key = f"{placed[0]} {placed[1]}"[:2000]
    if Release.objects.filter(key=key).exists():
        return key
    got = Q(blob__captures__exchange__asked=address) | Q(blob__captures__exchange__address=address)
    version = Version.objects.filter(got).select_related("release").order_by("-id").first()
    return version.release.key if version else key
