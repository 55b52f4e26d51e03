"""``guanlan laws …``, ``penalties``, ``cited-by``: what the law library holds and says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.commands.reading import day_of, given_day
from guanlan.cli.door import opened
from guanlan.cli.words import language, say, term
from guanlan.errors import phrase

if TYPE_CHECKING:
    from guanlan.actions.law_summaries import LawLine, LawsImported, LawView, VersionLine
    from guanlan.law.resolve import Resolved, Unresolved

On = Annotated[str | None, typer.Option("--on", help=say("option.on"), metavar="YYYY-MM-DD")]
AsJson = Annotated[bool, typer.Option("--json", help=say("option.json"))]
Name = Annotated[str, typer.Argument(help=say("argument.law"), metavar="NAME")]


BEIJING = timezone(
    timedelta(hours=8)
)  # the day of the law is that of its country; China keeps one zone, no summer time


def legal_day(text: str | None) -> date:
    """The day of an option, else today: only a door knows it."""
    return given_day(text) or datetime.now(BEIJING).date()


def print_json(value: object) -> None:
    """A record as one line of JSON."""
    from guanlan.records.codec import to_json

    typer.echo(to_json(value).decode())


def import_(paths: Annotated[list[Path], typer.Argument(help=say("laws.import.paths"), metavar="PATH…")]) -> int:
    """Store, then read, law texts."""
    with opened() as context:
        from guanlan.actions.import_laws import import_laws

        done = import_laws(paths, context=context)
    _print_imported(done)
    return 2 if done.faulty else 0


def _print_imported(done: LawsImported) -> None:
    from guanlan.actions.law_summaries import LawResult

    for one in done.outcomes:
        if one.result in (LawResult.REFUSED, LawResult.NOT_A_LAW):
            why = phrase(one.code, language(), one.params) if one.code else ""
            typer.echo(f"{term('law_result', one.result)}: {one.path}: {why}", err=True)
    _print_odd(done)
    counts = [f"{term('law_result', result)} {len(done.of(result))}" for result in LawResult if done.of(result)]
    if done.same:
        counts.append(f"{term('law_result', 'same')} {done.same}")
    typer.echo(say("laws.import.done", counts=", ".join(counts), works=done.works, versions=done.versions))


def _print_odd(done: LawsImported) -> None:
    """What was odd about the texts, once for each sort, with the first file that has it and how many more."""
    sorts: dict[str, list[str]] = {}
    for one in done.outcomes:
        for remark in {remark.code: remark for remark in one.odd}.values():
            sentence = phrase(remark.code, language(), remark.params)
            sorts.setdefault(remark.code, []).append(f"{one.path}: {sentence}")
    for told in sorts.values():
        more = say("laws.import.more", count=len(told) - 1) if len(told) > 1 else ""
        typer.echo(f"{told[0]}{more}", err=True)


def list_(
    words: Annotated[str | None, typer.Argument(help=say("laws.list.words"), metavar="[WORDS]")] = None,
    as_json: AsJson = False,
) -> int:
    """One line a work."""
    with opened():
        from guanlan.actions.list_laws import list_laws

        lines = list_laws(words)
    if as_json:
        for line in lines:
            print_json(line)
        return 0
    from guanlan.cli.grids import print_table

    heads = (say("head.title"), say("head.rank"), say("head.place"), say("head.versions"))
    print_table(heads, ((one.title, term("rank", one.rank), one.place, _versions(one)) for one in lines))
    return 0


def _versions(line: LawLine) -> str:
    return "; ".join(_days(version) for version in line.versions)


def _days(version: VersionLine | Resolved) -> str:
    first, last = version.first or "…", version.last or "…"
    return f"{first} → {last}"


def show(
    name: Name,
    provision: Annotated[str | None, typer.Argument(help=say("laws.show.provision"), metavar="[PROVISION]")] = None,
    on: On = None,
    as_json: AsJson = False,
) -> int:
    """What a law or a provision of it says on a day."""
    with opened():
        from guanlan.actions.show_law import show_law

        view = show_law(name, provision, on=legal_day(on))
    if as_json:
        print_json(view)
    else:
        _print_law(view)
    return int(any(not hasattr(one, "quote") for one in view.resolved))


def _print_law(view: LawView) -> None:
    typer.secho(f"{view.line.title}  {_days(view.shown)}", bold=True)
    if not view.resolved:
        typer.echo(view.published)
    for at, one in enumerate(view.resolved):
        print_resolution(one)
        for change in view.changes[at] if at < len(view.changes) else ():
            typer.secho(f"  {change_words(change)}", dim=True)
    for change in view.moved:
        typer.secho(f"  {say('laws.moved')} {change_words(change)}", dim=True)
    typer.secho(say("laws.as_of", on=view.on, days=_days(view.shown)), dim=True)


def print_resolution(one: Resolved | Unresolved) -> None:
    """The words of a provision, or why there are none, with what may have been meant."""
    from guanlan.law.resolve import Resolved
    from guanlan.text.provisions import print_provision

    if isinstance(one, Resolved):
        typer.echo(f"《{one.title}》{print_provision(one.provision)}（{_days(one)}）")
        typer.echo(f"  {one.quote}")
        return
    typer.secho(f"{one.name}{print_provision(one.provision)}: {term('reason', one.reason)}", fg="red")
    for other in one.candidates[:8]:
        words = print_provision(other.provision) if other.provision else ""
        typer.echo(f"  {say('laws.perhaps')} 《{other.title}》{words} {other.first or ''}")


def where_words(where: str) -> str:
    """The place of a passage as a person reads it: ``article:21-1`` is 第二十一条之一, ``text:3`` is 第3段."""
    from guanlan.text.provisions import Provision, print_provision

    level, _, number = where.partition(":")
    if level == "article" and number:
        return print_provision(Provision(number))
    return say("where.paragraph", number=number or level) if where else ""


def change_words(change: Any) -> str:
    """What became of an article: 59 → 61 (0.93), from a day on."""
    parts = []
    for pair in change.pairs:
        parts.append(f"{pair.old or '∅'} → {pair.new or '∅'} ({pair.similarity:.2f})")
    return say("laws.became", on=change.on or "?", changes="; ".join(parts))


def diff(
    name: Name,
    day1: Annotated[str, typer.Argument(help=say("laws.diff.day"), metavar="DATE1")],
    day2: Annotated[str, typer.Argument(help=say("laws.diff.day"), metavar="DATE2")],
    as_html: Annotated[bool, typer.Option("--html", help=say("laws.diff.html"))] = False,
    as_json: AsJson = False,
) -> int:
    """What is different between the versions of two days."""
    with opened():
        from guanlan.actions.diff_law import diff_law
        from guanlan.law.diff import diff_html, diff_text

        done = diff_law(name, day_of(day1), day_of(day2))
    if as_json:
        print_json(done)
    elif as_html:
        typer.echo(diff_html(done.articles))
    else:
        typer.secho(f"{done.line.title}  {_days(done.old)}  ⇒  {_days(done.new)}", bold=True)
        typer.echo(diff_text(done.articles))
    return 0


def export(
    name: Name,
    on: On = None,
    format_: Annotated[str, typer.Option("--format", help=say("laws.export.format"), metavar="akn|md|json")] = "akn",
) -> int:
    """A version as Akoma Ntoso, Markdown or JSON, to standard output."""
    with opened():
        from guanlan.actions.export_law import export_law

        data = export_law(name, on=legal_day(on), format=format_)
    typer.echo(data.decode(), nl=False)
    return 0


def penalties(
    name: Name,
    article: Annotated[str, typer.Argument(help=say("penalties.article"), metavar="ARTICLE")],
    on: On = None,
    as_json: AsJson = False,
) -> int:
    """The penalties that an article provides for."""
    with opened():
        from guanlan.actions.law_penalties import law_penalties

        view = law_penalties(name, article, on=legal_day(on))
    if as_json:
        print_json(view)
        return 0
    from guanlan.cli.tiers import print_tiers

    print_resolution(view.article)
    print_tiers(view.tiers)
    typer.secho(say("laws.as_of", on=legal_day(on), days=_days(view.shown)), dim=True)
    typer.secho(say("no_legal_opinion"), dim=True)
    return 0


def cited_by(
    citation: Annotated[str, typer.Argument(help=say("cited-by.citation"), metavar="CITATION")],
    limit: Annotated[int | None, typer.Option("--limit", help=say("option.limit"))] = None,
    as_json: AsJson = False,
) -> int:
    """Who cites a law or an article of it."""
    with opened():
        from guanlan.actions.cited_by import cited_by as run

        done = run(citation, limit=limit)
    if as_json:
        print_json(done)
        return 0
    from guanlan.cli.grids import print_table

    heads = (say("head.kind"), say("head.title"), say("head.where"), say("head.date"), say("head.words"))
    rows = ((term("cites", one.kind), one.title, where_words(one.where), one.day, one.quote) for one in done.citers)
    print_table(
        heads, rows, title=say("cited-by.title", title=done.title, article=done.article or "", count=len(done.citers))
    )
    return 0


COMMANDS: dict[str, Callable[..., Any]] = {
    "laws import": import_,
    "laws list": list_,
    "laws show": show,
    "laws diff": diff,
    "laws export": export,
    "penalties": penalties,
    "cited-by": cited_by,
}
