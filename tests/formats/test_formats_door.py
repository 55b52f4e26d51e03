"""The door: what is refused, what is admitted as what."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile

import pytest

from guanlan.errors import InputError, ReadingError, describe
from guanlan.errors.words import sentences
from guanlan.formats import MAX, admit, read, reader_for, readers, sniff

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "formats.empty"),
        (b" \r\n\t", "a.md", "formats.empty"),
        (b"\xef\xbb\xbf", "a.txt", "formats.empty"),
        (b"\xef\xbb\xbf\n", "a.txt", "formats.empty"),
        (b"x" * (MAX + 1), "a.txt", "formats.too_large"),
        (PNG, "a.txt", "formats.unknown_type"),
        (b"\x00\x01\x02\xff" * 40, "a.bin", "formats.unknown_type"),
        (zipped(xl__workbook=b"x"), "a.bin", "formats.archive"),
        (b"Rar!\x1a\x07\x01\x00", "a.rar", "formats.archive"),
        (b"7z\xbc\xaf\x27\x1c", "a.7z", "formats.sevenzip"),
    ],
)
def test_refused_at_the_door(data: bytes, name: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        admit(data, name)
    assert caught.value.code == code
    assert name in describe(caught.value, "zh")
    assert name in describe(caught.value, "en")


def test_the_largest_file_is_admitted() -> None:
    assert MAX == 64 * 2**20
    assert admit(b"x" * MAX, "a.txt") == "text/plain"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"%PDF-1.7\n", "a.txt", "application/pdf"),
        (b"junk\n%PDF-1.4\n", None, "application/pdf"),
        ("<!DOCTYPE html><p>通知".encode(), "a.txt", "text/html"),
        ("<!-- 模板 --><!-- b -->\n<html><p>通知".encode(), None, "text/html"),
        (b'<?xml version="1.0"?><html>', None, "text/html"),
        ("<div>通知</div>".encode(), None, "text/html"),
        ("<div>通知</div>".encode(), "a.md", "text/markdown"),
        ("通知".encode(), "a.md", "text/markdown"),
        ("通知".encode(), "https://example.gov.cn/t1.html?x=1#y", "text/html"),
        ("# 通知".encode(), None, "text/markdown"),
        ("# 通知".encode(), "a.txt", "text/plain"),
        ("---\ntitle: 通知\n---\n正文".encode(), None, "text/markdown"),
        ("#通知 1".encode(), None, "text/plain"),
        ("通知".encode("utf-16"), None, "text/plain"),
        (OLE, "a.docx", "application/x-ole-storage"),
        (OLE, "a.doc", "application/msword"),
    ],
)
def test_content_first_name_second(data: bytes, name: str | None, expected: str) -> None:
    assert sniff(data, name) == expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (OLE, "formats.old_office"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "formats.doc_broken"),
        (OLE + "Workbook\0".encode("utf-16-le"), "formats.old_excel"),
        (OLE + "PowerPoint Document\0".encode("utf-16-le"), "formats.old_slides"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "formats.office_encrypted"),
    ],
)
def test_office_files_that_cannot_be_read_are_kept_unread(data: bytes, code: str) -> None:
    admit(data, "a.docx")
    with pytest.raises(ReadingError) as caught:
        read(data, name="a.docx")
    assert caught.value.code == code


def test_a_type_without_reader_is_unreadable() -> None:
    with pytest.raises(ReadingError) as caught:
        reader_for("image/tiff")
    assert caught.value.code == "formats.no_reader"


def test_every_reader_of_ours_is_found_by_its_entry_point() -> None:
    ours = {"txt", "markdown", "html", "pdf", "docx", "xlsx", "csv", "doc", "rtf", "ofd", "eml", "mhtml", "picture"}
    assert ours <= {reader.name for reader in readers()}
    assert all(reader_for(kind) is reader for reader in readers() for kind in reader.media_types)


def test_sentences_name_what_to_do() -> None:
    ours = {code: both for code, both in sentences().items() if code.startswith("formats.")}
    assert len(ours) >= 14
    for both in ours.values():
        assert re.search("[；，]请", both["zh"])
        assert both["zh"].endswith("。")
        assert both["en"].endswith(".")


def test_importing_the_room_loads_no_format_library() -> None:
    heavy = ("pypdfium2", "pdfplumber", "trafilatura", "docx", "selectolax", "openpyxl", "olefile", "rapidocr", "PIL")
    code = f"import sys, guanlan.formats; print([name for name in {heavy} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert shown.stdout.strip() == "[]"
