"""``guanlan development …``: what reports tell of, why they are together, and an editor's word on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.commands.reading import day_of
from guanlan.cli.door import opened
from guanlan.cli.words import language, say, term
from guanlan.errors import phrase

if TYPE_CHECKING:
    from guanlan.actions.development_summaries import Decision, DevelopmentLine, DevelopmentView, Joining, MergedFact

AsJson = Annotated[bool, typer.Option("--json", help=say("option.json"))]
Which = Annotated[str, typer.Argument(help=say("argument.development"), metavar="ID")]
Reason = Annotated[str, typer.Option("--reason", help=say("development.reason"))]


def list_(
    since: Annotated[str | None, typer.Option("--since", help=say("development.since"), metavar="YYYY-MM-DD")] = None,
    until: Annotated[str | None, typer.Option("--until", help=say("development.until"), metavar="YYYY-MM-DD")] = None,
    words: Annotated[str | None, typer.Option("--words", help=say("development.words"))] = None,
    as_json: AsJson = False,
) -> int:
    """One line a development."""
    first, last = day_of(since) if since else None, day_of(until) if until else None
    with opened() as context:
        from guanlan.actions.list_developments import list_developments

        lines = list_developments(context=context, since=first, until=last, words=words)
    if as_json:
        for line in lines:
            typer.echo(_json(line))
    else:
        _print_lines(lines)
    return 0


def show(which: Which, as_json: AsJson = False) -> int:
    """A development whole."""
    with opened() as context:
        from guanlan.actions.list_developments import show_development

        view = show_development(which, context=context)
    if as_json:
        typer.echo(_json(view))
    else:
        _print_view(view)
    return 0


def join(
    which: Annotated[list[str], typer.Argument(help=say("development.join.which"), metavar="ID ID…")],
    reason: Reason,
) -> int:
    """Let developments be one."""
    with opened() as context:
        from guanlan.actions.join_developments import join_developments

        _print_joining(join_developments(which, context=context, reason=reason))
    return 0


def split(
    which: Which,
    reports: Annotated[list[str], typer.Argument(help=say("development.split.reports"), metavar="REPORT…")],
    reason: Reason,
) -> int:
    """Part reports from a development."""
    with opened() as context:
        from guanlan.actions.join_developments import split_development

        _print_joining(split_development(which, reports, context=context, reason=reason))
    return 0


def undo(
    number: Annotated[int, typer.Argument(help=say("development.undo.number"), metavar="N")],
    reason: Annotated[str, typer.Option("--reason", help=say("development.reason"))] = "",
) -> int:
    """Take a join or split back."""
    with opened() as context:
        from guanlan.actions.join_developments import undo_decision

        _print_joining(undo_decision(number, context=context, reason=reason), kept="development.undone")
    return 0


def proposals(as_json: AsJson = False) -> int:
    """What waits because a signed-off issue tells the development."""
    with opened() as context:
        from guanlan.actions.list_developments import list_regroupings, update_developments

        update_developments(context=context)
        waiting = list_regroupings()
    if as_json:
        for one in waiting:
            typer.echo(_json(one))
        return 0
    from guanlan.cli.grids import print_table

    heads = tuple(say(f"development.head.{one}") for one in ("number", "development", "proposal", "reports", "reason"))
    rows = (
        (one.number, one.development, term("regrouping", one.kind), "、".join(one.reports), one.reason)
        for one in waiting
    )
    print_table(heads, rows)
    return 0


def accept(number: Annotated[int, typer.Argument(help=say("development.proposal.number"), metavar="N")]) -> int:
    """Let a proposal hold."""
    return _settle(number, accept=True)


def decline(number: Annotated[int, typer.Argument(help=say("development.proposal.number"), metavar="N")]) -> int:
    """Let things stay as they are."""
    return _settle(number, accept=False)


def _settle(number: int, *, accept: bool) -> int:
    with opened() as context:
        from guanlan.actions.join_developments import settle_regrouping

        _print_joining(settle_regrouping(number, context=context, accept=accept))
    return 0


def _print_lines(lines: tuple[DevelopmentLine, ...]) -> None:
    from guanlan.cli.grids import print_table

    heads = (
        *("development.head.development", "head.date", "head.kind", "head.place", "development.head.reports"),
        *("development.head.issue", "head.title"),
    )
    print_table(
        [say(head) for head in heads],
        (
            (
                one.handle,
                one.date or "",
                term("kind", one.kind) if one.kind else "",
                one.jurisdiction or "",
                one.reports,
                "、".join(str(issue) for issue in one.issues),
                one.title,
            )
            for one in lines
        ),
    )


def _print_view(view: DevelopmentView) -> None:
    from guanlan.cli.grids import print_table

    typer.echo(f"{view.line.handle}  {view.line.title}")
    heads = (
        "head.report",
        "head.date",
        "development.head.source",
        "development.head.grade",
        "development.head.authority",
        "head.title",
    )
    print_table(
        [say(head) for head in heads],
        (
            (one.handle, one.date or one.published or "", one.source or "", one.grade, "✓" * one.authority, one.title)
            for one in view.tellings
        ),
        title=say("development.tellings"),
    )
    for one in view.joins:
        typer.echo(f"  {one.first} – {one.second}: {phrase(one.code, language(), one.params)}")
    for said in view.facts:
        typer.echo(_fact_line(said))
    for decision in view.decisions:
        typer.echo(_decision_line(decision))
    for waiting in view.proposals:
        told = term("regrouping", waiting.kind)
        typer.echo(say("development.waits", number=waiting.number, kind=told, reports="、".join(waiting.reports)))


def _fact_line(said: MergedFact) -> str:
    name = term("field", said.field.rpartition(".")[2]) + (f"《{said.about}》" if said.about else "")
    line = f"  {name}: {_shown(said.field, said.value)}（{'、'.join(said.told_by)}）"
    for value, told in said.others:
        line += say("development.disagrees", value=_shown(said.field, value), told="、".join(told))
    return line


def _shown(field: str, value: Any) -> str:
    if isinstance(value, dict):
        return value["text"] if "text" in value else " ".join(str(one) for one in value.values() if one is not None)
    return term("kind", value) if field == "kind" else str(value)


def _decision_line(one: Decision) -> str:
    pairs = "、".join(f"{first}–{second}" for first, second in one.pairs)
    return say(
        f"development.decision.{one.kind}",
        number=one.number,
        pairs=pairs,
        actor=one.actor,
        day=one.at.date().isoformat(),
        reason=one.reason,
    )


def _print_joining(done: Joining, kept: str = "development.decided") -> None:
    if done.proposal is not None:
        typer.echo(say("development.proposed", number=done.proposal))
    elif done.number is not None:
        typer.echo(say(kept, number=done.number))
    _print_lines(done.developments)
    for old, new in done.redirects:
        typer.echo(say("development.redirect", old=old, new=new))


def _json(record: object) -> str:
    from msgspec import to_builtins

    return json.dumps(to_builtins(record), ensure_ascii=False)


COMMANDS: dict[str, Callable[..., Any]] = {
    "development list": list_,
    "development show": show,
    "development join": join,
    "development split": split,
    "development undo": undo,
    "development proposals": proposals,
    "development accept": accept,
    "development decline": decline,
}
