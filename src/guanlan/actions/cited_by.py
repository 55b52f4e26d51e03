"""Who cites a law, or an article of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from guanlan.actions.law_summaries import CitedBy, CiterLine
from guanlan.actions.steps.citing import article_number
from guanlan.actions.steps.indexing import current_index
from guanlan.actions.steps.law_library import open_library
from guanlan.actions.steps.shown_refs import shown_refs
from guanlan.errors import InputError
from guanlan.law.library import Library
from guanlan.law.names import key_of
from guanlan.law.works import Work as WorkRecord
from guanlan.store.models import Citation, Passage
from guanlan.text import citations
from guanlan.text.provisions import Provision

AROUND = 40  # characters of the passage shown before and behind a citation
_AT_ONCE = 500


def cited_by(citation: str, *, limit: int | None = None) -> CitedBy:
    """Who cites it, over laws, reports and entries: 《网络安全法》第五十九条, or a title alone (every article).

    In the order in which search shows them. A short name counts as the full one, and a former name as the present
    one. Raises ``InputError`` where ``citation`` is none, or names several works.
    """
    law, article = _asked(citation)
    current_index()
    library = open_library()
    work = _work(law, library)
    names = {key_of(law)} if work is None else _names_of(work, library)
    rows = Citation.objects.filter(name__in=sorted(names))
    if article is not None:
        number = article_number(article)
        rows = rows.filter(first__lte=number, last__gte=number)
    title = work.title if work else law
    return CitedBy(work.key if work else key_of(law), title, article, work is not None, _citers(rows, article, limit))


def _asked(citation: str) -> tuple[str, str | None]:
    """Title and article. What is typed without 《》 is taken for a title, up to its 第…条."""
    words = citation.strip()
    if words and "《" not in words:
        name, mark, rest = words.partition("第")
        words = f"《{name.strip()}》{mark}{rest}"
    found = list(citations.find_citations(words))
    provisions = {one.first for cited in found for one in cited.value.provisions}
    provision = provisions.pop() if len(provisions) == 1 else Provision()
    if len(found) != 1 or provisions or (found[0].start, found[0].end) != (0, len(words)):
        raise InputError("laws.bad_citation", value=citation)
    return found[0].value.law, provision.article


def _work(law: str, library: Library) -> WorkRecord | None:
    works = library.named(law)
    if len(works) > 1:
        raise InputError("laws.ambiguous", name=law, known="、".join(f"《{work.title}》" for work in works))
    return works[0] if works else None


def _names_of(work: WorkRecord, library: Library) -> set[str]:
    """The keys of every name that stands for this work and no other."""
    names = {work.title, *work.names}
    for former in work.renamed_from:
        before = library.work(former)
        names |= {before.title, *before.names} if before else {former}
    mine = {name for name in names if {one.key for one in library.named(name)} <= {work.key, *work.renamed_from}}
    return {work.key, *work.renamed_from, *map(key_of, mine)}


def _citers(rows: QuerySet[Citation], article: str | None, limit: int | None) -> tuple[CiterLine, ...]:
    rows = rows.filter(~Q(document__kind="development")).select_related("document").order_by("passage", "start")
    edges = list(rows if limit is None else rows[:limit])
    words = _words_of({edge.passage for edge in edges})
    shown = shown_refs({(edge.document.kind, edge.document.ref) for edge in edges})
    lines = []
    for edge in edges:
        document = edge.document
        where, passage = words[edge.passage]
        lines.append(
            CiterLine(
                kind=document.kind,
                ref=shown.get((document.kind, document.ref), document.ref),
                title=document.title,
                where=where,
                day=document.day,
                quote=passage[edge.start : edge.end],
                words=passage[max(edge.start - AROUND, 0) : edge.end + AROUND],
                article=article if edge.first else None,
            )
        )
    return tuple(lines)


def _words_of(passages: Iterable[int]) -> dict[int, tuple[str, str]]:
    wanted = sorted(passages)
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Passage.objects.filter(id__in=wanted[start : start + _AT_ONCE])
        found.update({pk: (where, words) for pk, where, words in rows.values_list("id", "where", "words")})
    return found
