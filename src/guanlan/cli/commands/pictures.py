"""``guanlan issue picture …``: pictures in entries, with what must be said of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.door import opened
from guanlan.cli.words import say

if TYPE_CHECKING:
    from guanlan.actions.edit_pictures import PictureLine

Which = Annotated[str, typer.Argument(help=say("argument.issue"), metavar="N")]
EntryId = Annotated[str, typer.Argument(help=say("picture.entry"), metavar="C.S.NN")]
Number = Annotated[int, typer.Argument(help=say("picture.number"), metavar="K")]
Caption = Annotated[str | None, typer.Option("--caption", help=say("picture.caption"))]
Credit = Annotated[str | None, typer.Option("--credit", help=say("picture.credit"))]
Consent = Annotated[str | None, typer.Option("--consent", help=say("picture.consent"))]
Proof = Annotated[str | None, typer.Option("--proof", help=say("picture.proof"))]
Alt = Annotated[str | None, typer.Option("--alt", help=say("picture.alt"))]
Width = Annotated[int | None, typer.Option("--width", help=say("picture.width"), metavar="MM")]


def list_(which: Which, as_json: Annotated[bool, typer.Option("--json", help=say("option.json"))] = False) -> int:
    """Every picture of an issue; 1 while one of them lacks consent or credit."""
    with opened():
        from guanlan.actions.edit_pictures import list_pictures

        lines = list_pictures(which)
    if as_json:
        from guanlan.records.codec import to_json

        for one in lines:
            typer.echo(to_json(one).decode())
    else:
        _print(lines)
    return int(not all(one.consent and one.credit and one.caption for one in lines))


def add(
    which: Which,
    entry: EntryId,
    file: Annotated[Path, typer.Argument(help=say("picture.file"), metavar="FILE")],
    caption: Caption = None,
    credit: Credit = None,
    consent: Consent = None,
    proof: Proof = None,
    alt: Alt = None,
    width: Width = None,
    after: Annotated[int, typer.Option("--after", help=say("picture.after"))] = 1,
) -> int:
    """Put a picture into an entry."""
    with opened() as context:
        from guanlan.actions.edit_pictures import Told, add_picture

        told = Told(caption, credit, consent, proof, alt, width)
        _print(add_picture(which, entry, file, told, context=context, after=after))
    return 0


def set_(
    which: Which,
    entry: EntryId,
    number: Number,
    caption: Caption = None,
    credit: Credit = None,
    consent: Consent = None,
    proof: Proof = None,
    alt: Alt = None,
    width: Width = None,
) -> int:
    """Say something else of a picture."""
    with opened() as context:
        from guanlan.actions.edit_pictures import Told, set_picture

        told = Told(caption, credit, consent, proof, alt, width)
        _print(set_picture(which, entry, number, told, context=context))
    return 0


def remove(which: Which, entry: EntryId, number: Number) -> int:
    """Take a picture out of an entry."""
    with opened() as context:
        from guanlan.actions.edit_pictures import remove_picture

        _print(remove_picture(which, entry, number, context=context))
    return 0


def _print(lines: Sequence[PictureLine]) -> None:
    from guanlan.cli.grids import print_table

    heads = tuple(say(f"picture.head.{name}") for name in ("entry", "number", "caption", "credit", "consent", "dpi"))
    print_table(
        heads,
        (
            (one.entry, one.number, one.caption, one.credit, one.consent or say("picture.lacking"), _dots(one))
            for one in lines
        ),
    )


def _dots(one: PictureLine) -> str:
    return f"{one.dpi} {say('picture.low')}" if one.low and one.dpi else str(one.dpi or "—")


COMMANDS: dict[str, Callable[..., Any]] = {
    "issue picture list": list_,
    "issue picture add": add,
    "issue picture set": set_,
    "issue picture remove": remove,
}
