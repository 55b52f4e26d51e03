"""Words → the passages that hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from guanlan.actions.law_summaries import SearchFound, SearchHit
from guanlan.actions.steps.cutting import KINDS, LAW, LEVELS
from guanlan.actions.steps.indexing import current_index
from guanlan.actions.steps.law_library import open_library, work_named
from guanlan.actions.steps.law_rows import refs_of
from guanlan.actions.steps.shown_refs import shown_refs
from guanlan.errors import InputError
from guanlan.law.ranks import Rank
from guanlan.store.models import Document
from guanlan.store.search import Limits, Question, engine, question_of
from guanlan.store.search.highlight import excerpt
from guanlan.store.search.passages import read_passages
from guanlan.store.search.rows import EVERYTHING, Stretch, stretch_of, stretch_of_document
from guanlan.text.places import find_places

_CODE = re.compile("[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
MOST = 10_000  # hits at once


def search(
    words: str,
    *,
    kind: str | None = None,
    place: str | None = None,
    since: date | None = None,
    until: date | None = None,
    work: str | None = None,
    rank: str | None = None,
    limit: int = 20,
) -> SearchFound:
    """The passages that hold every one of ``words`` (parted by blanks; "in quotes" blanks are kept as they are).

    ``kind``: law, report, entry, development. ``place`` ``CN`` finds ``CN-GD`` too. ``since`` and ``until`` are days,
    both included. ``work`` is a law by its name, ``rank`` a ``law.ranks.Rank``. Raises ``InputError`` where there are
    no words, or a filter names nothing.
    """
    question = question_of(words)
    if not 1 <= limit <= MOST:
        raise InputError("search.bad_limit", limit=limit, most=MOST)
    current_index()
    filtered = kind or rank or since or until
    stretches = _stretches(_levels(kind, rank), since, until) if filtered else [EVERYTHING]
    if work is not None:
        stretches = _stretches_of_work(work, stretches)
    limits = Limits(stretches, (_place(place),) if place else (), limit)
    found = engine().find(question, limits)
    return SearchFound(_hits(found.rows, question), found.total, ranked=found.ranked)


def _place(words: str) -> str:
    """The code of a place: as typed (CN-GD), or by its name (广东)."""
    if _CODE.fullmatch(words.upper()):
        return words.upper()
    regions = [found.value.region for found in find_places(words) if found.span == (0, len(words))]
    if not regions or regions[0] is None:
        raise InputError("search.bad_filter", name="place", value=words, known="CN、CN-GD、广东…")
    return regions[0]


def _levels(kind: str | None, rank: str | None) -> list[int]:
    """The levels to look at, in order."""
    ranks = {one.name.lower(): int(one) for one in Rank}
    if kind is not None and kind not in KINDS:
        raise InputError("search.bad_filter", name="kind", value=kind, known="、".join(KINDS))
    if rank is not None and rank not in ranks:
        raise InputError("search.bad_filter", name="rank", value=rank, known="、".join(ranks))
    laws = [] if kind not in (None, LAW) else [ranks[rank]] if rank else list(ranks.values())
    others = [] if rank else [level for name, level in LEVELS.items() if kind in (None, name)]
    return laws + others


def _stretches(levels: Sequence[int], since: date | None, until: date | None) -> list[Stretch]:
    """One for each level, in order; those that touch are one."""
    if since and until and since > until:
        raise InputError("search.bad_window", since=since.isoformat(), until=until.isoformat())
    found: list[Stretch] = []
    for level in levels:
        stretch = stretch_of(level, since, until)
        if found and found[-1].last + 1 == stretch.first:
            found[-1] = Stretch(found[-1].first, stretch.last)
        else:
            found.append(stretch)
    return found


def _stretches_of_work(name: str, inside: Sequence[Stretch]) -> list[Stretch]:
    """The versions of a work, the newest first."""
    refs = list(refs_of(work_named(name, open_library())))
    bases = Document.objects.filter(kind=LAW, ref__in=refs).order_by("base").values_list("base", flat=True)
    return [stretch_of_document(base) for base in bases if any(one.first <= base <= one.last for one in inside)]


def _hits(rows: Sequence[int], question: Question) -> tuple[SearchHit, ...]:
    found = read_passages(rows)
    shown = shown_refs({(one.kind, one.ref) for one in found.values()})
    hits = []
    for row in rows:
        where, passage, kind, ref, title, place, day = found[row]
        words, marks, cut = excerpt(passage, question)
        hits.append(SearchHit(kind, shown.get((kind, ref), ref), title, where, place, day, words, marks, cut))
    return tuple(hits)
