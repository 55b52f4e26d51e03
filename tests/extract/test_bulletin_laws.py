"""Whatever is done to a bulletin's lines, the reader gives a bulletin or says that it has no columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanlan import formats
from guanlan.errors import ReadingError
from guanlan.extract.bulletin import entry_text, looks_like_bulletin, read_bulletin
from guanlan.records.bulletin import Bulletin
from guanlan.records.reading import Reading

FOLDER = Path(__file__).parent / "bulletins"
LINES = [line for path in sorted(FOLDER.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines()]
ODD = [
    "",
    "　",
    "1.",
    "（一）",
    "一、",
    "第一部分",
    "导读：",
    "关键词：",
    "（来源：）",
    "来源：",
    "目录",
    "附件：",
    "第一条",
    "\u200b",
    "2",
    "…",
    "（",
]

some_lines = st.lists(st.sampled_from(LINES + ODD), max_size=60)


def _read(page: str) -> Bulletin | None:
    reading = Reading("txt/1", "text/plain", page)
    looks_like_bulletin(reading)
    try:
        bulletin = read_bulletin(reading)
    except ReadingError as error:
        if error.code != "extract.no_columns":
            raise
        return None
    for entry in bulletin.entries():
        text = entry_text(reading, entry)
        assert text.headline.of(text.text) or not entry.title.text
        spans = [span for one in (entry.title, *(p.words for p in entry.paragraphs)) for span in one.spans]
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(page) for start, end in spans)
    assert all(part.entries for column in bulletin.columns for part in column.subcolumns)
    return bulletin


@given(some_lines)
def test_any_lines(lines: list[str]) -> None:
    _read("\n".join(lines))


@given(st.text(alphabet="一二1.、（）：:《》第部分条来源导读关键词 \n\t。", max_size=200))
def test_any_characters(page: str) -> None:
    _read(page)


@given(st.data())
def test_a_bulletin_cut_anywhere(data: st.DataObject) -> None:
    page = (FOLDER / "whole.txt").read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, len(page)))
    _read(page[start:end])


@given(st.data())
def test_a_bulletin_with_lines_exchanged(data: st.DataObject) -> None:
    lines = (FOLDER / "whole.txt").read_text(encoding="utf-8").splitlines()
    for _ in range(data.draw(st.integers(1, 6))):
        one, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        lines[one], lines[other] = lines[other], lines[one]
    _read("\n".join(lines))


def test_the_ids_of_a_real_bulletin(shared: Path) -> None:
    path = next((shared / "corpus" / "bulletin").glob("*.txt"))
    bulletin = read_bulletin(formats.read(path.read_bytes(), name=path.name))
    expected = (shared / "gold" / "ids.txt").read_text(encoding="utf-8").split()
    assert [entry.id for entry in bulletin.entries()] == expected


def test_a_real_bulletin_without_its_contents_list(shared: Path) -> None:
    """Number sequence and shape alone give the same entries."""
    path = next((shared / "corpus" / "bulletin").glob("*.txt"))
    page = path.read_text(encoding="utf-8")
    body = page[page.index("声明：") :]
    bulletin = read_bulletin(Reading("txt/1", "text/plain", body))
    expected = (shared / "gold" / "ids.txt").read_text(encoding="utf-8").split()
    assert [entry.id for entry in bulletin.entries()] == expected


@pytest.mark.parametrize("page", ["", "目录\n目录\n目录", "1. 甲\n1. 乙\n1. 丙"])
def test_no_columns(page: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_bulletin(Reading("txt/1", "text/plain", page))
    assert caught.value.code == "extract.no_columns"
