"""The proof-reader: every rule over a sheet, findings in the order of the text."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from guanlan.publish.proof.register import Wording, registered_wording
from guanlan.publish.proof.rules import Hit, Rule, checks, explained
from guanlan.publish.proof.sheet import ProofSheet
from guanlan.records.finding import Finding

PASS_MARK = 2.0  # errors in 10,000 characters up to which a Chinese periodical passes (期刊编校质量 ≤ 万分之二)


def proofread(
    sheet: ProofSheet,
    *,
    only: Collection[str] | None = None,
    silenced: Collection[str] = (),
    register: tuple[Wording, ...] = (),
) -> tuple[Finding, ...]:
    """The findings, ordered by place and code. ``only`` names the rules to run; ``silenced`` those that a journal does
    without; ``register`` is the institute's own table of wording. Of two findings at one place with the same mend the
    weightier stays.
    """
    found: list[Finding] = list(registered_wording(sheet, register))
    for code, check in checks().items():
        if code in silenced or (only is not None and code not in only):
            continue
        found.extend(_findings(explained()[code], check(sheet), sheet))
    return tuple(_without_doubles(found))


def error_rate(findings: Collection[Finding], sheet: ProofSheet) -> float:
    """Errors per 10,000 characters of the sheet's words, blanks left out; advice and warnings are none."""
    characters = sum(len("".join(part.text.split())) for part in sheet.parts)
    errors = sum(one.level == "error" for one in findings)
    return 10_000 * errors / characters if characters else 0.0


def _findings(rule: Rule, hits: Iterator[Hit], sheet: ProofSheet) -> Iterator[Finding]:
    for hit in hits:
        start, end, where, mend, params = hit
        yield Finding(rule.code, rule.level, start, end, sheet.text[start:end], mend, where, params)


_WEIGHT = {"error": 0, "warning": 1, "advice": 2}


def _without_doubles(findings: list[Finding]) -> Iterator[Finding]:
    seen: set[tuple[int, int, str | None]] = set()
    kept = []
    for one in sorted(findings, key=lambda one: (_WEIGHT[one.level], one.start, one.end, one.code)):
        if one.mend is None or (one.start, one.end, one.mend) not in seen:
            seen.add((one.start, one.end, one.mend))
            kept.append(one)
    yield from sorted(kept, key=lambda one: (one.start, one.end, one.code))
