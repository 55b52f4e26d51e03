"""English of an entry: its title against the tables of terms, its abstract against the captures and those tables.

No words of an English text stand in a Chinese capture, so a thing has no surroundings to be compared by: a number must
be one that the captures say of the same unit, a name one that the tables give for what the entry's facts name.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import msgspec

from guanlan.publish.drafting.english import english_title, names_in, naming_day
from guanlan.publish.gate.captures import Captures
from guanlan.publish.gate.finding import things
from guanlan.publish.gate.judging import judge
from guanlan.publish.gate.numbers import ROOM
from guanlan.publish.gate.thing import Clause, Matter, Num, Thing
from guanlan.records.bulletin import Entry
from guanlan.records.gate import Checkable, CheckState
from guanlan.text.tables_reading import table_rows

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-'’&./][A-Za-z0-9]+)*")
_SENTENCE = re.compile(r"(?:^|[.!?:;]\s+|[\"“(]\s*)\Z")
_LEAST_FIT = 2  # characters: I, A


def check_translated(entry: Entry, captures: Captures, matter: Matter) -> Iterator[Checkable]:
    """The English title (``english:ID``) and the things of the abstract (``abstract:ID``) of an entry."""
    if entry.title_en is not None:
        yield _title(entry, entry.title_en.text, matter)
    if entry.abstract is not None:
        about = msgspec.structs.replace(
            matter, where=f"abstract:{entry.id}", owner=f"abstract:{matter.owner}", loose=True
        )
        yield from _abstract(entry, captures, about)


def _title(entry: Entry, title: str, matter: Matter) -> Checkable:
    """As the tables translate the Chinese one, to the letter; a person's own rendering is open."""
    where, day = f"english:{entry.id}", naming_day(entry.facts, matter.day)
    made = english_title(entry.title.text, day).text if day else None
    state = CheckState.DERIVED if made == title else CheckState.OPEN
    return Checkable(
        _id(where, title),
        where,
        0,
        len(title),
        title,
        "title",
        title,
        state=state,
        derivation="translated" if made == title else None,
        reason=None if made == title else "gate.not_translated",
        params={"value": title, "other": made or "—"},
    )


def _abstract(entry: Entry, captures: Captures, matter: Matter) -> Iterator[Checkable]:
    text = entry.abstract.words.text if entry.abstract else ""
    found = tuple(one for one in things(text, matter.day) if one.kind in ("number", "date"))
    values = _values(captures)
    for one in judge(text, captures, matter, found=found):
        plain = next(thing for thing in found if thing.start == one.start)
        yield _counted(one, plain, values)
    spans = [(one.start, one.end) for one in found]
    yield from _words(entry, captures, text, spans, matter)


def _counted(one: Checkable, thing: Thing, values: frozenset[Decimal]) -> Checkable:
    """A bare number has no Chinese measure word; that the captures say it at all must do."""
    bare = thing.sort == "plain" and thing.value.isdecimal() and Decimal(thing.value) in values
    if one.state is CheckState.OPEN and bare:
        return msgspec.structs.replace(one, state=CheckState.DERIVED, derivation="translated", reason=None)
    return one


def _values(captures: Captures) -> frozenset[Decimal]:
    """Every number that the captures count something with, and the numbers of provisions."""
    known: set[Decimal] = set()
    for thing in (one.thing for one in captures.instances):
        if isinstance(thing.data, Num) and not thing.sort.startswith(("money", "ratio")):
            known.add(thing.data.value)
        elif isinstance(thing.data, Clause):
            parts = (thing.data.article, thing.data.paragraph, thing.data.item)
            known.update(Decimal(str(part)) for part in parts if part is not None and str(part).isdecimal())
    return frozenset(known)


def _words(
    entry: Entry, captures: Captures, text: str, taken: list[tuple[int, int]], matter: Matter
) -> Iterator[Checkable]:
    """Names, spelled numbers and claims that nothing supports; those that something does are of no interest."""
    day = naming_day(entry.facts, matter.day) or datetime.date.min
    named = [english for _, english in names_in(entry.facts, day)]
    taken = [*taken, *(match.span() for name in named for match in re.finditer(re.escape(name), text))]
    values = _values(captures)
    claims = any(one.thing.kind == "superlative" for one in captures.instances)
    for match in _WORD.finditer(text):
        if any(first <= match.start() and match.end() <= last for first, last in taken):
            continue
        if (kind := _unsupported(match, captures, values, claims=claims)) is not None:
            yield _open(match, kind, matter)


def _unsupported(match: re.Match[str], captures: Captures, values: frozenset[Decimal], *, claims: bool) -> str | None:
    """What a word is that nothing supports; None for one that is supported or says nothing of its own."""
    word = match[0].lower()
    role = _roles().get(word, "")
    if role.isdecimal():
        return None if Decimal(role) in values else "number"
    if role == "number":
        return "number"
    if role == "claim":
        return None if claims else "superlative"
    if match[0].islower() or len(match[0]) < _LEAST_FIT or word in captures.folded or role == "always":
        return None
    begins = _SENTENCE.search(match.string, 0, match.start()) is not None
    return None if begins and role == "start" else "name"


@cache
def _roles() -> dict[str, str]:
    """What a word is: ``always`` and ``start`` (of a sentence) name nothing though they are written large, a number's
    value, ``number`` for one that is too loose to be compared, ``claim`` (first, only).
    """
    return {word: role for word, role, _ in table_rows("english_words", ROOM)}


def _open(match: re.Match[str], kind: str, matter: Matter) -> Checkable:
    word = match[0]
    reason = "gate.nowhere" if kind != "name" else "gate.no_english"
    return Checkable(
        _id(f"{matter.owner}@{match.start()}", word),
        matter.where,
        match.start(),
        match.end(),
        word,
        kind,
        word,
        state=CheckState.OPEN,
        reason=reason,
        params={"value": word, "other": ""},
    )


def _id(where: str, words: str) -> str:
    return hashlib.sha256(f"{where}\0{words}".encode()).hexdigest()[:10]
