"""Django's settings. Where the data lives is told by ``GUANLAN_HOME``; ``guanlan.store.setup`` sets it for a door."""

from __future__ import annotations

import os
from pathlib import Path

HOME = Path(os.environ.get("GUANLAN_HOME") or Path.home() / ".guanlan")
SECRET_KEY = "not used: nothing here signs or keeps sessions"
INSTALLED_APPS = ["guanlan.store"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "guanlan.sqlite3",
        "OPTIONS": {
            # an action takes the right to write when it begins, so that two processes wait for one another instead of
            # one failing when it turns from reading to writing
            "transaction_mode": "IMMEDIATE",
            # seconds to wait for another writer: the longest action writes a bulletin of 75 entries, well under one
            "timeout": 60,
            # WAL itself is a property of the file, set once when it is made (store.opening); NORMAL loses no committed
            # action when a process dies, and keeps the file sound when the power goes
            "init_command": "PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
