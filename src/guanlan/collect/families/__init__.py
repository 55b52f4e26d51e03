"""What a page, a feed, an API, a folder leads to: one module a kind of source. Pure: they look at answers, ask nothing.

Each is an entry point of the group ``guanlan.families`` that leads to a ``collect.sink.Family``; others may add theirs.
"""

from guanlan.collect.families.registry import GROUP, families, family_for

__all__ = ["GROUP", "families", "family_for"]
"""``family_for(spec)`` gives the family of a source's kind; ``families()`` all that are installed, by name."""
