"""A read bulletin → its files."""

from __future__ import annotations

from benchmarks.figures import Figure, at_most, timed
from benchmarks.texts import bulletin_bytes


def measure() -> list[Figure]:
    """Each format, and the three that must come together in two seconds."""
    from importlib.resources import files

    from guanlan import formats
    from guanlan.extract.bulletin import read_bulletin
    from guanlan.extract.facts import with_facts
    from guanlan.publish.journal import load_journal
    from guanlan.publish.render import build

    name, data = bulletin_bytes()
    reading = formats.read(data)
    bulletin = with_facts(read_bulletin(reading), reading)
    journal = load_journal((files("guanlan.publish") / "assets" / "bulletin.toml").read_bytes())
    figures, total = [], 0.0
    for format_ in ("pdf", "docx", "html", "md", "jsonl"):
        first, median = timed(lambda format_=format_: build(bulletin, journal, format_), runs=3)
        if format_ in ("pdf", "docx", "html"):
            total += first  # Typst remembers what it has set; a command sets it once
        figures.append(Figure(f"{name} → {format_}", f"{median:.3f} s (first pass {first:.3f})"))
    return [*figures, at_most("data → PDF + DOCX + HTML", total, 2.0)]
