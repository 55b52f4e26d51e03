"""What stands before the first column: cover, masthead, notice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from guanlan.extract.bulletin.contents import Contents
from guanlan.extract.bulletin.lines import Line
from guanlan.extract.bulletin.marks import cues
from guanlan.extract.bulletin.masthead import read_masthead
from guanlan.records.bulletin import Role, Words


class Front(NamedTuple):
    """The lines of the cover; roles and notices wherever they stand before the body."""

    cover: tuple[Line, ...]
    roles: tuple[Role, ...]
    notice: tuple[Words, ...]


def front_parts(text: str, lines: Sequence[Line], contents: Contents | None, body: int) -> Front:
    """The parts before line ``body``; the cover stands before the contents list, the masthead before or after it."""
    if contents is None:
        head, tail = list(lines[:body]), []
    else:
        head, tail = list(lines[: contents.first]), list(lines[contents.last : body])
    before = read_masthead(text, _before_figures(head))
    after = read_masthead(text, _before_figures(tail))
    cover = tuple(head[index] for index in before.rest)
    return Front(cover, before.roles + after.roles, before.notice + after.notice)


def _before_figures(lines: list[Line]) -> list[Line]:
    """The lines before a page of figures (本期一览), which has neither names nor notices."""
    last = next((at for at, line in enumerate(lines) if "".join(line.read.split()) in cues("overview")), len(lines))
    return lines[:last]
