"""What a newsroom is handed, of every kind, made by code: words of our own, no page of anybody's."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
import openpyxl

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
HEADLINE = "某省网信办公布三起数据安全典型案例"
WORDS = (
    "2026年11月3日，某省互联网信息办公室公布三起数据安全典型案例。某公司未履行数据安全保护义务，被处以罚款五十万元。",
    "省网信办有关负责人表示，将继续加大执法力度，督促企业落实主体责任，维护公民、组织的合法权益。",
)


def page(*, headline=HEADLINE, words=WORDS, picture="", address="", publisher="", extra="") -> bytes:
    """A page of an official site."""
    metas = f'<meta name="ContentSource" content="{publisher}">' if publisher else ""
    canonical = f'<link rel="canonical" href="{address}">' if address else ""
    shown = f'<p><img src="{picture}"></p>' if picture else ""
    body = shown.join(f"<p>{one}</p>" for one in words)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{headline}</title>'
        f'<meta name="PubDate" content="2026-11-03">{metas}{canonical}</head>'
        f"<body><h1>{headline}</h1>{body}{extra}</body></html>"
    ).encode()


def account_page(biz="MzAxTEST==", mid="2650001", idx="1", *, headline=HEADLINE, source="") -> bytes:
    """An article of a WeChat account, as its page is saved."""
    body = "".join(f"<p>{one}</p>" for one in WORDS)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{headline}"></head><body>'
        f'<h1 id="activity-name">{headline}</h1><a id="js_name">某协会</a><div id="js_content">{body}</div>'
        f'<script>var biz = "{biz}"; var mid = "{mid}"; var idx = "{idx}"; var ct = "1793678400";'
        f'var msg_source_url = "{source}";</script></body></html>'
    ).encode()


def notice(words: str, address: str = "") -> bytes:
    """What stands in place of an article."""
    meta = f'<meta property="og:url" content="{address.replace("&", "&amp;")}">' if address else ""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{meta}<title></title></head>'
        f'<body><div class="weui-msg"><h2>{words}</h2></div></body></html>'
    ).encode()


def mhtml(picture: bytes = PNG) -> bytes:
    """A page saved in one file, with its picture."""
    import base64

    where = "https://www.example.invalid/2026/t1.html"
    shown = "https://www.example.invalid/2026/t1.png"
    html = page(picture=shown).decode()
    return (
        "From: <Saved by a browser>\r\n"
        f"Snapshot-Content-Location: {where}\r\nSubject: {HEADLINE.encode().hex()}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Part"\r\n\r\n'
        f"------Part\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: {where}\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{base64.encodebytes(html.encode()).decode()}\r\n"
        f"------Part\r\nContent-Type: image/png\r\nContent-Location: {shown}\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{base64.encodebytes(picture).decode()}\r\n------Part--\r\n"
    ).encode()


def mail(*attached: tuple[str, bytes], subject="转发：本月线索", words="请看附件，供选用。\n") -> bytes:
    """A mail with files."""
    message = EmailMessage()
    message["From"] = "reader-0001@example.invalid"
    message["To"] = "reader-0002@example.invalid"
    message["Date"] = "Tue, 03 Nov 2026 09:00:00 +0800"
    message["Subject"] = subject
    message.set_content(words)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def word_file(headline=HEADLINE, words=WORDS) -> bytes:
    """A DOCX."""
    document = docx.Document()
    document.add_heading(headline, 1)
    for one in words:
        document.add_paragraph(one)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def app_list() -> bytes:
    """A list of apps in XLSX."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["附件：存在问题的应用名单"])
    sheet.append(["序号", "应用名称", "开发者", "问题"])
    for number in range(1, 4):
        sheet.append([number, f"某应用{number}", "某公司", "超范围收集个人信息"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(*files: tuple[str, bytes], encoding: str = "gbk") -> bytes:
    """A ZIP whose names stand in GBK, as packers on a Chinese Windows write them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, (_, data) in enumerate(files):
            packed.writestr(f"{number:06d}", data)
    data = out.getvalue()
    return data if encoding == "" else _renamed(data, [name.encode(encoding) for name, _ in files])


def _renamed(data: bytes, names: list[bytes]) -> bytes:
    """The archive with other names, in whatever bytes, written by hand: the library would mark them as UTF-8."""
    import struct

    out, central, offset = io.BytesIO(), io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for info, name in zip(packed.infolist(), names, strict=True):
            start = info.header_offset
            length, extra = struct.unpack("<HH", data[start + 26 : start + 30])
            body_at = start + 30 + length + extra
            body = data[body_at : body_at + info.compress_size]
            fixed = struct.pack(
                "<HHHHHIIIHH", 20, 0, info.compress_type, 0, 33, info.CRC, info.compress_size, info.file_size,
                len(name), 0,
            )  # fmt: skip
            out.write(b"PK\x03\x04" + fixed + name + body)
            central.write(
                b"PK\x01\x02" + struct.pack("<H", 20) + fixed + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name
            )
            offset = out.tell()
    index = central.getvalue()
    out.write(index + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(index), offset, 0))
    return out.getvalue()
