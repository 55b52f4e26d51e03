"""Taking in files, folders, mails and archives: each kind stored first, read second, nobody's neighbour lost."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections import Counter

import pytest

import handed_in as corpus
from guanlan.actions.import_paths import import_paths
from guanlan.actions.reread import reread
from guanlan.actions.steps import taking
from guanlan.actions.summaries import Result
from guanlan.actions.take import take, take_bytes
from guanlan.errors import InputError
from guanlan.store import blobs
from guanlan.store.models import Blob, Capture, Handover, Release, Report, Version
from guanlan.store.selectors.intake import parts_of

AT = datetime.datetime(2026, 11, 4, 1, 0, tzinfo=datetime.UTC)


def given(context, *paths, **options):
    """The paths as a colleague hands them in."""
    return take([str(path) for path in paths], context=context, clock=lambda: AT, **options)


def results(done):
    """What became of each item, by its file's name."""
    return {item.outcome.path.rsplit("/", 1)[-1]: item.outcome.result for item in done.items}


def write(folder, name, data):
    """A file, its folders made."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


KINDS = {
    "页面.html": corpus.page,
    "公众号.html": corpus.account_page,
    "网页.mhtml": corpus.mhtml,
    "通知.docx": corpus.word_file,
    "名单.xlsx": corpus.app_list,
    "文字.txt": lambda: (corpus.HEADLINE + "\n\n" + "\n".join(corpus.WORDS)).encode("gb18030"),
}


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_is_kept_with_who_gave_it_and_read(home, context, tmp_path, name):
    """A file by a named person is of grade 乙, and its bytes are what was handed in."""
    path = write(tmp_path, name, KINDS[name]())

    done = given(context, path, who="某协会联络员", note="请看")

    assert [(one.outcome.result, one.grade) for one in done.items] == [(Result.ADDED, "乙")]
    capture = Handover.objects.get().capture
    assert blobs.get(capture.blob_id) == path.read_bytes()
    handover = capture.handover
    assert (handover.who, handover.note, handover.role) == ("某协会联络员", "请看", "document")
    assert (capture.actor, capture.at) == ("编辑甲", context.now)


def test_without_a_name_it_was_the_actor(home, context, tmp_path):
    """Who takes in and who hands in are told apart, and are often one."""
    given(context, write(tmp_path, "页面.html", corpus.page()))
    assert Handover.objects.get().who == "编辑甲"


@pytest.mark.parametrize("name", ["长" * 201, "某\x00人"])
def test_a_name_that_is_none_is_refused_before_anything_is_stored(home, context, tmp_path, name):
    """It would stand in the evidence for good."""
    path = write(tmp_path, "页面.html", corpus.page())
    with pytest.raises(InputError) as caught:
        given(context, path, who=name)
    assert caught.value.code == "take.bad_name"
    assert not Blob.objects.exists()


def test_the_same_file_twice_is_one_release(home, context, tmp_path):
    """Another capture, another handover, nothing else."""
    path = write(tmp_path, "通知.docx", corpus.word_file())
    given(context, path, who="某甲")
    done = given(context, path, who="某乙")

    assert results(done) == {"通知.docx": Result.SAME}
    assert (Blob.objects.count(), Release.objects.count(), Version.objects.count()) == (1, 1, 1)
    assert [one.who for one in Handover.objects.order_by("capture_id")] == ["某甲", "某乙"]


def test_the_next_file_of_a_common_name_is_another_document(home, context, tmp_path):
    """通知.docx lies in every folder of downloads: its place says nothing of what it is."""
    path = write(tmp_path, "通知.docx", corpus.word_file())
    given(context, path)
    path.write_bytes(
        corpus.word_file("某市发布公共数据管理办法", ("2026年11月5日，某市人民政府发布公共数据管理办法。",))
    )
    done = given(context, path)

    assert results(done) == {"通知.docx": Result.ADDED}
    assert Report.objects.filter(gone=False).count() == 2


def test_a_corrected_file_under_its_name_is_a_new_version(home, context, tmp_path):
    """The same title from the same hand: an edit."""
    path = write(tmp_path, "通知.docx", corpus.word_file())
    given(context, path)
    path.write_bytes(corpus.word_file(words=(*corpus.WORDS, "案例将在门户网站公布。")))
    done = given(context, path)

    assert results(done) == {"通知.docx": Result.NEW_VERSION}
    assert Release.objects.count() == 1
    assert str(tmp_path) not in Release.objects.get().key


@pytest.mark.parametrize("beside", ["页面_files", "页面.files"])
def test_a_saved_page_brings_its_folder(home, context, tmp_path, beside):
    """The pictures that it shows are its parts; scripts and frames beside them are nobody's documents."""
    folder = tmp_path / "in"
    write(folder, "页面.html", corpus.page(picture=f"{beside}/图.png"))
    write(folder, f"{beside}/图.png", corpus.PNG)
    write(folder, f"{beside}/统计.js", b"var a = 1;")
    write(folder, f"{beside}/框.html", corpus.page(headline="广告"))

    done = given(context, folder)

    assert results(done) == {"页面.html": Result.ADDED}
    (part,) = Capture.objects.exclude(part_of=None)
    assert part.name == f"{beside}/图.png"
    assert blobs.get(part.blob_id) == corpus.PNG


def test_the_folder_of_a_page_may_come_later(home, context, tmp_path):
    """First somebody sent the page alone."""
    page = corpus.page(picture="页面_files/图.png")
    given(context, write(tmp_path / "1", "页面.html", page))
    write(tmp_path / "2", "页面_files/图.png", corpus.PNG)
    done = given(context, write(tmp_path / "2", "页面.html", page))

    assert results(done) == {"页面.html": Result.SAME}
    assert list(parts_of(Version.objects.get().blob_id)) == ["页面_files/图.png"]


def test_a_parser_that_fails_loses_nothing_that_was_stored(home, context, tmp_path, monkeypatch):
    """Bytes from outside find every mistake of a parser: it is told, and what came out before stays."""
    data = corpus.archive(("通知.docx", corpus.word_file()), ("名单.xlsx", corpus.app_list()))
    real = taking.members

    def failing(data, name=None):
        for number, member in enumerate(real(data, name)):
            if number == 1:
                raise IndexError("of a parser")
            yield member

    monkeypatch.setattr(taking, "members", failing)
    done = given(context, write(tmp_path, "材料.zip", data), write(tmp_path, "页面.html", corpus.page()))

    assert [one.outcome.result for one in done.items] == [Result.OPENED, Result.ADDED, Result.UNREAD, Result.ADDED]
    assert done.items[2].outcome.code == "actions.reader_fault"


def test_pictures_inside_a_saved_page_are_kept_with_it(home, context, tmp_path):
    """Under the address that the page shows them by."""
    given(context, write(tmp_path, "网页.mhtml", corpus.mhtml()))
    page = Version.objects.get().blob_id
    assert list(parts_of(page)) == ["https://www.example.invalid/2026/t1.png"]


def test_a_mail_and_each_attachment_are_captures_of_their_own(home, context, tmp_path):
    """Linked to the mail."""
    data = corpus.mail(("通知.docx", corpus.word_file()), ("名单.xlsx", corpus.app_list()))
    done = given(context, write(tmp_path, "来信.eml", data), who="某协会")

    assert results(done) == dict.fromkeys(("来信.eml", "通知.docx", "名单.xlsx"), Result.ADDED)
    mail = Handover.objects.get(container=None)
    assert blobs.get(mail.capture.blob_id) == data
    inside = Handover.objects.filter(container=mail.capture)
    assert {one.capture.name for one in inside} == {"通知.docx", "名单.xlsx"}
    assert {one.who for one in inside} == {"某协会"}
    assert next(one for one in done.items if one.outcome.path.endswith("名单.xlsx")).container.endswith("来信.eml")


def test_an_archive_with_names_in_gbk(home, context, tmp_path):
    """Kept whole, and each file under the name that its packer saw."""
    data = corpus.archive(("通知/通知.docx", corpus.word_file()), ("名单.xlsx", corpus.app_list()))
    done = given(context, write(tmp_path, "材料.zip", data))

    assert [one.outcome.result for one in done.items] == [Result.OPENED, Result.ADDED, Result.ADDED]
    packed = Handover.objects.get(role="container").capture
    assert blobs.get(packed.blob_id) == data
    assert {one.capture.name for one in Handover.objects.filter(container=packed)} == {"通知/通知.docx", "名单.xlsx"}


def test_a_page_in_an_archive_keeps_its_pictures(home, context, tmp_path):
    """And a picture that no page shows is handed in for itself."""
    data = corpus.archive(
        ("页面_files/图.png", corpus.PNG),
        ("页面.html", corpus.page(picture="页面_files/图.png")),
        ("页面_files/a.js", b"var a = 1;"),
        ("截图.png", corpus.PNG + b"\0"),
    )
    done = given(context, write(tmp_path, "材料.zip", data))

    page = Version.objects.get().blob_id
    assert list(parts_of(page)) == ["页面_files/图.png"]
    shot = next(one for one in done.items if one.outcome.path.endswith("截图.png"))
    assert shot.grade == "丁"
    assert "a.js" not in results(done)


def test_a_picture_is_of_grade_four(home, context, tmp_path):
    """Whatever can be read out of it."""
    done = given(context, write(tmp_path, "截图.png", corpus.PNG))
    assert [one.grade for one in done.items] == ["丁"]
    assert Capture.objects.get().grade == "丁"


@pytest.mark.parametrize("data", [corpus.page(), "\n".join((corpus.HEADLINE, *corpus.WORDS)).encode()])
def test_what_is_pasted_is_of_grade_three(home, context, data):
    """HTML as well as text."""
    done = take_bytes(data, context=context, who="某甲")
    assert [(one.outcome.result, one.grade) for one in done.items] == [(Result.ADDED, "丙")]


def test_bad_files_stop_no_others(home, context, tmp_path):
    """A file of no known kind, an empty one, a broken one: named, and the good ones are there."""
    folder = tmp_path / "in"
    write(folder, "1空.txt", b"")
    write(folder, "2程序.exe", b"MZ\x90\0" * 20)
    write(folder, "3坏.docx", b"PK\x03\x04" + b"\0" * 200)
    write(folder, "4好.html", corpus.page())

    found = results(given(context, folder))

    assert found["4好.html"] is Result.ADDED
    assert found["1空.txt"] is found["2程序.exe"] is Result.REFUSED
    assert found["3坏.docx"] is Result.UNREAD


def hostile(*files):
    """A ZIP as somebody means harm: names as given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files:
            packed.writestr(name, data)
    return out.getvalue()


def test_a_name_that_leads_outside_is_refused_alone(home, context, tmp_path):
    """Nothing is written anywhere but into the home."""
    data = hostile(("../../外面.html", corpus.page(headline="外面")), ("里面.html", corpus.page()))
    done = given(context, write(tmp_path / "in", "材料.zip", data))

    found = Counter(one.outcome.result for one in done.items)
    assert found == {Result.OPENED: 1, Result.REFUSED: 1, Result.ADDED: 1}
    assert not list(tmp_path.rglob("外面*"))


def test_a_member_that_bursts_is_refused_and_the_container_stays(home, context, tmp_path):
    """400 MB of zeros in 400 KB."""
    bomb = hostile(("好.html", corpus.page()), ("炸弹.txt", b"\0" * (40 * 2**20)), ("也好.docx", corpus.word_file()))
    done = given(context, write(tmp_path, "材料.zip", bomb))

    found = results(done)
    assert found["好.html"] is Result.ADDED
    assert Handover.objects.filter(role="container").count() == 1
    assert not any(path.endswith("炸弹.txt") and result is Result.ADDED for path, result in found.items())


def test_archives_in_archives_end_somewhere(home, context, tmp_path):
    """What is nested too deep is named; what lies above it is taken."""
    data = corpus.page(headline="最里面")
    for depth in range(5):
        data = hostile((f"第{depth}层.zip" if depth else "最里面.html", data))
    whole = hostile(("好.html", corpus.page()), ("套娃.zip", data))
    done = given(context, write(tmp_path, "材料.zip", whole))

    assert results(done)["好.html"] is Result.ADDED
    assert any(one.outcome.code == "formats.nested_too_deep" for one in done.items)


def test_macros_are_nobody_s_business(home, context, tmp_path):
    """A document with a macro in it is read for its words."""
    source = io.BytesIO(corpus.word_file())
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info))
        new.writestr("word/vbaProject.bin", b"Attribute VB_Name")
    done = given(context, write(tmp_path, "带宏.docx", out.getvalue()))
    assert results(done) == {"带宏.docx": Result.ADDED}


def test_what_was_imported_is_held_when_it_is_handed_in(home, context, tmp_path):
    """Bytes are bytes, whichever door they came by."""
    path = write(tmp_path, "页面.html", corpus.page(address="https://www.example.invalid/1.html"))
    import_paths([path], context=context)
    assert results(given(context, path)) == {"页面.html": Result.SAME}


def test_rereading_leaves_archives_alone(home, context, tmp_path):
    """They are no documents that somebody failed to read."""
    data = corpus.archive(("通知.docx", corpus.word_file()))
    given(context, write(tmp_path, "材料.zip", data))
    assert reread(context=context).unread == ()


def test_a_path_that_is_not_there_stops_before_anything_is_done(home, context, tmp_path):
    """A typing mistake is no half of a take."""
    path = write(tmp_path, "页面.html", corpus.page())
    with pytest.raises(InputError) as caught:
        given(context, path, tmp_path / "没有.html")
    assert caught.value.code == "actions.no_such_path"
    assert not Capture.objects.exists()
