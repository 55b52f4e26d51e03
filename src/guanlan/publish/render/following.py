"""往期追踪 as rows: what an earlier issue told, and what this one tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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


def rows(follow_ups: Iterable[FollowUp], anchors: Mapping[str, str]) -> tuple[SheetFollow, ...]:
    """The rows in the order of this issue; ``anchors`` are those of the entries that stand in it, by their ids.

    What was merely carried again is for the editors, not for readers.
    """
    return tuple(
        SheetFollow(
            label_of(one.kind),
            printed(issue_of(one.earlier)),
            printed(told_line(one.earlier)),
            printed(told_line(one.later)),
            anchors[one.later.entry],
        )
        for one in follow_ups
        if one.kind is not FollowKind.CARRIED and one.later.entry in anchors
    )
