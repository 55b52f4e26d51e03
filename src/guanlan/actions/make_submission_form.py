"""Write the form on which units send in news."""

from __future__ import annotations

from pathlib import Path

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.summaries import Built
from guanlan.errors import InputError
from guanlan.publish.journal import default_journal, load_journal
from guanlan.publish.submission_form import make_form
from guanlan.store.blobs import sha256_of, write_whole
from guanlan.store.models import Unit

_XLSX = "xlsx"


def make_submission_form(out: Path, *, context: Context, journal: bytes | None = None) -> Built:
    """Write the form with the units of the register and the columns of the journal (``bulletin.toml``) to choose from.

    Raises ``InputError`` where the file is there already or cannot be written.
    """
    if out.exists():
        raise InputError("submission.form_there", path=str(out))
    described = load_journal(journal) if journal is not None else default_journal()
    columns = [
        name
        for column in described.columns
        for name in ([sub.heading for sub in column.subcolumns if sub.heading] or [column.heading or column.series])
    ]
    units = list(Unit.objects.filter(closed=None).order_by("name").values_list("name", flat=True))
    data = make_form(title=f"《{described.title}》信息报送表", units=units, columns=list(dict.fromkeys(columns)))
    with acting(context, "make form", str(out)[:200]) as details:
        details["units"] = len(units)
        try:
            write_whole(out.absolute(), data)
        except OSError as error:
            raise InputError("actions.cannot_write", path=str(out), why=error.strerror or str(error)) from error
    return Built(_XLSX, str(out), len(data), sha256_of(data))
