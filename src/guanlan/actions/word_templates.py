"""The sample Word template, and whether a template can be used."""

from __future__ import annotations

from pathlib import Path

from guanlan.actions.steps.files import bytes_of
from guanlan.errors import InputError
from guanlan.publish.render.docx_template import WordTemplate, sample_template
from guanlan.publish.render.docx_template import check_template as check
from guanlan.store.blobs import write_whole


def save_sample(out: Path) -> None:
    """Write the template that comes with the package; raises ``InputError`` where it cannot be written."""
    try:
        write_whole(out, sample_template().data)
    except OSError as error:
        raise InputError("actions.cannot_write", path=str(out), why=error.strerror or str(error)) from error


def check_template(path: Path) -> None:
    """Raise ``InputError`` naming the first thing in a template that keeps it from being used."""
    check(WordTemplate(path.name, bytes_of(path)))
