"""Check an evidence pack with the script that lies in every pack."""

from __future__ import annotations

from pathlib import Path

import msgspec

from guanlan.actions.steps.packing.check import check
from guanlan.errors import InputError
from guanlan.records.evidence import parse_head


class Checked(msgspec.Struct, frozen=True):
    """``faults`` and ``notes`` as the script says them, in both languages; ``checks`` is how many were made."""

    faults: tuple[str, ...]
    notes: tuple[str, ...]
    checks: int


def check_pack(path: Path, *, head: str | None = None) -> Checked:
    """Look at the pack ``path``; no home is needed. Raises ``InputError`` where there is no such file, or ``head`` is
    none.
    """
    if not path.exists():
        raise InputError("actions.no_such_path", path=str(path))
    if head is not None and (parsed := parse_head(head)) is None:
        raise InputError("evidence.bad_head", head=head[:80])
    done = check(str(path), parsed.hash if head is not None and parsed is not None else None)
    return Checked(tuple(done.faults), tuple(done.notes), done.checks)
