"""Penalty tiers, read from the words of an article."""

from guanlan.law.penalties.reader import read_tiers

__all__ = ["read_tiers"]
