"""What becomes of an entry's label and of its English when its words change."""

from __future__ import annotations

import msgspec

from guanlan.publish.labels import hand_after
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.bulletin import Hand
from guanlan.store.models import Entry, ModelText

_HANDS = {"taken": Hand.MODEL, "adopted": Hand.ADOPTED}


def relabelled(row: Entry, before: EntryRecord, after: EntryRecord) -> EntryRecord:
    """``after`` with the label that its words call for; an English title goes with the title that it translated."""
    if after.title_en is not None and after.title_en == before.title_en and after.title != before.title:
        after = msgspec.structs.replace(after, title_en=None)
    if after.hand is None:
        return after
    last = ModelText.objects.filter(entry=row, use="entry", state__in=_HANDS).order_by("pk").last()
    if last is None:
        return after
    return msgspec.structs.replace(after, hand=hand_after(after, last.text, _HANDS[last.state]))
