"""Citation check-up: what is found at each citation of a document, and what is not."""

from __future__ import annotations

from datetime import date

import pytest
import typst
from checked_laws import NEW, small_library
from hypothesis import given, settings
from hypothesis import strategies as st

from guanlan.formats import read
from guanlan.law.checkup import Checkup, check_citations, finding_rows, finding_sentence, findings_table
from guanlan.law.checkup.findings import GRADES
from guanlan.law.checkup.wording import difference
from guanlan.law.library import Library
from guanlan.publish.render.fonts import load_faces

DAY = date(2026, 2, 1)


@pytest.fixture(scope="module")
def library() -> Library:
    return small_library()


def checked(text: str, library: Library, on: date = DAY, name: str = "a.txt") -> Checkup:
    return check_citations(read(text.encode(), name=name), library, on=on)


# words of a document → each finding: code, words it is at, what to write instead (None where that is not sure)
FOUND = [
    # numbers
    ("依据《某网络法》第五条，责令改正，给予警告，并处罚款。", [("renumbered", "第五条", "第六条")]),
    ("依据《某网络法》第5条，责令改正，给予警告，并处罚款。", [("renumbered", "第5条", "第6条")]),
    ("《某网络法》第三条第二款禁止收集与服务无关的信息。", [("renumbered", "第三条第二款", "第四条第二款")]),
    ("《某网络法》第三条第一款禁止收集与服务无关的信息，应当明示目的。", [
        ("renumbered", "第三条第一款", "第四条第一款"),
    ]),
    ("《某网络法》第五条。", [("maybe_renumbered", "第五条", None)]),
    ("《某网络法》第五条、第五条第一款。", [
        ("maybe_renumbered", "第五条", None), ("maybe_renumbered", "第五条第一款", None),
    ]),
    ("《某网络法》第三条第一款、第二款：明示目的、方式和范围，取得同意。", [
        ("renumbered", "第三条第一款", "第四条第一款"), ("renumbered", "第二款", None),
    ]),
    ("采购产品和服务影响国家利益的，按《某网络法》第五条通过审查。", []),
    ("《某网络法》第四条规定的演练，每年组织一次。", [("removed", "第四条", None)]),
    ("《某网络法》第一条。", []),
    ("《某网络法》第六条、第七条、第八条。", [
        ("maybe_renumbered", "第六条", None), ("no_provision", "第八条", None),
    ]),
    ("《某网络法》第六条第三款，处五万元以上五十万元以下罚款。", [("no_provision", "第六条第三款", None)]),
    ("《中华人民共和国某网络法》第九条。", [("no_provision", "第九条", None)]),
    # names
    ("《某平台数据报送规定》第三条。", [("misnamed", "《某平台数据报送规定》", None)]),
    ("《某平台数据报送办法》第三条。", [("unknown", "《某平台数据报送办法》", None)]),
    ("《浙江省某平台报送规定》。", [("unknown", "《浙江省某平台报送规定》", None)]),
    ("《办法》所称数据。", []),
    ("依照某法院《关于审理某数据案件的解释》第一条。", []),
    ("依照某法院《关于审理某数据案件的解释》第七条。", [("no_provision", "第七条", None)]),
    ("依照《关于审理某数据案件的解释》第一条。", [("misnamed", "《关于审理某数据案件的解释》", None)]),
    ("《办法》第二条。", [("unknown", "《办法》", None)]),
    ("《某海洋垂钓法》第三条。", [("unknown", "《某海洋垂钓法》", None)]),
    ("《某数据登记管理办法》第二条。", [("title_differs", "《某数据登记管理办法》", "《某数据登记管理办法（试行）》")]),
    ("《某数据登记管理办法（试行）》第二条。", []),
    ("《某数据登记管理规定》第一条。", [("repealed_by", "《某数据登记管理规定》", None)]),
    ("《某平台报送规定》第一条。", [("not_in_force", "《某平台报送规定》", None)]),
    ("《某算法备案办法》第一条。", [("draft", "《某算法备案办法》", None)]),
    ("《某算法备案办法（征求意见稿）》第一条。", [("draft", "《某算法备案办法（征求意见稿）》", None)]),
    ("《某网络法（草案）》第一条。", [("draft_issued", "《某网络法（草案）》", "《中华人民共和国某网络法》")]),
    ("请阅读《隐私声明》和《某某学报》。", []),
    # names that the document gives itself, and 该法
    ("《某数据登记管理办法》（以下简称《登记办法》），按《登记办法》第二条办理。", [
        ("title_differs", "《某数据登记管理办法》", "《某数据登记管理办法（试行）》"),
    ]),
    ("《某网络法》（以下简称《网络法》）第一条。依据《网络法》第九条办理。", [("no_provision", "第九条", None)]),
    ("违反《某网络法》第一条，依照该法第九条处罚。", [("no_provision", "第九条", None)]),
    # quotations
    ("《某数据登记管理办法（试行）》第二条规定：“登记机构应当在十个工作日内完成形式审核”。", []),
    ("《某数据登记管理办法（试行）》第二条规定：“登记机构应当……一次性告知需要补正的内容。”", []),
    ("《某数据登记管理办法（试行）》第二条规定：“登记机构应当在五个工作日内完成形式审核”。", [
        ("quote_differs", "登记机构应当在五个工作日内完成形式审核", "登记机构应当在十个工作日内完成形式审核"),
    ]),
    ("“登记机构应当在五个工作日内完成形式审核”（《某数据登记管理办法（试行）》第二条）。", [
        ("quote_differs", "登记机构应当在五个工作日内完成形式审核", "登记机构应当在十个工作日内完成形式审核"),
    ]),
    ("《某数据登记管理办法（试行）》第一条规定：“登记机构应当在十个工作日内完成形式审核”。", [
        ("quote_elsewhere", "登记机构应当在十个工作日内完成形式审核", None),
    ]),
    ("《某数据登记管理办法（试行）》第二条规定：“任何人都可以随时查询全部登记档案”。", [
        ("quote_not_found", "任何人都可以随时查询全部登记档案", None),
    ]),
    ("《某数据登记管理办法（试行）》第二条所称“形式要件”。", []),
    ("《某网络法》第六条规定的“一万元以上十万元以下”。", [("quote_old", "一万元以上十万元以下", None)]),
    ("《某数据登记管理办法（试行）》第二条的核心是“任何人都可以随时查询全部登记档案”。", []),
    ("《某网络法》第六条规定：“拒不改正的，处一万元以上十万元以下罚款”。", [
        ("quote_old", "拒不改正的，处一万元以上十万元以下罚款", None),
    ]),
    ("《某网络法》第三条规定：“收集信息的，应当明示目的、方式和范围，并取得同意”。", [
        ("renumbered", "第三条", "第四条"),
    ]),
    ("《某数据登记管理办法（试行）》第二条：登记机构应当在五个工作日内完成形式审核，并一次性告知需要补正的内容。", [
        ("quote_differs", "登记机构应当在五个工作日内完成形式审核，并一次性告知需要补正的内容。",
         "登记机构应当在十个工作日内完成形式审核，并一次性告知需要补正的内容。"),
    ]),
    ("《某数据登记管理办法（试行）》第二条：本公司据此设专人审核登记材料。", []),
    ("《某网络法》第三条\n网络运营者收集信息的，应当明示目的、方式和范围，并取得同意。", [
        ("renumbered", "第三条", "第四条"),
    ]),
    ("《某网络法》第四条第一款规定：“网络运营者不得收集与服务无关的信息。”", [
        ("quote_elsewhere", "网络运营者不得收集与服务无关的信息。", None),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text[:30] for text, _ in FOUND])
def test_what_is_found(text: str, expected: list[tuple[str, str, str | None]], library: Library) -> None:
    checkup = checked(text, library)

    found = [(one.code.removeprefix("checkup."), one.quote, one.mend) for one in checkup.findings]
    assert found == expected
    assert all(text[one.start : one.end] == one.quote for one in checkup.findings)


def test_the_day_decides(library: Library) -> None:
    """On a day of the old text its numbers are right, and the new ones are not there yet."""
    before = date(2024, 1, 1)

    assert checked("《某网络法》第五条。", library, before).findings == ()
    (finding,) = checked("《某网络法》第七条。", library, before).findings
    assert (finding.code, finding.params["first"]) == ("checkup.provision_not_in_force", "2026-01-01")
    assert checked("《某数据登记管理规定》第一条。", library, date(2019, 1, 1)).findings == ()
    assert checked("《某平台报送规定》第一条。", library, date(2026, 7, 1)).findings == ()


def test_what_may_be_meant_is_named(library: Library) -> None:
    (misnamed,) = checked("《某平台数据报送规定》第三条。", library).findings
    (number,) = checked("《某网络法》第五条。", library).findings
    (elsewhere,) = checked("《某数据登记管理办法（试行）》第一条：“一次性告知需要补正的内容”。", library).findings

    assert misnamed.suggestions == ("《某平台报送规定》",)
    assert number.suggestions == ("第六条",)
    assert elsewhere.suggestions == ("第二条第一款",)


def test_a_difference_is_shown_word_by_word(library: Library) -> None:
    text = "《某数据登记管理办法（试行）》第二条：“登记机构应当在五个工作日内完成形式审核”。"
    (finding,) = checked(text, library).findings

    assert finding.params["difference"] == "登记机构应当在[-十-]{+五+}个工作日内完成形式审核"
    assert difference("应当立即报告主管部门", "应当报告主管部门") == "应当[-立即-]报告主管部门"


def test_a_text_that_is_not_held_is_named_once(library: Library) -> None:
    text = "《某海洋垂钓法》第三条，又《某海洋垂钓法》第四条。"

    assert [one.start for one in checked(text, library).findings] == [0]


def test_a_version_whose_days_are_not_its_own_is_shown_as_open() -> None:
    """The amended text tells no day of effect: the decision's day stands in for it."""
    undated = NEW.replace("2026年1月1日", "2017年6月1日")
    library = small_library(网新=undated)
    (finding,) = checked("《某网络法》第九条，《某海洋法》。", library).findings[:1]
    (renumbered,) = checked("《某网络法》第四条，组织演练。", library).findings
    (sure,) = checked("《某网络法》第四条，组织演练。", small_library()).findings

    assert not finding.open
    assert renumbered.open
    assert not sure.open
    assert finding_sentence(renumbered).endswith("（该文本的施行日期待核实。）")
    assert finding_rows([renumbered])[0]["on"] == "2026-02-01"


def test_counts(library: Library) -> None:
    checkup = checked("《某网络法》第一条、第九条，《某数据登记管理办法（试行）》，《隐私声明》。", library)

    assert (checkup.cited, checkup.sound, len(checkup.findings)) == (3, 2, 1)


def test_places_are_those_of_the_published_text(library: Library) -> None:
    """Blanks and widths of the original are no part of what is compared, and stand in what is pointed at."""
    text = "　　依据《某 网络法》第 9 条，以及《某平台报送规定》。"
    found = checked(text, library).findings

    assert [one.quote for one in found] == ["第 9 条", "《某平台报送规定》"]
    assert [text[one.start : one.end] for one in found] == ["第 9 条", "《某平台报送规定》"]


def test_headings_tables_and_lists_of_markdown_are_read_and_contents_are_not(library: Library) -> None:
    text = "# 制度\n\n- 依据《某网络法》第九条\n\n| 项 | 据 |\n| --- | --- |\n| 一 | 《某网络法》第十条 |\n"
    found = checked(text, library, name="a.md").findings

    assert [text[one.start : one.end] for one in found] == ["第九条", "第十条"]


def test_a_citation_broken_over_pages_of_a_pdf_is_one(library: Library) -> None:
    """What the page cuts is read whole, and the place that is told is that of both halves."""
    page = '#set page(width: 44mm, height: 34mm, margin: 10mm)\n#set text(font: "Noto Sans SC", size: 10.5pt)\n'
    words = "本公司各部门均应依据《某网络法》第九条的规定办理，并按《某平台报送规定》准备材料。"
    data = typst.compile((page + words).encode(), font_paths=load_faces().fonts, ignore_system_fonts=True)
    assert isinstance(data, bytes)
    reading = read(data, name="a.pdf")
    found = check_citations(reading, library, on=DAY).findings

    assert "第九\n条" in reading.text
    assert [("".join(one.quote.split()), one.code) for one in found] == [
        ("第九条", "checkup.no_provision"),
        ("《某平台报送规定》", "checkup.not_in_force"),
    ]
    assert all(reading.text[one.start : one.end] == one.quote for one in found)


@pytest.mark.parametrize("code", sorted(GRADES))
def test_every_code_has_its_sentence_in_both_languages(code: str, library: Library) -> None:
    from guanlan.errors.words import sentences

    assert set(sentences()[code]) == {"zh", "en"}


def test_sentences_rows_and_table(library: Library) -> None:
    checkup = checked("依据《某网络法》第五条，责令改正，给予警告，并处罚款。|《某平台数据报送规定》", library)
    first, second = finding_rows(checkup.findings)

    assert first["mend"] == "第六条"
    assert (first["code"], first["grade"], first["ref"]) == ("checkup.renumbered", "error", "网新")
    assert first["message"] == finding_sentence(checkup.findings[0])
    assert "第五条自2026-01-01起已改为第六条" in first["message"]
    assert "2026-01-01" in finding_sentence(checkup.findings[0], "en")
    lines = findings_table(checkup.findings).splitlines()
    assert len(lines) == 4
    assert lines[2].startswith("| 8–11 | 错误 | 第五条 |")
    assert second["suggestions"] == ["《某平台报送规定》"]


PIECES = st.sampled_from(
    [text for text, _ in FOUND] + ["", "“", "”", "《", "》", "（", "第", "该法第二款", "\n", "依据"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=6), st.dates(date(2015, 1, 1), date(2027, 1, 1)))
def test_any_document_is_checked_and_findings_point_at_its_words(pieces: list[str], on: date) -> None:
    text = "".join(pieces) + "。"
    checkup = checked(text, LIBRARY, on)

    for one in checkup.findings:
        assert text[one.start : one.end] == one.quote != ""
        assert finding_sentence(one, "zh") != one.code
    assert 0 <= checkup.sound <= checkup.cited
    starts = [one.start for one in checkup.findings]
    assert starts == sorted(starts)


LIBRARY = small_library()
