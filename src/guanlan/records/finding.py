"""What the proof-reader finds in a text."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

FindingLevel = Literal["error", "warning", "advice"]


class Finding(msgspec.Struct, frozen=True):
    """``code`` is that of the rule (``GL101``); ``start`` to ``end`` are code points of the as-published text (of the
    issue's plain text, where it was composed here), ``text`` exactly what stands there. ``mend`` is what should stand
    there instead, where that is sure, else None. ``where`` is an entry's id, ``toc``, ``masthead``, ``guide.N`` or
    ``keywords.N`` (N counts columns); ``params`` fill the rule's sentence in the tables of words.
    """

    code: str
    level: FindingLevel
    start: int
    end: int
    text: str
    mend: str | None = None
    where: str = ""
    params: dict[str, Any] = {}
