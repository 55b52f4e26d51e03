"""What is different between the versions of a law in force on two days."""

from __future__ import annotations

from datetime import date

from guanlan.actions.law_summaries import LawDiff
from guanlan.actions.steps.law_library import law_line, open_library, version_line, version_shown, work_named
from guanlan.errors import InputError
from guanlan.law.changes import pairs_between, passages_of
from guanlan.law.diff import diff_articles


def diff_law(name: str, day1: date, day2: date) -> LawDiff:
    """The differences by article and word. Raises ``InputError`` as ``show_law`` does, and ``laws.same_version``."""
    library = open_library()
    work = work_named(name, library)
    old, new = version_shown(work, day1), version_shown(work, day2)
    if old.value.ref == new.value.ref:
        raise InputError("laws.same_version", title=work.title, day1=day1.isoformat(), day2=day2.isoformat())
    before, after = old.value.ref, new.value.ref
    articles = diff_articles(
        passages_of(library, before), passages_of(library, after), pairs_between(library, before, after)
    )
    return LawDiff(law_line(work), version_line(old), version_line(new), articles)
