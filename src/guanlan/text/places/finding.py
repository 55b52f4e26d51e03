"""Places in a text. Adjacent names that lie in each other are one find: 湖南省怀化市."""

from __future__ import annotations

from collections.abc import Iterator

from guanlan.text.places.gazetteer import PlaceName
from guanlan.text.span import Found


def parse_place(text: str, context: str | None = None) -> PlaceName:
    """The place that ``text`` as a whole names; ``context`` is the code of a place it must lie in.

    Raises InputError ``text.place`` for anything else.
    """
    raise NotImplementedError


def find_places(text: str, context: str | None = None) -> Iterator[Found[PlaceName]]:
    """Places in ``text``, in order. ``context`` (a code) settles names that several places bear."""
    raise NotImplementedError
