"""What is printed can be read again: the same entries out of every format's visible text."""

from __future__ import annotations

from pathlib import Path

import pytest
from issue_sample import pictures, sample_issue
from words_of_formats import dense, entries

from guanlan.extract.bulletin import read_bulletin
from guanlan.extract.facts import with_facts
from guanlan.formats import read
from guanlan.publish.render import build
from guanlan.records.bulletin import Bulletin
from guanlan.records.export import to_row

READABLE = ("pdf", "docx", "html", "md")
BULLETIN = "corpus/bulletin/000_f8a42a771962feff.txt"


def parts(bulletin: Bulletin) -> list[tuple[str, str, list[str]]]:
    """Series, heading and sub-headings of the columns."""
    return [
        (column.series, dense(column.heading.text), [dense(part.heading.text) for part in column.subcolumns])
        for column in bulletin.columns
    ]


def openers(bulletin: Bulletin) -> list[tuple[list[str], list[str]]]:
    return [
        ([dense(words.text) for words in column.guide], [dense(words.text) for words in column.keywords])
        for column in bulletin.columns
    ]


def facts(bulletin: Bulletin) -> list[dict[str, str]]:
    """What the export says of every entry, without white space."""
    return [
        {field: dense(str(value)) for field, value in to_row(entry.facts, id=entry.id).items()}
        for entry in bulletin.entries()
    ]


def facts_of(data: bytes, name: str) -> Bulletin:
    reading = read(data, name=name)
    return with_facts(read_bulletin(reading), reading)


def again(bulletin: Bulletin, name: str, **options: object) -> Bulletin:
    return facts_of(build(bulletin, None, name, **options), f"issue.{name}")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def published(shared: Path) -> Bulletin:
    return facts_of((shared / BULLETIN).read_bytes(), "bulletin.txt")


@pytest.mark.parametrize("name", READABLE)
def test_a_composed_issue_reads_back(name: str) -> None:
    issue = sample_issue()
    found = again(issue, name, pictures=pictures())
    assert parts(found) == parts(issue)
    assert openers(found) == openers(issue)
    assert entries(found) == entries(issue)


def test_the_facts_of_a_composed_issue_are_the_same_in_every_format() -> None:
    first, *others = (facts(again(sample_issue(), name)) for name in READABLE)
    assert any(row["figures"] != "[]" for row in first)
    assert any(row["instruments"] != "[]" for row in first)
    for other in others:
        assert other == first


@pytest.mark.parametrize("name", READABLE)
def test_cover_and_masthead_of_a_composed_issue_read_back(name: str) -> None:
    issue = sample_issue()
    found = again(issue, name)
    assert (found.cover.title.text, found.cover.date, found.cover.number) == ("示例治理观察", "2025-01-16", 18)
    roles = {role.name: [holder.name.text for holder in role.holders] for role in found.masthead}
    assert roles == {role.name: [holder.name.text for holder in role.holders] for role in issue.masthead}
    assert [dense(words.text) for words in found.notice] == ["本刊梳理公开动态，内容以原文为准。"]


@pytest.mark.parametrize("name", READABLE)
def test_a_published_bulletin_reads_back(name: str, published: Bulletin) -> None:
    found = again(published, name)
    assert len(found.entries()) == 75
    assert parts(found) == parts(published)
    assert openers(found) == openers(published)
    assert entries(found) == entries(published)
    assert facts(found) == facts(published)
