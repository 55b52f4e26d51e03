"""The words that tiers are told by, from the tables of this room."""

from __future__ import annotations

import re
from functools import cache

from guanlan.records.penalties import Party, Trigger
from guanlan.text.provisions import ProvisionRange, find_ranges
from guanlan.text.tables_reading import table_rows

_ROOM = "guanlan.law"
_LEAD = re.compile(
    "^(?:(?:对|给予|其(?!他)|该|违法|违规|有关|相关|所在|本)+的?)?(?:(?:该|本)?单位(?:的|(?=直接|主要|负责|法定|有关|主管)))?(?:有关|相关)?"
)


@cache
def measure_cues() -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    """One pattern for all measures, its groups ``m0``, ``m1`` … in the order of the names and classes given with it."""
    rows = table_rows("penalty_measures", _ROOM)
    cues = "|".join(f"(?P<m{number}>{cue})" for number, (_, _, cue, _) in enumerate(rows))
    return re.compile(cues), tuple((name, kind) for name, kind, _, _ in rows)


def triggers_in(words: str) -> tuple[Trigger, ...]:
    """What the condition ``words`` ask for, the gravest first; a graver degree takes the place of those it includes.

    >>> [one.value for one in triggers_in("拒不改正或者造成大量数据泄露等严重后果的")]
    ['grave', 'refusal']
    """
    found = [trigger for trigger, cue in _triggers() if cue.search(words)]
    for graver, lesser in ((Trigger.SEVERE, Trigger.GRAVE), (Trigger.GRAVE, Trigger.CONSEQUENCE)):
        if graver in found or (lesser is Trigger.CONSEQUENCE and Trigger.SEVERE in found):
            found = [one for one in found if one is not lesser]
    return tuple(found)


def parties_of(words: str) -> tuple[Party, ...]:
    """Upon whom a measure is that is said of ``words``; none where they name nobody.

    >>> [one.value for one in parties_of("其直接负责的主管人员和其他直接责任人员")], parties_of("应用程序")
    (['responsible'], ())
    """
    responsible, others = _parties()
    joined = re.match("[^和及、与]{0,12}(?:单位|企业|公司|机构)(?:和|及其?|、|与)", words)
    if any(noun in words for noun in responsible):
        return (Party.ORGANISATION, Party.RESPONSIBLE) if joined else (Party.RESPONSIBLE,)
    for noun, party in others:
        if words.endswith(noun):
            return (party,)
    return ()


def scope_of(words: str) -> str:
    """Who answers, without 对, 其 and the like before it.

    >>> scope_of("其直接负责的主管人员和其他直接责任人员")
    '直接负责的主管人员和其他直接责任人员'
    """
    return _LEAD.sub("", words, count=1) or words


def provisions_in(words: str) -> tuple[ProvisionRange, ...]:
    """Every provision that ``words`` name, lists and ranges of them too, in order.

    >>> [(one.first.article, one.last.article) for one in provisions_in("违反本条例第三条、第五条至第七条规定的")]
    [('3', '3'), ('5', '7')]
    """
    found: list[ProvisionRange] = []
    start = words.find("第")
    while start >= 0:
        ranges = list(find_ranges(words, start, len(words))) if start == 0 or words[start - 1] != "款" else []
        found += [one.value for one in ranges if one.value.first.article is not None or one.value.first.paragraph]
        start = words.find("第", ranges[-1].end if ranges else start + 1)
    return tuple(found)


@cache
def _triggers() -> tuple[tuple[Trigger, re.Pattern[str]], ...]:
    return tuple((Trigger(name), re.compile(cue)) for name, cue, _ in table_rows("penalty_triggers", _ROOM))


@cache
def _parties() -> tuple[tuple[str, ...], tuple[tuple[str, Party], ...]]:
    rows = [(noun, Party(party)) for noun, party, _ in table_rows("penalty_parties", _ROOM)]
    responsible = tuple(noun for noun, party in rows if party is Party.RESPONSIBLE)
    return responsible, tuple((noun, party) for noun, party in rows if party is not Party.RESPONSIBLE)
