"""The law library and its search on all of corpus/laws, beside tantivy, FTS5's trigram table and eyecite in one run."""

from __future__ import annotations

import datetime
import gc
import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, at_least, at_most, timed
from benchmarks.texts import ROOT

LENGTHS = (1, 2, 4, 8)
TERMS = 60
SEED = 20250116
FIRST = 20
RESOLUTIONS = 1_000_000
PLAIN = "the court held that a party must show by clear evidence what the statute asks for and no more"
ON = datetime.date(2025, 1, 1)

Rows = Sequence[tuple[int, str]]


def measure() -> list[Figure]:
    """Import, search, resolution and finding of citations; nothing where the texts are not there."""
    laws = Path(os.environ.get("GUANLAN_SHARED", ROOT.parent / "shared")) / "corpus" / "laws"
    if not laws.is_dir():
        return [Figure("law library", f"no texts at {laws}: set GUANLAN_SHARED")]
    from guanlan import store

    with tempfile.TemporaryDirectory() as folder:
        store.setup(Path(folder))
        try:
            return [*_imports(laws), *_searches(Path(folder)), *_citations()]
        finally:
            store.opening.close()


def _imports(laws: Path) -> Iterator[Figure]:
    from guanlan.actions.context import Context
    from guanlan.actions.import_laws import import_laws

    context = Context("bench", datetime.datetime(2025, 1, 16, tzinfo=datetime.UTC))
    seconds, done = _once(lambda: import_laws([laws], context=context))
    files = len(done.outcomes) + done.same
    yield at_most(f"laws import, {files:,} files → {done.works:,} works", seconds, 60)
    seconds, _ = _once(lambda: import_laws([laws], context=context))
    yield at_most("  again, unchanged", seconds, 1)


def _searches(home: Path) -> Iterator[Figure]:
    from django.db import connection

    from guanlan.actions.search import search
    from guanlan.store.models import Passage
    from guanlan.store.opening import DATABASE
    from guanlan.store.search.normal import normal

    with connection.cursor() as cursor:
        sizes = [
            cursor.execute(f"SELECT sum(length(block)) FROM store_search_{name}_data").fetchone()[0]
            for name in ("pairs", "letters")
        ]
    rows = [(pk, normal(words)) for pk, words in Passage.objects.order_by("id").values_list("id", "words")]
    characters = sum(len(words) for _, words in rows)
    yield Figure(f"index of {len(rows):,} passages, {characters / 1e6:.1f} M characters", _megabytes(sum(sizes)))
    yield Figure("  the database with it", _megabytes((home / DATABASE).stat().st_size))
    terms = {length: _drawn(rows, length) for length in LENGTHS}
    gc.freeze()  # these texts are the benchmark's own, not what a search holds
    ours: dict[str, set[int]] = {}

    def asked(term: str) -> int:
        return search(term).total

    for length in LENGTHS:
        p95, totals = _p95(asked, terms[length])
        yield at_most(f"search, {length} characters: p95, with count and excerpts", p95 * 1000, 5, "ms")
        ours.update(zip(terms[length], ({total} for total in totals), strict=True))
    wrong = sum(ours[term] != {sum(term in words for _, words in rows)} for length in LENGTHS for term in terms[length])
    yield Figure("  terms that a plain scan counts otherwise", f"{wrong} of {TERMS * len(LENGTHS)}", "0", wrong == 0)
    yield from _beside_trigrams(rows, terms)
    yield from _beside_tantivy(rows, terms)


def _beside_trigrams(rows: Rows, terms: dict[int, list[str]]) -> Iterator[Figure]:
    """FTS5's own trigram tokenizer over the same passages."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder, "trigrams.sqlite3"))
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(words, tokenize='trigram', content='')")

        def fill() -> None:
            connection.executemany("INSERT INTO found(rowid, words) VALUES (?, ?)", rows)
            connection.commit()

        seconds, _ = _once(fill)
        yield Figure("trigram table: index", f"{seconds:.1f} s")

        def asked(term: str) -> int:
            query = f'"{term}"'
            connection.execute("SELECT rowid FROM found WHERE found MATCH ? LIMIT ?", (query, FIRST)).fetchall()
            return int(connection.execute("SELECT count(*) FROM found WHERE found MATCH ?", (query,)).fetchone()[0])

        yield from _others("trigram table", asked, rows, terms)
        connection.close()


def _beside_tantivy(rows: Rows, terms: dict[int, list[str]]) -> Iterator[Figure]:
    """tantivy over the same pairs and letters, asked by phrase."""
    try:
        import tantivy
    except ImportError:
        yield Figure("tantivy", "not installed: run make bench")
        return
    from guanlan.store.search.grams import letters, pairs, pairs_of_phrase, token_of_letter

    with tempfile.TemporaryDirectory() as folder:
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("id", stored=True)
        schema.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
        schema.add_text_field("letters", tokenizer_name="whitespace", index_option="basic")
        index = tantivy.Index(schema.build(), path=folder)

        def fill() -> None:
            writer = index.writer(heap_size=128 * 2**20, num_threads=1)
            for number, words in rows:
                writer.add_document(
                    tantivy.Document(id=number, pairs=" ".join(pairs(words)), letters=" ".join(letters(words)))
                )
            writer.commit()
            writer.wait_merging_threads()

        seconds, _ = _once(fill)
        yield Figure("tantivy: index", f"{seconds:.1f} s")
        index.reload()
        searcher = index.searcher()

        def asked(term: str) -> int:
            if len(term) == 1:
                query = tantivy.Query.term_query(index.schema, "letters", token_of_letter(term))
            else:
                tokens = pairs_of_phrase(term, whole_left=False, whole_right=False)
                one = len(tokens) == 1
                query = (
                    tantivy.Query.term_query(index.schema, "pairs", tokens[0])
                    if one
                    else tantivy.Query.phrase_query(index.schema, "pairs", tokens)
                )
            return int(searcher.search(query, FIRST, count=True).count)

        yield from _others("tantivy", asked, rows, terms)


def _others(name: str, asked: Callable[[str], int], rows: Rows, terms: dict[int, list[str]]) -> Iterator[Figure]:
    for length in LENGTHS:
        p95, totals = _p95(asked, terms[length])
        wrong = sum(
            total != sum(term in words for _, words in rows)
            for term, total in zip(terms[length][:FIRST], totals, strict=False)
        )
        yield Figure(f"  {name}, {length} characters: p95", f"{p95 * 1000:.2f} ms, {wrong} of {FIRST} counts wrong")


def _citations() -> Iterator[Figure]:
    from guanlan.actions.steps.law_library import open_library
    from guanlan.law.resolve import resolve
    from guanlan.store.models import Passage
    from guanlan.text.citations import find_citations

    words = "\n".join(Passage.objects.order_by("id").values_list("words", flat=True))
    size = len(words.encode()) / 1e6
    _, seconds = timed(lambda: sum(1 for _ in find_citations(words)), runs=1)
    found = [one.value for one in find_citations(words)]
    yield Figure("citations found in laws", f"{len(found):,} in {size:.0f} MB, {seconds / size * 1000:.1f} ms/MB")
    yield from _beside_eyecite()
    library = open_library()
    drawn = random.Random(SEED).choices(found, k=RESOLUTIONS)
    sample = drawn[: RESOLUTIONS // 100]
    cold, _ = _once(lambda: [resolve(one, library, on=ON) for one in sample])
    warm, done = _once(lambda: sum(len(resolve(one, library, on=ON)) for one in drawn))
    yield at_least(f"{RESOLUTIONS:,} citations resolved: {warm:.1f} s", done / warm, 50_000, "a second")
    yield Figure("  of it the first 10,000, texts not yet open", f"{cold:.1f} s")


def _beside_eyecite() -> Iterator[Figure]:
    """US citations made by a seed, one in some twenty words, as in an opinion."""
    try:
        from eyecite import get_citations
    except ImportError:
        yield Figure("eyecite", "not installed: run make bench")
        return
    text = us_opinion(300_000)
    seconds, found = _once(lambda: get_citations(text))
    yield Figure(
        "eyecite, US citations", f"{len(found):,} in {len(text) / 1e6:.1f} MB, {seconds / len(text) * 1e9:.0f} ms/MB"
    )


def us_opinion(length: int) -> str:
    """Some ``length`` characters of English that cites as courts do."""
    chance = random.Random(SEED)
    plain = PLAIN.split()
    parties = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta")
    reporters = ("U.S.", "F.2d", "F.3d", "S. Ct.", "F. Supp. 2d")
    parts: list[str] = []
    size = 0
    while size < length:
        words = " ".join(chance.choices(plain, k=20))
        one, other = chance.sample(parties, 2)
        reporter = chance.choice(reporters)
        page = chance.randint(1, 999)
        sentence = (
            f"{words}. {one} v. {other}, {chance.randint(1, 550)} {reporter} {page}, {page + 3} "
            f"({chance.randint(1930, 2015)}). "
        )
        parts.append(sentence)
        size += len(sentence)
    return "".join(parts)


def _drawn(rows: Rows, length: int) -> list[str]:
    """Terms of Chinese characters from anywhere in the texts."""
    chance = random.Random(SEED + length)
    found: list[str] = []
    while len(found) < TERMS:
        words = chance.choice(rows)[1]
        start = chance.randrange(max(len(words) - length, 0) + 1)
        term = words[start : start + length]
        if len(term) == length and all("\u4e00" <= one <= "\u9fff" for one in term):
            found.append(term)
    return found


def _p95(asked: Callable[[str], int], terms: Sequence[str]) -> tuple[float, list[int]]:
    """The seconds that 95 % of the terms stay under, each the better of two runs, and what they gave."""
    seconds, totals = [], []
    for term in terms:
        first, total = _once(lambda term=term: asked(term))
        second, _ = _once(lambda term=term: asked(term))
        seconds.append(min(first, second))
        totals.append(total)
    return sorted(seconds)[int(len(seconds) * 0.95)], totals


def _once(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    value = work()
    return time.perf_counter() - begun, value


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
