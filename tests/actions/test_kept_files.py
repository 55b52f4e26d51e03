"""What went out is kept in its very bytes, whatever becomes of words, evidence and code."""

from __future__ import annotations

from pathlib import Path

import pytest

from guanlan.actions.amend_issue import Correct, Retract, amend_issue
from guanlan.actions.backup import backup
from guanlan.actions.build_issue import build_issue
from guanlan.actions.check_issue import check_issue, waive
from guanlan.actions.edit_entry import edit_entry
from guanlan.actions.import_paths import import_paths
from guanlan.actions.kept_files import list_kept, write_kept
from guanlan.actions.new_issue import new_issue
from guanlan.actions.remove_blob import remove_blob
from guanlan.actions.restore import restore
from guanlan.actions.sign_off import sign_off
from guanlan.actions.verify import verify
from guanlan.actions.verify_build import verify_build
from guanlan.errors import InputError
from guanlan.publish.render import build
from guanlan.store import blobs
from guanlan.store.blobs import sha256_of
from guanlan.store.models import Amendment, Blob, BuiltFile, KeptFile, SignOff, Waiver
from small_journal import DATE, JOURNAL, RELEASES, write_releases

QUICK = ("md", "jsonl")


@pytest.fixture
def issue(home, code, context, tmp_path):
    """Issue 2 of the small journal, a draft."""
    import_paths([write_releases(tmp_path / "in")], context=context)
    return new_issue(2, DATE, context=context, journal=JOURNAL)


@pytest.fixture
def signed(issue, context):
    """The same, signed off."""
    sign_off("2", context=context)


def built(folder, context, formats=QUICK, state=None):
    """Format → the bytes that a build wrote."""
    files = build_issue("2", formats, folder, context=context, state=state)
    return {one.format: Path(one.path).read_bytes() for one in files}


def changed_code(monkeypatch):
    """From now on another program sets the issue."""
    monkeypatch.setattr("guanlan.actions.build_issue.build", lambda *args, **more: build(*args, **more) + b"\n")


def test_of_a_draft_nothing_is_kept(issue, context, tmp_path):
    """It did not go out; its hashes are recorded all the same."""
    built(tmp_path, context)
    assert KeptFile.objects.count() == 0
    assert BuiltFile.objects.count() == len(QUICK)


def test_what_went_out_is_given_again_though_the_code_changed(signed, context, tmp_path, monkeypatch):
    """As it stood at sign-off; what is built now is the new program's, and a format never built then is set anew."""
    out = built(tmp_path, context)
    changed_code(monkeypatch)

    assert built(tmp_path, context, state=0) == out
    assert built(tmp_path, context, ("md",))["md"] == out["md"] + b"\n"
    assert built(tmp_path, context, state=0) == out  # the first that were built, not the last
    assert built(tmp_path, context, ("html",), state=0)["html"].endswith(b"\n\n")


def test_what_went_out_is_given_again_though_the_words_changed(signed, context, tmp_path):
    """Each state has its own files; giving an old one makes no record of a new build."""
    states = [built(tmp_path, context)]
    amend_issue("2", "1.1.02", Retract("来源已撤回。"), context=context)
    states.append(built(tmp_path, context))
    amend_issue("2", "1.1.01", Correct("题目误植。", title="甲部印发粮食数据管理办法"), context=context)
    states.append(built(tmp_path, context))
    rows = BuiltFile.objects.count()

    assert [built(tmp_path, context, state=at) for at in range(3)] == states
    assert BuiltFile.objects.count() == rows
    assert [(one.format, one.amendments) for one in list_kept("2")] == [(f, at) for at in range(3) for f in QUICK]
    assert {one.verdict for one in verify_build("2", (), context=context)} == {"equal"}


def test_one_file_by_its_hash(signed, context, tmp_path):
    """In its bytes; what is not kept, or not one, is refused."""
    out = built(tmp_path, context)
    wanted = sha256_of(out["md"])
    path = write_kept("2", wanted[:12], tmp_path / "again", context=context)

    assert Path(path).read_bytes() == out["md"]
    for wrong in ("", "zz", "0" * 64):
        with pytest.raises(InputError) as caught:
            write_kept("2", wrong, tmp_path, context=context)
        assert caught.value.code == "amending.no_kept"


def test_kept_files_are_in_a_backup(signed, context, tmp_path, home):
    """And come back with it; whoever verifies the evidence finds nothing amiss in them."""
    out = built(tmp_path, context)
    assert verify(context=context).findings == ()
    backup(tmp_path / "all.tar", context=context)
    restore(tmp_path / "all.tar", tmp_path / "again", context=context)
    assert built(tmp_path, context, state=0) == out
    assert blobs.path_of(sha256_of(out["md"])).is_relative_to(tmp_path / "again")


def test_a_kept_file_is_removed_by_order_like_any_other(signed, context, tmp_path):
    """Then it is said so, and nothing else is put in its place."""
    sha256 = sha256_of(built(tmp_path, context)["md"])
    remove_blob(sha256, order="某院裁定〔2025〕3号", context=context)

    assert [one.removed for one in list_kept("2")] == [True, False]
    with pytest.raises(InputError) as caught:
        build_issue("2", ["md"], tmp_path, context=context, state=0)
    assert caught.value.code == "amending.kept_removed"


def test_a_removal_takes_words_out_of_amendments_tables_and_waivers(issue, context, tmp_path):
    """What was quoted of a capture, and what was taken back, goes with it; who did what stays."""
    edit_entry("2", "1.1.01", context=context, text="甲部印发粮食数据管理办法，要求入库九日内登记。")
    for one in check_issue("2").open:
        waive("2", one.id, "已核实", context=context)
    sign_off("2", context=context)
    amend_issue("2", "1.1.01", Retract("来源有误。"), context=context)
    blob = Blob.objects.get(pk=sha256_of(RELEASES["norm1"].encode()))
    assert "三日内登记" in SignOff.objects.get().table
    sha256 = sha256_of(built(tmp_path, context, ("md",), state=0)["md"])
    done = remove_blob(blob.pk, order="某院裁定〔2025〕3号", context=context)

    assert done.kept == (f"md {sha256}",)  # named, for an order of their own
    amendment, row, waiver = Amendment.objects.get(), SignOff.objects.get(), Waiver.objects.get()
    assert (amendment.old, amendment.new, amendment.note) == ("", "", "来源有误。")
    assert (row.table, row.actor) == ("[]", "编辑甲")
    assert len(row.hash) == 64
    assert (waiver.text, waiver.reason) == ("", "已核实")
