"""``guanlan issue …``, ``entry edit``, ``export``, ``reports``: making a bulletin and getting its data out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.commands.reading import day_of, given_bytes, given_day
from guanlan.cli.door import opened
from guanlan.cli.words import language, say, term
from guanlan.errors import InputError, phrase

if TYPE_CHECKING:
    from guanlan.actions.summaries import EntryLine, IssueLine, IssueView

Which = Annotated[str, typer.Argument(help=say("argument.issue"), metavar="N")]
AsJson = Annotated[bool, typer.Option("--json", help=say("option.json"))]
USUAL = ("pdf", "docx", "html", "md", "jsonl")


def new(
    number: Annotated[int, typer.Argument(help=say("issue.new.number"), metavar="N")],
    date: Annotated[str, typer.Option("--date", help=say("issue.new.date"), metavar="YYYY-MM-DD")],
    journal: Annotated[Path | None, typer.Option("--journal", help=say("issue.new.journal"))] = None,
) -> int:
    """Compose an issue from what is held."""
    day = day_of(date)
    toml = given_bytes(journal)[0] if journal else None
    with opened() as context:
        from guanlan.actions.new_issue import new_issue

        print_issue(new_issue(number, day, context=context, journal=toml))
    return 0


def list_(as_json: AsJson = False) -> int:
    """One line an issue."""
    with opened():
        from guanlan.actions.list_issues import list_issues

        lines = list_issues()
    if as_json:
        _print_json(lines)
        return 0
    from guanlan.cli.grids import print_table

    heads = tuple(say(f"head.{name}") for name in ("number", "title", "date", "entries", "origin", "state"))
    origin = {True: say("issue.imported"), False: say("issue.composed")}
    rows = (
        (one.number, one.title, one.date, one.entries, origin[one.imported], say(f"issue.state.{_shown_state(one)}"))
        for one in lines
    )
    print_table(heads, rows)
    return 0


def _shown_state(one: IssueLine) -> str:
    """An imported issue is out without a signature."""
    return "out" if one.imported else one.state


def show(
    which: Which,
    as_json: AsJson = False,
    why: Annotated[bool, typer.Option("--why", help=say("issue.show.why"))] = False,
) -> int:
    """Columns and entries of an issue."""
    with opened():
        from guanlan.actions.list_issues import show_issue

        view = show_issue(which)
    if as_json:
        _print_json(view)
    else:
        print_issue(view, why=why)
    return 0


def order(
    which: Which,
    ids: Annotated[list[str], typer.Argument(help=say("issue.order.ids"), metavar="C.S.NN…")],
) -> int:
    """Put the entries of one sub-column in a new order."""
    with opened() as context:
        from guanlan.actions.order_issue import order_issue

        print_issue(order_issue(which, ids, context=context))
    return 0


def place(
    which: Which,
    what: Annotated[str, typer.Argument(help=say("issue.place.what"), metavar="WHAT")],
    to: Annotated[str, typer.Argument(help=say("issue.place.to"), metavar="C.S|out")],
    at: Annotated[int | None, typer.Option("--at", help=say("issue.place.at"))] = None,
) -> int:
    """Put an entry or a spare into a column, or out of the issue."""
    with opened() as context:
        from guanlan.actions.place_entry import place_entry

        print_issue(place_entry(which, what, to, context=context, at=at))
    return 0


def build(
    which: Which,
    to: Annotated[str | None, typer.Option("--to", "--format", help=say("issue.build.to"))] = None,
    out: Annotated[Path, typer.Option("--out", help=say("issue.build.out"))] = Path(),
    verify: Annotated[bool, typer.Option("--verify", help=say("issue.build.verify"))] = False,
    as_of: Annotated[str | None, typer.Option("--as-of", help=say("issue.build.as_of"), metavar="K|original")] = None,
    template: Annotated[Path | None, typer.Option("--template", help=say("issue.build.template"))] = None,
) -> int:
    """Build the files of an issue, or check that they would be built the same again."""
    wanted = None if to is None else tuple(name.strip() for name in to.split(",") if name.strip())
    state = None if as_of is None else _state(as_of)
    if verify:
        return _verify(which, wanted or (), state, template)
    with opened() as context:
        from guanlan.actions.build_issue import build_issue, coarse_in_press

        formats = USUAL if wanted is None else wanted
        built = build_issue(which, formats, out, context=context, state=state, template=template)
        coarse = coarse_in_press(which, state) if "press" in formats else ()
    for one in built:
        typer.echo(f"{one.path}  {one.size / 1024:.0f} KB  {one.sha256}")
    for finding in coarse:
        typer.echo(phrase(finding.code, language(), finding.params), err=True)
    return 0


def _state(typed: str) -> int:
    if typed == "original":
        return 0
    if not typed.isdecimal() or len(typed) > 6:
        raise InputError("cli.choice", option="--as-of", value=typed, choices="original, 0, 1, 2…")
    return int(typed)


def _verify(which: str, formats: tuple[str, ...], state: int | None, template: Path | None) -> int:
    with opened() as context:
        from guanlan.actions.verify_build import verify_build

        found = verify_build(which, formats, context=context, state=state, template=template)
    for one in found:
        at = one.at.isoformat(timespec="seconds") if one.at else ""
        said = {"format": one.format, "sha256": one.sha256, "recorded": one.recorded, "at": at}
        typer.echo(say(f"amending.{one.verdict}", **said))
    return int(any(one.verdict != "equal" for one in found))


def edit(
    which: Which,
    entry: Annotated[str, typer.Argument(help=say("entry.edit.entry"), metavar="C.S.NN")],
    title: Annotated[str | None, typer.Option("--title", help=say("entry.edit.title"))] = None,
    text: Annotated[Path | None, typer.Option("--text", help=say("entry.edit.text"))] = None,
) -> int:
    """A new revision of an entry; the earlier ones are kept."""
    if title is None and text is None:
        raise InputError("cli.nothing_to_do", options="--title, --text")
    words = decoded(text) if text else None
    with opened() as context:
        from guanlan.actions.edit_entry import edit_entry

        line = edit_entry(which, entry, context=context, title=title, text=words)
    typer.echo(say("entry.edit.done", id=line.id, title=line.title, revision=line.revision))
    return 0


def decoded(path: Path) -> str:
    """A text file's words in whatever encoding it has."""
    from guanlan import formats

    data, name = given_bytes(path)
    formats.admit(data, name)
    return formats.read(data, name=name, media_type="text/plain").text


def export(
    issue: Annotated[str, typer.Option("--issue", help=say("argument.issue"), metavar="N")],
    format_: Annotated[str, typer.Option("--format", help=say("export.format"), metavar="jsonl|csv")] = "jsonl",
) -> int:
    """The facts of an issue's entries, to standard output."""
    if format_ not in ("jsonl", "csv"):
        raise InputError("cli.choice", option="--format", value=format_, choices="jsonl, csv")
    with opened():
        from guanlan.actions.export_issue import export_issue

        for line in export_issue(issue, format_):
            sys.stdout.write(line)
    return 0


def reports(
    kind: Annotated[str | None, typer.Option("--kind", help=say("reports.kind"))] = None,
    jurisdiction: Annotated[str | None, typer.Option("--jurisdiction", help=say("reports.jurisdiction"))] = None,
    since: Annotated[str | None, typer.Option("--since", help=say("reports.since"), metavar="YYYY-MM-DD")] = None,
    until: Annotated[str | None, typer.Option("--until", help=say("reports.until"), metavar="YYYY-MM-DD")] = None,
    as_json: AsJson = False,
) -> int:
    """What is held, one line a report."""
    first, last = given_day(since), given_day(until)
    with opened():
        from guanlan.actions.list_reports import list_reports

        lines = list_reports(kind=kind, jurisdiction=jurisdiction, since=first, until=last)
    if as_json:
        for line in lines:
            row: dict[str, Any] = {"handle": line.handle, "key": line.key, "release": line.release, "doc": line.doc}
            row |= {"part": line.part, "n": line.number, "url": line.link, **(line.record or {})}
            typer.echo(json.dumps(row, ensure_ascii=False))
        return 0
    from guanlan.cli.grids import print_table

    heads = (say("head.report"), say("head.date"), say("head.kind"), say("head.place"), say("head.title"))
    lines = tuple({one.handle: one for one in lines}.values())
    shown = ((one.handle, one.date, term("value", one.kind), one.jurisdiction, one.title) for one in lines)
    print_table(heads, shown)
    return 0


def print_issue(view: IssueView, *, why: bool = False) -> None:
    """An issue as a list of columns and entries, and what was left over; ``why`` each entry stands where it does."""
    typer.secho(f"{view.line.title}  {view.line.date or ''}", bold=True)
    for heading, entries in view.columns:
        typer.secho(f"\n{heading}", bold=True)
        for entry in entries:
            before = f"  〔{say('issue.carried', where=entry.carried)}〕" if entry.carried else ""
            typer.echo(f"  {entry.id}  {entry.title}{'  ✎' if entry.by_hand else ''}{before}")
            if why and (reason := _placed(entry)):
                typer.echo(f"           {reason}")
    if view.spares:
        typer.secho(f"\n{say('head.spares')}", bold=True)
    for spare in view.spares:
        typer.echo(f"  {spare.handle}  {spare.title}: {phrase(spare.code, language(), spare.params)}")


def _placed(entry: EntryLine) -> str:
    """Why an entry stands where it does, and where else it could stand."""
    params = {name: _in_words(value) if name == "because" else value for name, value in entry.params.items()}
    reason = say("issue.moved") if entry.moved else phrase(entry.code, language(), params) if entry.code else ""
    second = say("issue.second", place=entry.second) if entry.second else ""
    return "；".join(filter(None, (reason, second)))


def _in_words(because: str) -> str:
    """The conditions of a rule that held: 类别 文件，层级 部委."""
    told = []
    for one in because.split("；"):
        name, _, values = one.partition("=")
        told.append(f"{term('placed', name)} {'、'.join(term('value', value) for value in values.split('、'))}".strip())
    return "，".join(told)


def _print_json(value: object) -> None:
    from guanlan.records.codec import to_json

    typer.echo(to_json(value).decode())


COMMANDS: dict[str, Callable[..., Any]] = {
    "issue new": new,
    "issue list": list_,
    "issue show": show,
    "issue order": order,
    "issue place": place,
    "issue build": build,
    "entry edit": edit,
    "export": export,
    "reports": reports,
}
