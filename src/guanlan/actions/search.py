"""Words → the passages that hold them."""

from guanlan.actions.steps.searching import MOST, search

__all__ = ["MOST", "search"]
