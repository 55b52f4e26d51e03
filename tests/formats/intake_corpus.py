"""One file of every kind that an intake box is handed, made from our own words."""

from __future__ import annotations

import base64
import io
import quopri
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from PIL import Image

HERE = Path(__file__).parent / "intake"
ADDRESS = "https://example.gov.cn/2025/01/t1.htm"
ARTICLE = "某市网信办依据《网络安全法》第五十九条，对未履行网络安全保护义务的某公司处以五万元罚款。"


def picture(color: str = "white", kind: str = "PNG") -> bytes:
    """A small picture without words."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), color).save(buffer, kind)
    return buffer.getvalue()


def page(head: str = "", body: str = "", charset: str = "utf-8") -> str:
    """A plain page with a picture."""
    return (
        f'<!DOCTYPE html><html>{head}<head><meta charset="{charset}"><title>执法通报</title></head><body>'
        f'<h1>执法通报</h1><p>{ARTICLE}</p><p><img src="img/a.png" alt="现场"></p>{body}</body></html>'
    )


def saved_page() -> bytes:
    """A page as a browser saves it beside its folder."""
    return ("<!-- saved from url=(0038)" + ADDRESS + " -->\n" + page()).encode()


def single_file() -> bytes:
    """A page as SingleFile saves it: pictures inside, its comment behind a long icon."""
    data = "data:image/png;base64," + base64.b64encode(picture()).decode()
    mark = f"<!--\n Page saved with SingleFile \n url: {ADDRESS}?a=1&amp;b=2 \n saved date: Thu Jan 02 2025 -->"
    return page(mark).replace("img/a.png", data).encode()


def mhtml(charset: str = "gbk", encoding: str = "quoted-printable") -> bytes:
    """A page with its pictures as a browser saves it in one file."""
    raw = page(charset=charset).replace("</p></body>", '</p><p><img src="cid:seal@x"></p></body>')
    raw_bytes = raw.encode(charset)
    body = quopri.encodestring(raw_bytes) if encoding == "quoted-printable" else base64.encodebytes(raw_bytes)
    shot = base64.encodebytes(picture())
    return b"".join(
        [
            b"From: <Saved by Blink>\r\nSnapshot-Content-Location: " + ADDRESS.encode() + b"\r\nSubject: x\r\n",
            b"Date: Thu, 2 Jan 2025 10:00:00 +0800\r\nMIME-Version: 1.0\r\n",
            b'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n',
            f'------B\r\nContent-Type: text/html; charset="{charset}"\r\n'.encode(),
            f"Content-Transfer-Encoding: {encoding}\r\nContent-Location: {ADDRESS}\r\n\r\n".encode(),
            body,
            b"\r\n------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n",
            b"Content-Location: https://example.gov.cn/2025/01/img/a.png\r\n\r\n" + shot,
            b"\r\n------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n",
            b"Content-ID: <seal@x>\r\n\r\n" + shot,
            b"\r\n------B\r\nContent-Type: text/css\r\nContent-Location: https://example.gov.cn/a.css\r\n\r\np{}\r\n",
            b"------B--\r\n",
        ]
    )


def encoded(words: str, charset: str = "gb2312") -> str:
    """Words as a mail's header has them."""
    return f"=?{charset.upper()}?B?{base64.b64encode(words.encode(charset)).decode()}?="


def attachment(name: str, data: bytes, kind: str = "application/octet-stream", named: str | None = None) -> bytes:
    """A part of a mail with a file."""
    return (
        f"--M\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: attachment; filename="{named or encoded(name)}"\r\n\r\n'.encode()
        + base64.encodebytes(data)
        + b"\r\n"
    )


def mail(parts: Sequence[bytes] = (), subject: str = "转发：执法通报", body: str = "请阅，见附件。") -> bytes:
    """A mail with a plain and an HTML body in GBK, and ``parts`` behind them."""
    html = f"<html><body><p>{body}</p><p><img src='cid:p1@x'></p></body></html>".encode("gbk")
    text = b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return b"".join(
        [
            f"From: {encoded('编辑甲')} <editor@example.invalid>\r\nTo: desk@example.invalid\r\n".encode(),
            f"Subject: {encoded(subject)}\r\nDate: Thu, 02 Jan 2025 10:00:00 +0800\r\n".encode(),
            b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="M"\r\n\r\n',
            b'--M\r\nContent-Type: multipart/related; boundary="R"\r\n\r\n',
            b'--R\r\nContent-Type: multipart/alternative; boundary="A"\r\n\r\n',
            b"--A\r\nContent-Type: text/plain; charset=gb2312" + text,
            base64.encodebytes(("【纯文本】" + body).encode("gbk")),
            b"\r\n--A\r\nContent-Type: text/html; charset=gb2312" + text,
            base64.encodebytes(html),
            b"\r\n--A--\r\n--R\r\nContent-Type: image/png\r\nContent-ID: <p1@x>" + text,
            base64.encodebytes(picture()),
            b"\r\n--R--\r\n",
            *parts,
            b"--M--\r\n",
        ]
    )


def forwarded(inner: bytes) -> bytes:
    """A part of a mail that is a mail."""
    for mark in (b"M", b"R", b"A"):  # boundaries of their own
        inner = inner.replace(b'"' + mark + b'"', b'"x' + mark + b'"').replace(b"--" + mark, b"--x" + mark)
    return b"--M\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n"


def workbook(rows: Sequence[Sequence[Any]] | None = None, title: str = "Sheet1") -> bytes:
    """A list of apps with a title over the table."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows if rows is not None else APPS:
        sheet.append(list(row))
    if rows is None:
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A4:A5")
        sheet["E4"] = "=1+1"
        sheet["F4"] = 0.125
        sheet["F4"].number_format = "0.0%"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


APPS: Sequence[Sequence[Any]] = (
    ("存在问题的应用软件名单",),
    ("（共2款）",),
    ("应用名称", "版本", "应用来源", "所涉问题"),
    ("某记账", 2.10, "某应用商店", "违规收集个人信息\n强制索取权限"),
    (None, "3.0.1", date(2025, 1, 2), datetime(2025, 1, 2, 9, 30)),  # noqa: DTZ001  a sheet knows no zones
)


def zipped(members: Mapping[str | bytes, bytes], *, compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP; names given as bytes go in as they are, without the flag that says UTF-8."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compress) as archive:
        for name, data in members.items():
            plain = name if isinstance(name, str) else name.decode("cp437")
            info = zipfile.ZipInfo(plain)
            info.compress_type = compress
            archive.writestr(info, data)
    made = buffer.getvalue()
    for name in members:
        if isinstance(name, bytes):  # the library writes such a name as UTF-8, with the flag
            made = _renamed(made, name.decode("cp437").encode(), name)
    return made


def _renamed(archive: bytes, written: bytes, wanted: bytes) -> bytes:
    """Puts a name of other length into local and central headers; offsets are set anew."""
    out, places, at = bytearray(), {}, 0
    while archive[at : at + 4] == b"PK\x03\x04":
        head = bytearray(archive[at : at + 30])
        flags, size, names, extra = (
            struct.unpack_from(f, head, p)[0] for f, p in (("<H", 6), ("<I", 18), ("<H", 26), ("<H", 28))
        )
        name = archive[at + 30 : at + 30 + names]
        body = archive[at + 30 + names : at + 30 + names + extra + size]
        places[at] = len(out)
        if name == written:
            struct.pack_into("<H", head, 6, flags & ~0x800)
            struct.pack_into("<H", head, 26, len(wanted))
            name = wanted
        out += head + name + body
        at += 30 + names + extra + size
    start = len(out)
    count = 0
    while archive[at : at + 4] == b"PK\x01\x02":
        head = bytearray(archive[at : at + 46])
        names, extra, comment = struct.unpack_from("<HHH", head, 28)
        name, rest = archive[at + 46 : at + 46 + names], archive[at + 46 + names : at + 46 + names + extra + comment]
        if name == written:
            struct.pack_into("<H", head, 8, struct.unpack_from("<H", head, 8)[0] & ~0x800)
            struct.pack_into("<H", head, 28, len(wanted))
            name = wanted
        struct.pack_into("<I", head, 42, places[struct.unpack_from("<I", head, 42)[0]])
        out += head + name + rest
        at += 46 + names + extra + comment
        count += 1
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(out) - start, start, 0)
    return bytes(out) + end


def _vint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def rar(members: Mapping[str, bytes], *, method: int = 0) -> bytes:
    """A RAR 5 archive by its published description; ``method`` 0 stores, others only say that they pack."""

    def block(body: bytes) -> bytes:
        sized = _vint(len(body)) + body
        return struct.pack("<I", zlib.crc32(sized)) + sized

    made = b"Rar!\x1a\x07\x01\x00" + block(b"\x01\x00\x00")
    for name, data in members.items():
        raw = name.encode()
        made += block(
            b"\x02\x02" + _vint(len(data)) + b"\x04" + _vint(len(data)) + _vint(0o100644)
            + struct.pack("<I", zlib.crc32(data)) + _vint(method << 7) + b"\x01" + _vint(len(raw)) + raw
        )  # fmt: skip
        made += data
    return made + block(b"\x05\x00\x00")


OFD_NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text_object(words: str, x: float, y: float, size: float = 5.6, *, extra: str = "") -> str:
    """Words in millimetres from the upper left; ``y`` is that of the baseline."""
    step = f"g {len(words) - 1} {size}" if len(words) > 1 else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 180 {size * 1.4}" Font="1" Size="{size}" {extra}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{step}">{words}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(pages: Sequence[str], *, template: str = "", title: str = "某省通知", head: str = "") -> bytes:
    """An OFD with the text objects of each page; ``head`` goes before the root of its document."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    common = '<ofd:TemplatePage ID="99" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    used = '<ofd:Template TemplateID="99" ZOrder="Background"/>' if template else ""
    members: dict[str | bytes, bytes] = {
        "OFD.xml": f"<ofd:OFD {OFD_NAMES}><ofd:DocBody><ofd:DocInfo><ofd:Title>{title}</ofd:Title></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>".encode(),
        "Doc_0/Document.xml": (
            f"{head}<ofd:Document {OFD_NAMES}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        ).encode(),
    }
    for number, body in enumerate(pages):
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {OFD_NAMES}>{used}<ofd:Content><ofd:Layer>{body}</ofd:Layer></ofd:Content></ofd:Page>".encode()
        )
    if template:
        members["Doc_0/Tpls/Tpl_0/Content.xml"] = (
            f"<ofd:Page {OFD_NAMES}><ofd:Content><ofd:Layer>{template}</ofd:Layer></ofd:Content></ofd:Page>".encode()
        )
    return zipped(members)


def rtf(body: str, fonts: str = r"{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}") -> bytes:
    """An RTF whose Chinese stands as bytes of GBK, as WPS and old Word write it."""
    escaped = "".join(
        character if character < "\x80" else "".join(f"\\'{byte:02x}" for byte in character.encode("gbk"))
        for character in body
    )
    return ("{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl" + fonts + "}" + escaped + "}").encode("ascii")


def old_word(name: str = "notice.doc") -> bytes:
    """A Word file of before 2007 from the folder beside the tests."""
    return (HERE / name).read_bytes()


def everything() -> dict[str, bytes]:
    """One of each kind, by file names; pictures apart, which take an engine to read."""
    return {
        "saved.htm": saved_page(),
        "single.html": single_file(),
        "page.mht": mhtml(),
        "mail.eml": mail([attachment("通知.docx", b"x")]),
        "apps.xlsx": workbook(),
        "apps.csv": "应用名称,问题\n某记账,违规收集\n".encode("gbk"),
        "notice.doc": old_word(),
        "lists.doc": old_word("lists.doc"),
        "notice.wps": old_word(),
        "notice.ofd": ofd([text_object(ARTICLE, 30, 40)]),
        "notice.rtf": rtf(r"\pard " + ARTICLE + r"\par"),
        "materials.zip": zipped({"通知.txt".encode("gbk"): ARTICLE.encode()}),
        "materials.rar": rar({"通知.txt": ARTICLE.encode()}),
    }


def excel() -> bytes:
    """A workbook as Excel writes it: words in a table apart, a date as a number with a format, a hidden sheet."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    words = ["应用名称", "检测日期", "某记账", "暗表"]
    strings = "".join(f"<si><t>{word}</t></si>" for word in words) + "<si><r><t>某</t></r><r><t>相册</t></r></si>"
    rows = (
        '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c></row>'
        '<row r="4"><c r="B4" t="s"><v>2</v></c><c r="C4" s="1"><v>45659</v></c></row>'
        '<row r="6"><c r="B6" t="s"><v>4</v></c><c r="C6"><f>C4+1</f><v>45660</v></c></row>'
    )
    parts = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "worksheets/sheet2": "worksheet",
             "styles": "styles", "sharedStrings": "sharedStrings"}  # fmt: skip
    listed = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{types}{kind}+xml"/>' for part, kind in parts.items()
    )
    links = "".join(
        f'<Relationship Id="r{number}" Type="{office}/{kind}" Target="{target}.xml"/>'
        for number, (kind, target) in enumerate(
            [("worksheet", "worksheets/sheet1"), ("worksheet", "worksheets/sheet2"), ("styles", "styles"),
             ("sharedStrings", "sharedStrings")], 1
        )
    )  # fmt: skip
    package = "http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="'
            f'application/vnd.openxmlformats-package.relationships+xml"/>{listed}</Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'.encode()
            ),
            "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="名单" sheetId="1" r:id="r1"/>'
            '<sheet name="暗" sheetId="2" state="hidden" r:id="r2"/></sheets></workbook>'.encode(),
            "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>".encode(),
            "xl/worksheets/sheet2.xml": f'<worksheet {main}><sheetData><row r="1"><c r="A1" t="s"><v>3</v></c></row>'
            "</sheetData></worksheet>".encode(),
            "xl/sharedStrings.xml": f"<sst {main}>{strings}</sst>".encode(),
            "xl/styles.xml": f'<styleSheet {main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
            "</styleSheet>".encode(),
        }
    )
