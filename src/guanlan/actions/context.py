"""What a door tells an action: who acts, what time it is, whether they may, and where to report progress."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

Progress = Callable[[int, int, str], None]
"""``progress(done, total, what)``: called before each step, with the step's name, and at the end with an empty one."""

Permission = Callable[[str, str], bool]
"""``permission(actor, verb)``: whether the actor may."""


def everyone(actor: str, verb: str) -> bool:
    """On a machine of one's own, whoever may open the home may do everything."""
    return bool(actor and verb)


class Context(msgspec.Struct, frozen=True):
    """``actor`` comes from ``actions.actor.actor_name``; ``now`` is an aware instant, and an action's only clock."""

    actor: str
    now: datetime
    permission: Permission = everyone
    progress: Progress | None = None

    def tell(self, done: int, total: int, what: str = "") -> None:
        """Report progress where someone listens."""
        if self.progress is not None:
            self.progress(done, total, what)
