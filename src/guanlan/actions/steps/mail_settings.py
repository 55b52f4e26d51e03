"""How this home sends mail."""

from __future__ import annotations

import os

from guanlan.deliver import MailSettings, mail_settings
from guanlan.deliver.settings import FILE
from guanlan.store import home


def settings_of_home() -> MailSettings:
    """The settings of ``mail.toml`` and the environment; raises ``InputError`` where they are missing or wrong."""
    path = home() / FILE
    return mail_settings(path.read_bytes() if path.is_file() else None, os.environ)
