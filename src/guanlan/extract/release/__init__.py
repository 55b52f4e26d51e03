"""A release of one source → its reports."""

from guanlan.extract.release.reading import read_release
from guanlan.extract.release.relevance import is_out

__all__ = ["is_out", "read_release"]
