"""Builds the sample releases of ``guanlan/samples`` from the texts in ``scripts/samples``: equal bytes every time.

    python scripts/build_samples.py            writes src/guanlan/samples
    python scripts/build_samples.py --out DIR  writes them there

A text opens with ``key: value`` lines, then a blank line, then one paragraph a line. Marks at the beginning of a line:
``# `` heading, ``## `` heading of a case or a part, ``### `` heading of a digest's item, ``| `` row of a table,
``! address | caption`` picture, ``@`` line of the signature, ``>> `` title of an annex, ``> `` paragraph of an annex,
``%applist`` the list of applications.
"""

from __future__ import annotations

import argparse
import datetime
import html
import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pylopdf_fonts_zh_cn as faces
import typst

HERE = Path(__file__).parent / "samples"
OUT = Path(__file__).parents[1] / "src" / "guanlan" / "samples"
SITES = {"gov": "_中国政府网", "gbk": "", "ministry": ""}
TEMPLATES = {"gbk": "ministry", "cert": "ministry", "nda": "ministry", "digest": "wechat"}
CLOCK = "09:30"
SHANGHAI = datetime.timezone(datetime.timedelta(hours=8))
HEADER = """# The sample releases: file, where it comes from, and how it is shaped. Written by scripts/build_samples.py.
# expect: entry (may stand in the issue), or why plain rules keep it out.
"""
PROBLEMS = ("违规收集个人信息", "超范围收集个人信息", "信息窗口“摇一摇”乱跳转", "APP强制、频繁、过度索取权限")
APPS = 22


class Sample(NamedTuple):
    """A text with what its head says of it."""

    head: dict[str, str]
    lines: tuple[str, ...]

    @property
    def day(self) -> datetime.date:
        """The day it was published."""
        return datetime.date.fromisoformat(self.head["published"])


def load(path: Path) -> Sample:
    """The sample of a text file."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    pairs = (line.split(":", 1) for line in head.splitlines())
    return Sample({key.strip(): value.strip() for key, value in pairs}, tuple(filter(None, body.split("\n"))))


def build(out: Path) -> None:
    """Writes every sample, the pictures and the index below ``out``."""
    (out / "pictures").mkdir(parents=True, exist_ok=True)
    samples = [load(path) for path in sorted(HERE.glob("*.txt"))]
    for sample in samples:
        (out / sample.head["file"]).write_bytes(document(sample))
    (out / "pictures" / "drill.png").write_bytes(drill_picture())
    (out / "index.toml").write_text(HEADER + "".join(map(index_entry, samples)), encoding="utf-8")


def index_entry(sample: Sample) -> str:
    """The sample's table in ``index.toml``."""
    head = sample.head
    lines = ["", "[[samples]]"]
    for key in ("file", "title", "publisher", "address", "level", "jurisdiction", "shape"):
        if head.get(key):
            lines.append(f"{key} = {json.dumps(head[key], ensure_ascii=False)}")
    lines += [
        f"published = {head['published']}",
        f"authority = {head.get('authority', 'false')}",
        f"grade = {json.dumps(head.get('grade', '乙'), ensure_ascii=False)}",
        f"expect = {json.dumps(head.get('expect', 'entry'))}",
    ]
    return "\n".join(lines) + "\n"


def document(sample: Sample) -> bytes:
    """The bytes of a sample in its shape."""
    shape = sample.head["shape"]
    if shape == "pdf":
        return paper(sample)
    if shape == "txt":
        return "\r\n\r\n".join((sample.head["title"], *sample.lines, "")).encode("utf-8")
    text = page(sample, TEMPLATES.get(shape, shape))
    return text.encode("gb18030" if shape == "gbk" else "utf-8")


def page(sample: Sample, template: str) -> str:
    """The HTML page of a sample, with the site's furniture around its text."""
    head, day = sample.head, sample.day
    account = parse_qs(urlsplit(head["address"]).query)
    moment = datetime.datetime.combine(day, datetime.time.fromisoformat(CLOCK), SHANGHAI)
    values = {
        "title": head["title"],
        "publisher": head["publisher"],
        "site": head["publisher"],
        "source": head.get("source") or head["publisher"],
        "address": head["address"],
        "published": head["published"],
        "chinese_day": f"{day.year}年{day.month:02d}月{day.day:02d}日",
        "clock": CLOCK,
        "charset": "gb2312" if head["shape"] == "gbk" else "utf-8",
        "column": "政策" if head.get("doc") else "新闻",
        "biz": account.get("__biz", [""])[0],
        "mid": account.get("mid", [""])[0],
        "idx": account.get("idx", [""])[0],
        "seconds": str(int(moment.timestamp())),
    }
    safe = {key: html.escape(value, quote=True) for key, value in values.items()}
    safe["suffix"] = SITES.get(head["shape"], "")
    safe["doc"] = document_card(head)
    safe["body"] = "\n".join(account_body(sample) if template == "wechat" else site_body(sample))
    return Template((HERE / "templates" / f"{template}.html").read_text(encoding="utf-8")).substitute(safe)


def document_card(head: dict[str, str]) -> str:
    """The card of a formal document: its number and who issued it."""
    if "doc" not in head:
        return ""
    rows = (("标题", head["title"]), ("发文字号", head["doc"]), ("发布日期", head["published"]))
    cells = "".join(f"<td>{name}：</td><td>{html.escape(value)}</td>" for name, value in rows)
    return f'<table class="bd1 toolbar"><tr>{cells}</tr></table>\n'


def site_body(sample: Sample) -> Iterator[str]:
    """The paragraphs as a site's editor writes them."""
    rows: list[str] = []
    for line in expanded(sample.lines):
        if line.startswith("| "):
            rows.append(line)
            continue
        if rows:
            yield table(rows)
            rows = []
        yield site_line(line)
    if rows:
        yield table(rows)


def expanded(lines: tuple[str, ...]) -> Iterator[str]:
    """The lines with the list of applications in its place."""
    for line in lines:
        if line == "%applist":
            yield "| 序号 | 应用名称 | 应用开发者 | 应用来源 | 应用版本 | 所涉问题 |"
            for number in range(1, APPS + 1):
                problem = PROBLEMS[number % len(PROBLEMS)]
                name = f"样例SDK{number:02d}" if number > APPS - 4 else f"样例应用{number:02d}"
                yield f"| {number} | {name} | 某科技公司 | 某应用商店 | 1.{number}.0 | {problem} |"
        else:
            yield line


def site_line(line: str) -> str:
    """One line as a site's element."""
    marks = {
        "### ": '<p style="text-indent:2em"><strong>{}</strong></p>',
        "## ": '<p style="text-indent:2em">{}</p>',
        "# ": '<p style="text-align:center"><strong>{}</strong></p>',
        ">> ": '<p style="text-align:center"><strong>{}</strong></p>',
        "> ": '<p style="text-indent:2em">{}</p>',
        "@": '<p style="text-align:right">{}</p>',
    }
    if line.startswith("! "):
        return picture(line, "src")
    for mark, element in marks.items():
        if line.startswith(mark):
            return element.format(html.escape(line.removeprefix(mark), quote=False))
    return f"<p>　　{html.escape(line, quote=False)}</p>"


def account_body(sample: Sample) -> Iterator[str]:
    """The paragraphs as an account's editor writes them: sections, spans, pictures that load late."""
    for line in sample.lines:
        text = html.escape(line.lstrip("#>@ "), quote=False)
        if line.startswith("! "):
            yield picture(line, "data-src")
        elif line.startswith(("# ", "## ", "### ")):
            yield f'<section style="margin: 10px 0"><p><strong><span>{text}</span></strong></p></section>'
        elif line.startswith("@"):
            yield f'<p style="text-align: right;"><span>{text}</span></p>'
        else:
            yield f'<p style="line-height: 1.75em;"><span style="font-size: 16px;">{text}</span></p>'


def picture(line: str, attribute: str) -> str:
    """A picture with its caption, if it has one."""
    address, _, caption = (part.strip() for part in line.removeprefix("! ").partition("|"))
    image = f'<p style="text-align:center"><img {attribute}="{html.escape(address)}" alt=""></p>'
    return f'{image}\n<p style="text-align:center;font-size:14px">{html.escape(caption)}</p>' if caption else image


def table(rows: list[str]) -> str:
    """Rows of cells as a table with its header."""
    lines = []
    for index, row in enumerate(rows):
        tag = "th" if index == 0 else "td"
        cells = "".join(
            f"<{tag}>{html.escape(cell.strip(), quote=False)}</{tag}>" for cell in row.strip("| ").split(" | ")
        )
        lines.append(f"<tr>{cells}</tr>")
    return '<table border="1">\n' + "\n".join(lines) + "\n</table>"


def paper(sample: Sample) -> bytes:
    """A PDF set by Typst, with the day of publication as its own, so that its bytes repeat."""
    day = sample.day
    blocks = list(paper_blocks(sample))
    data = {
        "title": sample.head["title"],
        "publisher": sample.head["publisher"],
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "blocks": blocks,
    }
    return typst.compile(
        (HERE / "templates" / "paper.typ").read_bytes(),
        font_paths=[str(faces.serif_path().parent)],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
    )


def paper_blocks(sample: Sample) -> Iterator[dict[str, str]]:
    """Chapters, notes and paragraphs; below chapters named 第…章 the paragraphs are numbered articles."""
    number = 0
    statute = any(line.startswith("# 第") for line in sample.lines)
    for line in sample.lines:
        if line.startswith("# "):
            yield {"kind": "chapter", "text": line.removeprefix("# ")}
        elif line.startswith("> "):
            yield {"kind": "note", "text": line.removeprefix("> ")}
        elif statute:
            number += 1
            yield {"kind": "text", "text": f"第{chinese(number)}条　{line}"}
        else:
            yield {"kind": "text", "text": line}


def chinese(number: int) -> str:
    """A number below 100 in Chinese."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")


def drill_picture() -> bytes:
    """The drill's six steps as a drawing: boxes joined by a line, the later ones of another shade."""
    width, height, step = 480, 120, 80
    rows = (bytes([0, *(drill_colour(x, y, step, height) for x in range(width))]) for y in range(height))
    palette = [(245, 247, 249), (120, 130, 140), *((30, 96 + 16 * index, 168 - 12 * index) for index in range(6))]
    return png((width, height), bytes(value for colour in palette for value in colour), b"".join(rows))


def drill_colour(x: int, y: int, step: int, height: int) -> int:
    """The colour of one point, as its place in the palette: a box in the middle of each step, a line through all."""
    index, inside = divmod(x, step)
    if 12 <= inside < step - 12 and 30 <= y < height - 30:
        return 2 + index
    return 1 if abs(y - height // 2) <= 1 else 0


def png(size: tuple[int, int], palette: bytes, raw: bytes) -> bytes:
    """A PNG of palette indices, rows led by their filter byte; stored, not packed: packers of two machines differ."""
    header = struct.pack(">IIBBBBB", *size, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(raw, 0)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def main() -> None:
    """Builds into the package, or into ``--out``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    build(parser.parse_args().out)


if __name__ == "__main__":
    main()
