"""Numbers of provisions: another number now, another article's number, none at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.law.align import Fate, Pair, became
from guanlan.law.changes import Change, number_before, pairs_between
from guanlan.law.checkup.cited import Cited, Part, around
from guanlan.law.checkup.findings import Finding
from guanlan.law.checkup.opened import Opened
from guanlan.law.checkup.quoting import letters, stands_in, wording
from guanlan.law.resolutions import Candidate, Resolved, Unresolved
from guanlan.law.resolve import resolve_provision
from guanlan.law.works import VersionRef
from guanlan.records.dated import Dated
from guanlan.text.provisions import Provision, parse_provision, print_provision
from guanlan.text.span import Span

# Of the wording around a citation, only what stands in one of two articles and not in the other says which is meant.
# 18 of 19 citations of 网络安全法 in news of penalties lean the right way (the last has no words around it), many by 3
# pairs of a stock phrase (给予警告); 4, and three times as many as for the other article, are more than such a phrase.
_CLEAR = 4
# Half of the wording: 网络安全法 59 → 61 has 0.58. Below, the article was written anew, and a reader has to look
_SAME_ARTICLE = 0.5
_ARTICLE = re.compile("第[^条]{1,12}条(?:之[〇零一二三四五六七八九十0-9]{1,3})?")
_TIMES = 3


class Meant(Enum):
    """Which of two articles the words around a citation speak of."""

    THIS = auto()
    OTHER = auto()
    OPEN = auto()


class Told(NamedTuple):
    """The words by which a citation may be recognised: those around it, quoted ones included, and the quotations."""

    around: str
    quotes: tuple[str, ...]


def told_by(opened: Opened, cited: Cited) -> Told:
    """The sentence around a citation, and what is quoted by it."""
    read = opened.document.text
    quotes = tuple(quote.span.of(read) for quote in cited.quotes)
    return Told(" ".join((around(read, cited.start, cited.end), *quotes)), quotes)


def check_number(opened: Opened, cited: Cited, part: Part, result: Resolved) -> Iterator[Finding]:
    """A number that was another article's before: the citation may mean that one."""
    if "条" not in opened.document.text[part.start : part.end]:
        return  # the next of a list: the article is told, and checked, before it
    for change in reversed(number_before(result, opened.library)):
        old = _article(opened, change.old_ref, result.provision.article)
        if old is None:
            continue
        meant = _meant(told_by(opened, cited), this=_article_words(opened, result), other=old.quote)
        if meant is Meant.THIS:
            return
        yield _renumbered(opened, part, old, change, sure=meant is Meant.OTHER)
        return


def check_missing(opened: Opened, cited: Cited, part: Part, result: Unresolved) -> Iterator[Finding]:
    """A provision that the version of the day does not have."""
    shown = {"name": cited.law, "provision": print_provision(result.provision), "on": opened.on.isoformat()}
    at = Span(part.start, part.end)
    others = [one for one in result.candidates if one.provision == result.provision and one.ref is not None]
    own = [one for one in result.candidates if one not in others]
    before = [one for one in others if one.last is not None and one.last < opened.on]
    after = [one for one in others if one.first is not None and one.first > opened.on]
    gone = _gone(opened, part, result, before[-1]) if before else None
    if gone is not None:
        yield gone
    elif after and not own:
        told = {**shown, "first": str(after[0].first)}
        yield opened.finding("checkup.provision_not_in_force", at, told, ref=after[0].ref)
    else:
        suggestions = tuple(print_provision(one.provision) for one in own if one.provision is not None)
        yield opened.finding("checkup.no_provision", at, shown, suggestions=suggestions)


def _gone(opened: Opened, part: Part, result: Unresolved, last: Candidate) -> Finding | None:
    """The provision was there: what became of its article, unless that goes on under its number."""
    now = _version_on(opened, last)
    number = result.provision.article
    old = _article(opened, last.ref or "", number)
    if now is None or number is None or old is None:
        return None
    pairs = became(number, pairs_between(opened.library, last.ref or "", now.value.ref))
    if any(pair.new == number for pair in pairs):
        return None
    return _renumbered(opened, part, old, Change(last.ref or "", now.value.ref, now.first, pairs), sure=True)


def _version_on(opened: Opened, candidate: Candidate) -> Dated[VersionRef] | None:
    work = opened.library.work(candidate.work)
    return next((one for one in work.versions if one.holds(opened.on)), None) if work is not None else None


def _renumbered(opened: Opened, part: Part, old: Resolved, change: Change, *, sure: bool) -> Finding:
    """What became of an article that is cited by its old number."""
    at = Span(part.start, part.end)
    new = [pair for pair in change.pairs if pair.new is not None and pair.fate is not Fate.REMOVED]
    now = [pair.new for pair in new if pair.new is not None]
    shown = {
        "article": _shown(old.provision.article),
        "on": change.on.isoformat() if change.on else "?",
        "now": "、".join(map(_shown, now)),
        "likeness": "、".join(f"{pair.similarity:.0%}" for pair in new),
    }
    if not now:
        code = "checkup.removed" if sure else "checkup.maybe_removed"
        return opened.finding(code, at, shown, ref=change.new_ref)
    suggestions = tuple(_renamed(opened, part, one, new) or _shown(one) for one in now)
    certain = sure and len(now) == 1 and new[0].similarity >= _SAME_ARTICLE
    mend = _renamed(opened, part, now[0], new) if certain else None
    code = "checkup.renumbered" if sure else "checkup.maybe_renumbered"
    return opened.finding(code, at, shown, mend=mend, suggestions=suggestions, ref=change.new_ref)


def _shown(article: str | None) -> str:
    return print_provision(Provision(article))


def _renamed(opened: Opened, part: Part, article: str, pairs: Sequence[Pair]) -> str | None:
    """The provision with its article's new number, written as it was.

    Paragraphs and items keep their numbers where the words of the article are the same; else they are left to the
    reader. None for a piece of a list (第一、三款), which cannot be written anew by itself.
    """
    words = opened.document.text[part.start : part.end]
    try:
        alone = parse_provision(words) == part.value.first == part.value.last
    except InputError:
        alone = False
    told = _ARTICLE.match(words)
    if not alone or told is None:
        return None
    new = _shown(article)
    if any(sign.isascii() and sign.isdigit() for sign in told[0]):
        number, _, insert = article.partition("-")
        new = f"第{number}条" + (f"之{insert}" if insert else "")
    same = all(pair.fate is Fate.RENUMBERED for pair in pairs)
    return new + (words[told.end() :] if same else "")


def _article(opened: Opened, ref: str, article: str | None) -> Resolved | None:
    """An article as it reads in the version ``ref``."""
    work = opened.library.work_of(ref)
    version = next((one for one in work.versions if one.value.ref == ref), None) if work is not None else None
    if work is None or version is None or article is None:
        return None
    day = version.first or version.last or opened.on
    found = resolve_provision(work.title, Provision(article), opened.library, on=day)
    return found if isinstance(found, Resolved) else None


def _article_words(opened: Opened, result: Resolved) -> str:
    """The whole article in which a provision stands."""
    found = resolve_provision(
        result.title, Provision(result.provision.article), opened.library, on=result.first or opened.on
    )
    return found.quote if isinstance(found, Resolved) else result.quote


def _meant(told: Told, *, this: str, other: str) -> Meant:
    """Quoted words decide; without them the wording around, where it is clear."""
    for quote in told.quotes:
        in_this, in_other = stands_in(quote, letters(this)), stands_in(quote, letters(other))
        if in_this != in_other and len(letters(quote).text) >= _CLEAR:
            return Meant.THIS if in_this else Meant.OTHER
    context = wording(told.around)
    own, others = wording(this), wording(other)
    for_this, for_other = len(context & (own - others)), len(context & (others - own))
    if for_this >= _CLEAR and for_this >= _TIMES * for_other:
        return Meant.THIS
    if for_other >= _CLEAR and for_other >= _TIMES * for_this:
        return Meant.OTHER
    return Meant.OPEN
