"""往期追踪 as rows: what an earlier issue told, and what this one tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from guanlan.publish.memory.telling import issue_of, label_of, told_line
from guanlan.publish.render.signs import printed
from guanlan.records.memory import FollowKind, FollowUp

TITLE = "往期追踪"


class SheetFollow(msgspec.Struct, frozen=True):
    """``label`` says what became of it; ``issue`` is 第17期; ``anchor`` is the name of this issue's entry for links."""

    label: str
    issue: str
    before: str
    now: str
    anchor: str

    def words(self) -> str:
        """The row in one paragraph, where a format has no rows."""
        return f"〔{self.label}〕{self.issue}：{self.before}。本期：{self.now}。"


class Standing(NamedTuple):
    """The name for links and the title of an entry as it is printed: it may have been edited since it was put
    together with an earlier one.
    """

    anchor: str
    title: str


def rows(follow_ups: Iterable[FollowUp], entries: Mapping[str, Standing]) -> tuple[SheetFollow, ...]:
    """The rows in the order of this issue, whose ``entries`` are given by their ids.

    What was merely carried again is for the editors, not for readers.
    """
    return tuple(
        SheetFollow(
            label_of(one.kind),
            printed(issue_of(one.earlier)),
            printed(told_line(one.earlier)),
            printed(told_line(msgspec.structs.replace(one.later, title=entries[one.later.entry].title))),
            entries[one.later.entry].anchor,
        )
        for one in follow_ups
        if one.kind is not FollowKind.CARRIED and one.later.entry in entries
    )
