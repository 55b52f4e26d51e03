"""The judgement: features, their weights, a plain logistic sum."""

from __future__ import annotations

from guanlan.extract.triage.material import Material
from guanlan.records.triage import Triage


def triage(material: Material) -> Triage:
    """Whether an editor would want the release, in which shape it is, and what spoke for and against.

    Pure: the same material and tables give the same judgement.
    """
    raise NotImplementedError(material.headline)
