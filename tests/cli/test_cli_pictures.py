"""``issue picture``, ``issue template`` and the press as the shell sees them."""

from __future__ import annotations

import io
import json

import docx
import pytest
from PIL import Image

TOML = """title = "示例月报"
title_en = "SAMPLE"
template = "ours.docx"
[[columns]]
code = "one"
series = "观察"
rules = [{ kinds = ["enforcement"] }]
"""


@pytest.fixture
def issue(guanlan, page, tmp_path):
    """An issue of one entry."""
    toml = tmp_path / "bulletin.toml"
    toml.write_text(TOML, encoding="utf-8")
    assert guanlan("import", page).exit_code == 0
    made = guanlan("issue", "new", 1, "--date", "2025-01-16", "--journal", toml)
    assert made.exit_code == 0, made.output


@pytest.fixture
def photo(tmp_path):
    out = io.BytesIO()
    Image.new("RGB", (900, 600), (90, 120, 150)).save(out, "PNG")
    path = tmp_path / "photo.png"
    path.write_bytes(out.getvalue())
    return path


def small_template() -> bytes:
    document = docx.Document()
    document.add_paragraph("{{ title }}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_picture_from_coming_in_to_going_out(guanlan, issue, photo, tmp_path):
    done = guanlan("issue", "picture", "add", 1, "1.0.01", photo, "--caption", "图：现场", "--credit", "示例社")
    assert done.exit_code == 0, done.stderr
    listed = guanlan("issue", "picture", "list", 1)
    assert listed.exit_code == 1  # no consent yet
    assert "示例社" in listed.output
    checked = guanlan("issue", "check", 1)
    assert checked.exit_code == 1
    assert "picture.no_consent" in checked.output

    assert guanlan("issue", "picture", "set", 1, "1.0.01", 1, "--consent", "书面许可", "--width", 150).exit_code == 0
    told = guanlan("issue", "picture", "list", 1, "--json")
    assert told.exit_code == 0
    assert (json.loads(told.output)["width"], json.loads(told.output)["dpi"]) == (150, 152)

    built = guanlan("issue", "build", 1, "--to", "press,press-cover", "--out", tmp_path)
    assert built.exit_code == 0
    assert "1.0.01" in built.stderr
    assert "152" in built.stderr

    assert guanlan("issue", "picture", "remove", 1, "1.0.01", 1).exit_code == 0
    assert guanlan("issue", "build", 1, "--to", "press", "--out", tmp_path).stderr == ""
    assert guanlan("issue", "picture", "remove", 1, "1.0.01", 1).exit_code == 2


def test_a_template_from_the_sample_to_the_file(guanlan, issue, home, tmp_path):
    """刊物文件写明的模板不在，就说放到哪里；放好了，成刊就用它，核对时也用它。"""
    missing = guanlan("issue", "build", 1, "--to", "docx", "--out", tmp_path)
    assert missing.exit_code == 2
    assert "ours.docx" in missing.stderr

    (home / "templates").mkdir()
    assert guanlan("issue", "template", "--out", home / "templates" / "ours.docx").exit_code == 0
    assert guanlan("issue", "template", "--check", home / "templates" / "ours.docx").exit_code == 0
    assert guanlan("issue", "build", 1, "--to", "docx,md", "--out", tmp_path).exit_code == 0
    assert guanlan("issue", "build", 1, "--to", "docx", "--verify").exit_code == 0
    assert guanlan("issue", "build", 1, "--to", "md", "--verify").output.startswith("md：一致")
    (home / "templates" / "ours.docx").write_bytes(small_template())
    changed = guanlan("issue", "build", 1, "--to", "docx", "--verify")
    assert changed.exit_code == 1
    other = tmp_path / "other.docx"
    other.write_bytes(b"no file")
    refused = guanlan("issue", "build", 1, "--format", "docx", "--template", other, "--out", tmp_path)
    assert refused.exit_code == 2
    assert "other.docx" in refused.stderr
    assert guanlan("issue", "build", 1, "--to", "md", "--template", other, "--out", tmp_path).exit_code == 2
    assert guanlan("issue", "template").exit_code == 2
