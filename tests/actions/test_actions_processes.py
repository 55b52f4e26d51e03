"""Several processes, and processes that die."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from django.db import connection

from guanlan import store
from guanlan.actions.edit_entry import edit_entry
from guanlan.actions.import_paths import import_paths
from guanlan.actions.new_issue import new_issue
from guanlan.actions.summaries import Result
from guanlan.store import blobs
from guanlan.store.models import AuditLine, Blob, Capture, Entry, Extraction, Reading, Release, Report, Version
from small_journal import DATE, JOURNAL, RELEASES, write_releases

SCRIPT = Path(__file__).resolve().parents[1] / "importing_process.py"


def started(*arguments):
    """A process that waits for its signal to begin."""
    process = subprocess.Popen(
        [sys.executable, SCRIPT, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def ended(*processes):
    """Their statuses, after they began together."""
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    ends = [process.communicate(timeout=120) for process in processes]
    assert all("Traceback" not in errors for _, errors in ends), ends
    return [process.returncode for process in processes]


def sound():
    """What SQLite says of the file."""
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA integrity_check").fetchone()[0]


@pytest.mark.parametrize(
    ("place", "at"),
    [
        ("guanlan.store.blobs.os.replace", 2),  # the bytes written, not in their place
        ("guanlan.actions.steps.keep.Capture", 2),  # the blob's row written, not committed
        ("guanlan.actions.steps.read_in.interpret", 2),  # captured, not read
        ("guanlan.actions.steps.report_rows.fill", 3),  # half of the rows of a reading written
        ("guanlan.actions.act.AuditLine", 6),  # all of them written, not committed
        ("guanlan.actions.steps.read_in._outcome", 3),  # committed
    ],
)
def test_a_killed_import_goes_on_and_doubles_nothing(home, code, context, tmp_path, place, at):
    """At every point: the file is sound, nothing is half there, and a second run completes it."""
    folder = write_releases(tmp_path / "in")

    assert ended(started(home, folder, place, at)) == [-signal.SIGKILL]
    assert sound() == "ok"
    assert Report.objects.count() == Extraction.objects.count() == Version.objects.count() <= Blob.objects.count()
    before, captured = Report.objects.count(), Capture.objects.count()
    assert before < len(RELEASES)

    done = import_paths([folder], context=context)

    assert len(done.of(Result.SAME)) == before
    assert len(done.of(Result.ADDED)) == len(RELEASES) - before
    for noun in (Blob, Reading, Release, Version, Extraction, Report):
        assert noun.objects.count() == len(RELEASES), noun
    assert Capture.objects.count() == captured + len(RELEASES)
    assert all(blobs.get(blob.sha256) for blob in Blob.objects.all())
    assert AuditLine.objects.filter(verb="read").count() == len(RELEASES)


def test_two_imports_at_once_lose_nothing(home, code, tmp_path):
    """Of the same folder: every file is captured twice and read once."""
    folder = write_releases(tmp_path / "in")

    assert ended(started(home, folder), started(home, folder)) == [0, 0]

    for noun in (Blob, Reading, Release, Version, Extraction, Report):
        assert noun.objects.count() == len(RELEASES), noun
    assert Capture.objects.count() == 2 * len(RELEASES)
    assert AuditLine.objects.filter(verb="read").count() == len(RELEASES)
    assert sound() == "ok"


def test_two_processes_make_one_home(home, tmp_path):
    """Neither trips over the other's migrations."""
    folder = write_releases(tmp_path / "in", ["norm1"])
    new = tmp_path / "new"

    assert ended(started(new, folder), started(new, folder)) == [0, 0]

    store.setup(new)
    assert (Release.objects.count(), Capture.objects.count()) == (1, 2)


def test_two_editors_at_once_lose_nothing(home, code, context, tmp_path):
    """Of one entry: every edit is a revision, each with a number of its own."""
    import_paths([write_releases(tmp_path / "in")], context=context)
    new_issue(2, DATE, context=context, journal=JOURNAL)

    def edit(name):
        try:
            editor = msgspec.structs.replace(context, actor=name)
            for count in range(5):
                edit_entry("2", "1.2.01", context=editor, title=f"{name}的第{count}稿")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(edit, ["编辑甲", "编辑乙"]))

    revisions = Entry.objects.get(column=1, subcolumn=2).revisions.order_by("number")
    assert list(revisions.values_list("number", flat=True)) == list(range(1, 12))
    assert sorted(revisions.values_list("actor", flat=True)) == sorted(["编辑甲"] * 6 + ["编辑乙"] * 5)
    assert AuditLine.objects.filter(verb="edit").count() == 10
