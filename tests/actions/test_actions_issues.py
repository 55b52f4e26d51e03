"""Making an issue, and an editor's hand on it."""

from __future__ import annotations

import json

import msgspec
import pytest

from guanlan.actions.build_issue import build_issue
from guanlan.actions.correct_fact import correct_fact
from guanlan.actions.edit_entry import edit_entry
from guanlan.actions.export_issue import export_issue
from guanlan.actions.import_paths import import_paths
from guanlan.actions.list_issues import list_issues, show_issue
from guanlan.actions.list_reports import list_reports
from guanlan.actions.new_issue import new_issue
from guanlan.actions.order_issue import order_issue
from guanlan.actions.place_entry import place_entry
from guanlan.actions.reread import reread
from guanlan.actions.steps.assemble import assembled
from guanlan.errors import InputError
from guanlan.errors.words import phrase, sentences
from guanlan.store.models import AuditLine, Development, Entry, Issue, Revision
from guanlan.store.selectors.issues import issue_by
from small_journal import DATE, JOURNAL, RELEASES, write_releases


@pytest.fixture
def held(home, code, context, tmp_path):
    """All releases imported."""
    import_paths([write_releases(tmp_path / "in")], context=context)
    return home


@pytest.fixture
def issue(held, context):
    """Issue 2 of the small journal."""
    return new_issue(2, DATE, context=context, journal=JOURNAL)


def titles(view):
    """Heading → titles of its entries, by id."""
    return {heading: [f"{entry.id} {entry.title}" for entry in entries] for heading, entries in view.columns}


def spare(view):
    """Title → code of what was left over."""
    return {one.title: one.code for one in view.spares}


def refused(action, *args, **options):
    """The code of the error that an action ends in, having changed nothing."""
    before = [Entry.objects.count(), Revision.objects.count(), AuditLine.objects.count()]
    with pytest.raises(InputError) as caught:
        action(*args, **options)
    assert [Entry.objects.count(), Revision.objects.count(), AuditLine.objects.count()] == before
    return caught.value.code


def test_an_issue_takes_what_lies_in_its_windows(issue):
    """Each development in its column; what is too old, undated or too much is spare, with the reason."""
    shown = titles(issue)

    assert [len(entries) for entries in shown.values()] == [3, 1, 2]
    assert shown["观察一：规则 / 报告"] == ["1.2.01 丁院发布年度网络安全报告"]
    assert sorted(spare(issue).values()) == ["spare.limit", "spare.undated"]
    assert set(spare(issue).values()) <= set(sentences())
    assert "辛部印发《旧办法》" not in json.dumps(msgspec.to_builtins(issue), ensure_ascii=False)


def test_an_issue_is_a_whole_bulletin(issue):
    """What was composed comes back from the rows: cover, contents, guide, entries under their ids."""
    bulletin = assembled(Issue.objects.get())

    assert (bulletin.cover.title.text, bulletin.cover.number, bulletin.cover.date) == ("小刊", 2, "2025-01-16")
    assert [entry.id for entry in bulletin.entries()] == ["1.1.01", "1.1.02", "1.1.03", "1.2.01", "2.0.01", "2.0.02"]
    assert len(bulletin.contents) == 2 + 2 + 6
    assert bulletin.columns[0].guide


def test_the_same_issue_twice_is_refused(issue, context):
    """An issue is made once; another journal may have the same number."""
    assert refused(new_issue, 2, DATE, context=context, journal=JOURNAL) == "actions.issue_exists"

    other = new_issue(2, DATE, context=context, journal=JOURNAL.replace("小刊".encode(), "另刊".encode()))
    assert other.line.title == "另刊"
    with pytest.raises(InputError) as caught:
        show_issue("2")
    assert caught.value.code == "store.many_issues"
    assert show_issue("另刊/2") == other


def test_a_next_issue_does_not_tell_again(issue, context):
    """What stood in the last issue is spare in the next; what was spare may stand there."""
    following = new_issue(3, DATE, context=context, journal=JOURNAL)

    told = [title.split(" ", 1)[1] for entries in titles(following).values() for title in entries]
    assert told == [one.title for one in issue.spares if one.code == "spare.limit"]
    assert list(spare(following).values()).count("actions.already_published") == 6


def test_reports_of_one_thing_are_one_entry(held, context, tmp_path):
    """A copy of a page on another site joins the development; nothing is told twice."""
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "copy.txt").write_text(RELEASES["norm1"] + "\n来源：转载。\n", encoding="utf-8")
    import_paths([folder], context=context)

    view = new_issue(2, DATE, context=context, journal=JOURNAL)

    assert sum("粮食" in title for entries in titles(view).values() for title in entries) == 1
    assert len(list_reports(words="粮食")) == 2
    assert Development.objects.filter(reports__headline__contains="粮食").distinct().count() == 1


@pytest.mark.parametrize(
    ("which", "code_"),
    [("9", "store.no_issue"), ("2024-11", "store.no_issue"), ("第二期", "store.bad_issue"), ("", "store.bad_issue")],
)
def test_an_issue_that_is_not_there(issue, which, code_):
    """By number or by year and month."""
    with pytest.raises(InputError) as caught:
        show_issue(which)
    assert caught.value.code == code_


def test_an_issue_is_found_by_number_and_by_month(issue):
    """18 or 2025-01."""
    assert show_issue("2") == show_issue("2025-01") == show_issue("2025-1") == issue
    assert [(one.number, one.entries, one.imported) for one in list_issues()] == [(2, 6, False)]


def test_entries_change_their_order(issue, context):
    """Those named come first; the ids follow the places; the contents follow the body."""
    before = titles(issue)["观察一：规则 / 文件"]

    after = titles(order_issue("2", ["1.1.03", "1.1.1"], context=context))["观察一：规则 / 文件"]

    names = [title.split(" ", 1)[1] for title in before]
    assert after == [f"1.1.01 {names[2]}", f"1.1.02 {names[0]}", f"1.1.03 {names[1]}"]
    lines = [line.words.text for line in assembled(Issue.objects.get()).contents]
    assert [line for line in lines if names[2] in line] == [f"1. {names[2]}"]


@pytest.mark.parametrize(
    ("ids", "code_"),
    [
        ([], "actions.nothing_to_order"),
        (["1.1.01", "1.1.01"], "actions.mixed_order"),
        (["1.1.01", "1.2.01"], "actions.mixed_order"),
        (["1.1.09"], "store.no_entry"),
        (["first"], "store.no_entry"),
    ],
)
def test_an_order_that_makes_no_sense(issue, context, ids, code_):
    """Nothing moves."""
    assert refused(order_issue, "2", ids, context=context) == code_
    assert show_issue("2") == issue


def test_an_entry_goes_to_another_column(issue, context):
    """The gap closes; the others make room."""
    name = titles(issue)["观察一：规则 / 文件"][0].split(" ", 1)[1]

    after = titles(place_entry("2", "1.1.01", "2", context=context, at=1))

    assert [len(entries) for entries in after.values()] == [2, 1, 3]
    assert after["观察二：执法"][0] == f"2.0.01 {name}"
    assert [title[:6] for title in after["观察一：规则 / 文件"]] == ["1.1.01", "1.1.02"]


def test_an_entry_leaves_the_issue_and_comes_back(issue, context):
    """Its words are kept while it is spare."""
    edit_entry("2", "1.2.01", context=context, title="丁院的报告")
    handle = next(entry.report for _, entries in issue.columns for entry in entries if entry.id == "1.2.01")

    out = place_entry("2", "1.2.01", "out", context=context)
    assert titles(out)["观察一：规则 / 报告"] == []
    assert [one.code for one in out.spares if one.handle == handle] == ["actions.taken_out"]

    back = place_entry("2", handle, "1.2", context=context)
    assert titles(back)["观察一：规则 / 报告"] == ["1.2.01 丁院的报告"]
    assert handle not in [one.handle for one in back.spares]


def test_a_spare_is_taken_in(issue, context):
    """Drafted as the others were, at the end of its column."""
    left = next(one for one in issue.spares if one.code == "spare.limit")

    after = place_entry("2", left.handle, "2.0", context=context)

    assert titles(after)["观察二：执法"][2] == f"2.0.03 {left.title}"
    assert left.handle not in [one.handle for one in after.spares]
    assert assembled(Issue.objects.get()).entries()[-1].paragraphs


@pytest.mark.parametrize(
    ("what", "to", "at", "code_"),
    [
        ("1.1.01", "9", None, "actions.no_such_part"),
        ("1.1.01", "1", None, "actions.no_such_part"),
        ("1.1.01", "2", 4, "actions.no_such_place"),
        ("1.1.01", "2", 0, "actions.no_such_place"),
        ("1.1.01", "1.1", 4, "actions.no_such_place"),
        ("7.7.07", "2", None, "store.no_entry"),
        ("ffffffffffff", "2", None, "store.no_report"),
    ],
)
def test_a_place_that_is_not_there(issue, context, what, to, at, code_):
    """Nothing moves."""
    assert refused(place_entry, "2", what, to, context=context, at=at) == code_
    assert show_issue("2") == issue


def test_an_edited_entry_is_a_new_revision(issue, context):
    """Of the person who wrote it; the earlier one stays, word for word."""
    row = Entry.objects.get(column=1, subcolumn=2, position=1)
    first = row.revisions.get().record
    editor = msgspec.structs.replace(context, actor="编辑乙")

    line = edit_entry("2", "1.2.01", context=editor, title=" 丁院：邮件钓鱼　增多 ", text="第一段。\n\n第二段。\n")

    assert (line.title, line.revision, line.by_hand) == ("丁院：邮件钓鱼 增多", 2, True)
    assert [(one.actor, one.by_hand) for one in row.revisions.order_by("number")] == [
        ("编辑甲", False),
        ("编辑乙", True),
    ]
    assert row.revisions.get(number=1).record == first
    entry = next(one for one in assembled(Issue.objects.get()).entries() if one.id == "1.2.01")
    assert [one.words.text for one in entry.paragraphs] == ["第一段。", "第二段。"]
    assert entry.facts.title.value == "丁院：邮件钓鱼 增多"
    assert "丁院：邮件钓鱼 增多" in [line.words.text[3:] for line in assembled(Issue.objects.get()).contents]


@pytest.mark.parametrize(
    ("words", "code_"),
    [
        ({"title": "  "}, "actions.bad_words"),
        ({"text": "\n \n"}, "actions.bad_words"),
        ({"title": "甲\x07乙"}, "actions.bad_words"),
        ({"title": "丁院发布年度网络安全报告"}, "actions.nothing_edited"),
        ({}, "actions.nothing_edited"),
    ],
)
def test_words_that_are_none(issue, context, words, code_):
    """No revision."""
    assert refused(edit_entry, "2", "1.2.01", context=context, **words) == code_


def test_better_code_does_not_enter_an_issue_by_itself(issue, code, context):
    """A difference is ours: the reports have it, the issue has not."""
    from homes import plain_release

    def shorter(reading, **known):
        return tuple(
            msgspec.structs.replace(report, facts=msgspec.structs.replace(report.facts, kind=report.facts.kind))
            for report in plain_release(
                msgspec.structs.replace(reading, text=reading.text.replace("2025-01-02", "2025-01-09"))
            )
        )

    before = assembled(Issue.objects.get())
    code.become("code-2", shorter)
    done = reread(context=context)

    assert [change.field for change in done.changes] == ["date", "text"]
    assert assembled(Issue.objects.get()) == before


def test_a_corrected_fact_reaches_the_entry(issue, context):
    """A person's word may; its own words and whose they are stay as they were."""
    entry = issue.columns[0][1][0]

    correct_fact(entry.report, "jurisdiction", "CN-GD", context=context)

    rows = {row["id"]: row for row in map(json.loads, export_issue("2"))}
    assert rows[entry.id]["jurisdiction"] == "CN-GD"
    assert rows[entry.id]["title"] == entry.title
    assert Revision.objects.filter(by_hand=True).count() == 0


def test_a_corrected_headline_leaves_the_entry_s_title_alone(issue, context):
    """That one is its editor's."""
    entry = issue.columns[0][1][0]

    correct_fact(entry.report, "title", "甲部的标题", context=context)

    assert show_issue("2") == issue


def test_the_export_speaks_the_names_of_the_labels(issue):
    """One line an entry, in body order."""
    rows = [json.loads(line) for line in export_issue("2", "jsonl")]

    assert [row["id"] for row in rows] == ["1.1.01", "1.1.02", "1.1.03", "1.2.01", "2.0.01", "2.0.02"]
    assert {"title", "date", "date_role", "kind", "issuers", "penalties", "figures"} <= rows[0].keys()
    assert {row["kind"] for row in rows} == {"instrument", "publication", "enforcement"}


def test_a_spreadsheet_runs_nothing(issue, context):
    """The same rows as CSV: a title that looks like a formula is words."""
    edit_entry("2", "1.1.01", context=context, title="=1+1")

    lines = list(export_issue("2", "csv"))

    assert lines[0].startswith("\ufeffid,title,date,")
    assert lines[1].startswith("1.1.01,'=1+1,2025-01-0")
    assert len(lines) == 7


def test_an_unknown_export_format(issue):
    """Said before a line is written."""
    with pytest.raises(InputError) as caught:
        export_issue("2", "xml")
    assert caught.value.code == "actions.export_format"


def test_files_are_built_whole_and_again_the_same(issue, context, tmp_path, monkeypatch):
    """Each with its hash; a second build gives the same bytes."""
    monkeypatch.setattr(
        "guanlan.actions.build_issue.build",
        lambda bulletin, journal, format, **more: f"{format}{bulletin.cover.number}".encode(),
    )

    first = build_issue("2", ["md", "jsonl", "md"], tmp_path / "a" / "b", context=context)
    second = build_issue("2", ["md", "jsonl"], tmp_path / "c", context=context)

    assert [one.format for one in first] == ["md", "jsonl"]
    assert [one.sha256 for one in first] == [one.sha256 for one in second]
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == ["issue-2.jsonl", "issue-2.md"]
    assert (tmp_path / "c" / "issue-2.md").read_bytes() == b"md2"


def test_a_format_that_is_not_known_builds_nothing(issue, context, tmp_path):
    """Not even the formats before it."""
    assert refused(build_issue, "2", ["md", "exe"], tmp_path / "out", context=context) == "publish.format"
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written(issue, context, tmp_path, monkeypatch):
    """A file stands where the folder should be: said, and nothing recorded."""
    monkeypatch.setattr("guanlan.actions.build_issue.build", lambda *args, **more: b"x")
    (tmp_path / "out").write_text("in the way")

    assert refused(build_issue, "2", ["md"], tmp_path / "out", context=context) == "actions.cannot_write"


def test_an_issue_is_whole_or_not_at_all(held, context, monkeypatch):
    """A fault while its last entry is stored leaves no issue, no entry, no development, no audit line."""
    lines = AuditLine.objects.count()
    calls = []

    def fail(*args, **options):
        calls.append(args)
        if len(calls) == 6:
            raise RuntimeError
        return original(*args, **options)

    from guanlan.actions import new_issue as module

    original = module.new_revision
    monkeypatch.setattr(module, "new_revision", fail)
    with pytest.raises(RuntimeError):
        new_issue(2, DATE, context=context, journal=JOURNAL)

    assert [noun.objects.count() for noun in (Issue, Entry, Development)] == [0, 0, 0]
    assert AuditLine.objects.count() == lines


def test_every_hand_on_an_issue_is_written_down(issue, context):
    """Verb and actor of each."""
    order_issue("2", ["1.1.02"], context=context)
    place_entry("2", "1.1.01", "2", context=context)
    edit_entry("2", "1.1.01", context=context, title="改题")

    assert AuditLine.objects.get(verb="order").details["before"] == ["1.1.01", "1.1.02", "1.1.03"]
    verbs = list(AuditLine.objects.order_by("id").values_list("verb", "actor"))[-4:]
    assert verbs == [(verb, "编辑甲") for verb in ("new issue", "order", "place", "edit")]


def test_issue_by_takes_leading_blanks(issue):
    """As pasted from somewhere."""
    assert issue_by(" 2 ").number == 2


def test_what_plain_rules_keep_out_is_spare(held, context, monkeypatch):
    """With a reason that can be said; a reason not known here is said as it is."""
    reasons = {"戊县处罚一家酒店": "advertisement", "己区查处一个培训机构": "lottery"}
    monkeypatch.setattr("guanlan.actions.steps.marking.is_out", lambda report: reasons.get(report.headline.text))

    view = new_issue(2, DATE, context=context, journal=JOURNAL)

    told = {one.title: phrase(one.code, "en", one.params) for one in view.spares}
    assert told["戊县处罚一家酒店"] == "an advertisement, no regulatory development"
    assert told["己区查处一个培训机构"] == "no regulatory development (lottery)"
    assert len(titles(view)["观察二：执法"]) == 1


def test_a_development_survives_what_is_found_later(issue, context, tmp_path):
    """An older telling of the same thing gives it another key: the old row leads to the new one, reports move along."""
    was = {row.key for row in Development.objects.all()}
    folder = tmp_path / "early"
    folder.mkdir()
    (folder / "copy.txt").write_text(RELEASES["norm1"] + "来源：转载。\n", encoding="utf-8")
    import_paths([folder], context=context)
    new_issue(3, DATE, context=context, journal=JOURNAL)

    for row in Development.objects.all():
        assert (row.merged_into is None) == row.reports.exists()
    assert was <= {row.key for row in Development.objects.all()}
    assert Development.objects.filter(merged_into=None).count() == len(RELEASES)
