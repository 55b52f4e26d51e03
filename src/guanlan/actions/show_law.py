"""What a law, or a provision of it, says on a day."""

from __future__ import annotations

from datetime import date

from guanlan.actions.law_summaries import LawView
from guanlan.actions.steps.law_library import (
    law_line,
    open_library,
    provision_of,
    version_line,
    version_shown,
    work_named,
)
from guanlan.law.changes import number_before, since
from guanlan.law.resolve import Resolved, resolve_provision


def show_law(name: str, provision: str | None = None, *, on: date) -> LawView:
    """The version of ``name`` in force on a day, whole or at ``provision`` (第五十九条第一款, 59, 21-1).

    Raises ``InputError`` ``laws.unknown``, ``laws.ambiguous``, ``laws.no_version`` with what may have been meant. A
    provision that the version does not have is no error: ``resolved`` says so.
    """
    wanted = None if provision is None else provision_of(provision)
    library = open_library()
    work = work_named(name, library)
    version = version_shown(work, on)
    line, shown = law_line(work), version_line(version)
    if wanted is None:
        text = library.text(version.value.ref)
        return LawView(line, shown, on, text.published, text.law)
    resolved = resolve_provision(work.title, wanted, library, on=on)
    if not isinstance(resolved, Resolved):
        return LawView(line, shown, on, resolved=(resolved,), changes=((),))
    changes, moved = since(resolved, library), number_before(resolved, library)
    return LawView(line, shown, on, resolved=(resolved,), changes=(changes,), moved=moved)
