"""A release of one source → its reports."""

from guanlan.extract.release.reading import read_release

__all__ = ["read_release"]
