"""The judgement: features, their weights, a plain logistic sum; then the shape, and whose words they are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from guanlan.extract.triage.features import Met, features_of
from guanlan.extract.triage.material import Material
from guanlan.extract.triage.origin import is_primary
from guanlan.records.facts import Facts, Kind
from guanlan.records.triage import Reason, Shape, Triage
from guanlan.text.tables_reading import table_rows

_BIAS = "bias"
_NO_REASON = 0.05  # of the sum: what moves it less decides nothing and is not shown
# what a page is that no editor wants: the families of features that speak for each shape
_FAMILIES: Mapping[Shape, tuple[str, ...]] = {
    "vuln": ("vuln.",),
    "promo": ("promo.", "bounty"),
    "tutorial": ("tutorial.",),
    "other": ("opinion.", "study", "question"),
}


@cache
def weights() -> Mapping[str, float]:
    """Feature → weight, as ``scripts/fit_triage.py`` fitted them."""
    return {row[0]: float(row[1]) for row in table_rows("weights", "guanlan.extract.triage")}


def triage(material: Material) -> Triage:
    """Whether an editor would want the release, in which shape it is, and what spoke for and against.

    Pure: the same material and tables give the same judgement.
    """
    features = features_of(material)
    reasons = _reasons(features)
    total = weights()[_BIAS] + sum(reason.weight for reason in reasons)
    relevant = total >= 0
    shape = _shape(features, relevant=relevant)
    single = material.reports[0] if shape == "single" and material.reports else None
    return Triage(
        relevant=relevant,
        score=round(1 / (1 + math.exp(-total)), 4),
        shape=shape,
        title=material.headline,
        kind=_kind(single.facts) if single and relevant else None,
        primary=shape != "digest" and is_primary(material, tells_of_acts=relevant),
        reasons=tuple(reason for reason in reasons if abs(reason.weight) >= _NO_REASON),
    )


def _kind(facts: Facts) -> Kind | None:
    """The kind of the report; an attack or a leak whose penalties are told is a case."""
    punished = any(fact.value for fact in facts.penalties)
    return Kind.ENFORCEMENT if facts.kind.value is Kind.INCIDENT and punished else facts.kind.value


def _reasons(features: Mapping[str, Met]) -> tuple[Reason, ...]:
    """What each feature that weighs anything adds to the sum, the heaviest first."""
    known = weights()
    found = (
        Reason(name, round(known[name] * met.value, 4), met.words) for name, met in features.items() if name in known
    )
    return tuple(sorted(found, key=lambda one: (-abs(one.weight), one.feature)))


def _shape(features: Mapping[str, Met], *, relevant: bool) -> Shape:
    """A gathering of news is a digest; what is wanted is single; the rest is what most of it looks like."""
    listed = "vuln.periodical" in features
    gathers = "digest.name" in features or ("digest.joined" in features and "digest.sections" in features)
    if not listed and (gathers or (relevant and ("digest.items" in features or "digest.joined" in features))):
        return "digest"
    if relevant:
        return "single"
    sums = {
        shape: sum(met.value for name, met in features.items() if name.startswith(families))
        for shape, families in _FAMILIES.items()
    }
    best = max(sums, key=lambda one: sums[one])
    return best if sums[best] > 0 else "other"
