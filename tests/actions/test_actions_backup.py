"""Everything into one file, and out of it again."""

from __future__ import annotations

import io
import sqlite3
import tarfile
from contextlib import closing

import pytest

from guanlan import store
from guanlan.actions.backup import backup
from guanlan.actions.correct_fact import correct_fact
from guanlan.actions.export_issue import export_issue
from guanlan.actions.import_paths import import_paths
from guanlan.actions.list_issues import show_issue
from guanlan.actions.list_reports import list_reports
from guanlan.actions.new_issue import new_issue
from guanlan.actions.restore import restore
from guanlan.errors import InputError
from guanlan.store import blobs
from guanlan.store.models import Blob, Capture
from small_journal import DATE, JOURNAL, write_releases


@pytest.fixture
def full(home, code, context, tmp_path):
    """A home with releases, a correction and an issue."""
    import_paths([write_releases(tmp_path / "in")], context=context)
    correct_fact(list_reports()[0].handle, "jurisdiction", "CN", context=context)
    new_issue(2, DATE, context=context, journal=JOURNAL)
    return home


REAL = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"


def rows(database):
    """Every row of every table but the audit lines of backup and restore."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [name for (name,) in connection.execute(REAL)]
        found = {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables}
    found["store_auditline"] = [row for row in found["store_auditline"] if not {"backup", "restore"} & set(row)]
    del found["sqlite_sequence"]
    return found


def members(path):
    """The members of a tar file."""
    with tarfile.open(path) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}


def written(path, files):
    """A tar file of these members."""
    with tarfile.open(path, "w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def test_a_home_comes_back_as_it_was(full, context, tmp_path):
    """Row by row, byte by byte, and it works."""
    lines, view, export = list_reports(), show_issue("2"), list(export_issue("2"))
    saved = backup(tmp_path / "out" / "all.tar", context=context)
    before = rows(full / "guanlan.sqlite3")

    done = restore(tmp_path / "out" / "all.tar", tmp_path / "new", context=context)

    assert store.home() == tmp_path / "new"
    assert saved.blobs == done.blobs == Blob.objects.count() == 9
    assert rows(tmp_path / "new" / "guanlan.sqlite3") == before
    assert (list_reports(), show_issue("2"), list(export_issue("2"))) == (lines, view, export)
    with closing(sqlite3.connect(tmp_path / "new" / "guanlan.sqlite3")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert all(blobs.get(blob.sha256) for blob in Blob.objects.all())


def test_a_backup_lists_its_hashes(full, context, tmp_path):
    """As sha256sum reads them: a stranger can check it."""
    backup(tmp_path / "all.tar", context=context)

    found = members(tmp_path / "all.tar")

    lines = found.pop("SHA256SUMS").decode().splitlines()
    assert lines == [f"{blobs.sha256_of(data)}  {name}" for name, data in found.items()]
    assert len(found) == 9 + 2


def test_a_backup_overwrites_nothing(full, context, tmp_path):
    """Not even an older backup."""
    (tmp_path / "all.tar").write_bytes(b"precious")

    with pytest.raises(InputError) as caught:
        backup(tmp_path / "all.tar", context=context)

    assert caught.value.code == "actions.exists"
    assert (tmp_path / "all.tar").read_bytes() == b"precious"


def test_a_backup_with_a_blob_missing_is_none(full, context, tmp_path):
    """A copy that cannot be whole is not written."""
    blobs.path_of(Blob.objects.first().sha256).unlink()

    with pytest.raises(Exception, match="cannot be read"):
        backup(tmp_path / "out" / "all.tar", context=context)

    assert list((tmp_path / "out").iterdir()) == []


def test_a_home_that_holds_something_is_not_overwritten(full, context, tmp_path):
    """Unless one says so."""
    backup(tmp_path / "all.tar", context=context)
    write_releases(tmp_path / "more", ["norm1"])
    import_paths([tmp_path / "more"], context=context)

    with pytest.raises(InputError) as caught:
        restore(tmp_path / "all.tar", full, context=context)
    assert caught.value.code == "actions.home_not_empty"
    assert Capture.objects.count() == 10

    restore(tmp_path / "all.tar", full, context=context, replace=True)
    assert Capture.objects.count() == 9
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.tar", "home", "in", "more"]


def changed(files, tmp_path):
    """Ways to spoil a backup: what was done, and the file."""
    blob = next(name for name in files if name.startswith("blobs/"))
    without = {name: data for name, data in files.items() if name != blob}
    yield "actions.backup_changed", written(tmp_path / "1.tar", files | {blob: b"another"})
    yield "actions.backup_changed", written(tmp_path / "2.tar", without)
    yield "actions.backup_changed", written(tmp_path / "3.tar", files | {"blobs/00/" + "0" * 64: b"more"})
    yield "actions.no_backup", written(tmp_path / "4.tar", files | {"../outside": b"x"})
    yield "actions.no_backup", written(tmp_path / "5.tar", files | {"/tmp/outside": b"x"})
    yield "actions.no_backup", written(tmp_path / "6.tar", {"SHA256SUMS": b""})
    (tmp_path / "7.tar").write_bytes((tmp_path / "all.tar").read_bytes()[:5000])
    yield "actions.no_backup", tmp_path / "7.tar"
    (tmp_path / "8.tar").write_bytes(b"no archive at all")
    yield "actions.no_backup", tmp_path / "8.tar"
    yield "actions.unreadable", tmp_path / "9.tar"


def test_a_backup_that_was_spoilt_restores_nothing(full, context, tmp_path):
    """What is here stays; nothing is left lying about; nothing leaves the folder."""
    backup(tmp_path / "all.tar", context=context)
    before = rows(full / "guanlan.sqlite3")

    for code_, path in changed(members(tmp_path / "all.tar"), tmp_path):
        with pytest.raises(InputError) as caught:
            restore(path, full, context=context, replace=True)
        assert (path.name, caught.value.code) == (path.name, code_)

    assert rows(full / "guanlan.sqlite3") == before
    assert not (tmp_path / "outside").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_backup_of_another_format_is_not_guessed_at(full, context, tmp_path):
    """A later format may mean other things by the same names."""
    backup(tmp_path / "all.tar", context=context)
    files = members(tmp_path / "all.tar")
    files["guanlan-backup.json"] = b'{"format": 2}'
    names = [name for name in files if name != "SHA256SUMS"]
    files["SHA256SUMS"] = "".join(f"{blobs.sha256_of(files[name])}  {name}\n" for name in names).encode()

    with pytest.raises(InputError) as caught:
        restore(written(tmp_path / "later.tar", files), tmp_path / "new", context=context)

    assert caught.value.code == "actions.backup_format"
    assert not (tmp_path / "new").exists()
