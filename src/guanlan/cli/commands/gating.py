"""``guanlan issue check``, ``waive``, ``sign-off``, ``reopen``: the publication gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.door import opened
from guanlan.cli.words import language, say
from guanlan.errors import InputError, phrase

if TYPE_CHECKING:
    from guanlan.actions.gate_summaries import Checked
    from guanlan.records.finding import Finding
    from guanlan.records.gate import Checkable

Which = Annotated[str, typer.Argument(help=say("argument.issue"), metavar="N")]
Reason = Annotated[str, typer.Option("--reason", help=say("gating.reason"))]
AROUND = 18  # characters of a support shown on either side


def check(
    which: Which,
    entry: Annotated[str | None, typer.Option("--entry", help=say("gating.entry"), metavar="C.S.NN")] = None,
    only_open: Annotated[bool, typer.Option("--open", help=say("gating.open"))] = False,
    proof: Annotated[Path | None, typer.Option("--proof", help=say("gating.proof"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("option.json"))] = False,
) -> int:
    """The gate's table; 1 while something is open or an error stands."""
    with opened():
        from guanlan.actions.check_issue import check_issue

        checked = check_issue(which, entry=entry)
    if proof is not None:
        _write(proof, "\n".join(_proof(checked)) + "\n")
    shown = checked.open if only_open else checked.table
    if as_json:
        from guanlan.records.codec import to_json

        errors = checked.standing if only_open else checked.errors
        for one in (*shown, *(error.row() for error in errors)):
            typer.echo(to_json(one).decode())
    else:
        _print(checked, shown)
    return int(not checked.ready)


def waive(
    which: Which,
    thing: Annotated[str, typer.Argument(help=say("gating.thing"), metavar="ID")],
    reason: Reason = "",
) -> int:
    """Let a thing through by the actor."""
    with opened() as context:
        from guanlan.actions.check_issue import waive as action

        let = action(which, thing, reason, context=context)
    typer.echo(say("gating.waived", thing=let.thing, text=let.text, actor=let.actor, reason=let.reason))
    return 0


def sign_off(which: Which) -> int:
    """Sign an issue off by the actor."""
    with opened() as context:
        from guanlan.actions.sign_off import sign_off as action

        signed = action(which, context=context)
    code = "gating.final" if signed.state == "final" else "gating.signed"
    typer.echo(say(code, issue=signed.issue, persons="、".join(signed.persons), hash=signed.hash[:16]))
    return 0


def reopen(which: Which, reason: Reason = "") -> int:
    """Give a final issue back to its editors."""
    with opened() as context:
        from guanlan.actions.sign_off import reopen as action

        action(which, reason, context=context)
    typer.echo(say("gating.reopened", issue=which))
    return 0


def _print(checked: Checked, shown: Iterable[Checkable]) -> None:
    for one in shown:
        typer.echo(f"{one.id:<10}  {_state(one)}  {one.where}  {say(f'gate.kind.{one.kind}')}  {_words(one)}")
        for line in _because(one):
            typer.echo(f"            {line}")
    for error in checked.standing:
        found = error.finding
        typer.echo(f"{error.id:<10}  {say('gate.state.open')}  {found.where}  {found.code}  “{found.text}”")
        typer.echo(f"            {_objects(found)}")
    for let in checked.waivers:
        typer.echo(say("gating.waived", thing=let.thing, text=let.text, actor=let.actor, reason=let.reason))
    counts = Counter(str(one.state) for one in checked.table)
    states = {state: counts[state] for state in ("anchored", "derived", "waived", "open")}
    typer.echo(say("gating.counts", total=len(checked.table), errors=len(checked.standing), **states))


def _state(one: Checkable) -> str:
    return say(f"gate.state.{one.state}")


def _words(one: Checkable) -> str:
    slot = f" · {one.slot}" if one.slot else ""
    return f"“{one.text}” = {one.value}{slot}" if one.value != one.text else f"“{one.text}”{slot}"


def _because(one: Checkable) -> Iterable[str]:
    """Why it is open, by what it is derived, and the words that support it with their source."""
    other = one.support[0].anchor.quote if one.support else ""
    code = one.reason or (f"gate.{one.derivation}" if one.derivation else None)
    if code is not None:
        yield phrase(code, language(), {"other": other, **one.params})
    for support in one.support[:3]:
        anchor = support.anchor
        quote = f"…{anchor.before[-AROUND:]}【{anchor.quote}】{anchor.after[:AROUND]}…".replace("\n", " ")
        yield f"{quote}  {support.report}"


def _objects(found: Finding) -> str:
    """What an objection says."""
    from guanlan.publish.proof import explained

    params = {"text": found.text, **found.params}
    rule = explained().get(found.code)
    if rule is None:
        return phrase(found.code, language(), params)
    return (rule.zh if language() == "zh" else rule.en).format(**params)


def _proof(checked: Checked) -> Iterable[str]:
    """The whole table as Markdown: waivers first, then every thing."""
    yield f"# {say('gating.title', issue=checked.issue)}\n"
    for let in checked.waivers:
        line = say("gating.waived", thing=let.thing, text=let.text, actor=let.actor, reason=let.reason)
        yield f"- {line}（{let.where}，{let.at.isoformat()}）"
    for one in checked.table:
        yield f"\n**{one.where}** {_state(one)} {_words(one)}（{one.id}）\n"
        yield from (f"> {line}" for line in _because(one))
    for error in checked.errors:
        state = say("gate.state.waived" if error.waived_by else "gate.state.open")
        yield f"\n**{error.finding.where}** {state} {error.finding.code} “{error.finding.text}”（{error.id}）\n"
        yield f"> {_objects(error.finding)}"


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError("actions.cannot_write", path=str(path), why=error.strerror or str(error)) from error


COMMANDS: dict[str, Callable[..., Any]] = {
    "issue check": check,
    "issue waive": waive,
    "issue sign-off": sign_off,
    "issue reopen": reopen,
}
