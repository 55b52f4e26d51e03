"""``guanlan candidates``: what came in, the likeliest first, with the reasons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.door import opened
from guanlan.cli.words import say, term

if TYPE_CHECKING:
    from guanlan.records.triage import Candidate, Reason

_REASONS = 3  # shown of each candidate; --json has all
_WORDS = 2  # quoted of each reason


def candidates(
    relevant: Annotated[bool, typer.Option("--relevant", help=say("candidates.relevant"))] = False,
    month: Annotated[str | None, typer.Option("--month", help=say("candidates.month"), metavar="YYYY-MM")] = None,
    limit: Annotated[int | None, typer.Option("--limit", help=say("candidates.limit"), min=1)] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("candidates.json"))] = False,
) -> int:
    """Every document that came in with its judgement."""
    with opened() as context:
        from guanlan.actions.list_candidates import list_candidates

        found = list_candidates(context=context, relevant=relevant, month=month, limit=limit)
    if as_json:
        _print_lines(found)
        return 0
    _print_table(found)
    return 0


def _print_lines(found: tuple[Candidate, ...]) -> None:
    """One line a document: what ``gold/FORMAT.md`` names first, then what it rests on."""
    import json

    import msgspec

    for one in found:
        told = msgspec.to_builtins(one.triage)
        line = {
            "doc": one.doc,
            "relevant": told["relevant"],
            "shape": told["shape"],
            "kind": told["kind"],
            "story": one.story,
            "primary": told["primary"],
            "score": told["score"],
            "order": one.order,
            "title": one.title,
            "publisher": one.publisher,
            "published": one.published,
            "release": one.release,
            "reasons": told["reasons"],
            "likeness": msgspec.to_builtins(one.likeness),
        }
        typer.echo(json.dumps(line, ensure_ascii=False))


def _print_table(found: tuple[Candidate, ...]) -> None:
    from guanlan.cli.grids import print_table

    wanted = [one for one in found if one.triage.relevant]
    spare = [one for one in found if not one.triage.relevant]
    heads = tuple(
        say(f"candidates.head.{name}") for name in ("score", "published", "shape", "kind", "title", "publisher", "why")
    )
    for title, rows in (
        (say("candidates.wanted", count=len(wanted)), wanted),
        (say("candidates.spare", count=len(spare)), spare),
    ):
        if rows:
            print_table(heads, (_row(one) for one in rows), title=title)
    if not found:
        typer.echo(say("candidates.none"))


def _row(one: Candidate) -> tuple[object, ...]:
    told = one.triage
    because = (*one.likeness[:1], *told.reasons)[:_REASONS]
    return (
        f"{told.score:.0%}",
        one.published,
        term("shape", told.shape),
        term("candidate.kind", told.kind) if told.kind else None,
        one.title,
        one.publisher,
        "；".join(_reason(reason) for reason in because),
    )


def _reason(reason: Reason) -> str:
    name = term("feature", reason.feature)
    if reason.feature == "habit.kind":
        return f"{name}：{term('candidate.kind', reason.words[0])}"
    words = "、".join(reason.words[:_WORDS])
    return f"{'+' if reason.weight > 0 else '−'}{name}{f'：{words}' if words else ''}"


COMMANDS: dict[str, Callable[..., Any]] = {"candidates": candidates}
