"""GL203 to GL205: short forms are said what they mean, once, before they are used, and then used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from guanlan.publish.proof.rules import Check, Hit
from guanlan.publish.proof.sheet import Part, ProofSheet

_DEFINED = re.compile(
    r"[（(](?:以下|下)?(?:统称|合称|并称|简称|称)(?:为)?[：:]?\s*[“《]?(?P<name>[^“”《》（）()，。；、]{2,16})[”》]?[）)]"
)
# 某委员会（DPC）: a bracket of capitals behind a name says what they stand for
_LETTERS = re.compile(r"(?<=[\u4e00-\u9fff])（(?P<name>[A-Z][A-Za-z&-]{1,9})）")
_BODY = ("paragraph", "guide")
_BEFORE = 40  # signs before a bracket that may be the long name, in which the short one often stands


class _Short(NamedTuple):
    """A definition: ``part`` is its number in the place."""

    name: str
    part: int
    start: int
    end: int


def _places(sheet: ProofSheet) -> Iterator[list[Part]]:
    """The parts that share their short forms: an entry, or a document whole."""
    for where, parts in sheet.by_where.items():
        body = [part for part in parts if part.kind in _BODY]
        if body and not where.startswith(("guide", "keywords", "toc", "back")):
            yield body


def _definitions(parts: list[Part], pattern: re.Pattern[str]) -> list[_Short]:
    return [
        _Short(found["name"], number, *found.span())
        for number, part in enumerate(parts)
        for found in pattern.finditer(part.text)
    ]


def used_before(sheet: ProofSheet) -> Iterator[Hit]:
    """GL203: a short form used first and explained afterwards; capitals in a guide that only an entry explains."""
    for parts in _places(sheet):
        for one in _definitions(parts, _DEFINED):
            here = parts[one.part]
            earlier = [*((part, len(part.text)) for part in parts[: one.part]), (here, max(0, one.start - _BEFORE))]
            for part, end in earlier:
                at = _alone(part.text, one.name, 0, end)
                if at >= 0:
                    yield _hit(part, at, at + len(one.name))
                    break
    yield from _letters_in_guides(sheet)


def _alone(text: str, name: str, start: int, end: int) -> int:
    """Where the name is used by itself: not where it is a stretch of a longer word in quotes or a bracket."""
    found = re.compile(rf"(?<![A-Za-z《“]){re.escape(name)}(?![A-Za-z》”）])").search(text, start, end)
    return found.start() if found else -1


def _letters_in_guides(sheet: ProofSheet) -> Iterator[Hit]:
    told = {found["name"] for part in sheet.of("paragraph") for found in _LETTERS.finditer(part.text)}
    for part in sheet.of("guide"):
        explained = {found["name"] for found in _LETTERS.finditer(part.text)}
        for name in sorted(told - explained):
            at = _alone(part.text, name, 0, len(part.text))
            if at >= 0:
                yield _hit(part, at, at + len(name))


def defined_twice(sheet: ProofSheet) -> Iterator[Hit]:
    """GL204: one short form said what it means a second time."""
    for parts in _places(sheet):
        seen: set[str] = set()
        for one in _definitions(parts, _DEFINED):
            if one.name in seen:
                yield _hit(parts[one.part], one.start, one.end, one.name)
            seen.add(one.name)


def never_used(sheet: ProofSheet) -> Iterator[Hit]:
    """GL205: a short form that is explained, and not used afterwards."""
    for parts in _places(sheet):
        for one in _definitions(parts, _DEFINED):
            rest = parts[one.part].text[one.end :] + "\n".join(part.text for part in parts[one.part + 1 :])
            if one.name not in rest:
                yield _hit(parts[one.part], one.start, one.end, one.name)


def _hit(part: Part, start: int, end: int, name: str | None = None) -> Hit:
    home = part.home(start, end)
    return Hit(home.start, home.end, part.where, None, {"text": name or part.text[start:end]})


CHECKS: dict[str, Check] = {"GL203": used_before, "GL204": defined_twice, "GL205": never_used}
