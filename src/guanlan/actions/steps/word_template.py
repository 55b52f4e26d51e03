"""The Word template that an issue is built by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from guanlan.actions.steps.assemble import journal_of
from guanlan.actions.steps.built import TEMPLATED
from guanlan.actions.steps.files import bytes_of
from guanlan.errors import InputError
from guanlan.publish.render.docx_template import WordTemplate
from guanlan.store import home
from guanlan.store.models import Issue

TEMPLATES = "templates"  # a folder of the home


def template_for(issue: Issue, formats: Sequence[str], given: Path | None) -> WordTemplate | None:
    """The template that was given, else the one that the journal names; none where no DOCX is asked for.

    Raises ``InputError`` where it is not there, and for one that was given although no DOCX is asked for.
    """
    if TEMPLATED not in formats:
        if given is not None:
            raise InputError("template.unused")
        return None
    if given is not None:
        return WordTemplate(given.name, bytes_of(given))
    journal = journal_of(issue)
    if journal is None or journal.template is None:
        return None
    path = home() / TEMPLATES / journal.template
    if not path.is_file():
        raise InputError("template.missing", name=journal.template, folder=str(path.parent))
    return WordTemplate(journal.template, bytes_of(path))
