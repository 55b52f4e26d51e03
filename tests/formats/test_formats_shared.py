"""Real texts: none breaks, none loses words. A fixed sample of each folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from read_out import check_laws

from guanlan.formats import read

_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|<[^>]*>")
_CHINESE = re.compile("[\u4e00-\u9fff]+")


@pytest.mark.parametrize("folder", ["articles", "pages", "laws"])
def test_no_chinese_word_of_a_markdown_file_is_outside_its_blocks(shared: Path, folder: str) -> None:
    files = sorted((shared / "corpus" / folder).rglob("*.md"))
    for path in files[:: max(len(files) // 60, 1)]:
        reading = read(path.read_bytes(), name=path.name)
        check_laws(reading)
        assert reading.text.encode() == path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        left = list(reading.text)
        for block in reading.blocks:
            left[block.start : block.end] = "\0" * (block.end - block.start)
        assert not _CHINESE.findall(_MARKS.sub("", "".join(left))), path.name


def test_exported_articles_say_who_published_them_and_when(shared: Path) -> None:
    files = sorted((shared / "corpus" / "articles").rglob("*.md"))
    for path in files[::20]:
        metadata = read(path.read_bytes(), name=path.name).metadata
        assert metadata["title"]
        assert metadata["publisher"]
        assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d", metadata["published"])


def test_the_bulletin_keeps_its_line_breaks(shared: Path) -> None:
    path = next((shared / "corpus" / "bulletin").glob("*.txt"))
    reading = read(path.read_bytes(), name=path.name)
    check_laws(reading)
    assert reading.text.encode() == path.read_bytes()
    assert all(reading.text[block.start : block.end].strip() for block in reading.blocks)
