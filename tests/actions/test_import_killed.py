"""Importing that is killed again and again: nothing lost, nothing doubled, nothing half there."""

from __future__ import annotations

from guanlan import store
from guanlan.actions.verify import verify
from guanlan.store import blobs
from guanlan.store.models import Blob, Capture, Extraction, Reading, Release, Report, Version
from killing import MOST_RUNS, TIMES, Runs


def test_importing_that_is_killed_loses_and_doubles_nothing(home, tmp_path, context):
    """A folder that grows, imported again and again; killed at seeded points, then left in peace once."""
    folder = tmp_path / "in"
    store.opening.close()
    runs = Runs("import", home, str(folder), seed=630)
    written = day = 0
    while runs.killed < TIMES and day < MOST_RUNS:
        for number in range(6):
            place = folder / f"{day:02}" / f"{number}.txt"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(
                f"# 第{day}日第{number}号通知\n2025-01-{1 + day % 28:02} 各单位须按月报送台账。\n", encoding="utf-8"
            )
            written += 1
        if day:
            runs.killed_somewhere(day)
        else:
            runs.to_the_end(day)
        day += 1
    runs.to_the_end(day)

    for noun in (Blob, Reading, Release, Version, Extraction, Report):
        assert noun.objects.count() == written, noun
    assert Capture.objects.values("blob").distinct().count() == written
    assert all(blobs.get(blob.sha256) for blob in Blob.objects.all())
    assert verify(context=context).findings == ()
    assert runs.killed == TIMES
