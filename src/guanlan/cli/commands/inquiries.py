"""``guanlan cite …``, ``cases check``, ``threads``, ``search``: questions to the whole library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.commands.laws import AsJson, On, change_words, legal_day, print_json, print_resolution, where_words
from guanlan.cli.commands.reading import given_bytes, given_day
from guanlan.cli.door import opened
from guanlan.cli.words import language, say, term
from guanlan.errors import InputError

if TYPE_CHECKING:
    from guanlan.actions.law_summaries import SearchFound, SearchHit
    from guanlan.law.threads import Thread


def find(
    text: Annotated[str, typer.Argument(help=say("cite.find.text"), metavar="TEXT")],
    on: On = None,
    as_json: AsJson = False,
) -> int:
    """Every citation of a text, and what it leads to."""
    with opened():
        from guanlan.actions.find_citations import find_citations

        found = find_citations(text, on=legal_day(on))
    if as_json:
        print_json(found)
        return 0
    for line in found.lines:
        typer.secho(line.quote, bold=True)
        for at, one in enumerate(line.resolved):
            print_resolution(one)
            for change in line.changes[at] if at < len(line.changes) else ():
                typer.secho(f"  {change_words(change)}", dim=True)
    if not found.lines:
        typer.echo(say("cite.find.none"))
    return 0


def check(
    file: Annotated[Path, typer.Argument(help=say("cite.check.file"), metavar="FILE")],
    on: On = None,
    docx: Annotated[Path | None, typer.Option("--docx", help=say("cite.check.docx"), metavar="OUT")] = None,
    as_json: AsJson = False,
) -> int:
    """Check the citations of a document of one's own; 1 where something is to be mended."""
    data, name = given_bytes(file)
    with opened() as context:
        from guanlan.actions.check_document import check_document
        from guanlan.law.checkup.table import finding_rows, findings_table

        done = check_document(
            data, name or "-", on=legal_day(on), context=context, docx=docx is not None, language=language()
        )
    findings = done.checkup.findings
    if docx is not None and done.docx is not None:
        docx.write_bytes(done.docx)
    if as_json:
        for row in finding_rows(findings, language()):
            print_json(row)
    else:
        typer.echo(findings_table(findings, language()) if findings else say("cite.check.clean"))
        typer.secho(say("no_legal_opinion"), dim=True)
    return int(bool(findings))


def cases(
    issue: Annotated[str | None, typer.Option("--issue", help=say("argument.issue"), metavar="N")] = None,
    as_json: AsJson = False,
) -> int:
    """Reported penalties against the range of their basis."""
    with opened():
        from guanlan.actions.check_cases import check_cases

        done = check_cases(issue)
    if as_json:
        for line in done.lines:
            print_json(line)
        return 0
    from guanlan.cli.tiers import print_cases

    print_cases(done.lines)
    typer.secho(say("no_legal_opinion"), dim=True)
    return 0


def threads(
    open_: Annotated[bool, typer.Option("--open", help=say("threads.open"))] = False,
    soon: Annotated[bool, typer.Option("--soon", help=say("threads.soon"))] = False,
    lapsing: Annotated[bool, typer.Option("--lapsing", help=say("threads.lapsing"))] = False,
    on: On = None,
    days: Annotated[int, typer.Option("--days", help=say("threads.days"))] = 90,
    as_json: AsJson = False,
) -> int:
    """The lives of instruments."""
    chosen = [name for name, wanted in (("open", open_), ("soon", soon), ("lapsing", lapsing)) if wanted]
    if len(chosen) > 1:
        raise InputError("cli.one_of", options="--open, --soon, --lapsing")
    day = legal_day(on)
    with opened():
        from guanlan.actions.list_threads import list_threads

        found = list_threads(state=chosen[0] if chosen else None, on=day, days=days)
    for thread in found:
        if as_json:
            print_json(thread)
        else:
            _print_thread(thread)
    return 0


def _print_thread(thread: Thread) -> None:
    typer.secho(f"《{thread.title}》", bold=True)
    for step in thread.steps:
        when = f"{step.first or '?'}{f' → {step.last}' if step.last and step.last != step.first else ''}"
        contested = f"  {say('contested')}" if step.contested else ""
        typer.echo(f"  {when:26} {term('stage', step.stage)}  {'、'.join(step.organs)}{contested}")


def search(
    words: Annotated[str, typer.Argument(help=say("search.words"), metavar="WORDS")],
    kind: Annotated[str | None, typer.Option("--kind", help=say("search.kind"))] = None,
    place: Annotated[str | None, typer.Option("--place", help=say("search.place"))] = None,
    since: Annotated[str | None, typer.Option("--since", help=say("reports.since"), metavar="YYYY-MM-DD")] = None,
    until: Annotated[str | None, typer.Option("--until", help=say("reports.until"), metavar="YYYY-MM-DD")] = None,
    work: Annotated[str | None, typer.Option("--work", help=say("search.work"))] = None,
    limit: Annotated[int, typer.Option("--limit", help=say("option.limit"))] = 20,
    as_json: AsJson = False,
) -> int:
    """The passages that hold all the words."""
    first, last = given_day(since), given_day(until)
    with opened():
        from guanlan.actions.search import search as run

        found = run(words, kind=kind, place=place, since=first, until=last, work=work, limit=limit)
    if as_json:
        print_json(found)
    else:
        _print_found(found)
    return 0


def _print_found(found: SearchFound) -> None:
    for hit in found.hits:
        typer.secho(f"{hit.title} {where_words(hit.where)}", bold=True, nl=False)
        typer.secho(f"  {term('cites', hit.kind)} {hit.place} {hit.day or ''}", dim=True)
        typer.echo(f"  {_marked(hit)}")
    more = "+" if found.more else ""
    typer.secho(say("search.total", total=f"{found.total}{more}", shown=len(found.hits)), dim=True)


def _marked(hit: SearchHit) -> str:
    """The excerpt with its matches set off."""
    parts, at = [], 0
    for start, end in hit.marks:
        parts += [hit.words[at:start], typer.style(hit.words[start:end], fg="yellow", bold=True)]
        at = end
    text = "".join([*parts, hit.words[at:]]).replace("\n", " ")
    return f"{'…' if hit.cut[0] else ''}{text}{'…' if hit.cut[1] else ''}"


COMMANDS: dict[str, Callable[..., Any]] = {
    "cite find": find,
    "cite check": check,
    "cases check": cases,
    "threads": threads,
    "search": search,
}
