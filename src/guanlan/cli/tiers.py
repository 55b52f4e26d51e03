"""Penalty tiers and checked cases on the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

import typer

from guanlan.cli.grids import print_table
from guanlan.cli.words import language, say, term
from guanlan.errors import phrase

if TYPE_CHECKING:
    from guanlan.actions.law_summaries import CaseLine
    from guanlan.records.penalties import Fine, Liability, Tier


def print_tiers(tiers: Iterable[Tier]) -> None:
    """Each tier: its condition, then who has to expect what."""
    shown = False
    for tier in tiers:
        shown = True
        where = "·".join(str(part) for part in (tier.paragraph, tier.number) if part is not None)
        typer.secho(
            f"\n[{where}] {tier.cause}{'；' if tier.cause and tier.condition.words else ''}{tier.condition.words}",
            bold=True,
        )
        for liability in tier.liabilities:
            typer.echo(f"  {liability.scope or term('party', liability.party)}: {_liability(liability)}")
        for referral in tier.referrals:
            typer.secho(f"  → {referral.words}", dim=True)
        for remark in tier.remarks:
            typer.secho(f"  {phrase(remark, language(), {})}", fg="yellow")
    if not shown:
        typer.echo(say("penalties.none"))


def _liability(liability: Liability) -> str:
    parts = [measure.name for measure in liability.measures] + [_fine(fine) for fine in liability.fines]
    return "；".join(parts) or "—"


def _fine(fine: Fine) -> str:
    """应 10,000–100,000 CNY; 可 1–10 × 违法所得."""
    low, high = _number(fine.range.low), "…" if fine.range.high is None else _number(fine.range.high)
    unit = fine.range.currency or f"× {fine.base or ''}"
    amount = f"≤ {high}" if not fine.range.low else f"{low}–{high}"
    when = f"（{fine.when.words}）" if fine.when else ""
    return f"{term('mode', fine.mode)} {amount} {unit}{when}"


def _number(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def print_cases(lines: Iterable[CaseLine]) -> None:
    """Each penalty with its verdict, and what is to be said beside it."""
    heads = [say(f"head.{name}") for name in ("case", "basis", "measure", "amount", "date", "verdict")]
    held = list(lines)
    print_table(heads, (_case(one) for one in held))
    for note in dict.fromkeys(note for one in held for note in one.check.notes):
        typer.secho(f"· {phrase(note, language(), {})}", dim=True)


def _case(line: CaseLine) -> tuple[object, ...]:
    day = f"{line.day or '?'} ({term('day', line.day_is)})"
    why = f"（{phrase(line.reason, language(), {})}）" if line.reason else ""
    amount = f"{line.amount} {line.currency or ''}" if line.amount is not None else "—"
    party = term("party", line.party) if line.party else ""
    return line.title, line.provision, f"{party} {line.measure}", amount, day, f"{term('verdict', line.verdict)}{why}"
