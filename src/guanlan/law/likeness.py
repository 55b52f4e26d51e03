"""How alike two titles are."""

from __future__ import annotations

from collections import Counter


def likeness(one: str, other: str) -> float:
    """0 to 1: the share of neighbouring character pairs that two names have in common (Dice's coefficient), the first
    and the last character counted with their edges.

    >>> likeness("数据安全法", "数据安全法"), round(likeness("数据安全法", "数据安全管理办法"), 2)
    (1.0, 0.67)
    """
    first, second = pairs(one), pairs(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def pairs(name: str) -> Counter[str]:
    """The neighbouring pairs of a name, with its edges."""
    edged = f"^{name}$"
    return Counter(edged[at : at + 2] for at in range(len(edged) - 1)) if name else Counter()
