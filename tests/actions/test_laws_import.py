"""Law texts come in once, whole or not at all, and better code reads them anew."""

from __future__ import annotations

import shutil

import msgspec
import pytest

from guanlan.actions.import_laws import import_laws
from guanlan.actions.law_summaries import LawResult
from guanlan.actions.reread import reread
from guanlan.actions.search import search
from guanlan.actions.show_law import show_law
from guanlan.actions.steps import indexing, law_rows
from guanlan.errors import InputError
from guanlan.law.reading import read_law_text
from guanlan.store import blobs
from guanlan.store.models import AuditLine, Blob, Capture, Document, LawVersion, Passage, Reading, Unread, Work
from small_library import FILES, PRESENT, touch, write_laws


@pytest.fixture
def folder(tmp_path):
    """The files of the small library."""
    return write_laws(tmp_path / "laws")


def results(done):
    """File name → what became of it."""
    return {one.path.rpartition("/")[2]: one.result for one in done.outcomes}


def test_files_become_works_with_versions(home, context, folder):
    done = import_laws([folder], context=context)
    assert results(done) == {
        "样例安全法(2018-03-01).md": LawResult.ADDED,
        "样例安全法(2024-10-20).md": LawResult.ADDED,
        "样例安全法实施条例.md": LawResult.ADDED,
        "广东省样例数据条例.md": LawResult.ADDED,
        "说明.md": LawResult.NOT_A_LAW,
    }
    assert (done.works, done.versions, done.same, done.faulty) == (3, 4, 0, True)
    assert {row.title: row.versions.count() for row in Work.objects.all()} == {
        "中华人民共和国样例安全法": 2,
        "样例安全法实施条例": 1,
        "广东省样例数据条例": 1,
    }
    assert {row.title: (row.rank, row.place) for row in Work.objects.all()} == {
        "中华人民共和国样例安全法": (1, "CN"),
        "样例安全法实施条例": (2, "CN"),
        "广东省样例数据条例": (6, "CN-GD"),
    }


def test_bytes_and_capture_are_kept_of_what_is_no_law(home, context, folder):
    done = import_laws([folder / "地方" / "说明.md"], context=context)
    (one,) = done.outcomes
    assert one.code is not None
    assert blobs.get(one.ref) == FILES["地方/说明.md"].encode()
    assert Unread.objects.get().shape == "law"
    assert Capture.objects.get().name == "说明.md"


def test_what_is_published_is_the_file_as_it_is(home, context, folder):
    import_laws([folder], context=context)
    version = LawVersion.objects.get(title="中华人民共和国样例安全法", brief__contains="2024-10-20")
    assert blobs.get(version.pk).decode() == PRESENT
    assert version.pk == blobs.sha256_of(PRESENT.encode())


def test_a_second_import_opens_no_file(home, context, folder, monkeypatch):
    import_laws([folder], context=context)
    before = [model.objects.count() for model in (Capture, Reading, Passage, AuditLine)]
    monkeypatch.setattr("guanlan.actions.import_laws.bytes_of", None)
    again = import_laws([folder], context=context)
    assert (again.outcomes, again.same, again.versions) == ((), len(FILES), 4)
    assert [model.objects.count() for model in (Capture, Reading, Passage, AuditLine)] == before


def test_a_file_that_was_touched_is_the_same_by_its_bytes(home, context, folder):
    import_laws([folder], context=context)
    touch(folder / "条例/样例安全法实施条例.md", 5)
    again = import_laws([folder], context=context)
    assert (again.outcomes, again.same) == ((), len(FILES))
    assert Capture.objects.count() == len(FILES) + 1
    assert LawVersion.objects.count() == 4


def test_a_changed_file_is_one_more_version(home, context, folder):
    import_laws([folder], context=context)
    path = folder / "条例/样例安全法实施条例.md"
    path.write_text(path.read_text(encoding="utf-8").replace("另行规定", "另行公布"), encoding="utf-8")
    touch(path, 5)
    again = import_laws([folder], context=context)
    assert results(again) == {path.name: LawResult.ADDED}
    assert LawVersion.objects.count() == 5
    assert search("另行公布").total == 1
    assert search("另行规定").total == 1


def test_two_files_with_the_same_bytes_are_one_version(home, context, folder):
    copy = folder / "副本.md"
    copy.write_bytes((folder / "地方/广东省样例数据条例.md").read_bytes())
    done = import_laws([folder], context=context)
    assert done.same == 1
    assert done.versions == 4
    assert import_laws([folder], context=context).same == len(FILES) + 1


def become_better(monkeypatch):
    """From now on, other code reads laws."""
    for place in ("import_laws", "steps.law_rows", "steps.law_reading"):
        monkeypatch.setattr(f"guanlan.actions.{place}.law_fingerprint", lambda: "better")


def test_better_code_reads_what_is_stored_though_the_files_are_gone(home, context, folder, monkeypatch):
    import_laws([folder], context=context)
    shutil.rmtree(folder)
    become_better(monkeypatch)
    monkeypatch.setattr("guanlan.actions.steps.law_rows.read_law_text", renamed)
    assert reread(context=context).laws == len(FILES)
    assert {row.title for row in Work.objects.all()} == {
        "中华人民共和国样例安全法",
        "样例安全法实施细则",
        "广东省样例数据条例",
    }
    assert search("样例安全法实施细则").total == 1
    assert reread(context=context).laws == 0


def renamed(text):
    """The reader of law texts, which takes one title for another."""
    law = read_law_text(text)
    return msgspec.structs.replace(law, title=law.title.replace("实施条例", "实施细则"))


def test_better_code_reads_the_stored_files_anew(home, context, folder, monkeypatch):
    import_laws([folder], context=context)
    read = Reading.objects.count()
    become_better(monkeypatch)
    again = import_laws([folder], context=context)
    assert again.same == 0
    assert again.versions == 4
    assert set(LawVersion.objects.values_list("fingerprint", flat=True)) == {"better"}
    assert Reading.objects.count() == read
    assert search("运行日志", kind="law").total == search("运行日志").total == 3


def test_an_import_that_breaks_off_goes_on(home, context, folder, monkeypatch):
    """One file a batch, and the power goes in the third: two are there whole, and the next import has the rest."""
    monkeypatch.setattr("guanlan.actions.import_laws.BATCH_FILES", 1)
    kept = []

    def failing(laws):
        if len(kept) == 2:
            raise KeyboardInterrupt
        kept.append(laws)
        law_rows.keep_laws(laws)

    monkeypatch.setattr("guanlan.actions.steps.law_reading.keep_laws", failing)
    with pytest.raises(KeyboardInterrupt):
        import_laws([folder], context=context)
    assert Blob.objects.count() == 3
    assert set(Document.objects.values_list("ref", flat=True)) == set(LawVersion.objects.values_list("pk", flat=True))
    monkeypatch.setattr("guanlan.actions.steps.law_reading.keep_laws", law_rows.keep_laws)
    done = import_laws([folder], context=context)
    assert (done.works, done.versions) == (3, 4)
    assert not LawVersion.objects.filter(work=None).exists()


def test_refused_files_store_nothing(home, context, tmp_path, monkeypatch):
    monkeypatch.setattr("guanlan.formats.door.MAX", 1_000)
    given = tmp_path / "in"
    given.mkdir()
    (given / "大.md").write_text("第一条　一部很长的法。\n" * 100, encoding="utf-8")
    (given / "空.md").write_bytes(b"")
    done = import_laws([given], context=context)
    assert {one.path.rpartition("/")[2]: (one.result, one.code) for one in done.outcomes} == {
        "大.md": (LawResult.REFUSED, "formats.too_large"),
        "空.md": (LawResult.REFUSED, "formats.empty"),
    }
    assert done.faulty
    assert [model.objects.count() for model in (Blob, Capture, LawVersion)] == [0, 0, 0]


def test_a_path_that_is_not_there(home, context, tmp_path):
    with pytest.raises(InputError) as caught:
        import_laws([tmp_path / "无"], context=context)
    assert caught.value.code == "actions.no_such_path"


def test_law_texts_are_no_releases(home, context, folder, code):
    """What reads stored bytes anew leaves them to the law library."""
    import_laws([folder], context=context)
    code.become("code-2")
    assert reread(context=context).looked_at == 0


def test_progress_is_told(home, context, folder):
    told = []
    import_laws([folder], context=msgspec.structs.replace(context, progress=lambda *one: told.append(one)))
    assert told[0][:2] == (0, len(FILES))
    assert told[-1] == (len(FILES), len(FILES), "")


def test_an_html_page_is_read_too(home, context, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><meta charset='utf-8'><title>样例办法</title></head><body><article><h1>某某样例办法</h1>"
        "<p>（2024年1月1日某部公布）</p><p>第一条　为了示范网页，制定本办法。</p>"
        "<p>第二条　经营者应当按月报告样例的情况，并保存有关的材料备查。</p>"
        "<p>第三条　本办法自2024年2月1日起施行。</p></article></body></html>",
        encoding="utf-8",
    )
    done = import_laws([page], context=context)
    assert results(done) == {"page.html": LawResult.ADDED}
    (found,) = search("按月报告").hits
    assert found.where == "article:2"


def test_the_index_is_made_anew_where_it_is_of_another_normaliser(home, context, folder):
    indexing.SearchState.objects.all().delete()
    import_laws([folder], context=context)
    assert Passage.objects.count() == 0
    assert search("运行日志").total == 3
    assert indexing.is_current()
    assert show_law("样例安全法", "2", on=context.now.date()).resolved
