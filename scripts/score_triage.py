"""Triage lines as JSON Lines on standard output, without a database: ``score_triage.py ARTICLES LABELS``.

What ``.ci/score`` compares with the labels: ``doc`` is the path below ``ARTICLES``. The labelled articles are judged;
stories are told apart among them and all others of their months, as they would be in a home that holds them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from guanlan import formats
from guanlan.actions.steps.stories import stories
from guanlan.extract.release import read_release
from guanlan.extract.triage import material_of, triage
from guanlan.records.development import Origin, Telling
from guanlan.records.reading import Reading
from guanlan.records.report import Report
from guanlan.records.triage import Triage


def judged(path: Path) -> tuple[Reading, tuple[Report, ...], Triage]:
    """What is read of an article, and what is said of it."""
    reading = formats.read(path.read_bytes(), name=path.name)
    reports = read_release(reading)
    return reading, reports, triage(material_of(reading, reports))


def telling(doc: str, reading: Reading, report: Report) -> Telling:
    """The report of a single release as merging takes it."""
    published = reading.metadata.get("published", "")[:10] or None
    return Telling(doc, report, Origin(doc, publisher=reading.metadata.get("publisher"), published=published))


def main(articles: Path, docs: Iterable[str]) -> None:
    """Print one line for each of ``docs``."""
    wanted = set(docs)
    said: dict[str, Triage] = {}
    tellings = []
    for path in sorted(one for month in {doc.split("/")[0] for doc in wanted} for one in (articles / month).iterdir()):
        doc = path.relative_to(articles).as_posix()
        reading, reports, said[doc] = judged(path)
        if said[doc].relevant and said[doc].shape == "single" and reports:
            tellings.append(telling(doc, reading, reports[0]))
    known = stories(tellings)
    for doc in sorted(wanted):
        told = said[doc]
        line = {"doc": doc, "relevant": told.relevant, "shape": told.shape, "kind": told.kind, "story": known.get(doc)}
        sys.stdout.write(json.dumps(line | {"primary": told.primary, "score": told.score}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    rows = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
    main(Path(sys.argv[1]), [json.loads(row)["doc"] for row in rows])
