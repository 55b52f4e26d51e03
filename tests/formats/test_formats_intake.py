"""The readers of what colleagues forward: each kind as it comes, and its anchors."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from datetime import date, datetime, time
from typing import Any

import pytest
from intake_corpus import (
    ADDRESS,
    ARTICLE,
    encoded,
    everything,
    excel,
    mail,
    mhtml,
    ofd,
    old_word,
    page,
    picture,
    rtf,
    saved_page,
    single_file,
    text_object,
    workbook,
    zipped,
)
from read_out import check_laws, of_kind, words
from test_formats_hostile import repacked

from guanlan.errors import InputError, ReadingError
from guanlan.formats import admit, read, sniff
from guanlan.formats.counting import Level
from guanlan.formats.doc.lists import lists_of
from guanlan.formats.doc.pieces import Pieces
from guanlan.formats.doc.properties import Paragraph, Paragraphs, Run, modifiers
from guanlan.formats.doc.styles import Style, brought, styles_of
from guanlan.formats.html.sites import state_of
from guanlan.formats.mail.headers import decoded_words
from guanlan.formats.sheets.values import words_of
from guanlan.records.reading import BlockKind, Reading


def reading_of(data: bytes, name: str | None = None) -> Reading:
    reading = read(data, name=name)
    check_laws(reading)
    return reading


def refused(data: bytes, name: str | None = None) -> str:
    with pytest.raises((InputError, ReadingError)) as caught:
        read(data, name=name)
    return caught.value.code


def cells(reading: Reading) -> list[tuple[int | None, int | None, str]]:
    return [
        (block.row, block.column, reading.text[block.start : block.end])
        for block in reading.blocks
        if block.kind is BlockKind.CELL
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("saved.htm", "text/html"),
        ("single.html", "text/html"),
        ("page.mht", "multipart/related"),
        ("mail.eml", "message/rfc822"),
        ("apps.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("notice.doc", "application/msword"),
        ("notice.wps", "application/msword"),
        ("notice.ofd", "application/ofd"),
        ("notice.rtf", "application/rtf"),
        ("materials.zip", "application/zip"),
        ("materials.rar", "application/vnd.rar"),
    ],
)
def test_the_content_tells_the_kind_whatever_the_name(name: str, expected: str) -> None:
    data = everything()[name]
    assert {sniff(data, name), sniff(data, "a.txt"), sniff(data, "a.doc"), sniff(data)} == {expected}


def test_a_csv_is_one_by_its_name_only() -> None:
    data = everything()["apps.csv"]
    assert sniff(data, "a.csv") == "text/csv"
    assert sniff(data) == "text/plain"


def test_text_with_lines_like_headers_is_text() -> None:
    assert sniff(b"Date: 2025-01-02\nSubject: meeting\n\nwords", "a.txt") == "text/plain"
    assert sniff("主题：会议\n".encode()) == "text/plain"
    assert sniff(b"Subject: a\nFrom: b@example.invalid\n\nwords", "a.eml") == "message/rfc822"


def test_pictures_are_documents_only_where_somebody_says_so() -> None:
    with pytest.raises(InputError):
        admit(picture(), "a.png")
    assert admit(picture(), "a.txt", pictures=True) == "image/png"
    assert admit(picture(kind="JPEG"), None, pictures=True) == "image/jpeg"
    assert admit(picture(kind="WEBP"), None, pictures=True) == "image/webp"


# Saved pages


def test_a_page_saved_by_a_browser_says_where_it_was() -> None:
    reading = reading_of(saved_page())
    assert reading.metadata["address"] == ADDRESS
    assert [block.target for block in reading.blocks if block.kind is BlockKind.PICTURE] == ["img/a.png"]


def test_what_the_page_itself_gives_as_its_address_goes_first() -> None:
    head = '<link rel="canonical" href="https://example.gov.cn/c.htm">'
    data = saved_page().replace(b"<title>", head.encode() + b"<title>")
    assert reading_of(data).metadata["address"] == "https://example.gov.cn/c.htm"


def test_a_mark_of_a_disk_is_no_address() -> None:
    data = ("<!-- saved from url=(0014)about:internet -->" + page()).encode()
    assert "address" not in reading_of(data).metadata


def test_single_file_keeps_its_pictures_inside() -> None:
    reading = reading_of(single_file())
    assert reading.metadata["address"] == ADDRESS + "?a=1&b=2"
    target = next(block.target for block in reading.blocks if block.kind is BlockKind.PICTURE)
    assert target is not None
    assert target.startswith("data:image/png;base64,")
    assert ARTICLE in words(reading)


@pytest.mark.parametrize(("charset", "encoding"), [("gbk", "quoted-printable"), ("gbk", "base64"), ("utf-8", "base64")])
def test_mhtml(charset: str, encoding: str) -> None:
    reading = reading_of(mhtml(charset, encoding))
    assert words(reading, BlockKind.PARAGRAPH) == [ARTICLE]
    assert reading.metadata["address"] == ADDRESS
    assert reading.metadata["title"] == "执法通报"
    assert reading.media_type == "multipart/related"
    assert reading.reader == "mhtml/1"


def test_mhtml_of_a_disk_has_no_address() -> None:
    local = mhtml().replace(ADDRESS.encode(), b"file:///C:/a/b.htm")
    assert "address" not in reading_of(local, "a.mht").metadata


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('var ct = "1735293600"; var nickname = htmlDecode("某账号"); var biz = "Mz1=="||""; '
         'var mid = "2650"; var idx = "1";',
         ("2024-12-27T18:00:00+08:00", "某账号", "https://mp.weixin.qq.com/s?__biz=Mz1==&mid=2650&idx=1")),
        ("window.cgiDataNew = { ori_create_time: '1735293600', nick_name: JsDecode('某\\x26账号'), bizuin: 'Mz1==', "
         "mid: '2650' || '', idx: '' || '2', title: JsDecode('x') }",
         ("2024-12-27T18:00:00+08:00", "某&账号", "https://mp.weixin.qq.com/s?__biz=Mz1==&mid=2650&idx=2")),
        ('var create_time = "2024-12-27 18:05"; var nickname = "某账号"; var biz = "" || "Mz1=="; '
         'var mid = "2"; var idx = "3";',
         ("2024-12-27T18:05", "某账号", "https://mp.weixin.qq.com/s?__biz=Mz1==&mid=2&idx=3")),
    ],
)  # fmt: skip
def test_an_account_article_by_its_scripts(script: str, expected: tuple[str, str, str]) -> None:
    body = f'<div id="js_content"><p>{ARTICLE}</p><img data-src="https://mmbiz.example/640"></div><script>{script}</script>'
    reading = reading_of(f"<html><head><title>t</title></head><body>{body}</body></html>".encode())
    given = reading.metadata
    assert (given["published"], given["publisher"], given["address"]) == expected
    assert [block.target for block in reading.blocks if block.target] == ["https://mmbiz.example/640"]


@pytest.mark.parametrize(
    ("words_shown", "state"),
    [
        ("该内容已被发布者删除", "deleted"),
        ("该公众号已迁移，账号已迁移至新的账号，原账号已回收", "moved"),
        ("此内容因违规无法查看", "violation"),
        ("环境异常 当前环境异常，完成验证后即可继续访问。去验证", "challenge"),
        ("Just a moment...", "challenge"),
    ],
)
def test_pages_in_place_of_pages(words_shown: str, state: str) -> None:
    reading = reading_of(f"<html><body><div><p>{words_shown}</p></div></body></html>".encode())
    assert reading.metadata["state"] == state


def test_an_article_that_quotes_a_notice_is_an_article() -> None:
    assert state_of("环境异常" + "他们在文中写道。" * 60) is None


# Mail


def test_a_mail_says_who_forwarded_it_and_nothing_of_who_published() -> None:
    reading = reading_of(mail())
    assert reading.metadata == {
        "title": "执法通报",
        "subject": "转发：执法通报",
        "forwarded_by": "编辑甲 <editor@example.invalid>",
        "forwarded_at": "2025-01-02T10:00:00+08:00",
        "attachments": "1",
    }
    assert words(reading, BlockKind.HEADING, BlockKind.PARAGRAPH) == ["执法通报", "请阅，见附件。"]
    assert [block.target for block in reading.blocks if block.kind is BlockKind.PICTURE] == ["cid:p1@x"]


def test_a_plain_mail_in_a_charset_that_lies() -> None:
    data = b"Subject: a\nMIME-Version: 1.0\nTo: x\nContent-Type: text/plain; charset=iso-8859-1\n\n"
    reading = reading_of(data + "第一行\n\n　　第二行，违反规定。\n".encode("gbk"))
    assert words(reading) == ["a", "第一行", "第二行，违反规定。"]


def test_of_alternatives_only_one_is_read() -> None:
    reading = reading_of(mail())
    assert "纯文本" not in reading.text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (encoded("通知") + " 2025", "通知 2025"),
        ("=?utf-8?q?=E9=80=9A=E7=9F=A5_A?=", "通知 A"),
        ("=?utf-8?B?6YCa?=\r\n =?utf-8?B?55+l?=", "通知"),
        ("=?UTF-8?B?6YCa5w==?= =?UTF-8?B?n6U=?=", "通知"),  # a character cut in two
        ("Re: =?gb18030?B?zajWqg==?= =?utf-8?B?QQ==?=", "Re: 通知A"),
        ("=?x-unknown?B?zajWqg==?=", "通知"),
        ("=?utf-8?B?====?=x", "x"),
        ("plain =? words", "plain =? words"),
        ("通知".encode().decode("ascii", "surrogateescape"), "通知"),
    ],
)
def test_words_of_headers(value: str, expected: str) -> None:
    assert decoded_words(value) == expected


def test_a_mail_without_words_has_none() -> None:
    empty = b"From: a@example.invalid\r\nTo: b@example.invalid\r\nMIME-Version: 1.0\r\n\r\n\r\n"
    assert refused(empty, "a.eml") == "formats.no_text"


# Tables


def test_a_list_of_apps() -> None:
    reading = reading_of(workbook())
    assert [(block.kind.value, block.level) for block in reading.blocks[:2]] == [("heading", 1), ("paragraph", None)]
    assert reading.metadata == {"title": "存在问题的应用软件名单"}
    assert cells(reading) == [
        (1, 1, "应用名称"), (1, 2, "版本"), (1, 3, "应用来源"), (1, 4, "所涉问题"),
        (2, 1, "某记账"), (2, 2, "2.1"), (2, 3, "某应用商店"), (2, 4, "违规收集个人信息"), (2, 4, "强制索取权限"),
        (2, 6, "12.5%"),
        (3, 2, "3.0.1"), (3, 3, "2025-01-02"), (3, 4, "2025-01-02 09:30"),
    ]  # fmt: skip
    paths = {block.row: block.path for block in reading.blocks if block.column == 3}
    assert paths == {1: "sheet[1]/C3", 2: "sheet[1]/C4", 3: "sheet[1]/C5"}


def test_a_workbook_of_excel_itself() -> None:
    reading = reading_of(excel())
    assert cells(reading) == [
        (1, 2, "应用名称"), (1, 3, "检测日期"), (2, 2, "某记账"), (2, 3, "2025-01-02"),
        (3, 2, "某相册"), (3, 3, "45660"),
    ]  # fmt: skip
    assert of_kind(reading, BlockKind.HEADING) == ["名单"]
    assert "暗" not in reading.text


def test_sheets_are_named_where_somebody_named_them() -> None:
    assert of_kind(reading_of(workbook([["甲", "乙"], ["丙", "丁"]], "第一批名单")), BlockKind.HEADING) == [
        "第一批名单"
    ]
    assert of_kind(reading_of(workbook([["甲", "乙"], ["丙", "丁"]])), BlockKind.HEADING) == []


def test_one_column_is_a_list_of_lines() -> None:
    reading = reading_of(workbook([[f"第{number}条 有关要求"] for number in range(9)]))
    assert {block.kind for block in reading.blocks} == {BlockKind.PARAGRAPH}
    assert len(reading.blocks) == 9


@pytest.mark.parametrize(
    ("value", "shown", "expected"),
    [
        (None, "", ""), (True, "", "是"), (False, "", "否"), (12, "", "12"), (12.0, "", "12"), (0.1 + 0.2, "", "0.3"),
        (1e20, "", "100000000000000000000"), (0.125, "0.0%", "12.5%"), (0.5, '"%"0', "0.5"), (100.0, "", "100"),
        (datetime(2024, 12, 30), "", "2024-12-30"),  # noqa: DTZ001  a sheet knows no zones
        (datetime(2024, 12, 30, 18, 5, 7), "", "2024-12-30 18:05:07"),  # noqa: DTZ001
        (date(2024, 2, 29), "", "2024-02-29"), (time(9, 30), "", "09:30:00"), (float("nan"), "", "nan"),
        ("甲", "", "甲"),
    ],
)  # fmt: skip
def test_values_as_a_sheet_shows_them(value: Any, shown: str, expected: str) -> None:
    assert words_of(value, shown) == expected


def test_formulas_give_what_was_computed_last() -> None:
    made = workbook()
    assert (2, 5, "2") not in cells(reading_of(made))  # openpyxl computes nothing
    with_value = repack_sheet(made, b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    assert (2, 5, "2") in cells(reading_of(with_value))


def repack_sheet(made: bytes, before: bytes, after: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts: dict[str | bytes, bytes] = {name: archive.read(name) for name in archive.namelist()}
    assert before in parts[part] or not before, parts[part][:3000]
    parts[part] = parts[part].replace(before, after) if before else after
    return zipped(parts)


def test_a_sheet_that_claims_a_million_rows_is_read_at_once() -> None:
    last = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    made = repack_sheet(workbook([["甲", "乙"], ["丙", "丁"]]), b"</sheetData>", last)
    assert len(cells(reading_of(made))) == 4


def test_xlsx_that_would_hurt() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'
    assert refused(repack_sheet(workbook(), b"", bomb)) == "formats.xml_hostile"
    assert refused(repack_sheet(workbook(), b"", b"<worksheet")) == "formats.xlsx_broken"
    assert refused(workbook([])) == "formats.no_text"
    assert refused(workbook()[:3000], "a.xlsx") == "formats.xlsx_broken"


def test_macros_are_noted_and_nothing_else() -> None:
    def change(members: dict[str, bytes]) -> None:
        members["word/vbaProject.bin"] = old_word()
        types = members["[Content_Types].xml"]
        members["[Content_Types].xml"] = types.replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )

    reading = reading_of(repacked(change), "a.docm")
    assert reading.metadata["macros"] == "ignored"
    assert words(reading) == ["第一条　为了规范数据处理活动，制定本办法。"]


def test_csv_in_gbk() -> None:
    reading = reading_of('附件\r\n应用名称;问题\r\n某记账;"违规收集,\n强制"\r\n'.encode("gbk"), "a.csv")
    assert cells(reading) == [(1, 1, "应用名称"), (1, 2, "问题"), (2, 1, "某记账"), (2, 2, "违规收集,"), (2, 2, "强制")]
    assert reading.encoding == "gb18030"
    assert reading_of(everything()["apps.csv"], "apps.csv").reader == "csv/1"


# Word before 2007


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.docx", None])
def test_old_word(name: str | None) -> None:
    data = old_word()
    assert "三月底".encode("utf-16-le") in data  # deleted, and kept in the file
    assert "此处为暗记".encode("utf-16-le") in data  # hidden
    reading = reading_of(data, name)
    assert [(block.kind.value, block.level, reading.text[block.start : block.end]) for block in reading.blocks] == [
        ("heading", 1, "关于开展数据安全自查"),
        ("heading", 1, "的通知"),
        ("paragraph", None, "各有关单位："),
        ("paragraph", None, "为落实《数据安全法》第二十七条，请于2025年2月底前完成自查。"),
        ("heading", 2, "一、自查范围"),
        ("paragraph", None, "处理者名称含 café 与𠮷野等字的，照原样填报；见填报说明。"),
        ("cell", None, "单位"),
        ("cell", None, "期限"),
        ("cell", None, "某银行"),
        ("cell", None, "1月10日"),
        ("cell", None, "可延期"),
        ("paragraph", None, "特此通知。"),
        ("paragraph", None, "该条自2021年9月1日起施行。"),
        ("furniture", None, "某机关内部资料"),
    ]
    assert [(row, column) for row, column, _ in cells(reading)] == [(1, 1), (1, 2), (2, 1), (2, 2), (2, 2)]
    assert reading.blocks[1].continues
    assert [(reading.text[link.start : link.end], link.target) for link in reading.links] == [
        ("填报说明", "https://example.gov.cn/1.htm")
    ]
    assert reading.metadata == {"title": "关于开展数据安全自查的通知"}


def test_old_word_of_one_byte_a_character() -> None:
    assert words(reading_of(old_word("latin.doc"))) == ["Plain English – with “quotes”."]


def test_old_word_shows_the_numbers_of_lists() -> None:
    reading = reading_of(old_word("lists.doc"))
    assert words(reading) == [
        "第一条为规范检查工作，", "制定本办法。", "第二条检查事项包括：", "（一）制度；", "（二）记录：", "1.日志；",
        "2.台账。", "前两条由某处解释。", "第三条本办法自印发之日起施行。", "说明",
    ]  # fmt: skip
    assert [block.kind for block in reading.blocks[6:9]] == [BlockKind.ITEM, BlockKind.PARAGRAPH, BlockKind.ITEM]


def level(start: int, form: int, text: str, follow: int = 0) -> bytes:
    """A level of a list, with a byte of character properties and two of paragraph properties."""
    head = struct.pack("<iB10xB8xBB2x", start, form, follow, 1, 2)
    return head + b"abc" + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def test_rules_of_lists_and_what_a_use_of_them_changes() -> None:
    rules = struct.pack("<h", 2) + struct.pack("<i22xBx", 7, 1) + struct.pack("<i22xBx", -9, 0)
    levels = level(1, 0x25, "第\x00章") + b"".join(level(3, 0, f"\x00.{chr(n)}") for n in range(9))
    uses = struct.pack("<i", 3) + b"".join(struct.pack("<i8xB3x", *one) for one in ((7, 0), (-9, 1), (-9, 1)))
    uses += struct.pack("<I", 0) + struct.pack("<IiI", 0, 8, 1 | 0x10) + struct.pack("<IiI", 0, 0, 0 | 0x20)
    uses += level(5, 0x17, "•", 2)
    found = lists_of(rules + levels + uses, (0, len(rules)), (len(rules + levels), len(uses)))
    assert found[1] == ("7", {0: Level("chineseCounting", "第%1章", 1, "tab")})
    assert found[2][1][1] == Level("decimal", "%1.%2", 8, "tab")
    assert found[3][1][0] == Level("bullet", "•", 5, "nothing")
    assert found[3][1][1] == Level("decimal", "%1.%2", 3, "tab")
    with pytest.raises(struct.error):
        lists_of((rules + levels + uses)[:-20], (0, len(rules)), (len(rules + levels), len(uses)))


def test_a_style_brings_what_its_base_brings() -> None:
    def style(kind: int, base: int, listed: bytes) -> bytes:
        body = struct.pack("<HH6x", kind, base << 4 | 1) + struct.pack("<H", 1) + "甲".encode("utf-16-le") + b"\0\0"
        body += struct.pack("<HH", 2 + len(listed), 0) + listed
        return struct.pack("<H", len(body)) + body + b"\0" * (len(body) & 1)

    outline, row = struct.pack("<HB", 0x2640, 1), struct.pack("<Hh", 0x460B, 4)
    sheet = struct.pack("<HHH", 4, 3, 10) + style(0, 0xFFF, outline) + style(2, 0, row) + b"\0\0"
    styles = styles_of(b"xx" + sheet, (2, len(sheet)))
    assert [one.kind for one in styles] == [0, 2, 0xFFF]
    found = Paragraphs([Run(0, 9, 1, struct.pack("<HB", 0x260A, 3))], styles).at(5)
    assert found == Paragraph(style=2, outline=2, list_id=4, list_level=3)
    circular = [Style(1, 1, b""), Style(1, 0, b"")]
    assert brought(circular, 0) == b""


def piece_table(pieces: list[tuple[int, int, bool]], starts: list[int]) -> bytes:
    """A Clx with a list of properties before its table."""
    body = struct.pack(f"<{len(starts)}I", *starts)
    for at, _, packed in pieces:
        body += struct.pack("<HIH", 0, at * 2 | 0x40000000 if packed else at, 0)
    return b"\x01\x02\x00ab" + b"\x02" + struct.pack("<I", len(body)) + body


def test_pieces_of_one_and_of_two_bytes() -> None:
    word = "通知".encode("utf-16-le") + "caf\xe9 \x96".encode("latin-1") + "名单A".encode("gbk")
    table = piece_table([(10, 0, True), (0, 0, False), (4, 0, True)], [0, 5, 7, 13])
    whole = (0, len(table))
    assert Pieces(word, table, whole, 0x0409).text == "\xc3\xfb\xb5\xa5A".encode("latin-1").decode("cp1252") + (
        "通知caf\xe9 –"
    )
    chinese = Pieces(word, table, whole, 0x0804)
    assert chinese.text == "名\0单\0A通知caf\xe9 –"
    assert [chinese.byte_of(position) for position in (0, 4, 5, 6, 7)] == [10, 14, 0, 2, 4]


@pytest.mark.parametrize(
    ("table", "starts"),
    [
        ([(0, 0, False)], [0, 9000]),  # more characters than bytes
        ([(0, 0, False), (0, 0, False)], [0, 5, 3]),
        ([(900, 0, False)], [0, 2]),
        ([(0, 0, False)], [1, 2]),
    ],
)
def test_pieces_that_lie(table: list[tuple[int, int, bool]], starts: list[int]) -> None:
    made = piece_table(table, starts)
    with pytest.raises(ValueError):
        Pieces(bytes(200), made, (0, len(made)), 0)


def test_modifiers_end_at_a_broken_one() -> None:
    listed = struct.pack("<HB", 0x083C, 1) + struct.pack("<HH", 0x4A43, 21) + struct.pack("<HB2s", 0xC60D, 2, b"ab")
    assert list(modifiers(listed + b"\x3c")) == [(0x083C, b"\1"), (0x4A43, b"\x15\0"), (0xC60D, b"\2ab")]


def test_old_word_files_that_cannot_be_read() -> None:
    data = bytearray(old_word())
    at = bytes(data).index(b"\xec\xa5")
    assert refused(bytes(data[:at] + b"\xdc" + data[at + 1 :])) == "formats.word_95"
    locked = bytearray(data)
    locked[at + 11] |= 1
    assert refused(bytes(locked)) == "formats.office_encrypted"
    assert refused(bytes(data[: len(data) // 2]), "a.doc") == "formats.doc_broken"


# RTF


def test_rtf_as_old_programs_write_it() -> None:
    reading = reading_of(
        rtf(
            r"{\info{\title x}}{\header 页眉}\pard\outlinelevel0 关于\line 检查的通知\par\pard 依据{\v 暗记}《某法》"
            r"{\footnote \pard 注文\par}第三条{\f1 caf\'e9\u21495\'3f}\emdash{\*\bkmkstart x}办理。\par "
            r"\trowd\intbl 单位\cell 期限\cell\row\intbl 某银行\cell 一月\par 二月\cell\row\pard "
            r"{\field{\*\fldinst HYPERLINK x}{\fldrslt 说明}}\par"
        ),
        "a.doc",
    )
    assert [(block.kind.value, reading.text[block.start : block.end]) for block in reading.blocks] == [
        ("heading", "关于"), ("heading", "检查的通知"), ("paragraph", "依据《某法》第三条café号—办理。"),
        ("cell", "单位"), ("cell", "期限"), ("cell", "某银行"), ("cell", "一月"), ("cell", "二月"),
        ("paragraph", "说明"), ("paragraph", "注文"),
    ]  # fmt: skip
    assert [(row, column) for row, column, _ in cells(reading)] == [(1, 1), (1, 2), (2, 1), (2, 2), (2, 2)]
    assert reading.blocks[1].continues


def test_rtf_that_would_hurt() -> None:
    assert refused(b"{\\rtf1 " + b"{" * 5000, "a.rtf") == "formats.rtf_broken"
    assert refused(rtf("通知")[:-1]) == "formats.rtf_broken"
    assert refused(rtf(r"{\*\x 通知}")) == "formats.no_text"
    assert words(reading_of(rtf(r"甲\bin4 {{}}乙"))) == ["甲乙"]


# OFD


def test_ofd_paragraphs_over_lines_and_pages() -> None:
    left, size, full = 30, 5.6, 26  # as in GB/T 9704: twenty-six characters a line
    text = "为规范网络数据处理活动，保障数据安全，促进数据依法合理有效利用，" * 6
    lines = ["　　" + text[: full - 2], *(text[at : at + full] for at in range(full - 2, 24 + full * 5, full))]
    first = "".join(text_object(words_set.replace("　", ""), left + (2 * size if not at else 0), 60 + at * 10)
                    for at, words_set in enumerate(lines[:3]))  # fmt: skip
    second = "".join(text_object(line, left, 40 + at * 10) for at, line in enumerate(lines[3:]))
    head = text_object("某省人民政府文件", 60, 35, 10)
    pages = [first + head, second]
    reading = reading_of(ofd(pages, template=text_object("某省办公厅", 30, 290, 3)))
    assert of_kind(reading, BlockKind.HEADING) == ["某省人民政府文件"]
    assert words(reading, BlockKind.PARAGRAPH) == [text[: 24 + full * 5]]
    assert of_kind(reading, BlockKind.FURNITURE) == ["某省办公厅", "某省办公厅"]
    assert [page.number for page in reading.pages] == [1, 2]
    assert reading.metadata == {"title": "某省通知"}


def test_ofd_rows_are_put_together_by_their_place() -> None:
    body = (
        text_object("第二行在下面。", 30, 80) + text_object("右边的词", 120, 60) + text_object("左边的词", 30, 60.5)
        + text_object("看不见", 30, 70, extra='Visible="false"')
    )  # fmt: skip
    assert words(reading_of(ofd([body]))) == ["左边的词\t右边的词", "第二行在下面。"]


def test_ofd_that_would_hurt() -> None:
    body = text_object("通知", 30, 40)
    assert refused(ofd([body], head='<!DOCTYPE x [<!ENTITY a "ha">]>')) == "formats.xml_hostile"
    assert refused(ofd([body]).replace(b"OFD.xml", b"OFX.xml"), "a.ofd") == "formats.archive"
    assert refused(ofd([])) == "formats.no_text"
    assert refused(ofd([body])[:200], "a.ofd") == "formats.ofd_broken"
    steps = text_object("通知", 30, 40).replace("g 1 5.6", "g 999999999 1 nan g x")
    assert words(reading_of(ofd([steps]))) == ["通知"]


# Pictures


def test_a_picture_without_the_extra_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guanlan.formats.pictures.available", lambda: False)
    assert refused(picture(), "a.png") == "formats.no_ocr"


def test_pictures_that_would_hurt() -> None:
    assert refused(picture()[:60], "a.png") == "formats.picture_broken"
    huge = bytearray(picture())
    huge[16:24] = struct.pack(">II", 60_000, 60_000)
    huge[29:33] = struct.pack(">I", zlib.crc32(bytes(huge[12:29])))
    assert refused(bytes(huge), "a.png") == "formats.picture_huge"


def test_a_text_layer_needs_no_engine() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests/formats')\n"
        "from typeset import typeset\nfrom guanlan.formats import read\n"
        "read(typeset('第一条　为了规范数据处理活动，制定本办法。'))\n"
        "print([name for name in ('rapidocr', 'onnxruntime', 'cv2') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
