"""True entries: drafted from releases, rewritten by hand, or of a published bulletin, each with its captures."""

from __future__ import annotations

import datetime
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import yaml

from guanlan import formats
from guanlan.actions.steps.interpret import interpret
from guanlan.errors import GuanlanError
from guanlan.publish.compose import draft_entry
from guanlan.publish.gate import Behind, Captures, Source
from guanlan.publish.gate.issue import body_of
from guanlan.records.bulletin import Entry
from guanlan.records.development import Development, Origin, Telling
from guanlan.records.report import Report


class TrueEntry(NamedTuple):
    """A true entry: its text and what stands behind it."""

    name: str
    text: str
    behind: Behind


def source_of(report: Report, text: str, *, published: str | None = None) -> Source:
    """A report as a capture behind an entry."""
    lead = report.facts.date.value
    day = datetime.date.fromisoformat(published) if published else None
    if day is None and lead is not None:
        day = datetime.date.fromisoformat(lead.date.split("/")[0])
    days = tuple(filter(None, (lead.date if lead else None, published)))
    lines = (report.headline, *(one.words for one in report.paragraphs), *report.sources)
    return Source(report.name, "", text, lines, day, days)


def reports_of(data: bytes, name: str, publisher: str | None = None) -> list[tuple[Report, Source]]:
    """The reports of a file, each as a capture; none where it cannot be read or is to be left out."""
    try:
        media_type = formats.admit(data, name)
        reading = formats.read(data, name=name, media_type=media_type)
        if reading.metadata.get("state"):
            return []
        said = interpret(reading, "release", publisher=publisher)
    except GuanlanError:
        return []
    published = reading.metadata.get("published", "")[:10] or None
    return [(one, source_of(one, reading.text, published=published)) for one in said.reports]


def sample_sources() -> dict[str, list[tuple[Report, Source]]]:
    """File → the reports of each sample release."""
    folder = files("guanlan") / "samples"
    index = tomllib.loads((folder / "index.toml").read_text(encoding="utf-8"))["samples"]
    return {
        one["file"]: reports_of((folder / one["file"]).read_bytes(), one["file"], one.get("publisher")) for one in index
    }


def drafted(report: Report, source: Source) -> TrueEntry | None:
    """The entry drafted from a report."""
    telling = Telling(
        report.name, report, Origin(report.name, published=source.day.isoformat() if source.day else None)
    )
    text = body_of(draft_entry(Development(report.name, (telling,))))
    if len(text) < 60:
        return None
    return TrueEntry(report.headline.text, text, Behind(Captures([source]), report.name, source.day))


def true_entries(shared: Path | None, limit: int = 120) -> list[TrueEntry]:
    """Entries drafted from the samples, and from so many of the shared articles and pages."""
    found = [entry for several in sample_sources().values() for one in several if (entry := drafted(*one))]
    if shared is not None:
        paths = sorted([*shared.glob("corpus/articles/*/*.md"), *shared.glob("corpus/pages/*.md")])
        for path in paths[:: max(1, len(paths) // limit)]:
            for one in reports_of(path.read_bytes(), path.name)[:3]:
                if entry := drafted(*one):
                    found.append(entry)
        for path in sorted(shared.glob("corpus/bulletin/*.txt")):
            found += bulletin_entries(path.read_bytes(), path.name)
    return found


class Reworded(NamedTuple):
    """A true entry told in other words than a shared text, with the headline given to it."""

    id: str
    title: str
    told: TrueEntry


def reworded(folder: Path, shared: Path) -> list[Reworded]:
    """Entries that tell shared texts in other words: ``reworded_*.yaml`` of a folder.

    Each names an article or page, of which it takes the report it shares most with, or its place in the bulletin.
    """
    bulletin = [one for path in sorted(shared.glob("corpus/bulletin/*.txt")) for one in _bulletin_behind(path)]
    known: dict[str, list[tuple[Report, Source]]] = {}
    found = []
    for path in sorted(folder.glob("reworded_*.yaml")):
        for one in yaml.safe_load(path.read_text(encoding="utf-8")):
            text = one["text"].strip()
            if "entry" in one:
                behind = bulletin[one["entry"] - 1]
            else:
                name = one["source"]
                if name not in known:
                    file = shared / "corpus" / name
                    known[name] = reports_of(file.read_bytes(), file.name)
                report, source = max(known[name], key=lambda it: _shared_pairs(text, it[1]))
                behind = Behind(Captures([source]), report.name, source.day)
            found.append(Reworded(one["id"], one["title"], TrueEntry(f"{path.stem} {one['id']}", text, behind)))
    return found


def _bulletin_behind(path: Path) -> list[Behind]:
    return [one.behind for one in bulletin_entries(path.read_bytes(), path.name)]


def _shared_pairs(text: str, source: Source) -> int:
    told = "".join(line.text for line in source.lines)
    return sum(text[at : at + 2] in told for at in range(len(text) - 1))


def rewritten(folder: Path) -> list[TrueEntry]:
    """Entries that tell the samples in other words: ``rewritten_*.yaml`` of a folder."""
    sources = sample_sources()
    found = []
    for path in sorted(folder.glob("rewritten_*.yaml")):
        for number, one in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            report, source = sources[one["sample"]][one.get("report", 0)]
            behind = Behind(Captures([source]), report.name, source.day)
            found.append(TrueEntry(f"{path.stem} {number} {one['sample']}", one["text"].strip(), behind))
    return found


def bulletin_entries(data: bytes, name: str) -> list[TrueEntry]:
    """The entries of a published bulletin, each its own capture."""
    reading = formats.read(data, name=name, media_type=formats.admit(data, name))
    said = interpret(reading, "bulletin")
    if said.bulletin is None:
        return []
    found = []
    for report in said.reports:
        source = source_of(report, reading.text, published=said.bulletin.cover.date)
        body = body_of(Entry("", report.headline, report.paragraphs))
        found.append(TrueEntry(report.headline.text, body, Behind(Captures([source]), report.name, source.day)))
    return found
