"""A page → the rules by which it could be watched."""

from guanlan.collect.proposing.proposal import Proposal, Shown, propose

__all__ = ["Proposal", "Shown", "propose"]
