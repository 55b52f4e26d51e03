"""Our own rules, as the entry point ``ours`` of the group ``guanlan.proof`` gives them."""

from __future__ import annotations

from guanlan.publish.proof import (
    characters,
    consistency,
    counts,
    days,
    latin,
    marks,
    misspelt,
    names,
    namesakes,
    registers,
    sameness,
    shortforms,
    wholeness,
    wording,
)
from guanlan.publish.proof.rules import Check

CHECKS: dict[str, Check] = {
    **wording.CHECKS,  # GL206 has rows and a check of its own, which takes them in
    **characters.CHECKS,
    **consistency.CHECKS,
    **counts.CHECKS,
    **days.CHECKS,
    **latin.CHECKS,
    **marks.CHECKS,
    **misspelt.CHECKS,
    **names.CHECKS,
    **namesakes.CHECKS,
    **registers.CHECKS,
    **sameness.CHECKS,
    **shortforms.CHECKS,
    **wholeness.CHECKS,
}
