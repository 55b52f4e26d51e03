"""Our own rules, as the entry point ``ours`` of the group ``guanlan.proof`` gives them."""

from __future__ import annotations

from guanlan.publish.proof import characters, consistency, counts, days, marks, names, wording
from guanlan.publish.proof.rules import Check

CHECKS: dict[str, Check] = {
    **characters.CHECKS,
    **consistency.CHECKS,
    **counts.CHECKS,
    **days.CHECKS,
    **marks.CHECKS,
    **names.CHECKS,
    **wording.CHECKS,
}
