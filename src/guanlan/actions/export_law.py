"""A version of an instrument as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from guanlan.actions.steps.law_library import load_version, open_library, version_shown, work_named
from guanlan.errors import InputError
from guanlan.law.akn import akoma_ntoso
from guanlan.law.holding import Holding
from guanlan.law.parts import whole_of
from guanlan.law.plain import law_json, law_markdown
from guanlan.records.law import LawText

_WRITERS: dict[str, Callable[[str, LawText, Holding], bytes]] = {
    "akn": akoma_ntoso,
    "md": lambda published, law, holding: law_markdown(published, law, holding).encode(),
    "json": law_json,
}
FORMATS = tuple(_WRITERS)


def export_law(name: str, *, on: date, format: str = "akn") -> bytes:
    """The version of ``name`` that holds on ``on``, as Akoma Ntoso, Markdown or JSON.

    Raises ``InputError`` for an unknown or ambiguous name, a day without a version, a format that is not known.
    """
    if format not in FORMATS:
        raise InputError("actions.export_format", format=format, known="、".join(FORMATS))
    work = work_named(name, open_library())
    version = version_shown(work, on)
    published, law = whole_of([load_version(ref) for ref in version.value.parts or (version.value.ref,)])
    ended = work.repealed_by is not None and version.last is not None and version == work.versions[-1]
    holding = Holding(work.key, version.first, version.last, repealed=ended)
    return _WRITERS[format](published, law, holding)
