"""Bulletins of several houses → their parts; what must come out stands beside each in YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from guanlan import formats
from guanlan.extract.bulletin import entry_text, looks_like_bulletin, read_bulletin
from guanlan.records.bulletin import Bulletin, Contributor, Words
from guanlan.records.reading import Reading

FOLDER = Path(__file__).parent / "bulletins"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md"))


class Sample:
    """A bulletin of this folder with what must come out."""

    def __init__(self, path: Path) -> None:
        self.reading: Reading = formats.read(path.read_bytes(), name=path.name)
        self.bulletin: Bulletin = read_bulletin(self.reading)
        self.expected: dict[str, Any] = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=PAGES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Sample:
    return Sample(request.param)


def _text(words: Words | None) -> str | None:
    return None if words is None else words.text


def test_cover(sample: Sample) -> None:
    cover = sample.bulletin.cover
    shown = {
        "title": _text(cover.title),
        "title_en": _text(cover.title_en),
        "subtitle": _text(cover.subtitle),
        "year": cover.year,
        "month": cover.month,
        "number_in_year": cover.number_in_year,
        "number": cover.number,
        "date": cover.date,
    }
    assert shown == sample.expected["cover"]


def test_contents_pages(sample: Sample) -> None:
    assert [line.page for line in sample.bulletin.contents] == sample.expected["pages"]


def _holder(holder: Contributor) -> str:
    return holder.name.text if holder.post is None else f"{holder.name.text} / {holder.post.text}"


def test_masthead_and_notice(sample: Sample) -> None:
    roles = sample.bulletin.masthead
    assert {role.name: [_holder(one) for one in role.holders] for role in roles} == sample.expected["masthead"]
    assert {role.name: role.remark for role in roles if role.remark} == sample.expected["remarks"]
    assert [words.text for words in sample.bulletin.notice] == sample.expected["notice"]


def test_columns(sample: Sample) -> None:
    shown = [
        {
            "series": column.series,
            "heading": column.heading.text,
            "guide": len(column.guide),
            "keywords": [word.text for word in column.keywords],
            "parts": [part.heading.text for part in column.subcolumns],
        }
        for column in sample.bulletin.columns
    ]
    assert shown == sample.expected["columns"]


def test_entries(sample: Sample) -> None:
    shown = {
        entry.id: {
            "title": entry.title.text,
            "sources": [source.text for source in entry.sources],
            "kinds": " ".join(paragraph.kind.value for paragraph in entry.paragraphs),
        }
        for entry in sample.bulletin.entries()
    }
    expected = {
        key: {name: one[name] for name in ("title", "sources", "kinds")}
        for key, one in sample.expected["entries"].items()
    }
    assert shown == expected


def test_paragraphs_are_put_together(sample: Sample) -> None:
    for entry in sample.bulletin.entries():
        held = sample.expected["entries"][entry.id]["holds"]
        assert any(paragraph.words.text.endswith(held) for paragraph in entry.paragraphs), (entry.id, held)


def test_back_matter(sample: Sample) -> None:
    assert [one.title.text for one in sample.bulletin.back_matter] == sample.expected["back_matter"]


def test_every_span_leads_to_its_words(sample: Sample) -> None:
    """The published characters behind each name, heading and source are those that were read, white space aside."""
    for entry in sample.bulletin.entries():
        for words in (entry.title, *entry.sources, *(paragraph.words for paragraph in entry.paragraphs)):
            published = "".join(sample.reading.text[start:end] for start, end in words.spans)
            assert _bare(published) == _bare(words.text)


def _bare(words: str) -> str:
    from guanlan.text.foldings import fold

    return "".join(fold(words).split())


def test_entry_texts_have_one_line_a_paragraph(sample: Sample) -> None:
    for entry in sample.bulletin.entries():
        text = entry_text(sample.reading, entry)
        assert text.headline.of(text.text) == entry.title.text
        assert [part.kind for part in text.parts] == [one.kind for one in entry.paragraphs]
        for part, paragraph in zip(text.parts, entry.paragraphs, strict=True):
            assert _bare(part.span.of(text.text)) == _bare(paragraph.words.text)
        assert text.text.count("\n") == len(entry.paragraphs)


def test_blanks_that_say_something_stay() -> None:
    """第一条 is set apart from its words; a day to be filled in shows its gaps."""
    page = "简报\n第3期\n一、规则\n1. 某局公布《甲规则》\n第一条 本规则自 年 月 日起施行。\n第二条 办法另定。"
    entry = read_bulletin(Reading("txt/1", "text/plain", page)).entries()[0]
    assert [one.words.text for one in entry.paragraphs] == [
        "第一条\u3000本规则自 年 月 日起施行。",
        "第二条\u3000办法另定。",
    ]


def test_a_source_line_that_a_page_cuts() -> None:
    story = "某局公布《甲规则》，自公布之日起施行。（来源：甲部、乙\n部办公厅）"
    page = f"简报\n第3期\n一、规则\n1. 某局公布《甲规则》\n{story}\n2. 乙\n二。"
    entry = read_bulletin(Reading("txt/1", "text/plain", page)).entries()[0]
    assert [source.text for source in entry.sources] == ["甲部", "乙部办公厅"]
    assert [one.words.text for one in entry.paragraphs] == ["某局公布《甲规则》，自公布之日起施行。"]


def test_looks_like_a_bulletin(sample: Sample) -> None:
    assert looks_like_bulletin(sample.reading)


@pytest.mark.parametrize(
    "page",
    [
        "某局关于示例工作的通知\n各单位：\n1. 加强领导\n各单位要加强领导。\n2. 落实责任\n各单位要落实责任。\n某局",
        "3月1日，某局发布《示例办法》。办法共十条。",
        "",
        "关于征集第五期示例沙龙议题的通知\n第五期示例沙龙将于近期举办，现征集议题。\n一、议题方向\n1. 数据\n不限。\n"
        "2. 算法\n不限。\n3. 模型\n不限。\n二、报名\n扫码报名，名额有限。\n第六期",
    ],
    ids=["notice", "story", "nothing", "a number in the text"],
)
def test_other_texts_do_not(page: str) -> None:
    assert not looks_like_bulletin(Reading("txt/1", "text/plain", page))
