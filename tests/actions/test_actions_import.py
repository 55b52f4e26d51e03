"""Importing: stored first, read second, judged file by file."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path

import msgspec
import pytest

from guanlan.actions.context import Context
from guanlan.actions.import_paths import import_bytes, import_paths
from guanlan.actions.summaries import Result
from guanlan.errors import InputError
from guanlan.store import blobs
from guanlan.store.models import AuditLine, Blob, Capture, Extraction, Reading, Release, Report, Source, Unread, Version

ORDER = "# 某部印发甲办法\n2025-01-02，某部印发甲办法。类别：instrument\n"
DIGEST = "# 甲事\n2025-01-03，甲事发生。\n# 乙事\n2025-01-04，乙事发生。\n"
NOUNS = (Blob, Capture, Reading, Release, Version, Extraction, Report, Source, Unread)


def counts(*without):
    """How many rows each noun has."""
    return {noun.__name__: noun.objects.count() for noun in NOUNS if noun not in without}


def write(folder, **files):
    """A folder with these files; ``__`` in a name is a slash, ``_`` before the ending its dot."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_a_release_becomes_rows(home, code, context, tmp_path):
    """Blob, capture, reading, extraction, release and reports, with the columns that selectors ask for."""
    folder = write(tmp_path / "in", order=ORDER)

    done = import_paths([folder], context=context)

    assert [(one.result, one.shape, one.reports) for one in done.outcomes] == [(Result.ADDED, "release", 1)]
    report = Report.objects.get()
    assert (report.headline, report.kind, report.date_from) == (
        "某部印发甲办法",
        "instrument",
        datetime.date(2025, 1, 2),
    )
    assert report.key == f"folder:{folder.as_posix()} order.txt#某部印发甲办法"
    assert blobs.get(Blob.objects.get().sha256) == ORDER.encode()
    capture = Capture.objects.get()
    assert (capture.actor, capture.at, capture.grade) == ("编辑甲", context.now, "乙")


def test_the_same_bytes_add_a_capture_and_nothing_else(home, code, context, tmp_path):
    """From the same path, from another, or pasted."""
    folder = write(tmp_path / "in", order=ORDER)
    import_paths([folder], context=context)
    before = counts(Capture)
    write(tmp_path / "elsewhere", copy=ORDER)

    again = import_paths([folder, tmp_path / "elsewhere"], context=context)
    pasted = import_bytes(ORDER.encode(), context=context)

    assert [one.result for one in (*again.outcomes, *pasted.outcomes)] == [Result.SAME] * 3
    assert counts(Capture) == before
    assert Capture.objects.count() == 4
    assert [capture.grade for capture in Capture.objects.order_by("id")] == ["乙", "乙", "乙", "丙"]


def test_other_bytes_of_a_release_are_its_next_version(home, code, context, tmp_path):
    """The report's key stays; what the older version said stays, too."""
    folder = write(tmp_path / "in", order=ORDER)
    import_paths([folder], context=context)
    key = Report.objects.get().key
    write(folder, order=ORDER.replace("2025-01-02", "2025-01-05"))

    done = import_paths([folder], context=context)

    assert done.outcomes[0].result is Result.NEW_VERSION
    assert [version.number for version in Version.objects.order_by("number")] == [1, 2]
    assert Release.objects.count() == 1
    assert Extraction.objects.count() == 2
    report = Report.objects.get()
    assert (report.key, report.date_from) == (key, datetime.date(2025, 1, 5))


def test_a_single_file_and_its_folder_give_one_release(home, code, context, tmp_path):
    """So a file can be mended and imported alone."""
    folder = write(tmp_path / "in", order=ORDER)
    import_paths([folder], context=context)
    write(folder, order=ORDER + "又一段。\n")

    import_paths([folder / "order.txt"], context=context)

    assert Release.objects.count() == 1


def test_one_name_in_two_folders_is_two_releases(home, code, context, tmp_path):
    """A path tells documents apart only below its own root."""
    write(tmp_path, a__order=ORDER, b__order=ORDER.replace("甲办法", "乙办法"))

    import_paths([tmp_path / "a", tmp_path / "b"], context=context)

    assert Release.objects.count() == 2


def test_a_source_that_is_named_joins_two_folders(home, code, context, tmp_path):
    """What a person says of the source goes before what the path says."""
    write(tmp_path, a__order=ORDER, b__order=ORDER.replace("甲办法", "乙办法"))

    import_paths([tmp_path / "a", tmp_path / "b"], context=context, source="线索组")

    assert Source.objects.get().key == "named:线索组"
    assert Release.objects.get().versions.count() == 2


def test_a_dropped_item_goes_and_comes_back(home, code, context, tmp_path):
    """Rows are never deleted: keys must hold."""
    folder = write(tmp_path / "in", digest=DIGEST)
    import_paths([folder], context=context)
    write(folder, digest=DIGEST.split("# 乙事")[0])
    import_paths([folder], context=context)

    assert {report.name: report.gone for report in Report.objects.all()} == {"甲事": False, "乙事": True}

    write(folder, digest=DIGEST + "\n")
    import_paths([folder], context=context)
    assert not Report.objects.filter(gone=True).exists()
    assert Report.objects.count() == 2


def test_a_changed_headline_redirects(home, code, context, tmp_path):
    """One story under another headline: the old key leads to the new report, and back again if it changes back."""
    body = "2025-01-02，某市数据局在例行会上通报了一季度的工作，列出了七项任务和完成时限。\n"
    folder = write(tmp_path / "in", page="# 旧标题\n" + body)
    import_paths([folder], context=context)
    old = Report.objects.get().key
    write(folder, page="# 新标题\n" + body)
    import_paths([folder], context=context)

    row = Report.objects.get(key=old)
    assert row.gone
    assert row.successor is not None
    assert row.successor.headline == "新标题"

    write(folder, page="# 旧标题\n" + body + "\n\n")
    import_paths([folder], context=context)
    assert Report.objects.get(key=old).successor is None
    assert Report.objects.get(gone=False).key == old


def test_another_story_in_its_place_is_no_redirect(home, code, context, tmp_path):
    """A column page that shows something else every day would make chains of nonsense."""
    folder = write(tmp_path / "in", page="# 甲\n某市开展数据安全检查，发现十五家企业未备案。\n")
    import_paths([folder], context=context)
    write(folder, page="# 乙\n欧洲议会通过网络韧性条例，明年起分步适用。\n")

    import_paths([folder], context=context)

    assert Report.objects.get(name="甲").successor is None


@pytest.mark.parametrize(
    ("data", "code_"), [(b"", "formats.empty"), (b"\x89PNG\r\n\x1a\n" + bytes(64), "formats.unknown_type")]
)
def test_what_the_door_refuses_stores_nothing(home, code, context, tmp_path, data, code_):
    """No blob, no capture, no audit line."""
    write(tmp_path / "in", bad=data)

    done = import_paths([tmp_path / "in"], context=context)

    assert (done.outcomes[0].result, done.outcomes[0].code) == (Result.REFUSED, code_)
    assert done.faulty
    assert set(counts().values()) == {0}
    assert not AuditLine.objects.exists()
    assert not (home / "blobs").exists()


def test_what_cannot_be_read_is_kept_and_marked(home, code, context, tmp_path):
    """The bytes stay; there is no report; the reason can be told."""
    write(tmp_path / "in", bad="读不懂\n")

    done = import_paths([tmp_path / "in"], context=context)

    assert (done.outcomes[0].result, done.outcomes[0].code) == (Result.UNREAD, "extract.no_columns")
    assert (Blob.objects.count(), Capture.objects.count(), Unread.objects.count()) == (1, 1, 1)
    assert not Report.objects.exists()
    assert not Release.objects.exists()


def test_a_folder_is_judged_file_by_file(home, code, context, tmp_path):
    """One bad file does not keep the others out; hidden files are no part of it; the order is that of the names."""
    folder = write(tmp_path / "in", a="读不懂", b=b"", c=ORDER, d__e=DIGEST)
    (folder / ".hidden.txt").write_text("# 不要\n")

    done = import_paths([folder], context=context)

    assert [one.result.value for one in done.outcomes] == ["unread", "refused", "added", "added"]
    assert [one.path for one in done.outcomes][-1].endswith("in/d/e.txt")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no file names that are not Unicode")
def test_a_file_name_in_gbk_is_read(home, code, context, tmp_path):
    """As an archive packed on a Chinese Windows leaves it."""
    folder = tmp_path / "in"
    folder.mkdir()
    (Path(os.fsdecode(os.fsencode(folder) + b"/" + "公告.txt".encode("gbk")))).write_text(ORDER, encoding="utf-8")

    done = import_paths([folder], context=context)

    assert [(one.result, one.path) for one in done.outcomes] == [(Result.ADDED, f"{folder}/公告.txt")]
    assert Capture.objects.get().name == "公告.txt"


def test_a_missing_path_does_nothing_at_all(home, code, context, tmp_path):
    """Said before anything is done."""
    write(tmp_path / "in", order=ORDER)

    with pytest.raises(InputError) as caught:
        import_paths([tmp_path / "in", tmp_path / "gone"], context=context)

    assert caught.value.code == "actions.no_such_path"
    assert not Blob.objects.exists()


def test_who_may_not_import_imports_nothing(home, code, tmp_path):
    """The permission is asked before the first file."""
    write(tmp_path / "in", order=ORDER)
    guest = Context(actor="访客", now=datetime.datetime.now(datetime.UTC), permission=lambda actor, verb: False)

    with pytest.raises(InputError) as caught:
        import_paths([tmp_path / "in"], context=guest)

    assert caught.value.code == "actions.not_permitted"
    assert not Blob.objects.exists()


def test_a_fault_in_the_middle_leaves_nothing_of_the_reading(home, code, context, tmp_path, monkeypatch):
    """Capture and blob were there first and stay; of the rest, not a row and not an audit line."""

    def fail(*args, **kwargs):
        raise RuntimeError("the power goes")

    write(tmp_path / "in", order=ORDER)
    monkeypatch.setattr("guanlan.actions.steps.report_rows.fill", fail)
    with pytest.raises(RuntimeError):
        import_paths([tmp_path / "in"], context=context)

    assert counts(Blob, Capture) == dict.fromkeys(counts(Blob, Capture), 0)
    assert [line.verb for line in AuditLine.objects.all()] == ["capture"]
    assert Capture.objects.count() == 1


def test_an_import_that_was_broken_off_goes_on(home, code, context, tmp_path):
    """What came before the interruption stays; run again, everything is there once."""
    write(tmp_path / "in", a=ORDER, b=DIGEST, c="# 丙\n丙事。\n")

    def interrupt(done, total, what):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_paths([tmp_path / "in"], context=msgspec.structs.replace(context, progress=interrupt))
    assert Report.objects.count() == 3

    done = import_paths([tmp_path / "in"], context=context)
    assert [one.result for one in done.outcomes] == [Result.SAME, Result.SAME, Result.ADDED]
    assert Report.objects.count() == 4


def test_progress_counts_to_the_end(home, code, context, tmp_path):
    """Each file before it is taken in, and the whole at the end."""
    told = []
    write(tmp_path / "in", a=ORDER, b=DIGEST)

    import_paths(
        [tmp_path / "in"], context=msgspec.structs.replace(context, progress=lambda *step: told.append(step[:2]))
    )

    assert told == [(0, 2), (1, 2), (2, 2)]


def test_every_file_leaves_two_audit_lines(home, code, context, tmp_path):
    """Who, when, what: the getting and the reading."""
    write(tmp_path / "in", order=ORDER)

    import_paths([tmp_path / "in"], context=context)

    lines = list(AuditLine.objects.order_by("id"))
    assert [(line.verb, line.actor, line.at) for line in lines] == [
        ("capture", "编辑甲", context.now),
        ("read", "编辑甲", context.now),
    ]
    assert lines[1].details["reports"] == 1
