"""The index against a plain scan of the normalised texts, through additions, changes and removals."""

from __future__ import annotations

import random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from guanlan.errors import InputError
from guanlan.store.search import Limits, Row, engine, normal, question_of
from guanlan.store.search.engine import RANKED_UNDER
from guanlan.store.search.rows import EVERYTHING, Stretch
from index_state import whole_state

EVERY = Limits(first=10**6)
IN_A_HOME = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
ALPHABET = "数据安全网络法条例的一二三，。、（）()“\"'ab1９ \n·*%-"
TEXTS = st.lists(st.text(st.sampled_from(ALPHABET), min_size=1, max_size=30), min_size=1, max_size=8)


@pytest.fixture
def index(home):
    """An empty index; what a test adds is forgotten after it."""
    with transaction.atomic():
        yield engine()


def rows_of(texts, start=0):
    return [
        Row(start + number, words, ("CN-GD", "CN") if number % 2 else ("CN",)) for number, words in enumerate(texts)
    ]


def scan(rows, question):
    """The ids of the rows that have every part, by looking at each."""
    return sorted(row.id for row in rows if all(part.spans(normal(row.words)) for part in question.parts))


@IN_A_HOME
@given(texts=TEXTS, data=st.data())
def test_results_are_those_of_a_plain_scan(index, texts, data):
    """Every piece of a text, and words that are not there."""
    index.clear()
    rows = rows_of(texts)
    index.add(rows)
    text = normal(data.draw(st.sampled_from(texts)))
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    typed = data.draw(
        st.sampled_from([text[start : start + size] for size in (1, 2, 3, 5, 8)] + ["甲", "安全网", "b1"])
    )
    try:
        question = question_of(typed)
    except InputError:
        assume(False)
    found = index.find(question, EVERY)
    assert sorted(found.rows) == scan(rows, question)
    assert found.total == len(found.rows)


@IN_A_HOME
@given(first=TEXTS, second=TEXTS, data=st.data())
def test_after_changes_and_removals_it_is_as_if_made_anew(index, first, second, data):
    index.clear()
    rows, others = rows_of(first), rows_of(second, start=100)
    index.add(rows)
    index.add(others)
    gone = data.draw(st.sets(st.sampled_from(rows)))
    changed = {row.id: row._replace(words=row.words + "改") for row in others[::2]}
    index.remove([row for row in rows if row in gone] + [row for row in others if row.id in changed])
    index.add(changed.values())
    left = [row for row in rows if row not in gone] + [changed.get(row.id, row) for row in others]
    mended = whole_state()
    assert index.faults() == ()
    index.clear()
    index.add(sorted(left))
    assert whole_state() == mended


def test_the_end_of_a_passage_joins_nothing(index):
    index.add([Row(1, "数据安"), Row(2, "全网"), Row(3, "安全")])
    assert index.find(question_of("安全"), EVERY).rows == (3,)
    assert index.find(question_of("全"), EVERY).total == 2


def test_one_place_with_all_words(index):
    index.add([Row(1, "数据出境"), Row(2, "数据"), Row(3, "出境"), Row(4, "出境的数据")])
    assert sorted(index.find(question_of("数据 出境"), EVERY).rows) == [1, 4]
    assert sorted(index.find(question_of("数据 的"), EVERY).rows) == [4]
    assert sorted(index.find(question_of("的 据"), EVERY).rows) == [4]


def test_words_of_latin_letters_and_numbers(index):
    index.add([Row(1, "AI法"), Row(2, "MAIL"), Row(3, "第59条"), Row(4, "159元"), Row(5, "data security law")])
    for typed, rows in [("ai", [1]), ("*ai*", [1, 2]), ("mai*", [2]), ("59", [3]), ("*59", [3, 4]), ("security", [5])]:
        assert sorted(index.find(question_of(typed), EVERY).rows) == rows, typed
    assert index.find(question_of('"data law"'), EVERY).total == 0
    assert index.find(question_of("data law"), EVERY).total == 1


def test_marks_and_stretches(index):
    index.add([Row(1, "数据", ("CN",)), Row(5, "数据", ("CN", "CN-GD")), Row(9, "数据", ("US",))])
    for typed in ("数据", "数"):
        question = question_of(typed)
        assert index.find(question, EVERY._replace(marks=("CN",))).rows == (1, 5)
        assert index.find(question, EVERY._replace(marks=("CN-GD", "US"))).total == 2
        assert index.find(question, EVERY._replace(marks=("CN-G",))).total == 0
        inside = EVERY._replace(stretches=(Stretch(5, 9), Stretch(0, 1)))
        assert sorted(index.find(question, inside).rows) == [1, 5, 9]
        assert index.find(question, EVERY._replace(stretches=(Stretch(2, 8),))).rows == (5,)


def test_few_hits_are_ranked_and_many_stand_in_order(index):
    many = [Row(number, "安全管理办法的说明，" * (3 - number % 3)) for number in range(RANKED_UNDER)]
    index.add(many[: RANKED_UNDER - 1])
    best = index.find(question_of("安全管理"))
    assert best.ranked
    assert best.total == RANKED_UNDER - 1
    assert len(best.rows) == 20
    assert all(row % 3 == 0 for row in best.rows)
    assert list(best.rows) == sorted(best.rows)
    assert index.find(question_of("管")).ranked
    index.add(many[RANKED_UNDER - 1 :])
    for typed in ("安全管理", "管"):
        found = index.find(question_of(typed))
        assert (found.ranked, found.total, found.rows) == (False, RANKED_UNDER, tuple(range(20)))


def test_a_rare_letter_at_the_end_of_a_passage_is_ranked_too(index):
    index.add([Row(1, "一条蚊"), Row(2, "蚊蝇"), Row(3, "别的")])
    found = index.find(question_of("蚊"))
    assert found.ranked
    assert sorted(found.rows) == [1, 2]
    assert index.find(question_of("蚊"), Limits((EVERYTHING,), first=1)).total == 2


def test_the_count_of_a_letter_follows_the_index(index):
    rows = [Row(1, "数据数"), Row(2, "数")]
    index.add(rows)
    assert index.find(question_of("数")).total == 2
    index.remove(rows[:1])
    assert index.find(question_of("数")).total == 1
    assert index.find(question_of("据")).total == 0
    index.clear()
    assert index.find(question_of("数")).total == 0


def test_a_tidied_index_answers_the_same(index):
    rows = rows_of(["数据安全", "安全网络", "网络数据"])
    for row in rows:
        index.add([row])
    before = whole_state()
    index.tidy()
    assert whole_state() == before


def test_real_texts_against_a_plain_scan(index, shared):
    """300 files: 60 terms of each length, drawn by a seed, give what looking at every passage gives."""
    files = sorted((shared / "corpus" / "laws").rglob("*.md"))[::11][:300]
    texts = [line for file in files for line in file.read_text(encoding="utf-8").split("\n\n") if line.strip()]
    rows = [Row(number, words) for number, words in enumerate(texts)]
    index.add(rows)
    seen = [(row.id, normal(row.words)) for row in rows]
    chance = random.Random(20250116)
    for length in (1, 2, 4, 8):
        for _ in range(60):
            words = ""
            while len(words) < length or not words.isalpha() or words.isascii():
                text = chance.choice(seen)[1]
                start = chance.randrange(len(text))
                words = text[start : start + length]
            found = index.find(question_of(words), EVERY)
            wanted = [number for number, text in seen if words in text]
            assert sorted(found.rows) == wanted, words
            assert found.total == len(wanted), words
