"""All facts of a bulletin's entries together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from guanlan import formats
from guanlan.extract.bulletin import read_bulletin
from guanlan.extract.facts import read_facts, with_facts
from guanlan.extract.report_text import ReportText
from guanlan.records.bulletin import Bulletin
from guanlan.records.codec import to_json
from guanlan.records.export import each_fact, to_row
from guanlan.records.facts import Kind
from guanlan.records.reading import Reading
from guanlan.text.reading_map import ReadingMap
from guanlan.text.span import Span

FOLDER = Path(__file__).parent / "bulletins"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md"))


def _whole(path: Path) -> tuple[Reading, Bulletin]:
    reading = formats.read(path.read_bytes(), name=path.name)
    return reading, with_facts(read_bulletin(reading), reading)


def _check_anchors(reading: Reading, bulletin: Bulletin) -> int:
    count = 0
    for entry in bulletin.entries():
        for field, fact in each_fact(entry.facts):
            assert fact.anchors or fact.value is None or field == "importance", (entry.id, field)
            for anchor in fact.anchors:
                count += 1
                assert reading.text[anchor.start : anchor.end] == anchor.quote, (entry.id, field)
                assert reading.text[max(anchor.start - 32, 0) : anchor.start] == anchor.before
                assert reading.text[anchor.end : anchor.end + 32] == anchor.after
    return count


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_fact_quotes_its_words(path: Path) -> None:
    reading, bulletin = _whole(path)
    assert _check_anchors(reading, bulletin) > len(bulletin.entries()) * 3


def test_every_fact_of_a_real_bulletin_quotes_its_words(shared: Path) -> None:
    reading, bulletin = _whole(next((shared / "corpus" / "bulletin").glob("*.txt")))
    assert _check_anchors(reading, bulletin) > 1000


def test_facts_of_a_bulletin_of_our_own() -> None:
    _, bulletin = _whole(FOLDER / "whole.txt")
    rows = {entry.id: to_row(entry.facts, id=entry.id) for entry in bulletin.entries()}
    assert rows["2.1.01"]["title"] == "甲部印发《示例数据分级办法（试行）》"
    assert rows["2.1.01"]["date"] == "2025-03-10"  # the year is the issue's
    assert rows["2.1.01"]["kind"] == Kind.INSTRUMENT
    assert rows["2.1.01"]["instruments"][0]["articles"] == 30
    assert rows["2.1.01"]["instruments"][0]["effective"] == "2025-05-01"
    assert rows["2.1.02"]["instruments"][0]["articles"] == 3  # counted in the annexed text
    assert rows["3.0.01"]["sources"] == ["甲省", "乙省通信管理局"]
    assert [one["measure"] for one in rows["3.0.02"]["penalties"]] == ["刑事拘留", "刑事强制措施"]
    scores = {key: row["importance"]["score"] for key, row in rows.items()}
    assert scores["2.1.01"] > scores["3.0.02"] > scores["4.0.01"]


def test_the_given_day_is_stronger_than_the_cover() -> None:
    path = FOLDER / "minimal.md"
    reading = formats.read(path.read_bytes(), name=path.name)
    whole = with_facts(read_bulletin(reading), reading, issued=date(2019, 8, 1))
    assert to_row(whole.entries()[0].facts)["date"] == "2019-07-02"


def test_the_same_reading_gives_the_same_facts_to_the_byte() -> None:
    first, second = (_whole(FOLDER / "whole.txt")[1] for _ in range(2))
    assert to_json(first) == to_json(second)


def test_a_headline_broken_over_lines_is_one_title() -> None:
    page = "1. 两局就《示例\n规则》听取意见\n3月1日，两局听取意见。"
    _, bulletin = (None, read_bulletin(Reading("txt/1", "text/plain", "简报\n一、规则\n" + page)))
    assert bulletin.entries()[0].title.text == "两局就《示例规则》听取意见"


def test_a_report_without_headline_has_no_title() -> None:
    facts = read_facts(ReportText(ReadingMap.of(""), Span(0, 0), ()))
    assert facts.title.value is None
    assert facts.title.reason == "title.none"
    assert facts.date.value is None
