"""A law as read, in lines that a lawyer can check against the text."""

from __future__ import annotations

from guanlan.law.reading import read_law_text, unit_words
from guanlan.records.law import LawText

SHOWN = 10  # characters of a unit's words


def told(text: str) -> dict[str, object]:
    """What is read in ``text``; what is empty is left out."""
    law = read_law_text(text)
    facts: dict[str, object] = {
        "title": law.title,
        "part": law.part,
        "aliases": list(law.aliases),
        "maker": law.maker,
        "number": law.number,
        "history": [_event(event.act, event.day, event.organ, event.instrument) for event in law.history],
        "effective": str(law.effective) if law.effective else None,
        "repeals": list(law.repeals),
        "amends": list(law.amends),
        "remarks": [" ".join((one.code, *one.params.values())) for one in law.remarks],
        "outline": outline(text, law),
    }
    return {name: value for name, value in facts.items() if value}


def _event(*cells: object) -> str:
    return " ".join(str(cell) for cell in cells if cell is not None)


def outline(text: str, law: LawText) -> list[str]:
    """One line a unit: depth, level, number, heading, how its words begin and end."""
    lines: list[str] = []
    depths: list[int] = []
    for index, unit in enumerate(law.units):
        depths.append(depths[unit.parent] + 1 if unit.parent >= 0 else 0)
        words = "".join(unit_words(text, law, index).split())
        shown = words if len(words) <= 2 * SHOWN else f"{words[:SHOWN]}…{words[-SHOWN:]}"
        name = f"{unit.level.value} {unit.number}".strip() + (f"［{unit.heading}］" if unit.heading else "")
        lines.append("  " * depths[-1] + f"{name} {shown}")
    return lines
