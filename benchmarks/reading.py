"""Bytes → bulletin → facts, beside JioNLP's time, money and place functions on the same text."""

from __future__ import annotations

from datetime import date

from benchmarks.figures import Figure, at_least, at_most, timed
from benchmarks.texts import bulletin_bytes


def measure() -> list[Figure]:
    """The bulletin whole, its facts alone, and the ratio."""
    from guanlan import formats
    from guanlan.extract.bulletin import entry_text, read_bulletin
    from guanlan.extract.facts import read_facts, with_facts

    name, data = bulletin_bytes()
    whole_first, whole = timed(lambda: _whole(data))
    reading = formats.read(data)
    bulletin = read_bulletin(reading)
    _, structure = timed(lambda: read_bulletin(reading))
    day = date.fromisoformat(bulletin.cover.date) if bulletin.cover.date else None
    texts = [entry_text(reading, entry, issued=day) for entry in bulletin.entries()]
    count = sum(len(text.text) for text in texts)
    facts_first, facts = timed(lambda: [read_facts(text) for text in texts])
    found = with_facts(bulletin, reading)
    figures = [
        at_most(f"{name}, whole: bytes → facts", whole, 0.5, remark=f" (first pass {whole_first:.3f})"),
        Figure("  of it the structure", f"{structure:.3f} s"),
        at_least("all facts, a core", count / facts, 500_000, "characters/s", f" (first {count / facts_first:,.0f})"),
        Figure("  facts found", f"{sum(_number(entry.facts) for entry in found.entries()):,}"),
    ]
    return figures + _beside_jionlp("\n".join(text.text for text in texts), facts)


def _whole(data: bytes) -> object:
    from guanlan import formats
    from guanlan.extract.bulletin import read_bulletin
    from guanlan.extract.facts import with_facts

    reading = formats.read(data)
    return with_facts(read_bulletin(reading), reading)


def _number(facts: object) -> int:
    from guanlan.records.export import each_fact

    return sum(1 for _, fact in each_fact(facts) if fact.value is not None)  # type: ignore[arg-type]


def _beside_jionlp(text: str, ours: float) -> list[Figure]:
    """JioNLP by lines, as its documents use it; the goal is twenty times its speed for all of our facts."""
    try:
        import contextlib
        import io

        with contextlib.redirect_stdout(io.StringIO()):
            import jionlp
    except ImportError:
        return [Figure("JioNLP", "not installed: run make bench")]
    lines = [line for line in text.splitlines() if line]

    def theirs() -> None:
        for line in lines:
            jionlp.ner.extract_time(line, with_parsing=True)
            jionlp.ner.extract_money(line, with_parsing=True)
            jionlp.recognize_location(line)

    _, seconds = timed(theirs, runs=1)
    return [
        Figure("JioNLP time + money + place, same text", f"{seconds:.3f} s ({len(text) / seconds:,.0f} characters/s)"),
        at_least("  all our facts are quicker by", seconds / ours, 20, "×"),
    ]
