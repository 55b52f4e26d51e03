"""``guanlan submission …``: the form of member associations, what they send, who has not, and what was adopted."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.commands.laws import BEIJING, AsJson, legal_day, print_json
from guanlan.cli.door import opened
from guanlan.cli.words import language, say, term
from guanlan.errors import InputError, phrase

if TYPE_CHECKING:
    from guanlan.actions.submission_summaries import Receipt, Submitted, UnitLine, UnitStatistics

_UNIT_VERBS = ("list", "add", "close")
Month = Annotated[str | None, typer.Option("--month", help=say("submission.take.month"), metavar="YYYY-MM")]


def form(
    out: Annotated[Path, typer.Option("--out", help=say("submission.form.out"))],
    journal: Annotated[Path | None, typer.Option("--journal", help=say("submission.form.journal"))] = None,
) -> int:
    """Write the form."""
    with opened() as context:
        from guanlan.actions.make_submission_form import make_submission_form
        from guanlan.actions.steps.files import bytes_of

        made = make_submission_form(out, context=context, journal=bytes_of(journal) if journal else None)
    typer.echo(say("submission.form.done", path=made.path, size=f"{made.size / 1024:.0f} KB"))
    return 0


def take(
    path: Annotated[Path, typer.Argument(help=say("submission.take.path"), metavar="FILE|DIR|ZIP")],
    month: Month = None,
    from_: Annotated[str | None, typer.Option("--from", help=say("take.from"), metavar="WHO")] = None,
    register: Annotated[bool, typer.Option("--register", help=say("submission.take.register"))] = False,
    receipt: Annotated[Path | None, typer.Option("--receipt", help=say("submission.take.receipt"))] = None,
    as_json: AsJson = False,
) -> int:
    """Store the form, take its rows; 1 where something goes back, 2 where nothing could be taken in."""
    with opened() as context:
        from guanlan.actions.take_submission import take_submission

        done = take_submission(path, context=context, month=month, who=from_, register=register)
    text = "\n".join(receipt_lines(done)) + "\n"
    if receipt is not None:
        _save(receipt, text)
    if as_json:
        print_json(done)
    else:
        typer.echo(text, nl=False)
    if receipt is not None:
        typer.echo(say("submission.receipt.saved", path=receipt), err=True)
    if any(one.code is not None for one in done.receipts) or (done.refused and not done.receipts):
        return 2
    return 0 if done.whole else 1


def _save(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError("actions.cannot_write", path=str(path), why=error.strerror or str(error)) from error


def receipt_lines(done: Submitted) -> Iterator[str]:
    """The receipt as a unit gets it."""
    yield say("submission.receipt.title")
    for one in done.receipts:
        yield from _receipt(one)
    for item in done.refused:
        outcome = item.outcome
        why = phrase(outcome.code, language(), outcome.params) if outcome.code else ""
        yield say("submission.receipt.refused", path=outcome.path, why=why)


def _receipt(one: Receipt) -> Iterator[str]:
    at = one.at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
    yield ""
    yield say("submission.receipt.form", form=Path(one.form).name, month=one.month, at=at)
    if one.code is not None:
        yield say("submission.receipt.back", why=phrase(one.code, language(), one.params))
        return
    counts = {"rows": len(one.rows), "accepted": len(one.accepted), "returned": len(one.returned)}
    yield say("submission.receipt.counts", **counts)
    for remark in one.remarks:
        yield "  " + phrase(remark.code, language(), remark.params)
    for row in one.rows:
        code = "submission.receipt.accepted" if row.accepted else "submission.receipt.returned"
        result = term("result", row.result) if row.result else ""
        yield say(code, row=row.row, title=row.title or "—", result=result, handle=row.handle or "—")
        for remark in row.remarks:
            yield "  " + phrase(remark.code, language(), remark.params)


def units(
    what: Annotated[str, typer.Argument(help=say("submission.units.what"), metavar="[list|add|close]")] = "list",
    name: Annotated[str | None, typer.Argument(help=say("submission.units.name"), metavar="[NAME]")] = None,
    contact: Annotated[str, typer.Option("--contact", help=say("submission.units.contact"))] = "",
    on: Annotated[str | None, typer.Option("--on", help=say("submission.units.on"), metavar="YYYY-MM-DD")] = None,
    as_json: AsJson = False,
) -> int:
    """The register, or a change to it."""
    if what not in _UNIT_VERBS:
        raise InputError("cli.choice", option="units", value=what, choices=", ".join(_UNIT_VERBS))
    if what != "list" and not name:
        typer.echo(say("submission.units.name_needed"), err=True)
        return 2
    with opened() as context:
        from guanlan.actions.list_units import list_units
        from guanlan.actions.register_unit import add_unit, close_unit

        if what == "add":
            line = add_unit(name or "", context=context, on=legal_day(on), contact=contact)
            typer.echo(say("submission.units.added", name=line.name, joined=line.joined))
        elif what == "close":
            line = close_unit(name or "", context=context, on=legal_day(on))
            typer.echo(say("submission.units.closed", name=line.name, closed=line.closed))
        else:
            _print_units(list_units(), as_json=as_json)
    return 0


def _print_units(lines: tuple[UnitLine, ...], *, as_json: bool) -> None:
    from guanlan.cli.grids import print_table

    if as_json:
        print_json(lines)
        return
    print_table(
        [say(f"submission.head.{head}") for head in ("unit", "contact", "joined", "closed", "last")],
        ((one.name, one.contact, one.joined, one.closed, one.last) for one in lines),
    )


def missing(
    month: Annotated[str | None, typer.Option("--month", help=say("submission.missing.month"))] = None,
    as_json: AsJson = False,
) -> int:
    """Who has not sent; 1 where somebody has not."""
    wanted = month or datetime.now(BEIJING).strftime("%Y-%m")
    with opened():
        from guanlan.actions.list_units import list_missing

        lines = list_missing(wanted)
    if as_json:
        print_json(lines)
    elif not lines:
        typer.echo(say("submission.missing.none", month=wanted))
    else:
        typer.echo(say("submission.missing.done", month=wanted, count=len(lines)))
        _print_units(lines, as_json=False)
    return 1 if lines else 0


def statistics(
    year: Annotated[int | None, typer.Option("--year", help=say("submission.statistics.year"))] = None,
    month: Annotated[str | None, typer.Option("--month", help=say("submission.statistics.month"))] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help=say("submission.statistics.csv"))] = False,
    as_json: AsJson = False,
) -> int:
    """Sent, adopted, share, unit by unit."""
    with opened():
        from guanlan.actions.list_units import days_of
        from guanlan.actions.submission_statistics import submission_statistics

        if month is not None:
            days_of(month)
        lines = submission_statistics(year=year, month=month)
    if as_json:
        print_json(lines)
    else:
        _print_statistics(lines, as_csv=as_csv)
    return 0


def _print_statistics(lines: tuple[UnitStatistics, ...], *, as_csv: bool) -> None:
    heads = [say(f"submission.head.{h}") for h in ("unit", "forms", "sent", "returned", "adopted", "share", "issues")]
    rows = [
        (one.unit, one.forms, one.sent, one.returned, one.adopted, one.share, "、".join(map(str, one.issues)))
        for one in lines
    ]
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([heads, *rows])
        return
    from guanlan.cli.grids import print_table

    print_table(heads, rows)


COMMANDS: dict[str, Callable[..., Any]] = {
    "submission form": form,
    "submission take": take,
    "submission units": units,
    "submission missing": missing,
    "submission statistics": statistics,
}
