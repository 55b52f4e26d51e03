"""What was built is built again: equal, or it is said what changed."""

from __future__ import annotations

import pytest

from guanlan.actions import verify_build as verifying
from guanlan.actions.after_summaries import Verdict
from guanlan.actions.build_issue import build_issue
from guanlan.actions.edit_entry import edit_entry
from guanlan.actions.import_paths import import_paths
from guanlan.actions.new_issue import new_issue
from guanlan.actions.verify_build import verify_build
from guanlan.errors import InputError
from guanlan.publish.render import build
from guanlan.store.models import BuiltFile
from small_journal import DATE, JOURNAL, write_releases

QUICK = ("md", "jsonl", "html")


@pytest.fixture
def issue(home, code, context, tmp_path):
    """Issue 2 of the small journal."""
    import_paths([write_releases(tmp_path / "in")], context=context)
    return new_issue(2, DATE, context=context, journal=JOURNAL)


def verdicts(context, *formats):
    """Format → verdict."""
    return {one.format: one.verdict for one in verify_build("2", formats, context=context)}


def test_a_build_is_recorded_once_and_found_equal(issue, context, tmp_path):
    """Building twice leaves one row a format; verifying writes nothing."""
    for _ in range(2):
        build_issue("2", QUICK, tmp_path / "out", context=context)

    assert BuiltFile.objects.count() == len(QUICK)
    assert verdicts(context) == dict.fromkeys(QUICK, Verdict.EQUAL)
    assert BuiltFile.objects.count() == len(QUICK)


def test_what_was_never_built_cannot_be_compared(issue, context, tmp_path):
    """As a whole it is refused; of one format it is said."""
    with pytest.raises(InputError) as caught:
        verdicts(context)
    assert caught.value.code == "amending.never_built"

    build_issue("2", ["md"], tmp_path / "out", context=context)
    assert verdicts(context, "md", "jsonl") == {"md": Verdict.EQUAL, "jsonl": Verdict.UNRECORDED}
    with pytest.raises(InputError) as caught:
        verdicts(context, "rtf")
    assert caught.value.code == "publish.format"


def test_a_changed_issue_is_told_from_a_changed_program(issue, context, tmp_path, monkeypatch):
    """Each cause by its name, both together too; a change undone is equal again."""
    build_issue("2", ["md"], tmp_path / "out", context=context)
    edit_entry("2", "1.1.01", context=context, title="甲部印发新的粮食数据办法")
    assert verdicts(context) == {"md": Verdict.ISSUE}

    monkeypatch.setattr(verifying, "program", lambda: "f" * 64)
    assert verdicts(context) == {"md": Verdict.BOTH}
    edit_entry("2", "1.1.01", context=context, title="甲部印发《粮食数据管理办法》")
    assert verdicts(context) == {"md": Verdict.EQUAL}  # the other program gave the same bytes


def test_other_bytes_of_another_program_are_its_doing(issue, context, tmp_path, monkeypatch):
    """The same words, other bytes."""
    build_issue("2", ["md"], tmp_path / "out", context=context)
    monkeypatch.setattr("guanlan.actions.build_issue.build", lambda *args, **more: build(*args, **more) + b"\n")
    monkeypatch.setattr(verifying, "program", lambda: "f" * 64)

    assert verdicts(context) == {"md": Verdict.PROGRAM}


def test_other_bytes_without_a_cause_are_a_fault_and_stay_one(issue, context, tmp_path, monkeypatch):
    """Building the faulty bytes does not make them the measure."""
    build_issue("2", ["md"], tmp_path / "out", context=context)
    monkeypatch.setattr("guanlan.actions.build_issue.build", lambda *args, **more: build(*args, **more) + b"\n")
    assert verdicts(context) == {"md": Verdict.FAULT}

    build_issue("2", ["md"], tmp_path / "out", context=context)
    assert verdicts(context) == {"md": Verdict.FAULT}


def test_a_picture_or_a_face_is_part_of_what_is_said(issue, context, home, tmp_path):
    """A face put into the home changes the state: other bytes are then no fault."""
    from guanlan.actions.build_issue import matter_of
    from guanlan.store.selectors.issues import issue_by

    row = issue_by("2")
    before = matter_of(row).state()
    (home / "fonts").mkdir()
    (home / "fonts" / "house.ttf").write_bytes(b"a face")

    assert matter_of(row).state() != before
