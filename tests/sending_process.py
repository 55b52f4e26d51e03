"""A process that sends an issue, to be killed: ``sending_process.py HOME PORT``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path


def main(folder: str, port: str) -> None:
    from guanlan import store

    store.setup(Path(folder))
    from guanlan.actions.context import Context
    from guanlan.actions.send_issue import send_issue
    from guanlan.deliver import MailSettings
    from guanlan.errors import InputError

    settings = MailSettings(
        host="127.0.0.1", port=int(port), tls="none", sender="desk@example.invalid", per_minute=0, patience=10
    )
    print("ready", flush=True)
    try:
        send_issue("18", settings, context=Context(actor="编辑甲", now=datetime(2025, 1, 16, tzinfo=UTC)))
    except InputError as error:
        print(error.code, flush=True)
    else:
        print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
