"""Django's settings. Where the data lives is told by ``GUANLAN_HOME``; a door may set it before Django starts."""

from __future__ import annotations

import os
from pathlib import Path

HOME = Path(os.environ.get("GUANLAN_HOME", Path.home() / ".guanlan"))
SECRET_KEY = "not used: nothing here signs or keeps sessions"
INSTALLED_APPS = ["guanlan.store"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "guanlan.sqlite3",
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
