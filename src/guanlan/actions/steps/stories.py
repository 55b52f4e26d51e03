"""Which reports tell of one thing → one string for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from guanlan.extract.merging import cluster
from guanlan.records.development import Development, Telling


def stories(
    tellings: Iterable[Telling],
    *,
    must_link: Iterable[tuple[str, str]] = (),
    cannot_link: Iterable[tuple[str, str]] = (),
) -> dict[str, str]:
    """Telling → its story: the headline of the leading one, with a number where two developments share theirs."""
    return story_names(cluster(tellings, must_link=must_link, cannot_link=cannot_link))


def story_names(developments: Iterable[Development]) -> dict[str, str]:
    """The same of developments that are known."""
    seen: Counter[str] = Counter()
    found: dict[str, str] = {}
    for development in developments:
        headline = development.lead.report.headline.text
        seen[headline] += 1
        story = headline if seen[headline] == 1 else f"{headline} ({seen[headline]})"
        found.update((telling.key, story) for telling in development.tellings)
    return found
