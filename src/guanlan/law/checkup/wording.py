"""Words quoted by a citation against the words of the provision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from guanlan.law.changes import until
from guanlan.law.checkup.cited import Cited
from guanlan.law.checkup.findings import Finding
from guanlan.law.checkup.opened import Opened
from guanlan.law.checkup.quoting import Compared, compare, letters, stands_in
from guanlan.law.diff import Edit, diff_words
from guanlan.law.reading.words import unit_words
from guanlan.law.resolutions import Resolved
from guanlan.law.resolve import resolve_provision
from guanlan.records.law import Level
from guanlan.text.provisions import Provision, print_provision
from guanlan.text.span import Span

# Shorter ones are terms (“个人信息”), of which a law speaks in many places; of these only those are told that the
# article had before and has no more. The longest term met behind 规定的 in the interpretations of courts has 11.
_LONG = 12
_SHORT = 4
# A quotation of which three fifths stand there is one that was changed; below, it is no quotation of this provision
_CHANGED = 0.6
# Without marks, what follows 第五条： may be the writer's own words; four fifths of the provision's are a quotation
_LOOKS_QUOTED = 0.8
_MENDABLE = 1.5
_MANY = 3  # provisions named as the place of words


class _Elsewhere(NamedTuple):
    provisions: tuple[Provision, ...]
    ref: str


def check_quotes(opened: Opened, cited: Cited, results: Sequence[Resolved]) -> Iterator[Finding]:
    """Every quotation against the provisions that are cited for it: one that has it is enough."""
    for at, marked in cited.quotes:
        quote = at.of(opened.document.text)
        length = len(letters(quote).text)
        if length < _SHORT:
            continue
        compared = [(compare(quote, result.quote), result) for result in results if result.unit >= 0]
        if not compared or any(one.found for one, _ in compared):
            continue
        nearest = max(compared, key=lambda pair: pair[0].share)
        if length < _LONG:
            yield from _old_term(opened, at, quote, nearest[1])
        elif marked or nearest[0].share >= _LOOKS_QUOTED:
            yield _differs(opened, at, quote, nearest)


def _old_term(opened: Opened, at: Span, quote: str, result: Resolved) -> Iterator[Finding]:
    earlier = _earlier(opened, quote, result)
    if earlier is not None:
        shown = {"provision": print_provision(result.provision), "title": result.title}
        told = {**shown, "last": str(earlier.last), "now": result.quote}
        yield opened.finding("checkup.quote_old", at, told, suggestions=(result.quote,), ref=result.ref)


def _differs(opened: Opened, at: Span, quote: str, nearest: tuple[Compared, Resolved]) -> Finding:
    compared, result = nearest
    shown = {"provision": print_provision(result.provision), "title": result.title}
    elsewhere = _elsewhere(opened, quote, result)
    if elsewhere is not None:
        suggestions = tuple(print_provision(one) for one in elsewhere.provisions)
        told = {**shown, "suggestions": "、".join(suggestions)}
        return opened.finding("checkup.quote_elsewhere", at, told, suggestions=suggestions, ref=elsewhere.ref)
    earlier = _earlier(opened, quote, result)
    words = result.quote
    if compared.share >= _CHANGED:
        words = result.quote[compared.start : compared.end]
        shown["difference"] = difference(words, quote)
    if earlier is not None:
        told = {**shown, "last": str(earlier.last), "now": words}
        return opened.finding("checkup.quote_old", at, told, suggestions=(words,), ref=result.ref)
    if compared.share >= _CHANGED:
        # words picked out of a longer row are not mended by putting the whole row in
        mend = words if len(words) <= _MENDABLE * len(quote) else None
        return opened.finding("checkup.quote_differs", at, shown, mend=mend, suggestions=(words,), ref=result.ref)
    return opened.finding("checkup.quote_not_found", at, shown, ref=result.ref)


def _elsewhere(opened: Opened, quote: str, result: Resolved) -> _Elsewhere | None:
    """Where else in the same text the words stand: the smallest units that have them."""
    text = opened.library.text(result.ref)
    found: list[int] = []
    for index, unit in enumerate(text.law.units):
        if unit.level not in (Level.ARTICLE, Level.PARAGRAPH, Level.ITEM, Level.SUBITEM):
            continue
        if unit.parent not in found and found and unit.level is not Level.ARTICLE:
            continue
        if stands_in(quote, letters(unit_words(text.published, text.law, index))):
            found = [one for one in found if one != unit.parent] + [index]
    provisions = [text.provisions.number_of(index) for index in found[:_MANY]]
    return _Elsewhere(tuple(provisions), result.ref) if provisions else None


def _earlier(opened: Opened, quote: str, result: Resolved) -> Resolved | None:
    """The article of an earlier version that has the words."""
    for change in until(result, opened.library):
        work = opened.library.work_of(change.old_ref)
        version = next((one for one in work.versions if one.value.ref == change.old_ref), None) if work else None
        if work is None or version is None:
            continue
        for pair in change.pairs:
            if pair.old is None:
                continue
            day = version.first or version.last or opened.on
            old = resolve_provision(work.title, Provision(pair.old), opened.library, on=day)
            if isinstance(old, Resolved) and stands_in(quote, letters(old.quote)):
                return old
    return None


def difference(law: str, quote: str) -> str:
    """What the quotation leaves out and what it puts in: 应当[-立即-]{+及时+}报告."""
    marks = {Edit.KEEP: "{}", Edit.DELETE: "[-{}-]", Edit.INSERT: "{{+{}+}}"}
    return "".join(marks[run.edit].format(run.words) for run in diff_words(law, quote))
