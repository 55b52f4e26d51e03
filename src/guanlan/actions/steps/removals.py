"""What was removed by order does not come back by itself."""

from __future__ import annotations

from guanlan.errors import InputError
from guanlan.store.models import Removal


def was_removed(sha256: str) -> bool:
    """Whether these bytes were removed by order."""
    return Removal.objects.filter(blob_id=sha256).exists()


def removal_of(sha256: str) -> Removal | None:
    """The removal of these bytes, where there was one."""
    row: Removal | None = Removal.objects.filter(blob_id=sha256).first()
    return row


def refuse_removed(sha256: str) -> None:
    """Raise ``InputError`` for bytes that were removed by order: nothing of them is stored again."""
    if (row := removal_of(sha256)) is not None:
        raise InputError("evidence.was_removed", blob=sha256, order=row.order, on=row.at.date())


def replaced_places() -> set[tuple[str, int]]:
    """File and offset of the exchanges in WARC files that were overwritten."""
    lists = Removal.objects.values_list("replaced", flat=True)
    return {(one["file"], one["offset"]) for replaced in lists for one in replaced}
