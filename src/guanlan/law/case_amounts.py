"""Where a sum stands in what a tier provides for a party."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from guanlan.records.cases import Verdict
from guanlan.records.penalties import Fine, FineKind, Liability, Mode, Range, When, hull


class Judged(NamedTuple):
    """A verdict, the range it was told by, and why where that is not plain."""

    verdict: Verdict
    range: Range | None = None
    reason: str | None = None


def judge(
    amount: Decimal | None, currency: str | None, liability: Liability | None, sums: Mapping[str, Decimal]
) -> Judged:
    """Where ``amount`` stands; ``sums`` are the amounts that multiples are taken of, as far as they are known."""
    if liability is None or not liability.fines:
        return Judged(Verdict.NO_FINE_IN_TIER)
    if amount is None:
        return Judged(Verdict.NOT_DISCLOSED, liability.range)
    if currency not in (None, "CNY"):
        return Judged(Verdict.NOT_APPLICABLE, reason="cases.other_currency")
    if liability.mode is Mode.CONTESTED:
        return Judged(Verdict.CANNOT_BE_CHECKED, liability.range, "cases.contested")
    known = list(_ranges(liability, sums))
    open_ended = any(_is_open(fine, sums) for fine in liability.fines)
    if not known:
        told = all(fine.kind is FineKind.OPEN for fine in liability.fines)
        reason = "cases.no_sum_in_law" if told else "cases.base_unknown"
        return Judged(Verdict.CANNOT_BE_CHECKED, None, reason)
    return _place(amount, known, open_ended=open_ended)


def _place(amount: Decimal, known: list[Range], *, open_ended: bool) -> Judged:
    whole = hull(known)
    low, high = whole.low, whole.high
    if any(one.holds(amount) for one in known):
        if amount == low and amount != high and low > 0:
            return Judged(Verdict.AT_MIN, whole)
        return Judged(Verdict.AT_MAX if amount == high and amount != low else Verdict.IN_RANGE, whole)
    if open_ended:
        return Judged(Verdict.CANNOT_BE_CHECKED, whole, "cases.base_unknown")
    if amount < low:
        return Judged(Verdict.BELOW_MIN, whole, "cases.mitigation")
    if high is not None and amount >= high:
        return Judged(Verdict.ABOVE_MAX, whole)
    return Judged(Verdict.CANNOT_BE_CHECKED, whole, "cases.between_ranges")


def _ranges(liability: Liability, sums: Mapping[str, Decimal]) -> Iterator[Range]:
    """The ranges in money that apply or may apply; multiples where their base is known."""
    for fine in liability.fines:
        if fine.kind is FineKind.OPEN or fine.per or not _may_hold(fine.when, sums):
            continue
        if fine.kind is FineKind.AMOUNT:
            yield fine.range
        elif fine.base is not None and fine.base in sums:
            base = sums[fine.base]
            high = None if fine.range.high is None else fine.range.high * base
            yield Range(fine.range.low * base, high, "CNY", fine.range.below)


def _is_open(fine: Fine, sums: Mapping[str, Decimal]) -> bool:
    """Whether the fine may apply with a sum that is not known."""
    if not _may_hold(fine.when, sums):
        return False
    return bool(fine.per) or (fine.kind in (FineKind.MULTIPLE, FineKind.SHARE) and fine.base not in sums)


def _may_hold(when: When | None, sums: Mapping[str, Decimal]) -> bool:
    """Whether a threshold is met, or may be."""
    if when is None or when.base not in sums:
        return True
    base = sums[when.base]
    if when.none and base == 0:
        return True
    if when.at_least is None and when.below is None:
        return not when.none and base > 0
    return (when.at_least is None or base >= when.at_least) and (when.below is None or base < when.below)
