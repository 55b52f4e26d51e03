"""Whatever is imported, edited, corrected, moved or read anew: search finds what an index made anew would find."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from guanlan.actions.cited_by import cited_by
from guanlan.actions.correct_fact import correct_fact
from guanlan.actions.edit_entry import edit_entry
from guanlan.actions.import_laws import import_laws
from guanlan.actions.import_paths import import_bytes, import_paths
from guanlan.actions.list_issues import show_issue
from guanlan.actions.list_reports import list_reports
from guanlan.actions.new_issue import new_issue
from guanlan.actions.place_entry import place_entry
from guanlan.actions.reread import reread
from guanlan.actions.search import search
from guanlan.actions.steps import indexing
from guanlan.errors import InputError
from guanlan.errors.words import phrase
from guanlan.store.models import Citation, Document, Passage
from guanlan.store.search import engine
from homes import plain_release
from index_state import whole_state
from small_journal import DATE, JOURNAL, write_releases
from small_library import write_laws


def everything():
    """All that search knows."""
    return (
        list(Document.objects.order_by("base").values_list("base", "kind", "ref", "title", "place", "day", "hash")),
        list(Passage.objects.order_by("id").values_list("id", "document", "where", "words")),
        sorted(Citation.objects.values_list("passage", "name", "first", "last", "start", "end")),
        whole_state(),
    )


@pytest.fixture
def true_index():
    """Checks that the index is what it would be if it were made now."""

    def check():
        held = everything()
        assert engine().faults() == ()
        indexing.make_anew()
        assert everything() == held

    return check


@pytest.fixture
def issue(home, code, context, tmp_path):
    """Releases, laws, and issue 2 of the small journal."""
    import_paths([write_releases(tmp_path / "in")], context=context)
    import_laws([write_laws(tmp_path / "laws")], context=context)
    return new_issue(2, DATE, context=context, journal=JOURNAL)


def first_entry(view):
    """The first entry of an issue."""
    return next(entry for _, entries in view.columns for entry in entries)


def test_after_an_issue_was_made(issue, true_index):
    assert {kind for (kind,) in Document.objects.values_list("kind")} == {"law", "report", "entry", "development"}
    true_index()


def test_after_an_entry_was_edited(issue, true_index, context):
    entry = first_entry(issue)
    edit_entry("2", entry.id, context=context, text="编辑甲写的新话，依据《样例安全法》第三条。")
    (hit,) = search("编辑甲写的新话").hits
    assert (hit.kind, hit.ref, hit.where) == ("entry", f"2/{entry.id}", "paragraph:1")
    assert [one.ref for one in cited_by("样例安全法第三条").citers if one.kind == "entry"] == [f"2/{entry.id}"]
    true_index()
    edit_entry("2", entry.id, context=context, text="又改了一回。")
    assert search("编辑甲写的新话").total == 0
    true_index()


def test_after_an_entry_was_taken_out_and_in(issue, true_index, context):
    entry = first_entry(issue)
    place_entry("2", entry.id, "out", context=context)
    assert search(f'"{entry.title}"', kind="entry").total == 0
    true_index()
    place_entry("2", entry.report, entry.id.rpartition(".")[0], context=context)
    assert search(f'"{entry.title}"', kind="entry").total >= 1
    true_index()


def test_after_a_correction(issue, true_index, context):
    line = list_reports()[0]
    correct_fact(line.handle, "jurisdiction", "CN-GD", context=context)
    assert line.handle in {hit.ref for hit in search(f'"{line.title}"', place="CN-GD", kind="report").hits}
    assert line.handle in {hit.ref for hit in search(f'"{line.title}"', place="广东", kind="report").hits}
    assert search(f'"{line.title}"', place="CN-BJ", kind="report").total == 0
    true_index()
    correct_fact(line.handle, "date", "2023-02-03", context=context)
    day = datetime.date(2023, 2, 3)
    assert search(f'"{line.title}"', since=day, until=day, kind="report").total >= 1
    true_index()


def test_after_a_release_changed(home, code, context, tmp_path, true_index):
    """A paragraph more, a headline less: what is gone is not found."""
    folder = tmp_path / "in"
    folder.mkdir()
    page = folder / "a.md"
    page.write_text("# 甲市通报\n2025-01-02 罚款。\n\n# 乙市通报\n别的事情。\n", encoding="utf-8")
    import_paths([folder], context=context)
    assert search("别的事情").total == 1
    true_index()
    page.write_text("# 甲市通报\n2025-01-02 罚款，当日公布。\n", encoding="utf-8")
    import_paths([folder], context=context)
    assert search("别的事情").total == 0
    assert search("当日公布").total == 1
    true_index()


def test_after_reading_anew(issue, true_index, context, code):
    def shorter(reading, *, publisher=None, published=None):
        return tuple(msgspec.structs.replace(one, paragraphs=one.paragraphs[:1]) for one in plain_release(reading))

    code.become("code-2", shorter)
    reread(context=context)
    true_index()


def test_an_action_that_fails_leaves_the_index_as_it_was(issue, true_index, context, monkeypatch):
    held = everything()

    def failing(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("guanlan.actions.steps.settle._day", failing)
    with pytest.raises(RuntimeError):
        import_bytes("# 丁市通报\n从未见过的话。\n".encode(), name="d.md", context=context)
    assert search("从未见过的话").total == 0
    assert everything() == held


def test_filters(issue):
    assert {hit.kind for hit in search("样例", kind="law").hits} == {"law"}
    assert {hit.title for hit in search("运行日志").hits} == {"中华人民共和国样例安全法", "样例安全法实施条例"}
    assert {hit.title for hit in search("运行日志", work="样例安全法").hits} == {"中华人民共和国样例安全法"}
    assert {hit.title for hit in search("条例", rank="local").hits} == {"广东省样例数据条例"}
    assert {hit.title for hit in search("条例", place="CN-GD", kind="law").hits} == {"广东省样例数据条例"}
    assert {hit.title for hit in search("施行", since=datetime.date(2025, 3, 1), kind="law").hits} == {
        "样例安全法实施条例"
    }
    assert search("施行", until=datetime.date(2018, 5, 1), kind="law").total == 0
    assert search("运行日志", work="样例安全法", rank="local").total == 0
    found = search("样例", limit=1)
    assert (len(found.hits), found.total > 1) == (1, True)


def test_hits_show_where_the_words_stand(issue):
    (hit,) = search("35273").hits
    assert (hit.title, hit.where, hit.place) == ("广东省样例数据条例", "article:2", "CN-GD")
    assert [hit.words[start:end] for start, end in hit.marks] == ["35273"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"words": " "}, "search.no_words"),
        ({"words": "法", "kind": "laws"}, "search.bad_filter"),
        ({"words": "法", "rank": "high"}, "search.bad_filter"),
        ({"words": "法", "place": "某地"}, "search.bad_filter"),
        ({"words": "法", "work": "没有的法"}, "laws.unknown"),
        ({"words": "法", "limit": 0}, "search.bad_limit"),
        ({"words": "法", "since": DATE, "until": DATE - datetime.timedelta(1)}, "search.bad_window"),
    ],
)
def test_what_is_refused(home, asked, code):
    with pytest.raises(InputError) as caught:
        search(**asked)
    assert caught.value.code == code
    for language in ("zh", "en"):
        assert "{" not in phrase(code, language, caught.value.params)


def test_an_issue_that_was_shown_is_found_by_its_entries(issue):
    view = show_issue("2")
    for _, entries in view.columns:
        for entry in entries:
            assert f"2/{entry.id}" in {hit.ref for hit in search(f'"{entry.title}"', kind="entry").hits}
