"""Comments in a copy of a Word file: at the exact words, and nothing else changed."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from guanlan.errors import ReadingError
from guanlan.formats import read
from guanlan.publish.render.comments import Comment, comment_docx

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)


def packed(document: Any) -> bytes:
    """The bytes of a python-docx document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def commented(data: bytes, *comments: Comment) -> bytes:
    return comment_docx(data, comments, author="核对", at=NOON)


def at(data: bytes, words: str, text: str = "说明") -> Comment:
    """A comment at ``words``, which stand once in the document."""
    shown = read(data, name="a.docx").text
    assert shown.count(words) == 1
    start = shown.index(words)
    return Comment(start, start + len(words), text)


def marked(data: bytes) -> dict[str, str]:
    """Each comment's text → the words between its two marks, drawn from the XML and not by our reader."""
    document = docx.Document(io.BytesIO(data))
    told = {str(one.comment_id): one.text for one in document.comments}
    found: dict[str, str] = {}
    opened: list[str] = []
    referred = set()
    for one in document.element.body.iter():
        number = one.get(qn("w:id"))
        if one.tag == qn("w:commentRangeStart"):
            opened.append(number)
            found[told[number]] = ""
        elif one.tag == qn("w:commentRangeEnd"):
            opened.remove(number)
        elif one.tag == qn("w:commentReference"):
            assert number not in opened
            referred.add(number)
        elif one.tag == qn("w:t"):
            for number in opened:
                found[told[number]] += one.text
    assert not opened
    assert referred == set(told)
    return found


def paragraphs(data: bytes) -> list[str]:
    """The paragraphs as python-docx shows them, with those of tables."""
    document = docx.Document(io.BytesIO(data))
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]


def looks(data: bytes) -> list[tuple[str, bool | None]]:
    """Each character of the body with its weight."""
    document = docx.Document(io.BytesIO(data))
    return [(sign, run.bold) for one in document.paragraphs for run in one.runs for sign in run.text]


def test_a_citation_cut_over_several_runs() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("　　本政策依据《甲")
    paragraph.add_run("乙").bold = True
    paragraph.add_run("办法》第三")
    paragraph.add_run("条制定。").italic = True
    data = packed(document)

    copy = commented(data, at(data, "《甲乙办法》第三条", "现为第五条"))

    assert marked(copy) == {"现为第五条": "《甲乙办法》第三条"}
    assert paragraphs(copy) == paragraphs(data)
    assert looks(copy) == looks(data)
    assert read(copy, name="a.docx").text == read(data, name="a.docx").text


def test_blanks_that_begin_a_paragraph_stay_outside() -> None:
    document = docx.Document()
    document.add_paragraph("　　《甲法》第三条")
    data = packed(document)

    assert marked(commented(data, at(data, "《甲法》", "一"), at(data, "《甲", "二"))) == {
        "一": "《甲法》",
        "二": "《甲",
    }


def test_comments_that_touch_overlap_and_share_words() -> None:
    document = docx.Document()
    document.add_paragraph("依据《甲法》第一条、第二条处理")
    data = packed(document)
    whole, first = at(data, "《甲法》第一条、第二条", "一"), at(data, "《甲法》第一条", "二")
    second, behind = at(data, "第二条处", "三"), at(data, "、", "四")

    copy = commented(data, second, whole, behind, first)

    assert marked(copy) == {"一": "《甲法》第一条、第二条", "二": "《甲法》第一条", "三": "第二条处", "四": "、"}


def test_tables_lists_links_and_insertions() -> None:
    document = docx.Document()
    document.add_paragraph("第一项依据《甲法》", style="List Number")
    table = document.add_table(2, 2)
    for number, cell in enumerate(table._cells):
        cell.text = f"依据《表格{number}法》第九条"
    inside = (
        '<w:ins w:id="7" w:author="某"><w:r><w:t>按《增补</w:t></w:r></w:ins><w:hyperlink w:anchor="x">'
        "<w:r><w:t>规定》第</w:t></w:r></w:hyperlink><w:r><w:t>四条</w:t><w:tab/><w:t>办理</w:t></w:r>"
    )
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>"))
    data = packed(document)
    wanted = [at(data, "《甲法》", "一"), at(data, "《表格3法》第九条", "二"), at(data, "《增补规定》第四条", "三")]

    copy = commented(data, *wanted)

    assert marked(copy) == {"一": "《甲法》", "二": "《表格3法》第九条", "三": "《增补规定》第四条"}
    assert read(copy, name="a.docx").text == read(data, name="a.docx").text


def test_a_run_with_several_pieces_of_text_keeps_their_order() -> None:
    document = docx.Document()
    xml = "<w:r><w:t>甲乙</w:t><w:br/><w:t>丙丁</w:t><w:noBreakHyphen/><w:t>戊己</w:t></w:r>"
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))
    data = packed(document)

    copy = commented(data, at(data, "乙", "一"), at(data, "丁-戊", "二"))

    assert read(copy, name="a.docx").text == "甲乙\n丙丁-戊己\n"
    assert marked(copy) == {"一": "乙", "二": "丁戊"}


NOTE = '<w:footnote w:id="1"><w:p><w:r><w:t>见《注中法》第二条</w:t></w:r></w:p></w:footnote>'
BOX = (
    "<w:r><w:t>框前</w:t></w:r><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>见《框中法》第三条</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def test_words_outside_of_the_body_are_commented_where_the_body_leads_to_them() -> None:
    """Word refuses comments in text boxes and running heads; the comment then says what it is about."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    document.add_paragraph("首段")
    referring = '<w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>'
    for xml in (referring, BOX):
        paragraph = parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")
        document.element.body.insert(len(document.element.body) - 1, paragraph)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(
        PackURI("/word/footnotes.xml"),
        kind,
        f"<w:footnotes {nsdecls('w')}>{NOTE}</w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
    document.sections[0].header.paragraphs[0].text = "眉中《页眉法》"
    data = packed(document)
    wanted = [at(data, "《注中法》第二条", "一"), at(data, "《框中法》第三条", "二"), at(data, "《页眉法》", "三")]

    copy = commented(data, *wanted)

    assert set(marked(copy)) == {"“《注中法》第二条”：一", "“《框中法》第三条”：二", "“《页眉法》”：三"}
    assert read(copy, name="a.docx").text == read(data, name="a.docx").text
    body = docx.Document(io.BytesIO(copy)).element.body
    assert all(not list(one.iter(qn("w:commentReference"))) for one in body.iter(qn("w:txbxContent")))
    note = next(body.iter(qn("w:footnoteReference"))).getparent()
    assert note.getprevious().tag == qn("w:commentRangeStart")


def test_comments_that_are_there_already_stay() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("依据《甲法》办理")
    document.add_comment(paragraph.runs, text="旧批注", author="某", initials="某")
    data = packed(document)

    copy = commented(data, at(data, "《甲法》", "新批注"))

    assert marked(copy) == {"旧批注": "依据《甲法》办理", "新批注": "《甲法》"}


def test_lines_of_a_comment_are_paragraphs_and_what_xml_cannot_hold_is_left_out() -> None:
    document = docx.Document()
    document.add_paragraph("依据《甲法》办理")
    data = packed(document)

    copy = docx.Document(io.BytesIO(commented(data, at(data, "《甲法》", "一\x0b\n<二>&"))))
    assert [one.text for one in copy.comments] == ["一\n<二>&"]


def test_a_span_over_two_paragraphs_stays_in_its_first() -> None:
    document = docx.Document()
    document.add_paragraph("甲乙")
    document.add_paragraph("丙丁")

    copy = commented(packed(document), Comment(1, 4, "一"))

    assert marked(copy) == {"一": "乙"}


def test_who_says_it_and_when_is_written_and_nothing_else_depends_on_the_clock() -> None:
    document = docx.Document()
    document.add_paragraph("依据《甲法》办理")
    data = packed(document)

    copy = commented(data, at(data, "《甲法》"))
    comment = next(iter(docx.Document(io.BytesIO(copy)).comments))

    assert (comment.author, comment.timestamp) == ("核对", NOON)
    assert copy == commented(data, at(data, "《甲法》"))


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(ReadingError):
        commented(b"PK\x03\x04 no", Comment(0, 1, "一"))


RUNS = st.lists(st.text(alphabet="甲乙法《》第条 　\u3000A1。\t", max_size=6), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(RUNS, min_size=1, max_size=4), st.data())
def test_comments_anywhere_change_no_word(written: list[list[str]], chosen: st.DataObject) -> None:
    """Whatever is commented: the text is the same, and each comment stands at the words it was made for."""
    document = docx.Document()
    document.add_paragraph("首")
    for runs in written:
        paragraph = document.add_paragraph()
        for number, words in enumerate(runs):
            paragraph.add_run(words).bold = bool(number % 2)
    data = packed(document)
    text = read(data, name="a.docx").text
    places = st.integers(0, len(text) - 1)
    spans = [
        (min(pair), max(pair) + 1)
        for pair in chosen.draw(st.lists(st.tuples(places, places), max_size=4), label="spans")
    ]

    copy = commented(data, *(Comment(start, end, str(number)) for number, (start, end) in enumerate(spans)))

    assert read(copy, name="a.docx").text == text
    assert looks(copy) == looks(data)
    words = marked(copy)
    assert len(words) == len(spans)
    for number, (start, end) in enumerate(spans):
        line = text[start:end].split("\n")[0]
        if line.strip() and "\t" not in line:
            # blanks that end a paragraph are no part of the text, and go with its last words
            assert words[str(number)].strip() == line.strip()
