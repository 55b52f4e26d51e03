"""Words in pictures: one picture and one scan, since an engine takes seconds; all that needs no engine is pure."""

from __future__ import annotations

import io
from itertools import pairwise

import pypdfium2
import pytest
import typst
from PIL import Image
from read_out import check_laws, of_kind, words

from guanlan.formats import ocr, read
from guanlan.formats.draft import Draft
from guanlan.formats.ocr.engine import Seen, _add, bands
from guanlan.formats.pdf.seen import SeenPage, write_seen
from guanlan.publish.render.fonts import load_faces
from guanlan.records.reading import BlockKind

needs_engine = pytest.mark.skipif(not ocr.available(), reason="the extra ocr is not installed")

LINES = [
    "近日，某市网信办依据《网络安全法》第五十九条，对未履行",
    "网络安全保护义务的某公司处以五万元罚款，并责令其限期改",
    "正。下一步将继续加大执法力度。",
]
SHEET = """#set page(width: 150mm, height: {height}, margin: 8mm)
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 14pt, lang: "zh")
"""


def drawn(source: str, height: str = "auto", ppi: float = 110) -> bytes:
    made = typst.compile(
        {"main.typ": (SHEET.format(height=height) + source).encode()},
        font_paths=load_faces().fonts,
        ignore_system_fonts=True,
        format="png",
        ppi=ppi,
    )
    assert isinstance(made, bytes)
    return made


def test_bands_cover_a_long_picture_and_overlap() -> None:
    for height in (1, 2000, 2400, 2401, 3999, 4000, 4001, 30_000):
        found = list(bands(height))
        assert (found[0][0], found[-1][1]) == (0, height)
        assert all(bottom - top <= 2400 for top, bottom, _, _ in found)
        for (_, bottom, _, last), (top, _, first, _) in pairwise(found):
            assert bottom - top == 320
            assert first == last == bottom - 160


def test_a_line_that_two_bands_saw_is_one() -> None:
    found: list[Seen] = []
    _add(found, Seen("网信办依据", 10, 1800, 200, 1830, 0.9))
    _add(found, Seen("网信办依据《某法》", 10, 1802, 300, 1832, 0.9))
    _add(found, Seen("下一行", 10, 1836, 200, 1866, 0.9))
    assert [one.words for one in found] == ["网信办依据《某法》", "下一行"]


def page_of(lines: list[str], *, left: float = 40, top: float = 100, size: float = 20, width: float = 640) -> SeenPage:
    """Lines as an engine sees them: heights vary with their characters."""
    found = [
        Seen(line, left, top + 30 * number - number % 2, left + size * len(line), top + 30 * number + size, 0.99)
        for number, line in enumerate(lines)
    ]
    return SeenPage(width, 900, found)


def test_lines_of_a_paragraph_go_on_and_know_their_boxes() -> None:
    draft = Draft()
    write_seen(draft, [page_of([*LINES, "特此通报。"])])
    assert [block.continues for block in draft.blocks] == [False, True, True, False]
    assert draft.blocks[0].path.startswith("page[1]/box[40,")
    assert [page.number for page in draft.pages] == [1]
    assert draft.text.splitlines() == [*LINES, "特此通报。"]


def test_a_large_line_is_a_heading_and_page_numbers_are_furniture() -> None:
    pages = []
    for number in (1, 2, 3):
        page = page_of(LINES)
        foot = Seen(f"— {number} —", 300, 860, 340, 880, 0.99)
        title = Seen("执法通报", 200, 40, 440, 80, 0.99)
        pages.append(page._replace(lines=[*([title] if number == 1 else []), *page.lines, foot]))
    draft = Draft()
    write_seen(draft, pages)
    kinds = [(block.kind, draft.text[block.start : block.end]) for block in draft.blocks]
    assert kinds[0] == (BlockKind.HEADING, "执法通报")
    assert [said for kind, said in kinds if kind is BlockKind.FURNITURE] == ["— 1 —", "— 2 —", "— 3 —"]
    assert [block.page for block in draft.blocks] == [1] * 5 + [2] * 4 + [3] * 4


@needs_engine
def test_a_long_screenshot() -> None:
    space = "\n\n#v(780pt)\n\n"  # both bands see the paragraph between
    picture = drawn(f"= 执法通报{space}{''.join(LINES)}{space}特此通报某公司。\n\n以上情况属实。")
    height = Image.open(io.BytesIO(picture)).height
    assert [first for _, _, first, _ in bands(height)][1] == pytest.approx(height / 2, abs=2)
    reading = read(picture, name="长图.png")
    check_laws(reading)
    assert words(reading, BlockKind.PARAGRAPH) == ["".join(LINES), "特此通报某公司。", "以上情况属实。"]
    assert of_kind(reading, BlockKind.HEADING) == ["执法通报"]
    assert reading.metadata["ocr"].startswith("rapidocr/")
    assert "publisher" not in reading.metadata


@needs_engine
def test_a_scan_with_a_red_head_and_a_seal() -> None:
    source = f"""
#align(center)[#text(size: 26pt, fill: red)[某省互联网信息办公室文件]]
#line(length: 100%, stroke: 1.5pt + red)
{"".join(LINES)}
#place(dx: 60mm, dy: 6mm, circle(radius: 18mm, stroke: 3pt + red)[#text(fill: red, size: 20pt)[★ 印章]])
#v(16mm) #align(right)[某省互联网信息办公室 #linebreak() 2025年1月2日]
"""
    image = Image.open(io.BytesIO(drawn(source, "180mm"))).convert("RGB")
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(425, 510)
    shown = pypdfium2.PdfImage.new(document)
    shown.set_bitmap(pypdfium2.PdfBitmap.from_pil(image))
    shown.set_matrix(pypdfium2.PdfMatrix().scale(425, 510))
    page.insert_obj(shown)
    page.gen_content()
    document.save(buffer := io.BytesIO())
    reading = read(buffer.getvalue(), name="扫描件.pdf")
    check_laws(reading)
    assert reading.metadata["publisher"] == "某省互联网信息办公室"
    assert of_kind(reading, BlockKind.HEADING) == ["某省互联网信息办公室文件"]
    assert words(reading, BlockKind.PARAGRAPH) == ["".join(LINES), "某省互联网信息办公室", "2025年1月2日"]
    assert {block.page for block in reading.blocks} == {1}
