"""Proof-reader and publication gate over a whole issue, and over one entry after an edit."""

from __future__ import annotations

import datetime

from benchmarks.figures import Figure, at_most, timed
from benchmarks.texts import bulletin_bytes


def measure() -> list[Figure]:
    """The bulletin as an imported issue, whose captures are itself; an entry as an editor has just changed it.

    Captures are made anew for each run: what they remember of an earlier run is not counted as speed.
    """
    from guanlan import formats
    from guanlan.extract.bulletin import read_bulletin
    from guanlan.extract.facts import with_facts
    from guanlan.publish.gate import Behind, Captures, Source, check_entry, check_issue
    from guanlan.publish.proof import proofread, sheet_of_issue
    from guanlan.records.bulletin import Bulletin, Entry, Words
    from guanlan.records.gate import CheckState

    name, data = bulletin_bytes()
    reading = formats.read(data)
    bulletin = with_facts(read_bulletin(reading), reading)
    day = datetime.date.fromisoformat(bulletin.cover.date) if bulletin.cover.date else None

    def behind(entry: Entry) -> Behind:
        lines = (entry.title, *(one.words for one in entry.paragraphs), *entry.sources)
        return Behind(Captures([Source(entry.id, "", reading.text, lines, day)]), entry.id, day)

    def issue(one: Bulletin, published: str | None) -> tuple[int, int]:
        known = {entry.id: behind(entry) for entry in one.entries()}
        things = check_issue(one, known, published=published)
        proofread(sheet_of_issue(one, published))
        return len(things), sum(thing.state is CheckState.OPEN for thing in things)

    count, left = issue(bulletin, reading.text)
    _, seconds = timed(lambda: issue(bulletin, reading.text))
    figures = [
        at_most(f"{name}: proof + gate", seconds * 1000, 300, "ms", f" ({count} things, {left} open)"),
    ]
    longest = max(bulletin.entries(), key=lambda entry: sum(len(one.words.text) for one in entry.paragraphs))
    changed = [_reworded(entry, Words) for entry in (longest, *bulletin.entries())]
    times = []
    for entry, edited in zip((longest, *bulletin.entries()), changed, strict=True):
        times.append(timed(lambda entry=entry, edited=edited: check_entry(edited, behind(entry)), runs=3)[1] * 1000)
    figures.append(at_most("one entry after an edit: the longest", times[0], 30, "ms"))
    figures.append(at_most("one entry after an edit: the slowest", max(times[1:]), 30, "ms"))
    return figures


def _reworded(entry, words):  # type: ignore[no-untyped-def]
    """The entry with a word before each of its sentences, so that none stands in its capture as it is."""
    import msgspec

    paragraphs = tuple(
        msgspec.structs.replace(one, words=words(one.words.text.replace("。", "了。").replace("，", "，且", 1)))
        for one in entry.paragraphs
    )
    return msgspec.structs.replace(entry, paragraphs=paragraphs)
