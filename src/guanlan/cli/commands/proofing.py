"""``guanlan proof``: the proof-reader over a file or an issue."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.words import language, say, term
from guanlan.errors import InputError

if TYPE_CHECKING:
    from guanlan.actions.proofread import Proofed
    from guanlan.publish.proof import Rule
    from guanlan.records.finding import Finding

AROUND = 8  # characters shown on either side


def proof(
    file: Annotated[Path | None, typer.Argument(help=say("proof.file"), metavar="FILE")] = None,
    issue: Annotated[str | None, typer.Option("--issue", help=say("argument.issue"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("proof.json"))] = False,
    fix: Annotated[bool, typer.Option("--fix", help=say("proof.fix"))] = False,
    register: Annotated[Path | None, typer.Option("--wording", help=say("proof.wording"))] = None,
) -> int:
    """Findings one a line, then the rate; 1 where there is an error or a warning."""
    if (file is None) == (issue is None):
        raise InputError("cli.proof_what")
    done = _of_file(file, fix=fix, register=register) if file is not None else _of_issue(str(issue), fix=fix)
    if fix and done.mended is not None:
        typer.echo(done.mended.decode(), nl=False)
        return 0
    for one in done.findings:
        typer.echo(json.dumps(_row(one), ensure_ascii=False) if as_json else _line(one, done.text))
    if not as_json:
        _print_rate(done)
    return int(any(one.level != "advice" for one in done.findings))


def _of_file(file: Path, *, fix: bool, register: Path | None) -> Proofed:
    from guanlan import store
    from guanlan.cli.commands.reading import given_bytes

    store.start()
    from guanlan.actions.proofread import proof_file
    from guanlan.publish.proof import read_register

    data, name = given_bytes(file)
    table = read_register(given_bytes(register)[0]) if register is not None else ()
    return proof_file(data, name or "-", fix=fix, register=table)


def _of_issue(issue: str, *, fix: bool) -> Proofed:
    from guanlan.cli.door import opened

    with opened() as context:
        from guanlan.actions.proofread import fix_issue, proof_issue

        return fix_issue(issue, context=context) if fix else proof_issue(issue)


def _row(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "level": one.level,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "mend": one.mend,
        "where": one.where,
    }


def _line(one: Finding, text: str) -> str:
    from guanlan.publish.proof import explained

    rule = explained()[one.code]
    sentence = (rule.zh if language() == "zh" else rule.en).format(**one.params)
    before, after = text[max(0, one.start - AROUND) : one.start], text[one.end : one.end + AROUND]
    shown = f"{before}【{one.text}】{after}".replace("\n", " ")
    return f"{one.code} {term('level', one.level)} {one.where or one.start}: …{shown}…\n    {sentence}"


def _print_rate(done: Proofed) -> None:
    from guanlan.publish.proof import PASS_MARK

    errors = sum(one.level == "error" for one in done.findings)
    verdict = say("proof.passes" if done.rate <= PASS_MARK else "proof.fails")
    counts = {"errors": errors, "others": len(done.findings) - errors, "characters": done.characters}
    typer.echo(say("proof.rate", rate=f"{done.rate:.2f}", verdict=verdict, **counts))


def rules(code: Annotated[str | None, typer.Argument(help=say("rules.code"), metavar="CODE")] = None) -> int:
    """Every rule with its level, why it is there, an example and the mend; or one rule in full."""
    from guanlan.publish.proof import explained

    if code is not None:
        rule = explained().get(code.upper())
        if rule is None:
            raise InputError("proof.no_rule", code=code)
        _print_rule(rule)
        return 0
    for rule in explained().values():
        typer.echo(
            f"{rule.code} {term('level', rule.level)} {rule.name}: {rule.why}\n    {rule.example} → {rule.mended}"
        )
    return 0


def _print_rule(rule: Rule) -> None:
    from guanlan.publish.proof.wording import confusables

    typer.echo(f"{rule.code} {term('level', rule.level)} {rule.name}")
    typer.echo(re.sub(r"\{\w+\}", "…", rule.zh if language() == "zh" else rule.en))
    typer.echo(say("rules.why", why=rule.why))
    typer.echo(say("rules.example", example=rule.example, mended=rule.mended))
    typer.echo(say("rules.source", source=rule.source))
    for row in confusables().get(rule.code, ()):
        typer.echo(f"    {row.pattern.pattern} → {'—' if row.mend is None else row.mend}  {row.note}  [{row.source}]")
    typer.echo(say("rules.silence", code=rule.code))


COMMANDS: dict[str, Callable[..., Any]] = {"proof": proof, "rules": rules}
