"""A published bulletin remembered: which of the sample releases it had carried, entry by entry."""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from pathlib import Path

from guanlan import formats
from guanlan.actions.steps.interpret import interpret
from guanlan.publish.memory import Past, follow_ups
from guanlan.records.bulletin import Entry
from guanlan.records.memory import FollowKind

TABLE = Path(__file__).parent / "cases" / "carried_samples.tsv"


def labelled() -> list[list[str]]:
    """Report, entry that carried it, whether that is found, why not."""
    with TABLE.open(encoding="utf-8") as lines:
        return [cells for cells in csv.reader(lines, delimiter="\t") if not cells[0].startswith("#")]


def samples() -> list[Past]:
    """The reports of the samples, each under its file's name and number."""
    folder = files("guanlan") / "samples"
    found = []
    for row in tomllib.loads((folder / "index.toml").read_text(encoding="utf-8"))["samples"]:
        name = row["file"]
        if name == "wechat_deleted.html":  # says that its article is gone, and nothing else
            continue
        reading = formats.read((folder / name).read_bytes(), name=name)
        for number, one in enumerate(interpret(reading, "release", publisher=row.get("publisher")).reports, 1):
            entry = Entry(f"{name}#{number}", one.headline, one.paragraphs, one.sources, one.facts)
            found.append(Past(None, None, entry, entry.id))
    return found


def test_what_the_bulletin_carried_is_known_again_and_nothing_else_is(shared: Path) -> None:
    """51条样例信息：认出的没有一条是错的；漏认的逐条列明原因。"""
    data = (shared / "corpus/bulletin/000_f8a42a771962feff.txt").read_bytes()
    bulletin = interpret(formats.read(data, name="bulletin.txt"), "bulletin").bulletin
    assert bulletin is not None
    past = [Past(18, "2025-01-16", entry, entry.id) for entry in bulletin.entries()]
    told = follow_ups(past, samples())

    assert {one.kind for one in told} == {FollowKind.CARRIED}
    expected = {report: entry for report, entry, found, _ in labelled() if found == "yes" and entry != "–"}
    assert {one.later.key: one.earlier.entry for one in told} == expected
    assert len(told) == len(expected)
    missed = [report for report, _, found, _ in labelled() if found == "no"]
    assert len(missed) <= len(labelled()) // 7
