"""Fit the weights of triage: ``fit_triage.py [--shared FOLDER] [--write]``.

Data: the labels of ``gold/triage.dev.jsonl`` (weight 1), our own in ``tests/extract/triage_labels.jsonl`` (1; 0.3
where the label is doubtful), and what editors did take: the entries of the bulletin and the official pages (0.3).
Model: logistic regression with the L2 penalty C = 1 on features between 0 and 1, relevant ones counted twice since one
in ten is; solved by L-BFGS from zero, so the same data give the same weights. A feature that the data give the sign
contrary to its meaning is dropped and the rest fitted anew: chance must not make a patch speak for a release.
Articles are of accounts, hardly ever of authorities' own sites, so what that is worth is given, not fitted.
Figures: leave one month out (30 folds by the folder of the article), pooled over all months. ``--write`` stores the
weights fitted on everything in ``extract/triage/tables/weights.tsv``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from guanlan import formats
from guanlan.actions.steps.interpret import bulletin_reports
from guanlan.extract.bulletin import read_bulletin
from guanlan.extract.facts import with_facts
from guanlan.extract.release import read_release
from guanlan.extract.triage.features import features_of
from guanlan.extract.triage.material import Material, material_of
from guanlan.records.facts import Kind

HOUSE = Path(__file__).parents[1]
LABELS = HOUSE / "tests/extract/triage_labels.jsonl"
WEIGHTS = HOUSE / "src/guanlan/extract/triage/tables/weights.tsv"
STRENGTH = 1.0  # C of the penalty; 0.3 and 3 give the same figures within two articles
TAKEN, DOUBTFUL = 0.3, 0.3  # of one sure label
GIVEN = {
    "publisher.organ": (1.5, "given: what an authority or society says on its own site is what a bulletin watches")
}
FOR = ("digest.", "act.", "case.", "incident.", "authority.", "facts.")


class Example(NamedTuple):
    """``group`` is ``gold``, ``own`` or ``doubtful``, or ``taken`` for what has no month and is never left out."""

    group: str
    month: str
    doc: str
    relevant: bool
    features: dict[str, float]
    weight: float


def labelled(shared: Path) -> Iterator[Example]:
    """The articles with a label."""
    gold = (shared / "gold/triage.dev.jsonl").read_text(encoding="utf-8").splitlines()
    for lines, group in ((gold, "gold"), (LABELS.read_text(encoding="utf-8").splitlines(), "own")):
        for row in map(json.loads, lines):
            doubtful = row.get("doubtful", False)
            features = met(material_at(shared / "corpus/articles" / row["doc"]))
            yield Example(
                "doubtful" if doubtful else group,
                row["doc"][:7],
                row["doc"],
                row["relevant"],
                features,
                DOUBTFUL if doubtful else 1.0,
            )


def taken(shared: Path) -> Iterator[Example]:
    """What an editor took: the entries of the bulletin, and official pages."""
    for path in sorted((shared / "corpus/bulletin").glob("*.txt")):
        reading = formats.read(path.read_bytes(), name=path.name)
        reports = bulletin_reports(with_facts(read_bulletin(reading), reading), reading)
        for report in [one for one in reports if one.facts.kind.value is not Kind.MEETING]:
            lines = tuple(one.words.text for one in report.paragraphs)
            material = Material(report.headline.text, None, lines, (report,))
            yield Example("taken", "", report.headline.text, relevant=True, features=met(material), weight=TAKEN)
    for path in sorted((shared / "corpus/pages").glob("*.md")):
        yield Example("taken", "", path.name, relevant=True, features=met(material_at(path)), weight=TAKEN)


def material_at(path: Path) -> Material:
    """What triage looks at of a file."""
    reading = formats.read(path.read_bytes(), name=path.name)
    return material_of(reading, read_release(reading))


def met(material: Material) -> dict[str, float]:
    """The features' values alone."""
    return {name: one.value for name, one in features_of(material).items()}


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Feature → weight; ``bias`` is the sum without any."""
    names = sorted({name for one in examples for name in one.features} - set(GIVEN))
    y = np.array([one.relevant for one in examples])
    weights = np.array([one.weight * (2 if one.relevant else 1) for one in examples])
    while True:
        x = np.array([[one.features.get(name, 0.0) for name in names] for one in examples])
        model = LogisticRegression(C=STRENGTH, max_iter=10_000, tol=1e-8).fit(x, y, sample_weight=weights)
        found = dict(zip(names, model.coef_[0], strict=True))
        names = [name for name in names if (found[name] > 0) == name.startswith(FOR)]
        if len(names) == len(found):
            given = {name: weight for name, (weight, _) in GIVEN.items()}
            return {"bias": float(model.intercept_[0]), **{name: float(one) for name, one in found.items()}, **given}


def told(weights: dict[str, float], example: Example) -> bool:
    """Whether the weights call the example relevant."""
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in example.features.items()) >= 0


def left_out(examples: Sequence[Example], always: Sequence[Example]) -> list[tuple[Example, bool]]:
    """Each article with what is said of it by the weights of all other months."""
    pooled = []
    for month in sorted({one.month for one in examples}):
        weights = fit([*(one for one in examples if one.month != month), *always])
        pooled.extend((one, told(weights, one)) for one in examples if one.month == month)
    return pooled


def print_figures(name: str, said: Sequence[tuple[Example, bool]]) -> None:
    """Missed and superfluous, group by group."""
    for group in ("gold", "own", "doubtful"):
        among = [(one, given) for one, given in said if one.group == group]
        missed = sum(one.relevant and not given for one, given in among)
        superfluous = sum(given and not one.relevant for one, given in among)
        relevant = sum(one.relevant for one, _ in among)
        counts = f"{len(among):4} lines, {relevant:3} relevant: missed {missed}, superfluous {superfluous}"
        print(f"{name:18} {group:9} {counts}")


def write(weights: dict[str, float], examples: Sequence[Example]) -> None:
    """Store the weights."""
    months = sorted({one.month for one in examples if one.month})
    source = f"scripts/fit_triage.py over {len(examples)} examples, {months[0]} to {months[-1]}"
    rows = ["# What each feature weighs. feature\tweight\tsource; relevant where the sum is at least 0"]
    rows.extend(
        f"{name}\t{value:.2f}\t{GIVEN[name][1] if name in GIVEN else source}"
        for name, value in sorted(weights.items(), key=lambda one: (one[0] != "bias", one))
    )
    WEIGHTS.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")


def main(arguments: Any) -> None:
    """Print the figures, write the table where that is asked for."""
    examples, always = list(labelled(arguments.shared)), list(taken(arguments.shared))
    print_figures("leave a month out", left_out(examples, always))
    weights = fit([*examples, *always])
    print_figures("fitted on all", [(one, told(weights, one)) for one in examples])
    missed = sum(not told(weights, one) for one in always)
    print(f"{'fitted on all':18} taken     {len(always):4} lines: missed {missed}")
    if arguments.write:
        write(weights, [*examples, *always])
    else:
        sys.stdout.writelines(f"{name}\t{value:.2f}\n" for name, value in sorted(weights.items()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("GUANLAN_SHARED", HOUSE.parent / "shared")))
    parser.add_argument("--write", action="store_true")
    main(parser.parse_args())
