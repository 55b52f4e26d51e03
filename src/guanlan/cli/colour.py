"""Reports on the terminal: the published words, coloured by the facts that were read from them, then the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from guanlan.cli.words import say, term
from guanlan.records.export import each_fact, plain

if TYPE_CHECKING:
    from guanlan.records.anchor import Fact
    from guanlan.records.bulletin import Entry
    from guanlan.records.facts import Facts
    from guanlan.records.report import Report

# colours of the fields in running text; a field that is not here is listed but not coloured
COLOURS = {
    "date": "bright_magenta",
    "issuers": "bright_cyan",
    "instruments": "bright_green",
    "citations": "green",
    "penalties": "bright_red",
    "figures": "bright_yellow",
    "deadlines": "magenta",
    "sources": "bright_blue",
}


def print_report(report: Entry | Report, published: str) -> None:
    """The report's words with its facts in colour and a table of the facts."""
    console = Console(highlight=False)
    headline = getattr(report, "title", None) or report.headline  # type: ignore[union-attr]
    console.print(Rule(Text(headline.text, style="bold"), align="left"))
    for paragraph in report.paragraphs:
        console.print(_coloured(paragraph.words.spans, published, report.facts))
    console.print(_table(report.facts))


def _coloured(spans: tuple[tuple[int, int], ...], published: str, facts: Facts) -> Text:
    """A paragraph as published; where facts overlap, the one with fewer words is seen."""
    text = Text()
    marks = sorted(
        (
            (a.end - a.start, a.start, a.end, COLOURS[f])
            for f, fact in each_fact(facts)
            if f in COLOURS
            for a in fact.anchors
        ),
        reverse=True,
    )
    for start, end in spans:
        piece = Text(published[start:end])
        for _, first, last, colour in marks:
            if first < end and last > start:
                piece.stylize(colour, max(first - start, 0), last - start)
        text.append_text(piece)
    return text


def _table(facts: Facts) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(style="dim", overflow="fold")
    for field, fact in each_fact(facts):
        if fact.value is None and fact.reason is None:
            continue
        style = COLOURS.get(field, "")
        table.add_row(
            term("field", field), Text(_value(fact), style=style), " … ".join(a.quote for a in fact.anchors)[:60]
        )
    return table


def _value(fact: Fact[Any]) -> str:
    value = plain(fact.value)
    if value is None:
        return say("unknown", reason=term("reason", fact.reason))
    if isinstance(value, dict):
        return " · ".join(f"{term('field', name)} {part}" for name, part in value.items() if part not in (None, [], ""))
    return term("value", value)
