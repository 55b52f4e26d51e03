"""Organs: authorities, courts, party bodies, committees, associations, at home and abroad."""

from guanlan.text.organs.finding import find_organs, parse_organ
from guanlan.text.organs.registry import Organ, OrganContext, OrganLevel

__all__ = ["Organ", "OrganContext", "OrganLevel", "find_organs", "parse_organ"]
