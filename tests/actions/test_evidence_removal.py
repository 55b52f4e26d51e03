"""What is removed by order is gone from every file; that it was here stays, and is proved."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, connections, transaction

from evidence_home import DAYS, PAGE, Spoiler, codes, context_at, fetch, fill
from guanlan import store
from guanlan.actions.backup import backup
from guanlan.actions.correct_fact import correct_fact
from guanlan.actions.import_paths import import_bytes, import_paths
from guanlan.actions.list_reports import list_reports
from guanlan.actions.new_issue import new_issue
from guanlan.actions.remove_blob import remove_blob
from guanlan.actions.reread import reread
from guanlan.actions.restore import restore
from guanlan.actions.search import search
from guanlan.actions.steps import warc_removal
from guanlan.actions.summaries import Result
from guanlan.actions.verify import verify
from guanlan.collect.warc import Archive, records_of
from guanlan.errors import InputError
from guanlan.store.blobs import sha256_of
from guanlan.store.freezing import NO_CHANGE
from guanlan.store.models import Blob, Capture, Extraction, Reading, Removal, Report, VersionChange
from small_journal import DATE, JOURNAL

FETCHED = PAGE.format(5, 3)
ORDER = "某院裁定〔2025〕3号"


@pytest.fixture
def kept(home, code, tmp_path):
    """A home with three days of evidence."""
    fill(tmp_path / "in", home)
    return home


def everywhere(folder, words):
    """The files below a folder that hold these words, packed or not."""
    import gzip

    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            if path.name.endswith(".gz"):
                data += gzip.decompress(data)
            if words.encode() in data:
                found.append(path.name)
    return found


def test_every_word_is_gone_and_the_hash_stays(kept):
    """From blobs, archive, readings, extractions, reports, developments, corrections, search, and free pages."""
    words = FETCHED.splitlines()[2]
    new_issue(2, DATE, context=context_at(DAYS[-1]), journal=JOURNAL)
    (report,) = (one for one in list_reports() if one.title == "第5号通报")
    correct_fact(report.handle, "kind", "drill", context=context_at(DAYS[-1]), quote="作出处罚")
    sha256 = sha256_of(FETCHED.encode())
    assert len(everywhere(kept, words)) > 2

    done = remove_blob(sha256, order=ORDER, reason="个人信息", context=context_at(DAYS[-1]))

    assert (done.blobs, done.reports, done.records) == ((sha256,), 1, 1)
    left = {name for name in everywhere(kept, words) if not name.startswith("guanlan.sqlite3")}
    assert left == set()
    assert not Reading.objects.filter(record__contains="第5家公司").exists()
    assert not Report.objects.filter(record__contains="第5家公司").exists()
    assert not Extraction.objects.filter(record__contains="第5家公司").exists()
    assert "第5号通报" not in {one.title for one in list_reports()}
    found = verify(context=context_at(DAYS[-1]))
    assert found.findings == ()
    assert [(one.code, one.params["blob"], one.params["order"]) for one in found.notes] == [
        ("evidence.removed", sha256, ORDER)
    ]
    assert Blob.objects.filter(pk=sha256).exists()
    assert Capture.objects.get(blob_id=sha256).actor == "编辑甲"


def test_without_an_issue_nothing_is_left_even_in_the_database_file(kept):
    """An issue's words are an editor's to change; nothing else holds any."""
    words = FETCHED.splitlines()[2]
    remove_blob(sha256_of(FETCHED.encode()), order=ORDER, context=context_at(DAYS[-1]))
    connections.close_all()

    assert everywhere(kept, words) == []
    store.setup(kept)
    assert search("第5家公司").total == 0


def test_entries_that_still_tell_of_it_are_named(kept):
    """The removal cannot know what an editor will write instead."""
    new_issue(2, DATE, context=context_at(DAYS[-1]), journal=JOURNAL)
    told = Report.objects.filter(entries__position__isnull=False).select_related("extraction__reading").first()
    done = remove_blob(told.extraction.reading.blob_id, order=ORDER, context=context_at(DAYS[-1]))

    assert done.entries
    assert all(one.startswith("2/") for one in done.entries)


def test_pictures_go_with_their_page(kept):
    """But not those that another page shows too."""
    page = Capture.objects.filter(part_of__isnull=False).first().part_of_id
    pictures = set(Capture.objects.filter(part_of_id=page).values_list("blob_id", flat=True))

    done = remove_blob(page, order=ORDER, context=context_at(DAYS[-1]))

    assert set(done.blobs) == {page} | pictures
    assert Removal.objects.filter(of__blob_id=page).count() == len(pictures)
    assert codes() == set()


def test_the_archive_stays_readable_and_nothing_else_in_it_moves(kept):
    """A tool that opens WARC files finds a record in place of the exchange."""
    file = sorted((kept / "warc").rglob("*.warc.gz"))[0]
    before = [(one.offset, one.kind) for one in records_of(file)]
    size = file.stat().st_size

    remove_blob(sha256_of(FETCHED.encode()), order=ORDER, context=context_at(DAYS[-1]))

    after = [(one.offset, one.kind) for one in records_of(file)]
    assert file.stat().st_size == size
    assert [pair for pair in after if pair[1] == "metadata"] == [(before[1][0], "metadata")]
    assert [pair for pair in before if pair not in after] == before[1:3]


@pytest.mark.parametrize("length", [200, 400, 1000, 70_000])
def test_a_replacement_is_exactly_as_long(length):
    """Whatever the place; where no record fits, nothing but noughts."""
    data = warc_removal.replacement(warc_removal.Place("a.warc.gz", 7, length), "ab" * 32, DAYS[0])
    assert len(data) == length
    assert (data == bytes(length)) is (length < 300)


def test_removed_bytes_do_not_come_back(kept, tmp_path):
    """By file, by paste, by bundle, or by a visit, whose record in the archive goes again."""
    sha256 = sha256_of(FETCHED.encode())
    remove_blob(sha256, order=ORDER, context=context_at(DAYS[-1]))
    (tmp_path / "again.md").write_text(FETCHED, encoding="utf-8")

    for done in (
        import_paths([tmp_path / "again.md"], context=context_at(DAYS[-1])),
        import_bytes(FETCHED.encode(), context=context_at(DAYS[-1])),
    ):
        assert [(one.result, one.code) for one in done.outcomes] == [(Result.REFUSED, "evidence.was_removed")]
    archive = Archive(kept / "warc")
    with pytest.raises(InputError):
        fetch(archive, "https://a.example.invalid/again.md", 5, DAYS[-1])
    archive.close()
    assert everywhere(kept / "warc", "第5家公司") != []
    remove_blob(sha256, order=ORDER, context=context_at(DAYS[-1]))
    assert everywhere(kept / "warc", "第5家公司") == []
    assert codes() == set()
    assert Removal.objects.count() == 1


def test_a_removal_that_was_broken_off_is_told_and_finished(kept, monkeypatch):
    """The order stands, the bytes are still there."""
    sha256 = sha256_of(FETCHED.encode())
    with monkeypatch.context() as patch:
        patch.setattr("guanlan.actions.remove_blob._remove_files", lambda rows: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            remove_blob(sha256, order=ORDER, context=context_at(DAYS[-1]))
    assert codes() == {"evidence.removal_unfinished", "evidence.warc_replacement_changed"}

    remove_blob(sha256, order=ORDER, context=context_at(DAYS[-1]))
    assert codes() == set()


def test_an_order_is_needed_and_a_blob(kept):
    """Nothing is removed by a slip of the finger."""
    for which, order, code_ in (("ab" * 32, ORDER, "evidence.no_blob"), ("ab", ORDER, "evidence.no_blob")):
        with pytest.raises(InputError) as caught:
            remove_blob(which, order=order, context=context_at(DAYS[-1]))
        assert caught.value.code == code_
    with pytest.raises(InputError) as caught:
        remove_blob(sha256_of(FETCHED.encode()), order=" ", context=context_at(DAYS[-1]))
    assert caught.value.code == "evidence.no_order"
    assert not Removal.objects.exists()


BLANK = '{"reader":"removed","media_type":"","text":""}'


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE store_reading SET record = '{BLANK}' WHERE id = %s",
        "UPDATE store_reading SET record = '' WHERE id = %s",
        "DELETE FROM store_reading WHERE id = %s",
    ],
)
def test_the_triggers_let_nothing_else_through(kept, statement):
    """Rows that no removal names stay; of those that one names, only the words go, and only to nothing."""
    reading = Reading.objects.get(blob_id=sha256_of(FETCHED.encode()))
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [reading.pk])


def test_a_removed_row_lets_only_its_words_go(kept):
    """Not its hash, not its reader, and to no other words."""
    sha256 = sha256_of(FETCHED.encode())
    remove_blob(sha256, order=ORDER, context=context_at(DAYS[-1]))
    key = Reading.objects.get(blob_id=sha256).pk
    for change in ("hash = 'x'", "reader = 'x'", "record = '{}'", f"record = '{BLANK}', hash = 'x'"):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE store_reading SET {change} WHERE id = %s", [key])


def test_a_removal_is_evidence_too(kept):
    """Its order and the rows that it took are linked."""
    remove_blob(sha256_of(FETCHED.encode()), order=ORDER, context=context_at(DAYS[-1]))
    spoil = Spoiler(kept)
    spoil.run(("UPDATE store_removal SET \"order\" = '无'", ()))
    store.setup(kept)
    assert codes() == {"evidence.removal_changed"}
    spoil.run(
        (f"UPDATE store_removal SET \"order\" = '{ORDER}'", ()), ("DELETE FROM store_removedrow WHERE id = 1", ())
    )
    store.setup(kept)
    assert "evidence.removal_changed" in codes()


def test_the_home_goes_on_without_them(kept, code, tmp_path):
    """Better code reads the rest; a backup has what is left, and comes back clean."""
    remove_blob(sha256_of(FETCHED.encode()), order=ORDER, context=context_at(DAYS[-1]))
    code.become("code-2")
    reread(context=context_at(DAYS[-1]))
    assert codes() == set()

    backup(tmp_path / "all.tar", context=context_at(DAYS[-1]))
    restore(tmp_path / "all.tar", tmp_path / "new", context=context_at(DAYS[-1]))
    done = verify(context=context_at(DAYS[-1]))
    assert done.findings == ()
    assert (tmp_path / "new" / "warc").is_dir()
    assert [one.code for one in done.notes] == ["evidence.removed"]


def test_differences_between_states_go_with_the_state(kept, code, tmp_path):
    """What changed from a removed state to the next is words of it, too."""
    page = tmp_path / "in" / "改动.txt"
    page.write_text("# 公告\n2025-01-02，类别：enforcement\n原句里有某人的住址。", encoding="utf-8")
    import_paths([page], context=context_at(DAYS[-1]))
    first = sha256_of(page.read_bytes())
    page.write_text("# 公告\n2025-01-02，类别：enforcement\n改后不再写明。", encoding="utf-8")
    import_paths([page], context=context_at(DAYS[-1]))
    assert VersionChange.objects.filter(record__contains="住址").exists()

    remove_blob(first, order=ORDER, reason="个人信息", context=context_at(DAYS[-1]))

    assert not VersionChange.objects.filter(record__contains="住址").exists()
    assert VersionChange.objects.get(before__blob_id=first).record == NO_CHANGE
    assert verify(context=context_at(DAYS[-1])).findings == ()
