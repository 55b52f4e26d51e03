"""Reports about one real thing → one development, whatever the order they came in."""

from __future__ import annotations

from collections.abc import Iterable

from guanlan.records.development import Development, Telling


def cluster(
    tellings: Iterable[Telling],
    *,
    must_link: Iterable[tuple[str, str]] = (),
    cannot_link: Iterable[tuple[str, str]] = (),
) -> tuple[Development, ...]:
    """The developments that ``tellings`` tell of, each with its reasons, ordered by key.

    ``must_link`` and ``cannot_link`` are pairs of telling keys that an editor joined or split; they are obeyed, and
    ``InputError("merging.contradiction")`` is raised where they contradict one another.
    """
    raise NotImplementedError
