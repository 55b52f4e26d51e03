"""The register of the units that send in news: who is asked, from when, until when."""

from __future__ import annotations

import datetime

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.list_units import line_of
from guanlan.actions.submission_summaries import UnitLine
from guanlan.errors import InputError
from guanlan.store.models import Unit
from guanlan.store.selectors.units import nearest_unit, unit_named

_LONGEST = 200  # the width of the columns


def add_unit(name: str, *, context: Context, on: datetime.date, contact: str = "") -> UnitLine:
    """Enter a unit as of the day ``on``; one that was closed is open again. Raises ``InputError`` for one that is there
    or a name that is none.
    """
    bare = " ".join(name.split())
    if not bare or len(bare) > _LONGEST or not bare.isprintable():
        raise InputError("submission.bad_unit", unit=name[:40])
    with acting(context, "add unit", bare) as details:
        unit = unit_named(bare)
        if unit is not None and unit.closed is None:
            raise InputError("submission.unit_there", unit=unit.name, day=unit.joined.isoformat())
        if unit is None:
            unit = Unit(name=bare, joined=on)
        unit.closed, unit.contact = None, contact.strip()[:_LONGEST] or unit.contact
        unit.save()
        details.update(on=on.isoformat(), contact=unit.contact)
    return line_of(unit)


def close_unit(name: str, *, context: Context, on: datetime.date) -> UnitLine:
    """Ask a unit no more after the day ``on``; what it sent stays. Raises ``InputError`` where there is no such unit,
    or where it had not joined by then.
    """
    with acting(context, "close unit", name[:_LONGEST]) as details:
        unit = unit_named(name)
        if unit is None:
            raise InputError("submission.no_unit", unit=name, near=nearest_unit(name) or "—")
        if on < unit.joined:
            raise InputError(
                "submission.closed_early", unit=unit.name, day=on.isoformat(), joined=unit.joined.isoformat()
            )
        unit.closed = on
        unit.save()
        details["on"] = on.isoformat()
    return line_of(unit)
