"""The 200 drawn citations, judged by reading before there was a resolver; and what must hold of the real laws."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from guanlan.law.changes import number_before, since
from guanlan.law.citing import Cited, cited_in
from guanlan.law.context import Here, given_names
from guanlan.law.library import Library, refs_of
from guanlan.law.resolve import Resolution, Resolved, Unresolved, resolve, resolve_provision
from guanlan.text.citations import find_citations
from guanlan.text.provisions import Provision
from guanlan.text.reading_map import ReadingMap
from law_corpus import library_below

HERE = Path(__file__).parent
JUDGED = [json.loads(line) for line in (HERE / "citations.judged.jsonl").read_text(encoding="utf-8").splitlines()]
DRAWN = [json.loads(line) for line in (HERE / "citations.drawn.jsonl").read_text(encoding="utf-8").splitlines()]
# 前款 and 本法 stand in a text whatever the day
ANY_DAY = date(2024, 1, 1)
_MARK = 14  # the longest 第一千二百六十条之一 with a blank: a paragraph's words begin behind it

LAW_2016 = "corpus/laws/行政法/网络安全法(2016-11-07).md"
LAW_2025 = "corpus/laws/更新/网络安全法(2025-10-28).md"


class Answer(NamedTuple):
    """What is found at the place of a drawn citation, and what it resolves to."""

    judged: dict[str, Any]
    resolution: Resolution | None


@pytest.fixture(scope="module")
def library(shared: Path) -> Library:
    """All real laws."""
    paths = sorted((shared / "corpus" / "laws").rglob("*.md"))
    return library_below(shared, [path for path in paths if path.name != "_index.md"])


@pytest.fixture(scope="module")
def answers(shared: Path, library: Library) -> list[Answer]:
    """Every judged citation with its resolution."""
    return [Answer(judged, _resolution(judged, shared, library)) for judged in JUDGED]


def _resolution(judged: dict[str, Any], shared: Path, library: Library) -> Resolution | None:
    on = date.fromisoformat(judged["on"]) if "on" in judged else ANY_DAY
    start, end = judged["start"], judged["end"]
    for cited in _cited(judged["path"], shared, library):
        if cited.start < end and start < cited.end:
            return resolve(cited.value, library, on=on, here=cited.here)[0]
    return None


def _cited(path: str, shared: Path, library: Library) -> Iterator[Cited]:
    if library.work_of(path) is not None:
        yield from cited_in(path, library.text(path))
        return
    both = ReadingMap.of((shared / path).read_text(encoding="utf-8"))
    here = Here("", names=given_names(both.read))
    for found in find_citations(both.read):
        yield Cited(*both.to_published(found.start, found.end), found.value, here)


def _is_right(answer: Answer, library: Library) -> bool:
    expected, found = answer.judged["expected"], answer.resolution
    if isinstance(found, Unresolved):
        wanted = expected.get("unresolved")
        # what is no norm is not in the library either; a norm that is called none would be wrong
        return found.reason == wanted or (wanted == "not_a_norm" and found.reason == "unknown_instrument")
    return found is not None and "unresolved" not in expected and _is_meant(found, expected, library)


def _is_meant(found: Resolved, expected: dict[str, Any], library: Library) -> bool:
    provision = found.provision
    numbers = provision.article == expected.get("article") and provision.item == expected.get("item")
    if expected.get("paragraph") is not None:
        numbers = numbers and provision.paragraph == expected["paragraph"]
    if found.ref != expected["version"]:
        work = library.work(found.work)
        versions = [refs_of(one.value) for one in work.versions] if work else []
        return numbers and any(found.ref in refs and expected["version"] in refs for refs in versions)
    return numbers and abs(found.start - expected.get("at", found.start)) <= _MARK


def test_the_judged_citations_are_the_drawn_ones(shared: Path):
    keys = ("path", "start", "end", "sha256")
    assert [[one[key] for key in keys] for one in JUDGED] == [[one[key] for key in keys] for one in DRAWN]
    for one in JUDGED:
        words = (shared / one["path"]).read_text(encoding="utf-8")[one["start"] : one["end"]]
        assert hashlib.sha256(words.encode()).hexdigest() == one["sha256"]


def test_at_least_97_of_100_are_right(answers: list[Answer], library: Library):
    wrong = [answer for answer in answers if not _is_right(answer, library)]
    assert len(wrong) <= 0.03 * len(answers), wrong


def test_none_is_silently_wrong(answers: list[Answer], library: Library):
    assert not [one for one in answers if isinstance(one.resolution, Resolved) and not _is_right(one, library)]


# the words of the articles, by their hash: the product ships no law texts
WORDS = {
    (LAW_2016, "59"): "6026f286c49e618f0dc6b1fef52b2e1bb09bf91f5d07458d0d0b6545fc33f238",
    (LAW_2025, "59"): "96aa7cb224571845aa470478ed9ba387bf9aee8aeab2db185f19e3f58104697f",
    (LAW_2025, "61"): "3d4d07a3fce04bfc0166d9e1121300caa965f6e56cd29d8c3adf56879d6aa0b7",
}


@pytest.mark.parametrize(
    ("on", "article", "ref"),
    [(date(2024, 12, 31), "59", LAW_2016), (date(2026, 2, 1), "61", LAW_2025), (date(2026, 2, 1), "59", LAW_2025)],
)
def test_an_article_gives_the_words_of_the_day(library: Library, on: date, article: str, ref: str):
    found = resolve_provision("《网络安全法》", Provision(article), library, on=on)
    assert isinstance(found, Resolved)
    assert found.ref == ref
    assert hashlib.sha256("".join(found.quote.split()).encode()).hexdigest() == WORDS[ref, article]


def test_what_became_of_the_article_that_had_the_number(library: Library):
    found = resolve_provision("网安法", Provision("59"), library, on=date(2026, 2, 1))
    assert isinstance(found, Resolved)
    assert [(pair.old, pair.new) for change in number_before(found, library) for pair in change.pairs] == [("59", "61")]
    before = resolve_provision("网安法", Provision("59"), library, on=date(2024, 12, 31))
    assert isinstance(before, Resolved)
    (change,) = since(before, library)
    assert [(pair.old, pair.new) for pair in change.pairs] == [("59", "61")]
    assert change.on == date(2026, 1, 1)


def test_a_code_in_parts_is_one_law(library: Library):
    numbers = ("143", "1034", "1259")
    found = [resolve_provision("民法典", Provision(number), library, on=date(2024, 6, 1)) for number in numbers]
    assert [one.provision.article for one in found] == list(numbers)
    assert len({one.ref for one in found if isinstance(one, Resolved)}) == 3
