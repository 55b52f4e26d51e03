"""``guanlan issue review-copy``, ``take-back``, ``remarks``: the chief editor reads and changes the issue in Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.door import opened
from guanlan.cli.words import language, say, term
from guanlan.errors import phrase

if TYPE_CHECKING:
    from guanlan.actions.review_summaries import Rechecked, ReviewedChange, TakenBack
    from guanlan.publish.review.reviewing import Remark

Which = Annotated[str, typer.Argument(help=say("argument.issue"), metavar="N")]
_LONGEST = 160  # characters of a change that are shown


def copy(
    which: Which,
    out: Annotated[Path | None, typer.Option("--out", help=say("reviewing.out"))] = None,
) -> int:
    """Write a review copy."""
    with opened() as context:
        from guanlan.actions.review_copy import review_copy

        made = review_copy(which, out, context=context)
    typer.echo(say("reviewing.given", path=made.path, entries=made.entries, key=made.key[:8]))
    return 0


def take_back(
    file: Annotated[Path, typer.Argument(help=say("reviewing.file"), metavar="FILE")],
    accept: Annotated[str, typer.Option("--accept", help=say("reviewing.accept"), metavar="all|ID,…")] = "",
    reject: Annotated[str, typer.Option("--reject", help=say("reviewing.reject"), metavar="all|ID,…")] = "",
    by: Annotated[str | None, typer.Option("--by", help=say("reviewing.by"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("option.json"))] = False,
) -> int:
    """Show what was changed in a copy, take over what is accepted; 1 while a conflict is left or something is open."""
    with opened() as context:
        from guanlan.actions.steps.files import bytes_of
        from guanlan.actions.take_back import Verdict
        from guanlan.actions.take_back import take_back as action
        from guanlan.records.codec import to_json

        verdict = Verdict(_ids(accept), _ids(reject))
        taken = action(bytes_of(file), file.name, verdict, context=context, by=by)
        shown = to_json(taken).decode() if as_json else ""
    typer.echo(shown) if as_json else _print(taken)
    return int(taken.needs_person)


def remarks(which: Which, as_json: Annotated[bool, typer.Option("--json", help=say("option.json"))] = False) -> int:
    """What reviewers said."""
    with opened():
        from guanlan.actions.list_remarks import list_remarks
        from guanlan.records.codec import to_json

        lines = list_remarks(which)
        shown = to_json(lines).decode() if as_json else ""
    if as_json:
        typer.echo(shown)
        return 0
    if not lines:
        typer.echo(say("reviewing.no_remarks"))
    for one in lines:
        mark = "  ↳" if one.answers else one.entry or say("reviewing.outside")
        quote = f"“{_cut(one.quote)}”" if one.quote and not one.answers else ""
        done = say("reviewing.done") if one.done else ""
        words = (mark, one.author, one.said, quote, one.text.replace("\n", " "), done)
        typer.echo("  ".join(word for word in words if word))
    return 0


def _ids(typed: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in typed.replace("，", ",").split(",") if one.strip())


def _print(taken: TakenBack) -> None:
    for entry in taken.entries:
        moved = f" → {entry.now or say('reviewing.out_of_issue')}" if entry.now != entry.id else ""
        typer.echo(f"{entry.id}{moved}  {entry.title}")
        _print_changes(entry.changes)
        _print_remarks(entry.remarks)
    if taken.outside or taken.remarks:
        typer.echo(say("reviewing.outside"))
        _print_changes(taken.outside)
        _print_remarks(taken.remarks)
    _print_counts(taken)
    for one in taken.rechecked:
        _print_checked(one)


def _print_changes(changes: Iterable[ReviewedChange]) -> None:
    for one in changes:
        change = one.change
        who = change.author if change.tracked else say("reviewing.silent")
        state = term("reviewing.state", one.state)
        head = (change.id, state, term("reviewing.sort", change.sort.value), _where(change.where), who, change.at)
        typer.echo("  " + "  ".join(word for word in head if word))
        typer.echo(f"      {_words(one)}")
        if change.why_not is not None:
            typer.echo(f"      {phrase(change.why_not, language(), {})}")
        if one.standing:
            typer.echo("      " + say("reviewing.standing", words=_cut(one.standing)))


def _words(one: ReviewedChange) -> str:
    change = one.change
    if change.sort.value == "format":
        names = "、".join(term("reviewing.look", name) for name in change.new.split("、"))
        return f"“{_cut(change.old)}” {names}"
    if change.where == "entry":
        return " → ".join(_cut(words) for words in (change.old, change.new) if words)
    old = f"[-{_cut(change.old)}-]" if change.old else ""
    new = f"{{+{_cut(change.new)}+}}" if change.new else ""
    return f"…{change.before}{old}{new}{change.after}…"


def _where(where: str) -> str:
    name, _, number = where.partition(".")
    return say(f"reviewing.where.{name}", number=number)


def _cut(words: str) -> str:
    words = words.replace("\ufffc", say("reviewing.picture"))
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……"


def _print_remarks(remarks: Iterable[Remark]) -> None:
    for one in remarks:
        done = say("reviewing.done") if one.done else ""
        mark = "  ↳" if one.answers else "  ※"
        quote = f"“{_cut(one.quote)}”" if one.quote and not one.answers else ""
        words = one.text.replace("\n", " ")
        typer.echo("  ".join(word for word in (mark, one.author, one.at, quote, words, done) if word))


def _print_counts(taken: TakenBack) -> None:
    changes = taken.changes()
    if not changes and not taken.entries and not taken.remarks:
        typer.echo(say("reviewing.untouched", issue=taken.issue))
        return
    counts = {
        state: sum(one.state == state for one in changes)
        for state in ("accepted", "rejected", "noted", "conflict", "open")
    }
    said = len(taken.remarks) + sum(len(entry.remarks) for entry in taken.entries)
    typer.echo(say("reviewing.counts", total=len(changes), said=said, **counts))
    if taken.decided:
        typer.echo(say("reviewing.revised", revised=taken.revised, remarks=taken.new_remarks))


def _print_checked(one: Rechecked) -> None:
    typer.echo(say("reviewing.checked", id=one.id, title=one.title, open=len(one.open), errors=len(one.errors)))
    for thing in one.open:
        words = {"other": thing.support[0].anchor.quote if thing.support else "", **thing.params}
        told = phrase(thing.reason, language(), words) if thing.reason else ""
        typer.echo(f"  {thing.id}  “{thing.text}”  {told}")
    for error in one.errors:
        typer.echo(f"  {error.id}  {error.finding.code}  “{error.finding.text}”")


COMMANDS: dict[str, Callable[..., Any]] = {
    "issue review-copy": copy,
    "issue take-back": take_back,
    "issue remarks": remarks,
}
