"""What of a release triage looks at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from guanlan.extract.bulletin.lines import draw_lines
from guanlan.extract.release.layout import lay_out
from guanlan.records.reading import Reading
from guanlan.records.report import Report


class Material(NamedTuple):
    """``headline`` of the page, ``publisher`` (site or account), ``lines`` of its body as read, ``reports`` in it."""

    headline: str
    publisher: str | None
    lines: tuple[str, ...]
    reports: tuple[Report, ...]


def material_of(reading: Reading, reports: Sequence[Report], *, publisher: str | None = None) -> Material:
    """What triage looks at of the page ``reading``, whose reports were read before."""
    layout = lay_out(reading, draw_lines(reading))
    lines = tuple(line.read for line in layout.body if line.read.strip())
    return Material(layout.headline.text, reading.metadata.get("publisher") or publisher, lines, tuple(reports))
