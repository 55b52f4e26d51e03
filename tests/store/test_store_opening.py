"""Opening a home."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connection

from guanlan import store
from guanlan.errors import InputError
from guanlan.store import opening
from guanlan.store.models import Source


def test_a_home_is_made_where_there_is_none(home, tmp_path):
    """With its folder, its database in WAL, and everything migrated."""
    new = tmp_path / "deep" / "down"

    store.setup(new)

    assert store.home() == new
    assert os.environ["GUANLAN_HOME"] == str(new)
    Source(key="folder:/x").save()
    with closing(sqlite3.connect(new / "guanlan.sqlite3")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("SELECT key FROM store_source").fetchall() == [("folder:/x",)]


def test_two_homes_are_two_stores(home, tmp_path):
    """What is written in one is not in the other, and is there again when one goes back."""
    Source(key="folder:/first").save()
    store.setup(tmp_path / "second")
    assert not Source.objects.exists()

    store.setup(home)
    assert Source.objects.get().key == "folder:/first"


def test_a_home_that_is_up_to_date_is_not_migrated(home, monkeypatch):
    """Looking is enough: the migration machinery is slow to load."""
    monkeypatch.setattr(opening, "_migrate", lambda database: pytest.fail("migrated"))
    store.setup(home)


def test_the_connection_is_as_the_settings_say(home):
    """Foreign keys on, safe across crashes of the process, and patient with other writers."""
    with connection.cursor() as cursor:
        values = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("foreign_keys", "synchronous", "busy_timeout")
        }

    assert values == {"foreign_keys": 1, "synchronous": 1, "busy_timeout": 60000}


def test_a_home_of_a_newer_version_is_left_alone(home):
    """Older code would not know what it is looking at."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_later', '2030-01-01 00:00:00')"
        )

    with pytest.raises(InputError) as caught:
        store.setup(home)
    assert caught.value.code == "store.newer"


def test_a_file_that_is_no_database(home, tmp_path):
    """Said in a sentence, not in a traceback."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "guanlan.sqlite3").write_bytes(b"this is a text, not a database, and long enough to be looked at" * 20)

    with pytest.raises(InputError) as caught:
        store.setup(other)
    assert caught.value.code == "store.database"


def test_a_home_that_cannot_be_made(home, tmp_path):
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(InputError) as caught:
        store.setup(tmp_path / "file" / "home")
    assert caught.value.code == "store.home"


def test_the_migrations_are_those_of_the_models(home):
    """A model that changed brings its migration with it."""
    call_command("makemigrations", "store", check=True, dry_run=True, verbosity=0)
