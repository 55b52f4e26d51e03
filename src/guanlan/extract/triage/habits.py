"""What a journal took before, and what of a release is like it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from guanlan.errors import InputError
from guanlan.records.facts import Facts
from guanlan.records.triage import Habits, Reason
from guanlan.text.organs import parse_organ

_FEW = 3  # an organ taken so often counts half of one taken always: one issue has three of a busy organ
_SEEN_LEAST = 4  # reports of a publisher that must be known before its rate says much
_SHARES = {"habit.organ": 0.4, "habit.kind": 0.2, "habit.topic": 0.2, "habit.source": 0.2}
"""How much each likeness counts where it is full; all of them together are 1."""


def habits_of(
    taken: Iterable[Facts], *, offered: Iterable[str | None] = (), adopted: Iterable[str | None] = ()
) -> Habits:
    """The counts over the facts of entries that were ``taken``.

    ``offered`` names the publisher of each report that was held, ``adopted`` of each that became an entry.
    """
    organs: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    entries = 0
    for facts in taken:
        entries += 1
        organs.update(set(_organs(facts)))
        kinds.update([facts.kind.value] if facts.kind.value else [])
        topics.update({fact.value for fact in facts.topics if fact.value})
    given = Counter(name for name in offered if name)
    became = Counter(name for name in adopted if name)
    return Habits(
        entries, dict(organs), {str(kind): n for kind, n in kinds.items()}, dict(topics), dict(given), dict(became)
    )


def likeness(facts: Iterable[Facts], publisher: str | None, habits: Habits) -> tuple[Reason, ...]:
    """What the journal took before of these reports' organs, kinds, topics and of their publisher, heaviest first.

    Each reason weighs above 0, all together 1 at most: a journal without back issues, and an organ that it never took,
    give none and cost nothing.

    >>> likeness([], "某网", Habits())
    ()
    """
    if not habits.entries:
        return ()
    best: dict[str, Reason] = {}
    for one in facts:
        for reason in _likenesses(one, habits):
            if reason.feature not in best or reason.weight > best[reason.feature].weight:
                best[reason.feature] = reason
    if publisher and (adopted := habits.adopted.get(publisher)):
        rate = adopted / (habits.offered.get(publisher, adopted) + _SEEN_LEAST)
        best["habit.source"] = _reason("habit.source", rate, publisher)
    return tuple(sorted(best.values(), key=lambda reason: (-reason.weight, reason.feature)))


def _likenesses(facts: Facts, habits: Habits) -> Iterator[Reason]:
    for organ in _organs(facts):
        if count := habits.organs.get(organ):
            yield _reason("habit.organ", count / (count + _FEW), organ)
    if (kind := facts.kind.value) and (count := habits.kinds.get(kind)):
        yield _reason("habit.kind", count / habits.entries, kind)
    for topic in facts.topics:
        if topic.value and (count := habits.topics.get(topic.value)):
            yield _reason("habit.topic", count / habits.entries, topic.value)


def _reason(feature: str, part: float, word: str) -> Reason:
    return Reason(feature, round(_SHARES[feature] * min(1.0, part), 4), (word,))


def _organs(facts: Facts) -> Iterator[str]:
    """The acting bodies, one name for each whatever it was called."""
    for fact in facts.issuers:
        if fact.value:
            try:
                yield parse_organ(fact.value).name
            except InputError:
                yield fact.value
