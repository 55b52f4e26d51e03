"""What was put right or taken back after sign-off shows in every format; the title of what was taken back is struck."""

from __future__ import annotations

import io
import json
import zipfile

import feedparser
import msgspec
import pytest
from issue_sample import pictures, sample_issue
from words_of_formats import WITHOUT_ENTRIES, text_of

from guanlan.publish.render import FORMATS, build
from guanlan.records.bulletin import Paragraph, ParagraphKind, Words
from guanlan.records.facts import Facts

CORRECTED = "更正（2025年1月20日）：罚款数额有误，已改。"
RETRACTED = "撤稿（2025年1月21日）：来源已撤回该消息。"


def amended():
    """The sample issue; its first entry put right, its second taken back."""
    whole = sample_issue()
    column = whole.columns[0]
    part = column.subcolumns[0]
    first, second = part.entries[:2]
    first = msgspec.structs.replace(
        first, paragraphs=(Paragraph(Words(CORRECTED), ParagraphKind.CORRECTION), *first.paragraphs)
    )
    note = Paragraph(Words(RETRACTED), ParagraphKind.RETRACTION)
    second = msgspec.structs.replace(second, paragraphs=(note,), sources=(), facts=Facts(title=second.facts.title))
    part = msgspec.structs.replace(part, entries=(first, second, *part.entries[2:]))
    column = msgspec.structs.replace(column, subcolumns=(part, *column.subcolumns[1:]))
    return msgspec.structs.replace(whole, columns=(column, *whole.columns[1:])), second.title.text


@pytest.mark.parametrize("format", sorted(set(FORMATS) - WITHOUT_ENTRIES))
def test_the_notes_stand_in_every_format(format):
    """A format that dropped a kind of paragraph it does not know would hide a correction."""
    bulletin, title = amended()
    told = text_of(build(bulletin, None, format, pictures=pictures()))

    assert CORRECTED in told
    assert RETRACTED in told
    assert "".join(title.split()) in told


def test_the_title_is_struck_and_no_other():
    """In the formats that know a stroke; rows of data say it in a field."""
    bulletin, title = amended()

    page = build(bulletin, None, "html").decode()
    assert page.count("<s>") == 2  # in the contents and over the entry
    assert f". {title}</s>" in page
    assert build(bulletin, None, "md").decode().count("~~") == 4
    word = zipfile.ZipFile(io.BytesIO(build(bulletin, None, "docx"))).read("word/document.xml").decode()
    assert word.count("<w:strike/>") == 1
    assert text_of(build(bulletin, None, "wechat")).count("line-through") == 1
    with zipfile.ZipFile(io.BytesIO(build(bulletin, None, "epub"))) as book:
        assert any(f"{title}</s>" in book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    rows = [json.loads(line) for line in build(bulletin, None, "jsonl").splitlines()]
    assert [row["title"] for row in rows if row.get("retracted")] == [title]


def test_an_issue_without_amendments_shows_no_stroke():
    """The look of all other issues is as it was."""
    assert b"<s>" not in build(sample_issue(), None, "html")
    assert b"~~" not in build(sample_issue(), None, "md")
    assert b"retracted" not in build(sample_issue(), None, "jsonl")


def test_the_feed_tells_of_it_as_news():
    """A notice of its own for each, with a name and a day of its own; the entries themselves are as of that day."""
    bulletin, title = amended()
    before = feedparser.parse(build(sample_issue(), None, "atom"))
    told = feedparser.parse(build(bulletin, None, "atom"))

    assert not told.bozo
    assert len(told.entries) == len(before.entries) + 2
    retraction, correction = told.entries[:2]
    assert retraction.title == f"撤稿：{title}"
    assert (retraction.updated[:10], correction.updated[:10]) == ("2025-01-21", "2025-01-20")
    assert CORRECTED in correction.content[0].value
    assert RETRACTED in retraction.content[0].value
    names = [one.id for one in told.entries]
    assert len(set(names)) == len(names)
    assert retraction.id not in {one.id for one in before.entries}
    assert {one.id for one in before.entries} < set(names)
    changed = {one.id: one.updated[:10] for one in told.entries[2:4]}
    assert changed == {
        told.entries[2].id: "2025-01-20",
        told.entries[3].id: "2025-01-21",
    }
    assert told.entries[3].title == f"【已撤稿】{title}"
    assert told.feed.updated[:10] == "2025-01-21"
    assert before.feed.updated[:10] == told.entries[4].updated[:10] == "2025-01-16"
