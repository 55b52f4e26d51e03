"""Organs in a text: listed ones, and those that grammar composes of a place and an office."""

from __future__ import annotations

from collections.abc import Iterator

from guanlan.text.organs.registry import Organ, OrganContext
from guanlan.text.span import Found


def parse_organ(text: str, context: OrganContext | None = None) -> Organ:
    """The organ that ``text`` as a whole names. Raises InputError ``text.organ`` for anything else."""
    raise NotImplementedError


def find_organs(text: str, context: OrganContext | None = None) -> Iterator[Found[Organ]]:
    """Organs in ``text``, in order, the longest name at each place; 工信部、财政部 are two."""
    raise NotImplementedError
