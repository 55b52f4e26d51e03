"""The numbers that Word shows before paragraphs of a list; the file holds only the rule."""

from __future__ import annotations

from typing import Any

from guanlan.formats.counting import Counter, Level
from guanlan.formats.docx.names import W, child, integer, value


class Numbering:
    """The lists of a document; asked for each paragraph in order."""

    def __init__(self, document: Any) -> None:
        root = _root(document)
        abstract = (
            {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")} if root is not None else {}
        )
        lists: dict[int, tuple[str | None, dict[int, Level]]] = {}
        for number in root.iter(f"{W}num") if root is not None else ():
            key = value(child(number, "abstractNumId"))
            given = number.get(f"{W}numId") or ""
            if key in abstract and given.isascii() and given.isdigit():
                lists[int(given)] = (key, _levels(abstract[key], number))
        self.label = Counter(lists).label


def _root(document: Any) -> Any:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _levels(abstract: Any, number: Any) -> dict[int, Level]:
    found: dict[int, Level] = {}
    overriding = [(one.get(f"{W}ilvl"), one) for one in number.iter(f"{W}lvlOverride")]
    for level in abstract.iter(f"{W}lvl"):
        place = _place(level)
        if place is not None:
            found[place] = _level(level)
    for given, override in overriding:
        place = int(given) if given and given.isascii() and given.isdigit() else None
        if place is None:
            continue
        replaced = child(override, "lvl")
        if replaced is not None:
            found[place] = _level(replaced)
        start = integer(child(override, "startOverride"))
        if start is not None and place in found:
            found[place] = found[place]._replace(start=start)
    return found


def _place(level: Any) -> int | None:
    given = level.get(f"{W}ilvl") or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 3 else None


def _level(level: Any) -> Level:
    start = integer(child(level, "start"))
    return Level(
        value(child(level, "numFmt")) or "decimal",
        value(child(level, "lvlText")) or "",
        1 if start is None else start,
        value(child(level, "suff")) or "tab",
    )
