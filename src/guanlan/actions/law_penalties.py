"""The penalties that an article provides for."""

from __future__ import annotations

from datetime import date

from guanlan.actions.law_summaries import PenaltiesView
from guanlan.actions.steps.law_library import (
    law_line,
    open_library,
    provision_of,
    version_line,
    version_shown,
    work_named,
)
from guanlan.errors import InputError
from guanlan.law.penalties import read_tiers
from guanlan.law.resolve import Resolved, resolve_provision
from guanlan.text.provisions import Provision


def law_penalties(name: str, article: str, *, on: date) -> PenaltiesView:
    """The tiers of ``article`` (59, 21-1, 第五十九条) as of a day.

    Raises ``InputError`` as ``show_law`` does, and ``laws.no_provision``.
    """
    wanted = Provision(article=provision_of(article).article)
    library = open_library()
    work = work_named(name, library)
    version = version_shown(work, on)
    found = resolve_provision(work.title, wanted, library, on=on)
    if not isinstance(found, Resolved) or found.unit < 0:
        reason = "∅" if isinstance(found, Resolved) else found.reason.value
        raise InputError("laws.no_provision", title=work.title, on=on.isoformat(), provision=article, reason=reason)
    text = library.text(found.ref)
    return PenaltiesView(law_line(work), version_line(version), found, read_tiers(text.published, text.law, found.unit))
