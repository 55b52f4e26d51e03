"""A release → whether an editor of such a bulletin would want it, with score and reasons."""

from guanlan.extract.triage.habits import habits_of, likeness
from guanlan.extract.triage.judging import triage
from guanlan.extract.triage.material import Material, material_of
from guanlan.extract.triage.outside import is_out

__all__ = ["Material", "habits_of", "is_out", "likeness", "material_of", "triage"]
