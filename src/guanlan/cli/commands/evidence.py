"""``guanlan verify``, ``evidence``, ``remove`` and ``bundle``: what proves, and what is carried or taken away."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.door import opened
from guanlan.cli.words import language, say, term
from guanlan.errors import phrase

if TYPE_CHECKING:
    from guanlan.actions.evidence_summaries import Finding, Verified


def verify(
    pack: Annotated[Path | None, typer.Argument(help=say("verify.pack"), metavar="[PACK]")] = None,
    head: Annotated[str | None, typer.Option("--head", help=say("verify.head"))] = None,
    day: Annotated[str | None, typer.Option("--day", help=say("verify.day"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("option.json"))] = False,
) -> int:
    """1 where something is not as it was left."""
    if pack is not None:
        return _verify_pack(pack, head, as_json)
    with opened() as context:
        from guanlan.actions.verify import verify as run

        done = run(context=context, head=head, day=_day(day))
    if as_json:
        _print_json(done)
    else:
        _print(done)
    return int(bool(done.findings))


def _print(done: Verified) -> None:
    for one in done.findings:
        typer.echo(_sentence(one), err=True)
    for one in done.notes:
        typer.echo(f"{say('verify.note')}: {_sentence(one)}")
    typer.echo(say("verify.faults" if done.findings else "verify.clean", count=len(done.findings), **done.counts))
    if done.confirmed:
        typer.echo(say("verify.confirmed"))
    if done.head is not None:
        typer.echo(say("verify.newest", head=done.head.text))


def _print_json(done: Verified) -> None:
    import json

    told = {
        "clean": not done.findings,
        "findings": [_plain(one) for one in done.findings],
        "notes": [_plain(one) for one in done.notes],
        "counts": done.counts,
        "head": done.head.text if done.head else None,
        "confirmed": done.confirmed,
    }
    typer.echo(json.dumps(told, ensure_ascii=False, indent=1, default=str))


def _plain(one: Finding) -> dict[str, Any]:
    return {"code": one.code, "params": one.params, "text": _sentence(one)}


def _sentence(one: Finding) -> str:
    return phrase(one.code, language(), one.params)


def _verify_pack(pack: Path, head: str | None, as_json: bool) -> int:
    from guanlan.actions.check_pack import check_pack

    done = check_pack(pack, head=head)
    if as_json:
        import json

        told = {
            "clean": not done.faults,
            "findings": list(done.faults),
            "notes": list(done.notes),
            "checks": done.checks,
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return int(bool(done.faults))
    for fault in done.faults:
        typer.echo(fault, err=True)
    for note in done.notes:
        typer.echo(note)
    code = "verify.pack.faults" if done.faults else "verify.pack.clean"
    typer.echo(say(code, count=len(done.faults), checks=done.checks))
    return int(bool(done.faults))


def evidence(
    what: Annotated[str, typer.Argument(help=say("evidence.what"), metavar="DEVELOPMENT|REPORT|ENTRY")],
    out: Annotated[Path, typer.Option("--out", help=say("evidence.out"))],
    strip: Annotated[bool, typer.Option("--strip-names", help=say("evidence.strip"))] = False,
) -> int:
    """One file that a stranger can check."""
    with opened() as context:
        from guanlan.actions.evidence_pack import evidence_pack

        done = evidence_pack(what, out, context=context, strip_names=strip)
    typer.echo(
        say(
            "evidence.done",
            path=done.path,
            captures=done.captures,
            annotations=done.annotations,
            sha256=done.sha256,
        )
    )
    if strip:
        typer.echo(say("evidence.masked", names="、".join(done.masked) or "–", withheld=done.withheld))
    return 0


def remove(
    which: Annotated[str, typer.Argument(help=say("remove.which"), metavar="SHA256")],
    order: Annotated[str, typer.Option("--order", help=say("remove.order"))],
    reason: Annotated[str, typer.Option("--reason", help=say("remove.reason"))] = "",
) -> int:
    """Bytes go, the hash stays."""
    with opened() as context:
        from guanlan.actions.remove_blob import remove_blob

        done = remove_blob(which, order=order, reason=reason, context=context)
    typer.echo(say("remove.done", blobs=len(done.blobs), records=done.records, rows=done.rows, reports=done.reports))
    if done.entries:
        typer.echo(say("remove.entries", entries="、".join(done.entries)))
    for file in done.kept:
        typer.echo(say("remove.kept", file=file))
    return 0


def bundle_key(path: Annotated[Path, typer.Argument(help=say("bundle.key.file"), metavar="FILE")]) -> int:
    """A pair of keys."""
    from guanlan.actions.steps.bundle_keys import make_keys

    typer.echo(say("bundle.key.done", path=path, key=make_keys(path)))
    return 0


def bundle_export(
    out: Annotated[Path, typer.Argument(help=say("bundle.out"), metavar="OUT")],
    key: Annotated[Path, typer.Option("--key", help=say("bundle.key"))],
    since: Annotated[str | None, typer.Option("--since", help=say("bundle.since"))] = None,
    source: Annotated[list[str] | None, typer.Option("--source", help=say("bundle.source"))] = None,
) -> int:
    """Captures into one signed file."""
    with opened() as context:
        from guanlan.actions.export_bundle import export_bundle

        done = export_bundle(out, key, context=context, since=_day(since), sources=tuple(source or ()))
    typer.echo(
        say("bundle.exported", path=done.path, captures=done.captures, size=f"{done.size / 2**20:.1f}", key=done.key)
    )
    return 0


def bundle_import(
    path: Annotated[Path, typer.Argument(help=say("bundle.out"), metavar="FILE")],
    trust: Annotated[list[Path], typer.Option("--trust", help=say("bundle.trust"))],
) -> int:
    """Out of a signed file into this home; 1 where something was not taken."""
    with opened() as context:
        from guanlan.actions.import_bundle import import_bundle

        done = import_bundle(path, trust, context=context)
    read = ", ".join(f"{term('result', result)} {count}" for result, count in done.read.items()) or "–"
    typer.echo(say("bundle.imported", added=done.added, same=done.same, read=read))
    if done.refused:
        typer.echo(say("bundle.refused", blobs=", ".join(one[:16] for one in done.refused)), err=True)
    return int(bool(done.refused))


def _day(typed: str | None) -> datetime.date | None:
    from guanlan.cli.commands.reading import day_of

    return day_of(typed) if typed else None


COMMANDS: dict[str, Callable[..., Any]] = {
    "verify": verify,
    "evidence": evidence,
    "remove": remove,
    "bundle key": bundle_key,
    "bundle export": bundle_export,
    "bundle import": bundle_import,
}
