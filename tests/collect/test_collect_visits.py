"""What visits do besides fetching: resuming, staying upright, folders, digests, who is believed about what."""

from __future__ import annotations

import datetime
import fcntl
import json

import msgspec
import pytest
from sites import LIST, article, as_json, document, feed, listing, put_articles
from typer.testing import CliRunner
from visiting import QUICK, headlines, releases, visit, watched_site, whole

from guanlan.actions.collect_sources import LOCK, collect_sources
from guanlan.actions.import_paths import import_paths
from guanlan.actions.reread import reread
from guanlan.actions.steps.watched import row_of
from guanlan.actions.summaries import Result
from guanlan.actions.watch_sources import Schedule, due_keys, watch_sources
from guanlan.collect.families import families, family_for
from guanlan.collect.fetching import crawl
from guanlan.collect.remembering import Remembering
from guanlan.errors import InputError
from guanlan.records.codec import from_json
from guanlan.records.source import SourceSpec
from guanlan.records.versions import VersionChange
from guanlan.store.models import AuditLine, Capture, Exchange, Issue, Release, Report, Source, Unread, Visit
from local_web import Answer

pytestmark = pytest.mark.usefixtures("home")


def listed(web, *titles: str) -> None:
    """A list of pages ``/n/1.html``… of these titles."""
    items = []
    for number, title in enumerate(titles, 1):
        web.page(f"/n/{number}.html", article(title))
        items.append((f"/n/{number}.html", title, "2025-01-14"))
    web.page("/list.html", listing(items))


def test_our_families_are_found_without_an_installed_package():
    """Those of the kinds that a spec may have."""
    assert {"list", "feed", "api", "folder", "bulletin"} <= set(families())


def test_a_reader_that_fails_stops_nothing(web, context, days, monkeypatch):
    """The page is kept, marked unread, told as a fault of ours; the others are read; better code reads it later."""
    listed(web, "第1号公告", "第2号公告", "第3号公告")
    from guanlan.actions.steps import read_in

    real = read_in.interpret

    def failing(reading, *arguments, **options):
        if "第2号" in reading.text:
            raise ZeroDivisionError("half a table")
        return real(reading, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(read_in, "interpret", failing)
        done = collect_sources([watched_site(web, LIST).key], context=context, clock=days, means=QUICK)

    assert done.fault
    assert sorted(releases()) == ["/n/1.html", "/n/3.html"]
    refused = Unread.objects.get()
    assert (refused.code, "ZeroDivisionError: half a table" in refused.params["detail"]) == (
        "actions.reader_fault",
        True,
    )
    monkeypatch.setattr("guanlan.actions.steps.read_in.fingerprint", lambda: "better")
    monkeypatch.setattr("guanlan.actions.reread.fingerprint", lambda: "better")
    reread(context=context)
    assert headlines()["/n/2.html"] == ["第2号公告"]


def test_an_import_goes_on_past_a_reader_that_fails(context, tmp_path, code):
    """As a visit does."""

    def failing(reading, **options):
        raise RecursionError if "甲" in reading.text else KeyError("x")

    code.become("code-1", failing)
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.txt").write_text(f"# {name}", encoding="utf-8")

    done = import_paths([tmp_path / "甲.txt", tmp_path / "乙.txt"], context=context)

    assert [one.code for one in done.outcomes] == ["actions.reader_fault"] * 2
    assert (done.fault, Capture.objects.count()) == (True, 2)


def test_bytes_that_were_stored_and_not_read_are_read_first(web, context, days, monkeypatch):
    """The process died between the two: nothing is asked for again."""
    listed(web, "第1号公告")
    spec = watched_site(web, LIST)
    with monkeypatch.context() as patch:
        patch.setattr("guanlan.actions.steps.collecting.read_in", _die)
        with pytest.raises(KeyboardInterrupt):
            visit(spec, context, days)
    assert (Release.objects.count(), Capture.objects.count(), Visit.objects.get().ended) == (0, 1, None)
    web.asked.clear()

    done = collect_sources(context=context, clock=days, means=QUICK)

    assert [one.result for one in done.resumed] == [Result.ADDED]
    assert web.paths() == ["/list.html"], "and the source was due, since its visit was broken off"
    assert headlines() == {"/n/1.html": ["第1号公告"]}


def _die(*arguments: object, **options: object) -> None:
    raise KeyboardInterrupt


def test_the_annexes_of_a_visit_broken_off_are_fetched(web, context, days, monkeypatch):
    """The page was stored, its annex not asked for yet."""
    web.page("/n/1.html", article("第1号公告", more='<a href="/f/1.docx">附件</a>'))
    web.put("/f/1.docx", Answer(document("附件", "名单如下，请各单位核对后报送。"), "application/octet-stream"))
    web.page("/list.html", listing([("/n/1.html", "第1号公告", "2025-01-14")]))
    spec = watched_site(web, LIST)
    with monkeypatch.context() as patch:
        patch.setattr("guanlan.actions.steps.collecting.read_in", _die)
        with pytest.raises(KeyboardInterrupt):
            visit(spec, context, days)

    whole(visit(spec, context, days))

    assert sorted(releases()) == ["/f/1.docx", "/n/1.html"]
    assert web.paths().count("/n/1.html") == 1


def test_a_visit_that_reached_its_limit_is_no_anchor(web, context, days):
    """More came than one visit may ask for: the following ones go on behind what it brought."""
    old = put_articles(web, 1)
    web.page("/list.html", listing(old))
    rules = LIST + 'next = "a.next"\nmost_pages = 1\n[source.politeness]\ndelay = 0.0\nmost_pages = 5'
    spec = watched_site(web, rules)
    whole(visit(spec, context, days))
    items = [*put_articles(web, 6, first=2), *old]
    for page in range(4):
        more = f'<a class="next" href="/list_{page + 2}.html">下一页</a>' if page < 3 else ""
        web.page("/list.html" if not page else f"/list_{page + 1}.html", listing(items[2 * page : 2 * page + 2], more))

    first = whole(visit(spec, context, days))
    assert (first.stopped, first.events, first.kept) == ("pages", {"collect.stopped": 1}, 3)
    second = whole(visit(spec, context, days))
    assert second.stopped is not None or second.kept == 3
    whole(visit(spec, context, days))

    assert len(releases()) == 7


def test_one_source_that_fails_stops_no_other(web, context, days, monkeypatch, tmp_path):
    """A folder that is gone, a family that breaks: each is told, is due by its rhythm again, and the third is taken."""
    listed(web, "第1号公告")
    watched_site(web, "", key="a-gone", kind="folder", address=str(tmp_path / "gone"))
    watched_site(web, "", key="b-broken", kind="feed", address=web.root + "/rss")
    watched_site(web, LIST, key="c-good")
    monkeypatch.setattr("guanlan.collect.families.feeds.FeedFamily.start", lambda self, spec: 1 / 0)

    done = collect_sources(context=context, clock=days, means=QUICK)

    assert [visit.code for visit in done.visits] == ["collecting.no_folder", "collecting.source_fault", None]
    assert (done.faulty, done.fault, len(releases())) == (True, True, 1)
    assert Visit.objects.filter(ended=None).count() == 0
    assert Visit.objects.get(source__key="watched:b-broken").events == {"collect.failed": 1, "collect.stopped": 1}
    assert collect_sources(context=context, clock=days, means=QUICK).visits == ()


def test_a_page_that_the_family_stumbles_over_leads_nowhere(web, context, days, monkeypatch):
    """It is kept all the same."""
    listed(web, "第1号公告", "第2号公告")
    monkeypatch.setattr("guanlan.collect.families.lists.attachments", lambda *_: [1 / 0])

    done = whole(visit(watched_site(web, LIST), context, days))

    assert (done.kept, done.events) == (2, {"collect.not_walked": 2})


def test_paused_sources_and_those_that_are_not_due_are_left_alone(web, context, days):
    """And an unknown key is told with those that there are."""
    listed(web, "第1号公告")
    watched_site(web, LIST, key="a")
    watched_site(web, LIST, key="b")
    Source.objects.filter(key="watched:b").update(paused=True)

    first = collect_sources(context=context, clock=days, means=QUICK)
    second = collect_sources(context=context, clock=days, means=QUICK)
    third = collect_sources(context=context, clock=days, means=QUICK, once=True)

    assert [visit.source for visit in first.visits] == ["a"]
    assert (second.visits, second.waiting, second.paused) == ((), 1, 1)
    assert [visit.source for visit in third.visits] == ["a"]
    with pytest.raises(InputError, match="a, b"):
        collect_sources(["c"], context=context, clock=days)


def test_a_source_without_rules_is_not_visited(web, context, days):
    """Passed over in a round; told where it is named; never due for the watch."""
    spec = msgspec.structs.replace(watched_site(web, LIST), list=None, checked=False)
    row_of(spec)

    done = collect_sources(context=context, clock=days, means=QUICK, once=True)

    assert (done.visits, done.unchecked, due_keys(days())) == ((), 1, [])
    assert visit(spec, context, days).code == "collecting.unchecked"
    assert (Visit.objects.count(), web.paths()) == (0, [])


def test_two_collectings_at_once_are_one(home, web, context, days):
    """The second is told, and changes nothing."""
    listed(web, "第1号公告")
    spec = watched_site(web, LIST)
    with (home / LOCK).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(InputError) as refused:
            visit(spec, context, days)
        waited: list[float] = []

        def wait(seconds: float) -> None:
            waited.append(seconds)
            days.pass_(seconds=seconds)

        until = Schedule(until=days() + datetime.timedelta(minutes=2))
        assert watch_sources(until, context=context, clock=days, wait=wait, tell=lambda *_: None) == 0
        assert len(waited) >= 2, "a watch waits for the other, and does not ask without end"

    assert refused.value.code == "collecting.under_way"
    assert Visit.objects.count() == 0


def test_equal_bytes_under_two_addresses_are_one_release(web, context, days):
    """A page that is listed with and without its session: one release, two captures."""
    page = article("第1号公告")
    for path in ("/n/1.html", "/m/1.html"):
        web.page(path, page)
    web.page(
        "/list.html", listing([("/n/1.html;jsessionid=1F?spm=1", "第1号公告", ""), ("/m/1.html", "第1号公告", "")])
    )

    done = whole(visit(watched_site(web, LIST), context, days))

    assert [one.result for one in done.outcomes] == [Result.ADDED, Result.SAME]
    assert (Release.objects.count(), Capture.objects.count()) == (1, 2)
    assert "/n/1.html" in web.paths()


@pytest.mark.parametrize(
    ("level", "home_page", "grade"),
    [("ministry", "{root}", "甲"), ("media", "{root}", "乙"), ("ministry", "https://elsewhere.example/", "乙")],
)
def test_grades_of_what_is_fetched(web, context, days, level, home_page, grade):
    """The authority's own site is proof of the first grade; a medium's, and another's, of the second."""
    listed(web, "第1号公告")
    spec = watched_site(web, LIST, level=level, home=home_page.format(root=web.root))

    whole(visit(spec, context, days))

    assert Capture.objects.get().grade == grade


@pytest.mark.parametrize("own", ["https://www.authority.example/2025/t1.html", "{root}/"])
def test_a_page_is_not_believed_about_another_address(web, context, days, own):
    """Another site's page cannot pass for an authority's; a front page named on every page is no address of one."""
    head = f'<link rel="canonical" href="{own.format(root=web.root)}">'
    for number in (1, 2):
        web.page(f"/n/{number}.html", article(f"第{number}号公告", head=head))
    web.page("/list.html", listing([(f"/n/{number}.html", "公告", "") for number in (1, 2)]))

    whole(visit(watched_site(web, LIST), context, days))

    assert sorted(releases()) == ["/n/1.html", "/n/2.html"]


def test_the_list_helps_a_page_that_is_silent(web, context, days):
    """No title but the site's name, no day, no publisher: the list gave them, and the text bears the title."""
    words = "<p>关于做好年度台账报送工作的通知</p><p>各单位要按照要求完成台账的整理，并于月底之前报送至某某局。</p>"
    web.page("/n/1.html", f"<html><head><title>某某局</title></head><body><div>{words}</div></body></html>")
    web.page("/list.html", listing([("/n/1.html", "关于做好年度台账…", "[01-14]")]))

    whole(visit(watched_site(web, LIST), context, days))

    release = releases()["/n/1.html"]
    assert headlines()["/n/1.html"] == ["关于做好年度台账报送工作的通知"]
    assert (release.publisher, release.published.month, release.published.day) == ("某某局", 1, 14)


def test_the_sources_own_rules_are_surer_than_the_list(web, context, days):
    """Title and day of a page by its selectors; annexes by theirs, wherever they lie."""
    more = '<span class="t">关于印发某办法的通知</span><i id="d">2025年1月10日</i>'
    more += '<div class="a"><a href="/x?id=1">下载</a></div>'
    web.page(
        "/n/1.html", f"<html><body><div>{more}<p>某办法已经审议通过，现予印发，请遵照执行。</p></div></body></html>"
    )
    web.put("/x", Answer(document("某办法", "第一条 为了规范某项工作，制定本办法。"), "application/octet-stream"))
    web.page("/list.html", listing([("/n/1.html", "某办法", "2025-01-14")]))
    rules = '\n[source.detail]\ntitle = "span.t"\ndate = "#d"\nattachments = "div.a a"'

    whole(visit(watched_site(web, LIST + rules), context, days))

    headers = Exchange.objects.get(asked=web.root + "/n/1.html").capture.headers
    assert (headers["title"], headers["date"]) == ("关于印发某办法的通知", "2025-01-10")
    assert sorted(releases()) == ["/n/1.html", "/x?id=1"]


def test_what_no_reader_takes_is_kept_and_not_asked_for_again(web, context, days):
    """A file of an unknown kind is evidence; an empty answer is none and is asked for again."""
    web.put("/n/1.html", Answer(b"\x7fELF" + bytes(range(256)), "application/octet-stream"))
    web.put("/n/2.html", Answer(b"  \n"))
    web.page("/list.html", listing([("/n/1.html", "一", ""), ("/n/2.html", "二", "")]))
    spec = watched_site(web, LIST)

    done = whole(visit(spec, context, days))

    assert [one.result for one in done.outcomes] == [Result.UNREAD]
    assert done.events == {"collect.no_body": 1}
    web.asked.clear()
    whole(visit(spec, context, days))
    assert sorted(web.paths()) == ["/list.html", "/n/2.html"]


def test_another_sites_feed_proves_nothing(web, context, days):
    """Whole texts with links to another host: the pages are asked for there (and refused here: a name of nobody)."""
    long = "<p>有关单位应当按照规定完成备案，并对备案材料的真实性负责。</p>" * 10
    link = "<link>http://127.0.0.2:1/w/1</link>"
    web.put(
        "/rss", Answer(feed([f"<item><title>一</title>{link}<description><![CDATA[{long}]]></description></item>"]))
    )
    spec = watched_site(web, "", kind="feed", address=web.root + "/rss")

    done = whole(visit(spec, context, days))

    assert (done.found, done.kept, Release.objects.count()) == (1, 0, 0)


def test_a_watched_folder(context, days, tmp_path, web):
    """New and changed files come in once, under the keys that an import of the folder gives; names have a pattern."""
    folder = tmp_path / "收件"
    (folder / "一月").mkdir(parents=True)
    (folder / "一月" / "a.txt").write_text(
        "关于某事的通知\n各单位要按照要求完成整改，并报送书面材料。", encoding="utf-8"
    )
    (folder / "b.tmp").write_text("还没写完", encoding="utf-8")
    (folder / "c.log").write_text("不看", encoding="utf-8")
    spec = watched_site(web, "", kind="folder", address=str(folder), pattern="*.t*")

    first = whole(visit(spec, context, days))
    second = whole(visit(spec, context, days))

    assert (first.found, first.kept, second.found, second.kept) == (1, 1, 1, 0)
    for name in ("b.tmp", "c.log"):
        (folder / name).unlink()
    again = import_paths([folder], context=context)
    assert [(one.result, one.release) for one in again.outcomes] == [(Result.SAME, Release.objects.get().key)]
    assert Release.objects.get().key == f"folder:{folder} 一月/a.txt"
    (folder / "一月" / "a.txt").write_text("关于某事的通知\n各单位要按照要求完成整改，不再报送材料。", encoding="utf-8")
    assert [one.result for one in whole(visit(spec, context, days)).outcomes] == [Result.NEW_VERSION]


def test_issues_of_another_houses_digest(web, context, days):
    """Each is a release with many reports, and never an issue of ours."""
    stories = "".join(
        f"<p>{number}. 某部发布第{number}号办法</p><p>某部于1月{number}日发布第{number}号办法，要求企业建立台账。"
        f"（来源：某部）</p><p>https://ministry.example/{number}.html</p>"
        for number in range(1, 6)
    )
    web.page(
        "/n/1.html",
        f"<html><head><title>数据治理周报第12期</title></head><body><h1>数据治理周报第12期</h1>{stories}</body></html>",
    )
    web.page("/list.html", listing([("/n/1.html", "数据治理周报第12期", "2025-01-14")]))

    whole(visit(watched_site(web, LIST, kind="bulletin"), context, days))

    assert Report.objects.count() == 5
    assert Issue.objects.count() == 0


def test_trying_a_source_out_stores_nothing(web, context, days, tmp_path):
    """What a visit would take, with the list's words for the rest."""
    web.page("/list.html", listing(put_articles(web, 8)))
    spec = watched_site(web, LIST)
    sink = Remembering(most=3)

    crawl(spec, family_for(spec), sink, warc=tmp_path / "warc", now=days, means=QUICK)

    assert (len(sink.taken), len(sink.left), sink.lists[0].found) == (3, 5, 8)
    assert "关于开展第8项专项检查的通知" in {one.wanted.title for one in sink.taken}
    assert (Capture.objects.count(), Visit.objects.count()) == (0, 0)


def test_the_command(home, web, monkeypatch):
    """Progress in words, JSON for scripts, 1 where a source could not be visited, 2 for an unknown one."""
    from guanlan.cli.app import app

    monkeypatch.setenv("GUANLAN_USER", "编辑甲")
    listed(web, "第1号公告")
    watched_site(web, LIST, key="good", name="某局公告")
    runner = CliRunner()

    first = runner.invoke(app, ["collect", "--source", "good"])
    again = runner.invoke(app, ["collect", "--once", "--json"])
    unknown = runner.invoke(app, ["collect", "--source", "other"])
    gone = msgspec.structs.replace(
        SourceSpec("gone", "某文件夹", "某局", "folder", "/nowhere"), home="https://a.example"
    )
    row_of(gone)
    failed = runner.invoke(app, ["collect", "--source", "gone"])

    assert (first.exit_code, "某局公告（good）：列表 1 条，新收 1 条" in first.output) == (0, True), first.output
    told = json.loads(again.stdout)
    assert (again.exit_code, told["visits"][0]["found"], told["visits"][0]["kept"]) == (0, 1, 0)
    assert (unknown.exit_code, "good" in unknown.output) == (2, True)
    assert (failed.exit_code, "/nowhere" in failed.output) == (1, True)


def test_every_step_is_in_the_audit_log(web, context, days):
    """Who looked, what was captured, what was read."""
    listed(web, "第1号公告")
    whole(visit(watched_site(web, LIST), context, days))

    assert list(AuditLine.objects.order_by("id").values_list("verb", flat=True)) == ["visit", "capture", "read"]


def test_an_api_of_days_and_bodies_as_plain_text(web, context, days):
    """Text without marks becomes paragraphs."""
    words = "关于某事的通知\n各单位要按照要求完成整改，并报送书面材料。\n联系人：编辑甲。"
    rows = {"data": {"7": {"u": "/v/7", "t": "关于某事的通知", "d": "20250115103000", "b": words}}}
    web.put("/api", Answer(as_json(rows), "application/json"))
    rules = '[source.api]\nitems = "data"\nlink = "u"\ntitle = "t"\ndate = "d"\nbody = "b"'

    whole(visit(watched_site(web, rules, kind="api", address=web.root + "/api"), context, days))

    assert (headlines()["/v/7"], str(releases()["/v/7"].published)) == (["关于某事的通知"], "2025-01-15")


def test_an_edit_of_a_silent_page_changes_only_what_was_edited(web, context, days):
    """What the list told of it holds for both states: its title and day are no news of the edit; an edit that is undone
    is read with the list's help, too.
    """

    def put(words: str) -> None:
        lines = f"<p>关于做好年度台账报送工作的通知</p><p>各单位要按照要求完成台账的整理，{words}。</p>"
        web.page("/n/1.html", f"<html><head><title>某某局</title></head><body><div>{lines}</div></body></html>")
        days.pass_(days=1, hours=1)
        whole(visit(spec, context, days))

    web.page("/list.html", listing([("/n/1.html", "关于做好年度台账…", "2025-01-14")]))
    spec = watched_site(web, LIST)
    put("并于月底之前报送至某某局")
    put("并于明年六月之前报送至某某局")
    release = releases()["/n/1.html"]
    edited = from_json(release.changes.get(sort="edited").record, VersionChange)
    days.pass_(days=1)
    put("并于月底之前报送至某某局")

    assert {change.field for change in edited.fields} <= {"deadlines", "figures"}
    assert [version.number for version in release.versions.order_by("number")] == [1, 2, 3]
    assert headlines()["/n/1.html"] == ["关于做好年度台账报送工作的通知"]
    assert str(releases()["/n/1.html"].published) == "2025-01-14"
