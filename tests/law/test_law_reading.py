"""Reading law texts: every shape, no text lost, spans in order, hostile texts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from guanlan.errors import GuanlanError, InputError
from guanlan.formats import read
from guanlan.law.reading import looks_like_law, read_law, read_law_text, unit_words
from guanlan.law.reading.words import span_words
from guanlan.records.law import LawText, Level
from law.law_outline import told

HERE = Path(__file__).parent
CASES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / "cases").glob("*.md"))}
EXPECTED = yaml.safe_load((HERE / "outlines.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_every_shape_is_read_as_a_lawyer_reads_it(name: str) -> None:
    assert told(CASES[name]) == EXPECTED[name]


def test_every_outline_has_its_text() -> None:
    assert set(EXPECTED) == set(CASES)


def own_words(text: str, law: LawText) -> str:
    """The words of all units, each without those of the units under it, one after another."""
    children: dict[int, list[tuple[int, int]]] = {}
    for unit in law.units:
        children.setdefault(unit.parent, []).append((unit.start, unit.end))
    pieces: list[tuple[int, str]] = []
    for index, unit in enumerate(law.units):
        at = unit.start
        for start, end in [*children.get(index, []), (unit.end, unit.end)]:
            pieces.append((at, span_words(text, law, at, start)))
            at = end
    return "".join("".join(words for _, words in sorted(pieces, key=lambda piece: piece[0])).split())


def check_laws(text: str, law: LawText) -> None:
    """No word of the body is lost or told twice, and every unit lies in its parent, behind the one before it."""
    assert own_words(text, law) == "".join(span_words(text, law, *law.body).split())
    ends: dict[int, int] = {}
    for index, unit in enumerate(law.units):
        assert unit.start < unit.end or not unit_words(text, law, index).strip()
        assert -1 <= unit.parent < index
        start, end = (law.units[unit.parent].start, law.units[unit.parent].end) if unit.parent >= 0 else law.body
        assert start <= unit.start
        assert unit.end <= end
        assert unit.start >= ends.get(unit.parent, start)
        ends[unit.parent] = unit.end
    for (_, end), (start, _) in zip(law.skipped, law.skipped[1:], strict=False):
        assert end <= start


@pytest.mark.parametrize("name", CASES)
def test_no_word_is_lost(name: str) -> None:
    text = CASES[name]
    law = read_law_text(text)
    check_laws(text, law)
    body = span_words(text, law, *law.body)
    assert "http" not in body
    assert "#" not in body


@pytest.mark.parametrize("name", [name for name in CASES if name not in ("条文连排", "网页")])
def test_the_blocks_of_a_reading_give_the_same_articles_as_its_lines(name: str) -> None:
    """A page's reader does not split at blanks, so texts that run paragraphs together are left out."""
    text = CASES[name]
    reading = read(text.encode(), name=f"{name}.md")
    by_blocks, by_lines = read_law(reading), read_law_text(text)
    check_laws(reading.text, by_blocks)

    def articles(law: LawText) -> list[tuple[str, str]]:
        return [
            (unit.number, "".join(unit_words(text, law, index).split()))
            for index, unit in enumerate(law.units)
            if unit.level is Level.ARTICLE
        ]

    assert articles(by_blocks) == articles(by_lines)
    assert by_blocks.title == by_lines.title
    assert by_blocks.effective == by_lines.effective


def mutated(text: str, cuts: list[tuple[int, int, str]]) -> str:
    """``text`` with stretches replaced; places are taken modulo its length."""
    for start, length, words in cuts:
        if text:
            at = start % len(text)
            text = text[:at] + words + text[at + length :]
    return text


PIECES = st.sampled_from(
    [
        "",
        "\n",
        "\n\n",
        "第",
        "第一条 ",
        "\n第二条 ",
        "\n（一）",
        "\n## 第一章 ",
        "“",
        "”",
        "：",
        "。 ",
        "\n目录\n",
        "\n附件1\n",
        "**",
        "|",
        "\n| a | b |\n| --- | --- |\n",
        "# ",
        "> ",
        "\u3000",
        "\u200b",
        "\n一、",
        "<!--",
        "第零条",
        "第百十条 ",
        "\r",
    ]
)
CUTS = st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 40), PIECES), max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(CASES)), CUTS)
def test_a_mutated_law_is_read_whole_or_refused(name: str, cuts: list[tuple[int, int, str]]) -> None:
    text = mutated(CASES[name], cuts)
    try:
        law = read_law_text(text)
    except GuanlanError:
        return
    check_laws(text, law)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join))
def test_no_text_at_all_upsets_the_reader(text: str) -> None:
    try:
        law = read_law_text(text)
    except GuanlanError:
        return
    check_laws(text, law)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("# 某某办法\n\n2020年1月1日 施行\n\n<!-- INFO END -->\n", "law.no_text"),
        ("", "law.no_text"),
        ("# 怎样保护样例\n\n先买一只箱子。\n", "law.not_a_law"),
        ("第一条 样例。\n" * 700_000, "law.too_long"),
    ],
)
def test_what_is_no_law_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_law_text(text)
    assert refusal.value.code == code


def test_a_law_is_told_from_an_article_of_a_paper() -> None:
    law = read("# 某某办法\n\n第一条 样例。\n\n第二条 样例。\n".encode(), name="a.md")
    paper = read("# 样例的第二条路\n\n第一条消息：样例涨价。\n".encode(), name="b.md")
    assert looks_like_law(law)
    assert not looks_like_law(paper)


def test_words_of_a_page_come_without_its_marks_and_headers() -> None:
    text = CASES["网页"]
    law = read_law_text(text)
    second = next(index for index, unit in enumerate(law.units) if (unit.level, unit.number) == (Level.ARTICLE, "2"))
    words = unit_words(text, law, second)
    assert "国家规定处理" in "".join(words.split())
    assert "3/6" not in words
    assert "*" not in words
