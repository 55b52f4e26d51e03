"""``issue review-copy`` and ``take-back`` as the shell sees them, on an imported issue."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from guanlan.publish.review import Given
from guanlan.records.bulletin import Entry
from guanlan.records.codec import from_json
from guanlan.store.models import Issue, ReviewCopy, Revision

sys.path.append(str(Path(__file__).resolve().parents[1] / "publish" / "review"))
from applying import Applying
from manners import as_word
from marking import Marking
from test_cli_amending import BULLETIN


@pytest.fixture
def copy(guanlan, tmp_path):
    """The review copy of an imported issue."""
    path = tmp_path / "issue.txt"
    path.write_text(BULLETIN, encoding="utf-8")
    assert guanlan("import", path).exit_code == 0
    told = guanlan("issue", "review-copy", 7, "--out", tmp_path / "copy.docx")
    assert told.exit_code == 0
    assert "4 篇" in told.output
    return tmp_path / "copy.docx"


def change(path, *rows, comments=()):
    """Changes written into the copy by the chief editor."""
    given = from_json(ReviewCopy.objects.get().record, Given)
    applied = Applying(Marking(path.read_bytes(), given), ("总编甲", "副总编乙"), moves=True)
    applied.all({"words": rows, "noted": [], "comments": comments, "entries": []})
    path.write_bytes(applied.on.saved(as_word(applied) if comments else None))


def row(old, new):
    """A change in the first paragraph of the fine."""
    return {"n": 1, "entry": "2.0.01", "at": 1, "what": "改", "old": old, "new": new}


def test_a_change_is_shown_then_taken_over_and_checked(guanlan, copy):
    """Old and new words with the id; 1 where the gate finds no support for what the reviewer wrote."""
    change(copy, row("5万元", "6万元"))
    shown = guanlan("issue", "take-back", copy)
    assert shown.exit_code == 0
    assert "[-5-]{+6+}" in shown.output
    assert "总编甲" in shown.output
    (told,) = json.loads(guanlan("issue", "take-back", copy, "--json").output)["entries"]

    done = guanlan("issue", "take-back", copy, "--accept", told["changes"][0]["change"]["id"], "--by", "总编甲")

    assert done.exit_code == 1
    assert "已采纳 1" in done.output
    assert "6万元" in done.output.partition("未决 1 处")[2]
    revision = Revision.objects.get(actor="总编甲")
    assert "6万元" in revision.record


def test_what_nobody_changed_keeps_its_place_in_the_published_words(guanlan, copy):
    """The paragraph's spans are those of the import; only the changed one has none."""
    change(copy, {**row("甲部印发《", "甲部公布《"), "entry": "1.1.01", "at": "标题"})
    assert guanlan("issue", "take-back", copy, "--accept", "all", "--by", "总编甲").exit_code in (0, 1)

    entry = from_json(Revision.objects.get(actor="总编甲").record, Entry)
    assert entry.title.text.startswith("甲部公布")
    assert entry.title.spans == ()
    assert all(paragraph.words.spans for paragraph in entry.paragraphs)


def test_an_untouched_copy_says_so(guanlan, copy):
    """In one line, and 0."""
    told = guanlan("issue", "take-back", copy, "--accept", "all")

    assert told.exit_code == 0
    assert "没有改动" in told.output


def test_a_signed_issue_is_refused_in_one_sentence(guanlan, copy):
    """With the way that is open."""
    change(copy, row("5万元", "6万元"))
    Issue.objects.update(state="signed_off")

    told = guanlan("issue", "take-back", copy, "--accept", "all")

    assert told.exit_code == 2
    assert "issue correct" in told.output
    assert guanlan("issue", "review-copy", 7).exit_code == 2


def test_a_file_of_somebody_else_is_refused(guanlan, copy, tmp_path):
    """2, and what to do."""
    other = tmp_path / "other.docx"
    other.write_bytes(b"PK\x03\x04 no archive")

    told = guanlan("issue", "take-back", other)

    assert told.exit_code == 2
    assert len(told.output.strip().splitlines()) == 1


def test_what_reviewers_said_is_listed(guanlan, copy):
    """Comments with their words, and changes that nobody can take over; nothing before a copy came back."""
    assert "没有审阅意见" in guanlan("issue", "remarks", 7).output
    comment = {"entry": "2.0.01", "at": 1, "quote": "5万元", "by": "乙", "text": "数额请核。"}
    change(copy, comments=[comment])
    assert guanlan("issue", "take-back", copy, "--accept", "all").exit_code == 0

    told = guanlan("issue", "remarks", 7).output
    (line,) = json.loads(guanlan("issue", "remarks", 7, "--json").output)

    assert told.split() == ["2.0.01", "副总编乙", "2025-01-17", "09:30", "“5万元”", "数额请核。"]
    assert (line["entry"], line["quote"]) == ("2.0.01", "5万元")
