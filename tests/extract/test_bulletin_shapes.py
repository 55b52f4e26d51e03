"""One bulletin printed in many ways gives the same entries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest

from guanlan.extract.bulletin import looks_like_bulletin, read_bulletin
from guanlan.records.bulletin import Bulletin
from guanlan.records.reading import Reading

SENTENCES = (
    "该办法要求处理者建立登记制度，说明数据的来源、用途和保存期限，并指定专人负责。",
    "主管部门可以采取抽查、约谈等方式了解情况，发现问题的，应当要求在三十日以内改正。",
    "逾期没有改正的，依照有关规定处理；造成损失的，依法承担责任，情节严重的向社会公布。",
    "相关负责人表示，下一步将组织培训，编写问答，帮助中小企业理解并落实各项要求。",
)
COLUMNS = ("形势观察", "规则观察", "执法观察")
AUTHORITIES = ("甲局", "乙部", "丙省通信管理局", "丁市网信办")


def _page() -> str:
    """A bulletin of our own making: three columns, the second with two sub-columns, four entries each."""
    lines = ["示例观察", "2025年4月第4期", "2025年4月20日"]
    for place, column in enumerate(COLUMNS, 1):
        lines += [f"第{'一二三'[place - 1]}板块：{column}", f"导读：本期{column}收录四条信息。{SENTENCES[place]}"]
        lines += ["关键词：登记、抽查、培训"]
        for number, authority in enumerate(AUTHORITIES, 1):
            if place == 2 and number in (1, 3):
                lines.append("（一）中央规则" if number == 1 else "（二）地方规则")
            shown = number - 2 if place == 2 and number > 2 else number
            lines.append(f"{shown}. {authority}发布《示例{column}第{number}号办法》并就其中的登记制度作出说明")
            lines.append(
                f"4月{place + number}日，{authority}发布《示例{column}第{number}号办法》。" + "".join(SENTENCES)
            )
            lines.append("".join(reversed(SENTENCES)) + f"（来源：{authority}）")
    return "\n".join(lines)


PAGE = _page()


def _read(page: str) -> Bulletin:
    return read_bulletin(Reading("txt/1", "text/plain", page))


def _shown(bulletin: Bulletin) -> list[tuple[str, str, list[str], list[str]]]:
    return [
        (
            entry.id,
            entry.title.text,
            [paragraph.words.text for paragraph in entry.paragraphs],
            [source.text for source in entry.sources],
        )
        for entry in bulletin.entries()
    ]


EXPECTED = _shown(_read(PAGE))


def _contents(pages: bool) -> str:
    heads = [line for line in PAGE.split("\n") if re.match(r"\d\. |第.板块|（[一二]）", line)]
    return "\n".join(f"{head}……{number}" if pages else head for number, head in enumerate(heads, 2))


def _with_contents(page: str, *, pages: bool) -> str:
    body = page.index("第一板块")
    return f"{page[:body]}目录\n{_contents(pages)}\n主编：编辑甲\n{page[body:]}"


def _wrapped(page: str, columns: int = 72) -> str:
    """Printed lines of a fixed width, paragraphs indented, a head and a page number every forty lines."""
    lines: list[str] = []
    for line in page.split("\n"):
        marked = re.match(r"\d\. |第.板块|（[一二]）|导读|关键词", line)
        printed, width = "" if marked else "　　", 0 if marked else 4
        for sign in line:
            wide = 2 if unicodedata.east_asian_width(sign) in "WF" else 1
            if width + wide > columns and sign not in "，。、；：）》”":
                lines.append(printed)
                printed, width = "", 0
            printed, width = printed + sign, width + wide
        lines.append(printed)
    pages = ["\n".join(lines[at : at + 40]) for at in range(0, len(lines), 40)]
    return "\n\n".join(f"{page}\n\n- {number} -\n示例观察 2025年第4期" for number, page in enumerate(pages, 1))


def _cut(page: str) -> str:
    """Every long paragraph cut in two by a page, one of them in the middle of a word."""
    return "\n".join(line if len(line) < 150 else f"{line[:90]}\n\n{line[90:]}" for line in page.split("\n"))


SHAPES: dict[str, Callable[[], str]] = {
    "contents with pages": lambda: _with_contents(PAGE, pages=True),
    "contents without pages": lambda: _with_contents(PAGE, pages=False),
    "wrapped": lambda: _wrapped(PAGE),
    "wrapped, with contents": lambda: _wrapped(_with_contents(PAGE, pages=True)),
    "cut by pages": lambda: _cut(PAGE),
    "blank lines between": lambda: PAGE.replace("\n", "\n\n"),
    "carriage returns": lambda: PAGE.replace("\n", "\r\n"),
    "half-width brackets": lambda: PAGE.replace("（", "(").replace("）", ")"),
    "wide numbers": lambda: re.sub(r"^(\d)\. ", lambda found: f"{chr(ord(found[1]) + 0xFEE0)}．", PAGE, flags=re.M),
    "numbers with 、": lambda: re.sub(r"^(\d)\. ", r"\1、", PAGE, flags=re.M),
    "columns with 一、": lambda: re.sub(r"^第(.)板块：", r"\1、", PAGE, flags=re.M),
    "no guides": lambda: re.sub(r"^(?:导读|关键词)：.*\n", "", PAGE, flags=re.M),
    "plain columns": lambda: re.sub(r"^第.板块：", "", PAGE, flags=re.M),
    "square brackets around sources": lambda: re.sub(r"（(来源：[^）]*)）", r"【\1】", PAGE),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_the_same_entries_whatever_the_print(shape: Callable[[], str]) -> None:
    page = shape()
    assert _shown(_read(page)) == EXPECTED
    assert looks_like_bulletin(Reading("txt/1", "text/plain", page))


def test_without_sources() -> None:
    page = re.sub(r"（来源：[^）]*）", "", PAGE)
    assert _shown(_read(page)) == [(key, title, body, []) for key, title, body, _ in EXPECTED]


def test_what_is_expected_is_what_was_written() -> None:
    assert [key for key, *_ in EXPECTED] == [
        *(f"1.0.0{number}" for number in range(1, 5)),
        "2.1.01",
        "2.1.02",
        "2.2.01",
        "2.2.02",
        *(f"3.0.0{number}" for number in range(1, 5)),
    ]
    assert all(len(body) == 2 and len(sources) == 1 for _, _, body, sources in EXPECTED)


def test_slips_of_the_contents_list() -> None:
    """A title that the list shortens, one that it leaves out and one that it invents change nothing."""
    page = _with_contents(PAGE, pages=True)
    page = page.replace(
        "乙部发布《示例形势观察第2号办法》并就其中的登记制度作出说明……", "乙部发布《示例形势观察2号办法》……", 1
    )
    page = re.sub(r"^3\. 丙省.*……\d+\n", "", page, count=1, flags=re.M)
    page = page.replace("第三板块：执法观察……", "5. 甲局举行一场没有写进正文的会议……9\n第三板块：执法观察……", 1)
    assert _shown(_read(page)) == EXPECTED


def test_lists_inside_an_entry_are_no_entries() -> None:
    listed = "有关要求如下：\n1. 及时登记\n2. 定期检查\n3. 按时报告\n各单位应当照此办理，并在年底以前书面报告办理情况。"
    page = PAGE.replace("相关负责人表示", f"{listed}\n相关负责人表示", 1)
    shown = _shown(_read(page))
    assert [key for key, *_ in shown] == [key for key, *_ in EXPECTED]
    assert "1.及时登记" in shown[0][2]
