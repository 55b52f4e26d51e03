"""Opening a home: the folder with the database and the blobs. Django starts here, and nowhere else."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import django
from django.apps import apps
from django.db import connections

from guanlan.errors import InputError
from guanlan.store.locking import locked

DATABASE = "guanlan.sqlite3"
LOCK = "opening.lock"


def setup(home: Path) -> None:
    """Make ``home`` the place of all data: start Django, make the folder and bring its database up to date.

    May be called again, with the same home or another. Raises ``InputError`` where the folder cannot be made, or where
    its database was made by a newer version of the program.
    """
    home = home.absolute()
    _make(home)
    os.environ["GUANLAN_HOME"] = str(home)
    start()
    _point_at(home / DATABASE)
    if _pending(home / DATABASE):
        with locked(home / LOCK):
            _migrate(home / DATABASE)


def start() -> None:
    """Start Django without opening any home, so that models and the actions upon them can be imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guanlan.settings")
    if not apps.ready:
        django.setup()


def home() -> Path:
    """The home that is open."""
    return Path(str(connections.settings["default"]["NAME"])).parent


def _make(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("store.home", path=str(home), why=error.strerror or str(error)) from error


def _point_at(database: Path) -> None:
    """Connections made from now on open ``database``; those of this thread are closed where they opened another."""
    settings = connections.settings["default"]
    if str(settings["NAME"]) != str(database):
        connections.close_all()
        settings["NAME"] = str(database)


def _ours() -> set[str]:
    """The names of the migrations that come with the program."""
    folder = files("guanlan.store") / "migrations"
    return {
        path.name.removesuffix(".py")
        for path in folder.iterdir()
        if path.name[:4].isdigit() and path.name.endswith(".py")
    }


def _applied(database: Path) -> set[str]:
    """The names of the migrations that the database has been through; looked up without Django, which is slow at it."""
    if not database.exists():
        return set()
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=60)) as connection:
            rows = connection.execute("SELECT name FROM django_migrations WHERE app = 'store'").fetchall()
    except sqlite3.OperationalError:  # no such table yet: another process is making it, or none has
        return set()
    except sqlite3.DatabaseError as error:
        raise InputError("store.database", path=str(database), why=str(error)) from error
    return {name for (name,) in rows}


def _pending(database: Path) -> bool:
    """Whether migrations are to be run."""
    ours, applied = _ours(), _applied(database)
    if newer := applied - ours:
        raise InputError("store.newer", path=str(database), migration=max(newer))
    return bool(ours - applied)


def _migrate(database: Path) -> None:
    """Bring the database up to date; another process may have done so while this one waited."""
    if not _pending(database):
        return
    from django.core.management import call_command  # slow to import, and seldom needed

    use_wal(database)
    call_command("migrate", verbosity=0, interactive=False)


def use_wal(database: Path) -> None:
    """Let readers go on while one writes: a property of the file, kept until someone changes it."""
    with closing(sqlite3.connect(database, timeout=60)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")


def close() -> None:
    """Let go of the database; the next look at it opens it again."""
    connections.close_all()
