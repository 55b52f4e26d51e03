"""The e-book: what a reader's programme asks of it, and that epubcheck has nothing to say."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from issue_sample import pictures, sample_issue
from lxml import etree

from guanlan.publish.render import build
from guanlan.records.bulletin import Bulletin, Cover, Words

CHECKER, JAVA = shutil.which("epubcheck"), shutil.which("java")
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def book() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(build(sample_issue(), None, "epub", pictures=pictures())))


def test_the_kind_of_file_stands_first_and_uncompressed(book: zipfile.ZipFile) -> None:
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert book.read("mimetype") == b"application/epub+zip"
    assert {info.date_time for info in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_column_is_a_document_and_the_issue_gives_the_day(book: zipfile.ZipFile) -> None:
    package = etree.fromstring(book.read("EPUB/package.opf"))
    order = [one.get("idref") for one in package.iter(f"{OPF}itemref")]
    assert order == ["page-cover", "nav", "page-masthead", "page-overview", *(f"page-c{n}" for n in range(1, 5)),
                     "page-back"]  # fmt: skip
    told = {one.get("property"): one.text for one in package.iter(f"{OPF}meta")}
    assert told["dcterms:modified"] == "2025-01-16T12:00:00Z"
    listed = {one.get("href") for one in package.iter(f"{OPF}item")} | {"package.opf"}
    assert {f"EPUB/{name}" for name in listed} == {name for name in book.namelist() if name.startswith("EPUB/")}
    assert "EPUB/pictures/1.png" in book.namelist()


def test_every_link_of_the_book_leads_to_a_place_in_it(book: zipfile.ZipFile) -> None:
    pages = {name[5:]: etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")}
    places = {f"{name}#{node.get('id')}" for name, page in pages.items() for node in page.iterfind(".//*[@id]")}
    links = [link.get("href") for page in pages.values() for link in page.iter("{http://www.w3.org/1999/xhtml}a")]
    assert len(links) > 8 + 4 + 2
    assert [link for link in links if link not in places and link not in pages] == []


def test_markup_in_the_words_stays_words(book: zipfile.ZipFile) -> None:
    page = book.read("EPUB/c3.xhtml").decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?:https?:|//)', page)


@pytest.mark.skipif(not (CHECKER and JAVA), reason="epubcheck or java is not installed")
@pytest.mark.parametrize("issue", [sample_issue(), Bulletin(Cover(Words("空刊")))], ids=["whole", "empty"])
def test_epubcheck_finds_nothing(issue: Bulletin, tmp_path: Path) -> None:
    path = tmp_path / "issue.epub"
    path.write_bytes(build(issue, None, "epub", pictures=pictures()))
    done = subprocess.run(
        [str(JAVA), "-jar", str(CHECKER), "--failonwarnings", str(path)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
