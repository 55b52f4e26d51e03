"""Verbs that do not come twice in a row: another one only where the table says that it may stand for the first."""

from __future__ import annotations

import re
from functools import cache
from itertools import cycle
from typing import NamedTuple

from guanlan.text.tables_reading import table_rows

_ROOM = "guanlan.publish.drafting"
_DRAFT = re.compile(r"(?:征求意见稿|草案稿?|送审稿)[）》]")
# 某机关就《某规定（征求意见稿）》公开征求意见 → 发布《……》并公开征求意见: the draft is a draft still
_ASKED = re.compile(r"^(?P<who>[^《》]{2,40}?)就(?P<what>《.+》(?:（[^（）]*）)?)(?P<act>(?:向社会)?公开征求意见)$")
_NOTE = re.compile(r"(?:（[^（）]*）)+$")


class _Act(NamedTuple):
    verb: str
    other: str
    name: re.Pattern[str]


class Verbs:
    """The verbs of one guide, as it is written."""

    def __init__(self) -> None:
        self.speech, self.act = "", ""
        self.tables = {role: cycle(verbs(role)) for role in ("rule", "view")}

    def after(self, own: str) -> str:
        """The verb of speech to write for ``own``; one that lays down a rule never stands for one that gives a view."""
        role = "rule" if own in verbs("rule") else "view"
        verb = own
        while verb == self.speech:
            verb = next(self.tables[role])
        self.speech = verb
        return verb

    def told(self, title: str) -> str:
        """The title, its act in another verb where the clause before had the same and the table knows one."""
        found = _act_of(title)
        if found is None:
            self.act = ""
            return title
        start, verb = found
        if verb != self.act:
            self.act = verb
            return title
        if asked := _ASKED.match(title):
            if _DRAFT.search(asked["what"]):
                self.act = ""
                return f"{asked['who']}发布{asked['what']}并{asked['act']}"
            return title
        for act in _acts():
            if act.verb == verb and _fits(act, title[start + len(verb) :]):
                self.act = act.other
                return f"{title[:start]}{act.other}{title[start + len(verb) :]}"
        return title


def _act_of(title: str) -> tuple[int, str] | None:
    """Where the act of a title stands, and its verb: before its 《document》, or the first one."""
    if asked := _ASKED.match(title):
        return asked.start("act"), "公开征求意见"
    at = title.find("《")
    known = {act.verb for act in _acts()} | {act.other for act in _acts()}
    places = [(title.find(verb), verb) for verb in known if verb in title]
    if at > 0:
        places = [(place, verb) for place, verb in places if place + len(verb) == at]
    return min(places, default=None)


def _fits(act: _Act, rest: str) -> bool:
    """Whether the other verb may stand before what follows: 出台 neither before a report nor before a draft."""
    if act.other == "出台" and _DRAFT.search(rest):
        return False
    name = rest[1 : rest.rfind("》")] if rest.startswith("《") and "》" in rest else rest
    return act.name.search(_NOTE.sub("", name)) is not None


@cache
def verbs(role: str) -> tuple[str, ...]:
    """The verbs of a role of the table: ``rule``, ``view``, ``link``."""
    return tuple(verb for kind, verb, _ in table_rows("verbs", _ROOM) if kind == role)


@cache
def _acts() -> tuple[_Act, ...]:
    return tuple(
        _Act(verb, other, re.compile(f"{name}$" if name else "")) for verb, other, name, _ in table_rows("acts", _ROOM)
    )
