"""From where words stand to what they mean: 前款 in the third paragraph of an article is its second."""

from __future__ import annotations

import re
from typing import NamedTuple

from guanlan.law.context import Here, Near, Reference, fits_title
from guanlan.law.library import Library, Opened
from guanlan.law.resolutions import Candidate
from guanlan.text.provisions import Provision, ProvisionRange, placed_under

_NOTHING = Provision()
_QUOTES = ("“", "「", '"')
_NAMES_PARAGRAPH = re.compile("第[一二三四五六七八九十]+款(?!、第)[^，。；]{0,12}$")


class Meant(NamedTuple):
    """What a reference means: ``units`` of the text it stands in; or ``provisions`` of that text, or of ``law``.

    ``found`` is whether anything is meant that can be known; ``asked`` is the provision asked for where not.
    """

    found: bool
    units: tuple[int, ...] = ()
    provisions: tuple[ProvisionRange, ...] = ()
    law: str | None = None
    asked: Provision = _NOTHING
    candidates: tuple[Candidate, ...] = ()


_UNKNOWN = Meant(found=False)


def find_near(reference: Reference, library: Library, here: Here | None) -> Meant:
    """What ``reference`` means at ``here``."""
    if reference.near is Near.THAT:
        return _that(reference)
    asked = reference.provisions[0].first if reference.provisions else _NOTHING
    if here is None or library.work_of(here.ref) is None:
        return Meant(found=False, asked=asked)
    opened = library.text(here.ref)
    if reference.near is Near.OWN:
        return _own(reference, opened)
    if not 0 <= here.unit < len(opened.law.units):
        return Meant(found=False, asked=asked)
    meant = _beside(reference, opened, here.unit)
    return meant if meant.found else Meant(found=False, asked=asked)


def _that(reference: Reference) -> Meant:
    if reference.law is None:
        return _UNKNOWN
    under = tuple(
        ProvisionRange(placed_under(one.first, reference.base), placed_under(one.last, reference.base))
        for one in reference.provisions
    )
    return Meant(found=True, provisions=under, law=reference.law)


def _own(reference: Reference, opened: Opened) -> Meant:
    """本法 is the text itself where its title says so. In the words that an amendment puts in it is another."""
    if fits_title(reference.noun, opened.law.title):
        return Meant(found=True, provisions=reference.provisions)
    amended = [title for title in opened.law.amends if fits_title(reference.noun, title)]
    asked = reference.provisions[0].first if reference.provisions else _NOTHING
    candidates = tuple(Candidate("", title) for title in amended)
    return Meant(found=False, asked=asked, candidates=candidates)


def _beside(reference: Reference, opened: Opened, unit: int) -> Meant:
    index = opened.provisions
    article = index.article_of(unit)
    if article < 0:
        return _UNKNOWN
    near, count = reference.near, reference.count
    if near is Near.BEFORE_ARTICLE:
        bases: tuple[int, ...] = _articles_before(opened, article, count)
    elif near is Near.ARTICLE:
        bases = (article,)
    elif near in (Near.PARAGRAPH, Near.BEFORE_PARAGRAPH):
        bases = _paragraphs(opened, article, unit, count if near is Near.BEFORE_PARAGRAPH else 0)
    else:
        bases = _items(opened, article, unit, count if near is Near.BEFORE_ITEM else 0)
    if not bases or not reference.provisions:
        return Meant(bool(bases), bases)
    if len(bases) > 1:
        return _UNKNOWN
    base = index.number_of(bases[0])
    if near in (Near.ITEM, Near.BEFORE_ITEM) and base.item is None:
        return _UNKNOWN
    under = tuple(
        ProvisionRange(placed_under(one.first, base), placed_under(one.last, base)) for one in reference.provisions
    )
    return Meant(found=True, provisions=under)


def _articles_before(opened: Opened, article: int, count: int) -> tuple[int, ...]:
    found: list[int] = []
    for _ in range(count):
        article = opened.provisions.before(article)
        if article < 0:
            return ()
        found.append(article)
    return tuple(reversed(found))


def _paragraphs(opened: Opened, article: int, unit: int, back: int) -> tuple[int, ...]:
    """The paragraph of ``unit``, or the ``back`` paragraphs before it."""
    paragraphs = opened.provisions.paragraphs(article)
    at = opened.provisions.paragraph_of(article, unit)
    if at < 0 or at - back < 0 or paragraphs == (article,):
        return ()
    if opened.law.amends and not _are_put_in_together(opened, paragraphs[at - back : at + 1]):
        return ()
    return paragraphs[at - back : at] if back else (paragraphs[at],)


def _are_put_in_together(opened: Opened, lines: tuple[int, ...]) -> bool:
    """Whether the lines of an amendment are paragraphs that stand one behind the other in the law that it amends.

    The later ones begin with the quotes that go on; the first must not say which paragraph it is: between it and the
    next there may be others in the law.
    """
    words = [opened.published[opened.law.units[line].start : opened.law.units[line].end] for line in lines]
    first = re.split('[：:][“"]', words[0])[0] if not words[0].startswith(_QUOTES) else ""
    return all(line.startswith(_QUOTES) for line in words[1:]) and not _NAMES_PARAGRAPH.search(first)


def _items(opened: Opened, article: int, unit: int, back: int) -> tuple[int, ...]:
    """The item of ``unit``, or the ``back`` items before it in the same list."""
    at = opened.provisions.paragraph_of(article, unit)
    if at < 0:
        return ()
    items = opened.provisions.items(opened.provisions.paragraphs(article)[at])
    place = opened.law.units[unit].start
    before = [item for item in items if opened.law.units[item].start <= place]
    if not before or len(before) - 1 - back < 0 or opened.law.units[before[-1]].end <= place:
        return ()
    return tuple(before[len(before) - 1 - back : -1]) if back else (before[-1],)
