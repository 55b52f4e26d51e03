"""``guanlan source status``, ``watch``, ``versions``, ``proposals``: how sources stand and what became of pages."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.commands.reading import given_day
from guanlan.cli.door import opened
from guanlan.cli.words import language, say, term
from guanlan.errors import InputError, phrase

if TYPE_CHECKING:
    from guanlan.actions.collect_sources import Collected
    from guanlan.actions.watching_summaries import SourceLine, Transition, VersionsView

AsJson = Annotated[bool, typer.Option("--json", help=say("option.json"))]

COLOURS = {"live": "green", "paused": "dim", "unvisited": "dim", "silent": "yellow"}
"""Of a condition; what is not here needs a person and is red."""
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def status(
    on: Annotated[str | None, typer.Option("--on", help=say("source.status.on"), metavar="YYYY-MM-DD")] = None,
    as_json: AsJson = False,
) -> int:
    """How each source stands; 1 where one needs a person."""
    day = given_day(on)
    with opened() as context:
        from guanlan.actions.source_states import source_states

        lines = source_states(context.now, on=day)
    if as_json:
        _print_json(lines)
    else:
        _print_status(lines)
    return int(any(not line.state.is_well for line in lines))


def _print_status(lines: tuple[SourceLine, ...]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not lines:
        typer.echo(say("source.status.none"))
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=200)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("condition", "since", "heard", "visited", "watched", "why"):
        table.add_column(say(f"head.{head}"), overflow="fold")
    for line in lines:
        condition = line.state.condition.value
        why = phrase(line.state.why, language(), line.state.params)
        shown = Text(term("condition", condition), style=COLOURS.get(condition, "bold red"))
        days = (str(one) if one else "" for one in (line.state.since, line.heard, line.visited))
        table.add_row(shown, *days, f"{line.name}（{line.key}）", why)
    console.print(table)
    typer.echo(say("source.status.summary", total=len(lines), alarm=sum(not line.state.is_well for line in lines)))


def watch(
    every: Annotated[str | None, typer.Option("--every", help=say("watch.every"), metavar="15m")] = None,
    for_: Annotated[str | None, typer.Option("--for", help=say("watch.for"), metavar="2h")] = None,
) -> int:
    """Visit each source by its rhythm."""
    interval, span = _duration(every), _duration(for_)
    with opened() as context:
        from guanlan.actions.watch_sources import Schedule, watch_sources

        schedule = Schedule(every=interval, until=_now() + span if span is not None else None)
        context = type(context)(actor=context.actor, now=context.now, permission=context.permission)
        made = watch_sources(schedule, context=context, clock=_now, wait=time.sleep, tell=_tell)
    typer.echo(say("watch.done", count=made))
    return 0


def _tell(collected: Collected, changed: tuple[Transition, ...]) -> None:
    """One line a visit, one a transition."""
    at = _now().astimezone().isoformat(timespec="seconds")
    for visit in collected.visits:
        if visit.code is not None:
            why = phrase(visit.code, language(), visit.params)
            typer.echo(say("watch.failed", at=at, source=visit.source, why=why))
            continue
        events = "".join(f"，{code.partition('.')[2]} {count}" for code, count in sorted(visit.events.items()))
        counts = {"lists": visit.lists, "found": visit.found, "kept": visit.kept}
        typer.echo(say("watch.visit", at=at, source=visit.source, events=events, **counts))
    for one in changed:
        before = term("condition", one.before or "unvisited")
        why = phrase(one.state.why, language(), one.state.params)
        after = term("condition", one.state.condition.value)
        words = say("watch.changed", at=at, name=one.name, before=before, after=after, why=why)
        typer.secho(words, fg=None if one.state.is_well else "red")


def versions(
    which: Annotated[str, typer.Argument(help=say("versions.which"), metavar="RELEASE|REPORT")],
    diff: Annotated[tuple[int, int] | None, typer.Option("--diff", help=say("versions.diff"), metavar="A B")] = None,
    html: Annotated[Path | None, typer.Option("--html", help=say("versions.html"))] = None,
    as_json: AsJson = False,
) -> int:
    """The versions of a release, or two of them compared."""
    with opened():
        from guanlan.actions.list_versions import diff_versions, list_versions

        view = list_versions(which)
        pair = diff or (_last_two(view) if html is not None else None)
        change = diff_versions(which, *pair) if pair is not None else None
    if change is None or pair is None:
        _print_json([view]) if as_json else _print_versions(view)
        return 0
    from guanlan.publish.render.changes import changes_html, changes_text

    if html is not None:
        _write(html, changes_html(change, title=view.headline or view.release, numbers=pair))
        typer.echo(say("versions.written", path=html))
    elif as_json:
        _print_json([change])
    else:
        typer.echo(changes_text(change) or say("versions.same"), nl=not change.passages)
    return 0


def _last_two(view: VersionsView) -> tuple[int, int]:
    last = max(line.number for line in view.lines)
    return max(last - 1, 1), last


def _print_versions(view: VersionsView) -> None:
    from guanlan.cli.grids import print_table

    rows = []
    for line in view.lines:
        change = line.change
        what = term("sort", change.sort.value) if change else say("versions.first")
        why = phrase(change.why, language(), {"page": view.address or view.release, **change.params}) if change else ""
        rows.append((line.number, line.at.astimezone().isoformat(timespec="minutes"), what, why))
    heads = (say("head.version"), say("head.when"), say("head.change"), say("head.why"))
    print_table(heads, rows, title=view.headline or view.release)


def proposals(
    all_: Annotated[bool, typer.Option("--all", help=say("proposals.all"))] = False,
    as_json: AsJson = False,
) -> int:
    """Proposals of correction; 1 where one waits for a decision."""
    with opened():
        from guanlan.actions.decide_proposal import list_proposals

        lines = list_proposals(only_open=not all_)
    if as_json:
        _print_json(lines)
        return int(any(line.state == "open" for line in lines))
    if not lines:
        typer.echo(say("proposals.none"))
        return 0
    for line in lines:
        one = line.proposal
        head = f"{line.id}  {term('standing', line.state)}  {one.issue} {one.entry}  {one.headline}"
        typer.secho(head, bold=True)
        typer.echo(f"    {term('sort', one.sort.value)}\n    - {one.old}\n    + {one.new or '∅'}")
        if one.quote:
            typer.echo(f"    “{one.quote}”")
    return int(any(line.state == "open" for line in lines))


def accept(
    number: Annotated[int, typer.Argument(help=say("proposal.id"), metavar="ID")],
    reason: Annotated[str, typer.Option("--reason", help=say("proposal.reason"))] = "",
) -> int:
    """A correction is to be made."""
    return _decide(number, reason, accepted=True)


def dismiss(
    number: Annotated[int, typer.Argument(help=say("proposal.id"), metavar="ID")],
    reason: Annotated[str, typer.Option("--reason", help=say("proposal.reason"))] = "",
) -> int:
    """No correction is needed."""
    return _decide(number, reason, accepted=False)


def _decide(number: int, reason: str, *, accepted: bool) -> int:
    with opened() as context:
        from guanlan.actions.decide_proposal import decide_proposal

        line = decide_proposal(number, accept=accepted, reason=reason, context=context)
    code = "proposal.accepted" if accepted else "proposal.dismissed"
    typer.echo(say(code, id=line.id, issue=line.proposal.issue, entry=line.proposal.entry))
    return 0


def _duration(text: str | None) -> timedelta | None:
    """``15m`` as a length of time."""
    if text is None:
        return None
    number, unit = text[:-1], text[-1:]
    if not number.isdecimal() or unit not in _UNITS or int(number) < 1 or len(number) > 6:
        raise InputError("watching.bad_duration", value=text)
    return timedelta(seconds=int(number) * _UNITS[unit])


def _now() -> datetime:
    return datetime.now(UTC)


def _write(path: Path, words: str) -> None:
    try:
        path.write_text(words, encoding="utf-8")
    except OSError as error:
        raise InputError("actions.cannot_write", path=str(path), why=error.strerror or str(error)) from error


def _print_json(lines: Any) -> None:
    """JSON Lines."""
    from guanlan.records.codec import to_json

    for line in lines:
        typer.echo(to_json(line).decode())


COMMANDS: dict[str, Callable[..., Any]] = {
    "source status": status,
    "watch": watch,
    "versions": versions,
    "proposals": proposals,
    "proposal accept": accept,
    "proposal dismiss": dismiss,
}
