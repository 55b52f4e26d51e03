"""A document's citations, each looked up and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from guanlan.formats.flow import paragraphs, pieces
from guanlan.law.checkup.cited import Cited, Part, cited_in
from guanlan.law.checkup.findings import Finding, Grade
from guanlan.law.checkup.naming import ORGANS, check_name, check_unnamed
from guanlan.law.checkup.near_names import NearNames, is_generic, place_of_name
from guanlan.law.checkup.numbering import check_missing, check_number
from guanlan.law.checkup.opened import Opened
from guanlan.law.checkup.wording import check_quotes
from guanlan.law.context import Here
from guanlan.law.library import Library
from guanlan.law.names import key_of
from guanlan.law.resolutions import Reason, Resolution, Resolved, Unresolved
from guanlan.law.resolve import resolve
from guanlan.records.reading import BlockKind, Reading
from guanlan.text.citations import Citation
from guanlan.text.reading_map import Piece, ReadingMap

_Looked = tuple[Part | None, tuple[Resolution, ...]]
_LISTED = (BlockKind.CONTENTS, BlockKind.FURNITURE)


class Checkup(msgspec.Struct, frozen=True):
    """``findings`` in text order; ``cited`` is how many provisions or whole texts were looked up, ``sound`` how many of
    them without a finding."""

    on: date
    findings: tuple[Finding, ...] = ()
    cited: int = 0
    sound: int = 0


def check_citations(reading: Reading, library: Library, *, on: date) -> Checkup:
    """What is to be mended in the citations of ``reading``, as the law stands on the day ``on``.

    Running heads and contents lists are not looked at. What the library does not hold is advice at most: no finding
    says that a citation is wrong unless a text that is held shows it.
    """
    both = _as_read(reading)
    opened = Opened(both, cited_in(both.read), library, on)
    names = NearNames(library)
    findings: list[Finding] = []
    unknown: set[str] = set()
    total = sound = 0
    for cited in opened.document.cited:
        looked_up, found = _check(opened, cited, names)
        # that a text is not held is said where it is named first
        findings += [one for one in found if one.code != "checkup.unknown" or cited.law not in unknown]
        unknown.update(cited.law for one in found if one.code == "checkup.unknown")
        total += looked_up
        sound += max(looked_up - len(found), 0)
    return Checkup(on, tuple(sorted(findings, key=lambda one: (one.start, one.end, one.code))), total, sound)


def _as_read(reading: Reading) -> ReadingMap:
    """The text as read: paragraphs put together again over pages."""
    found: list[Piece] = []
    for blocks in paragraphs(reading):
        if blocks[0].kind not in _LISTED:
            found += pieces(reading.text, blocks)
    return ReadingMap(reading.text, found) if reading.blocks else ReadingMap.of(reading.text)


def _check(opened: Opened, cited: Cited, names: NearNames) -> tuple[int, list[Finding]]:
    """How much a citation looks up, and what is found."""
    if is_generic(cited.law) and cited.law not in opened.document.names:
        # 《办法》 without （以下简称《办法》): no title, whatever the library may have under such a name
        told = {"name": cited.law, "on": opened.on.isoformat()}
        return len(cited.parts), [opened.finding("checkup.unknown", cited.name, told)] if cited.parts else []
    cited, results = _looked_up(opened, cited, names)
    looked_up = sum(len(several) for _, several in results)
    unnamed = next((one for _, several in results for one in several if _is_of_the_name(one)), None)
    if isinstance(unnamed, Unresolved):
        # what is to be said of the name is said once
        said = list(check_unnamed(opened, cited, unnamed, names))
        return (looked_up, said) if said else (0, [])
    found = [one for part, several in results if part is not None for one in _of_numbers(opened, cited, part, several)]
    resolved = [one for _, several in results for one in several if isinstance(one, Resolved)]
    if resolved and isinstance(cited.value, Citation):
        found += check_name(opened, cited, resolved[0])
    # a citation by an old number quotes old words: that is said already
    if not any(one.grade is Grade.ERROR for one in found):
        found += check_quotes(opened, cited, resolved)
    return looked_up, _once(found)


def _once(found: Iterable[Finding]) -> list[Finding]:
    """Each finding once: a range of provisions may give one many times."""
    return list({(one.code, one.start, one.end, one.mend, one.suggestions): one for one in found}.values())


def _looked_up(opened: Opened, cited: Cited, names: NearNames) -> tuple[Cited, list[_Looked]]:
    """What the parts of a citation lead to; under its whole title where the organ stands before the 《》."""
    results = list(_results(opened, cited))
    every = [one for _, several in results for one in several]
    if any(isinstance(one, Unresolved) and one.reason is Reason.UNKNOWN for one in every):
        title = names.with_organ(cited.law, opened.document.text[max(0, cited.start - ORGANS) : cited.start])
        if title is not None and isinstance(cited.value, Citation):
            cited = cited._replace(value=msgspec.structs.replace(cited.value, law=title), law=title)
            results = list(_results(opened, cited))
    name = key_of(opened.document.names.get(cited.law, cited.law))
    if any(isinstance(one, Resolved) and place_of_name(one.work) != place_of_name(name) for one in every):
        # an instrument of another place is another instrument, whatever name the library has for it
        results = [(None, (Unresolved(Reason.UNKNOWN, cited.law),))]
    return cited, results


def _is_of_the_name(result: Resolution) -> bool:
    """Whether it is the instrument that is not found, and not a provision of it."""
    return isinstance(result, Unresolved) and result.reason is not Reason.NO_PROVISION


def _of_numbers(opened: Opened, cited: Cited, part: Part, results: Iterable[Resolution]) -> Iterator[Finding]:
    for result in results:
        if isinstance(result, Resolved):
            yield from check_number(opened, cited, part, result)
        else:
            yield from check_missing(opened, cited, part, result)


def _results(opened: Opened, cited: Cited) -> Iterator[_Looked]:
    """What each part of a citation leads to; the whole text where it has no parts."""
    here = Here(ref="", names=opened.document.names)
    if not cited.parts:
        yield None, resolve(cited.value, opened.library, on=opened.on, here=here)
        return
    for part in cited.parts:
        one = msgspec.structs.replace(cited.value, provisions=(part.value,))
        results = resolve(one, opened.library, on=opened.on, here=here)
        yield part, tuple(one for one in results if isinstance(one, Resolved | Unresolved))
