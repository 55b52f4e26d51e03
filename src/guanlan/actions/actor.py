"""Who acts: read here and nowhere else."""

from __future__ import annotations

import getpass
import os

from guanlan.errors import InputError

LONGEST = 200  # the width of the columns that keep it


def actor_name() -> str:
    """``GUANLAN_USER``, else the login name. Raises ``InputError`` where neither is known."""
    name = os.environ.get("GUANLAN_USER", "").strip()
    if not name:
        try:
            name = getpass.getuser()
        except (OSError, KeyError, ImportError) as error:
            raise InputError("actions.no_actor") from error
    if len(name) > LONGEST or not name.isprintable():
        raise InputError("actions.bad_actor", name=name[:40])
    return name
