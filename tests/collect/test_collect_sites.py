"""Every family of sites, from its list to what is held: nothing lost, nothing doubled, all of it proved."""

from __future__ import annotations

import threading

import msgspec
import pytest
from sites import LIST, article, as_json, document, feed, listing, pdf, put_articles, workbook
from visiting import headlines, releases, visit, watched_site, whole

from guanlan.actions.summaries import Result
from guanlan.actions.verify import verify
from guanlan.store import blobs
from guanlan.store.models import Capture, Exchange, Release, Version, Visit
from local_web import Answer


@pytest.fixture(autouse=True)
def sound(home, context):
    """Whatever a site did, the evidence of it verifies."""
    yield
    assert verify(context=context).findings == ()


def test_a_list_with_following_pages_is_taken_whole_and_once(web, context, days):
    """Each document is stored with its exchange, as the authority's own; the next visit asks for the list only."""
    items = put_articles(web, 5)
    web.page("/list.html", listing(items[:2], '<a class="next" href="/list_2.html">下一页</a>'))
    web.page("/list_2.html", listing(items[2:4], '<a class="next" href="list_3.html">下一页</a>'))
    web.page("/list_3.html", listing(items[4:]))
    spec = watched_site(web, LIST + 'next = "a.next"')

    done = whole(visit(spec, context, days))

    assert (done.lists, done.found, done.kept, done.events) == (3, 5, 5, {})
    assert sorted(releases()) == [f"/n/{number}.html" for number in range(1, 6)]
    assert headlines()["/n/3.html"] == ["关于开展第3项专项检查的通知"]
    for capture in Capture.objects.all():
        assert (capture.grade, capture.headers["publisher"]) == ("甲", "某某局")
        assert capture.exchange.visit_id == done.visit
        assert blobs.get(capture.blob_id)
    web.asked.clear()
    again = whole(visit(spec, context, days))
    assert (again.found, again.kept, Capture.objects.count()) == (5, 0, 5)
    assert web.paths() == ["/list.html", "/list_2.html", "/list_3.html"]


def test_pages_that_are_counted_and_a_list_that_repeats_itself(web, context, days):
    """An address with a page's number; behind the last page such a site shows its last page for ever."""
    items = put_articles(web, 4)
    web.page("/list.html", listing(items[:2]))
    web.put("/list_1.html", Answer(listing(items[2:]).encode()))
    for number in range(2, 60):
        web.put(f"/list_{number}.html", Answer(listing(items[2:]).encode()))
    spec = watched_site(web, LIST + 'pages = "/list_{page}.html"\nfirst_page = 0\nmost_pages = 50')

    done = whole(visit(spec, context, days))

    assert (done.kept, done.lists) == (4, 3)
    assert web.paths().count("/list_3.html") == 0


def test_endless_paging_ends(web, context, days):
    """A list that invents a new item on each page, for ever: a visit has its limit, and says so."""

    def endless(path: str) -> Answer:
        number = int(path.rpartition("=")[2]) if "=" in path else 1
        web.page(f"/n/{number}.html", article(f"第{number}号公告"))
        more = f'<a class="next" href="/list.html?page={number + 1}">下一页</a>'
        return Answer(listing([(f"/n/{number}.html", f"第{number}号公告", "2025-01-14")], more).encode())

    web.put("/list.html", endless)
    polite = "\n[source.politeness]\ndelay = 0.0\nmost_pages = 12\n"
    spec = watched_site(web, LIST + 'next = "a.next"\nmost_pages = 1000' + polite)

    done = whole(visit(spec, context, days))

    assert done.stopped == "pages"
    assert len(web.paths()) == 12
    assert done.kept == Release.objects.count() > 3


def test_a_long_pause_loses_nothing(web, context, days):
    """More came than the usual number of pages shows: the visit goes on to what it knows, and no further."""
    old = put_articles(web, 2)
    spec = watched_site(web, LIST + 'next = "a.next"\nmost_pages = 1')
    web.page("/list.html", listing(old))
    whole(visit(spec, context, days))
    new = put_articles(web, 4, first=3)
    whole_list = [*new, *old, *[(f"/older/{n}.html", f"旧闻{n}", "2020-01-01") for n in range(8)]]
    for page in range(7):
        more = f'<a class="next" href="/list_{page + 2}.html">下一页</a>'
        name = "/list.html" if page == 0 else f"/list_{page + 1}.html"
        web.page(name, listing(whole_list[2 * page : 2 * page + 2], more))
    days.pass_(hours=3)

    done = whole(visit(spec, context, days))

    assert (done.kept, done.lists) == (4, 3)
    assert not [path for path in web.paths() if path.startswith("/older/")]


@pytest.mark.parametrize("label", ["gbk", "", "utf-8"])
def test_gbk_by_header_by_meta_and_against_a_wrong_label(web, context, days, label):
    """Titles with characters that GB2312 lacks; the header may say nothing, or the wrong thing."""
    title = "关于镕、喆等用字的公告"
    head = '<meta charset="gb2312">' if not label else ""
    web.page("/n/1.html", article(title, head=head), encoding="gbk", label=label)
    web.page("/list.html", head + listing([("/n/1.html", title, "2025-01-14")]), encoding="gbk", label=label)
    spec = watched_site(web, LIST)

    whole(visit(spec, context, days))

    assert headlines() == {"/n/1.html": [title]}


def test_a_json_api_with_link_template_pages_and_wrapped_titles(web, context, days):
    """Dotted paths, a template for links, days as milliseconds, a call around the second answer."""
    for number in (71, 72, 73):
        web.page(f"/art/{number}.html", article(f"第{number}号决定"))
    rows = [
        {"id": 71, "t": "<em>第71号</em>决定", "ms": 1736812800000},
        {"id": 72, "t": "第72号决定", "ms": 1736726400000},
    ]
    web.put("/api?page=1", Answer(as_json({"data": {"list": rows}}), "application/json"))
    last = as_json({"data": {"list": [{"id": 73, "t": "第73号决定", "ms": None}, {"t": "没有编号"}]}})
    web.put("/api?page=2", Answer(b"callback(" + last + b");", "application/javascript"))
    web.put("/api?page=3", Answer(as_json({"data": {"list": []}}), "application/json"))
    rules = '[source.api]\nitems = "data.list"\nlink = "/art/{id}.html"\ntitle = "t"\ndate = "ms"'
    spec = watched_site(web, rules, kind="api", address=web.root + "/api?page={page}")

    done = whole(visit(spec, context, days))

    assert (done.lists, done.found, done.kept, done.events) == (3, 3, 3, {})
    capture = Exchange.objects.get(asked=web.root + "/art/71.html").capture
    assert (capture.headers["title"], capture.headers["date"]) == ("第71号决定", "2025-01-14")


def test_an_api_that_carries_documents_whole(web, context, days):
    """The answer is the evidence; other words are a new state, the same words nothing; annexes inside are fetched."""
    long = "".join(
        f"<p>第{number}条 运营者应当履行安全保护义务，建立台账并定期核对，留存相关记录不少于六个月。</p>"
        for number in range(1, 9)
    )
    web.put("/f/1.docx", Answer(document("附件一", "自查表由各单位填写后报送。"), "application/octet-stream"))
    annex = '<p>附件：<a href="/f/1.docx">自查表</a></p>'
    item = {"url": "/v/1", "t": "关于报送自查情况的通知", "d": "2025-01-15", "html": long + annex}
    web.put("/api", Answer(as_json([item]), "application/json"))
    rules = '[source.api]\nitems = ""\nlink = "url"\ntitle = "t"\ndate = "d"\nbody = "html"'
    spec = watched_site(web, rules, kind="api", address=web.root + "/api")

    whole(visit(spec, context, days))

    assert headlines()["/v/1"] == ["关于报送自查情况的通知"]
    assert releases()["/v/1"].published.isoformat() == "2025-01-15"
    assert sorted(releases()) == ["/f/1.docx", "/v/1"]
    assert not [path for path in web.paths() if path == "/v/1"]
    whole(visit(spec, context, days))
    assert Version.objects.count() == 2
    changed = item | {"html": long.replace("六个月", "十二个月") + annex}
    web.put("/api", Answer(as_json([changed]), "application/json"))
    whole(visit(spec, context, days))
    assert releases()["/v/1"].versions.count() == 2


def test_a_feed_without_times_loses_nothing(web, context, days):
    """Items without a date, one put in below others, one whose date moves: each is held once, none is passed over."""
    put_articles(web, 4)

    def item(number: int, date: str = "") -> str:
        return f"<item><title>第{number}项</title><link>{web.root}/n/{number}.html</link>{date}</item>"

    web.put("/rss", Answer(feed([item(2), item(1)]), "application/rss+xml"))
    spec = watched_site(web, "", kind="feed", address=web.root + "/rss")
    assert whole(visit(spec, context, days)).kept == 2
    late = [
        item(4, "<pubDate>Wed, 15 Jan 2025 00:00:00 GMT</pubDate>"),
        item(2, "<pubDate>Thu, 16 Jan 2025 00:00:00 GMT</pubDate>"),
        item(3),
        item(1),
    ]
    web.put("/rss", Answer(feed(late), "application/rss+xml"))

    done = whole(visit(spec, context, days))

    assert (done.found, done.kept) == (4, 2)
    assert Release.objects.count() == Version.objects.count() == 4


def test_a_feed_that_carries_its_texts(web, context, days):
    """Whole texts are taken out of the feed; a summary, and another site's feed, lead to the page."""
    web.page("/n/1.html", article("第1项"))
    long = "".join(
        f"<p>第{number}款 有关单位应当按照规定完成备案，并对备案材料的真实性负责。</p>" for number in range(1, 11)
    )
    whole_item = (
        f"<item><title>关于备案的公告</title><link>{web.root}/w/1</link>"
        f"<content:encoded><![CDATA[{long}]]></content:encoded></item>"
    )
    short_item = (
        f"<item><title>第1项</title><link>{web.root}/n/1.html</link><description>近日，某局……</description></item>"
    )
    no_link = (
        f"<item><title>无链接</title><guid isPermaLink='false'>x-7</guid>"
        f"<description><![CDATA[{long}]]></description></item>"
    )
    web.put("/rss", Answer(feed([whole_item, short_item, no_link]), "text/xml"))
    spec = watched_site(web, "", kind="feed", address=web.root + "/rss")

    done = whole(visit(spec, context, days))

    assert done.kept == 3
    assert web.paths() == ["/rss", "/n/1.html"]
    assert headlines()["/w/1"] == ["关于备案的公告"]
    assert whole(visit(spec, context, days)).outcomes == ()


def test_atom_and_json_feeds(web, context, days):
    """Relative links, an id that is an address, an enclosure that is a document."""
    put_articles(web, 2)
    web.put("/f/a.docx", Answer(document("附件", "名单如下，请各单位核对。"), "application/octet-stream"))
    entry = '<entry><title>第1项</title><link href="/n/1.html"/><updated>2025-01-14T23:30:00Z</updated></entry>'
    web.put("/atom", Answer(feed([entry], "atom"), "application/atom+xml"))
    items = [{"id": f"{web.root}/n/2.html", "title": "第2项", "attachments": [{"url": "/f/a.docx"}]}]
    web.put(
        "/feed.json",
        Answer(as_json({"version": "https://jsonfeed.org/version/1.1", "items": items}), "application/feed+json"),
    )
    for key, path in (("atom", "/atom"), ("json", "/feed.json")):
        whole(visit(watched_site(web, "", key=key, kind="feed", address=web.root + path), context, days))

    assert sorted(releases()) == ["/f/a.docx", "/n/1.html", "/n/2.html"]
    assert Exchange.objects.get(asked=web.root + "/n/1.html").capture.headers["date"] == "2025-01-15"


def test_a_table_layout_with_scripted_links_cut_titles_and_days_apart(web, context, days):
    """Rows of a table, a head without links, links that a script opens, the whole title in an attribute."""
    web.page("/n/1.html", article("关于规范网络交易平台收费行为有关事项的公告"))
    web.page("/n/2.html", article("第2号公告"))
    rows = (
        "<tr><th>标题</th><th>日期</th></tr>"
        '<tr><td><a href="javascript:void(0)" onclick="openPage(\'/n/1.html\')" '
        'title="关于规范网络交易平台收费行为有关事项的公告">'
        "关于规范网络交易平台…</a></td><td><b>15</b><i>2025-01</i></td></tr>"
        '<tr><td><a href="/n/2.html"><img src="/x.png"></a> <a href="/n/2.html">第2号公告</a></td><td>01-14</td></tr>'
    )
    web.page("/list.html", f"<table class='t'>{rows}</table>")
    spec = watched_site(
        web, '[source.list]\nitems = "//table[@class=\'t\']//tr"\ndate = "td[2]"'.replace('"td[2]"', '"./td[2]"')
    )

    done = whole(visit(spec, context, days))

    assert (done.found, done.kept) == (2, 2)
    first, second = (Exchange.objects.get(asked=f"{web.root}/n/{number}.html").capture.headers for number in (1, 2))
    assert (first["title"], first["date"]) == ("关于规范网络交易平台收费行为有关事项的公告", "2025-01-15")
    assert (second["title"], second["date"][5:]) == ("第2号公告", "01-14")


def test_annexes_are_releases_of_their_own_with_their_page(web, context, days):
    """A PDF, an app list in XLSX, a download without a suffix; the site's own manual in its foot is none of them."""
    web.put(
        "/f/1.pdf",
        Answer(pdf("Notice on data security", "The measures take effect on 1 March 2025."), "application/pdf"),
    )
    sheet = workbook(
        [["序号", "应用名称", "存在问题"], [1, "某某助手", "违规收集个人信息"], [2, "某某商城", "强制索取权限"]]
    )
    web.put("/f/2.xlsx", Answer(sheet, "application/octet-stream"))
    named = (("Content-Disposition", 'attachment; filename="list.docx"'),)
    web.put(
        "/down", Answer(document("附件三", "整改要求由各单位对照落实。"), "application/octet-stream", headers=named)
    )
    annexes = (
        '<p>附件：<a href="/f/1.pdf">1.办法全文</a><a href="/f/2.xlsx">2.问题应用名单</a>'
        '<a href="/down?id=3">3.整改要求.docx</a><a href="/n/other.html">相关解读</a></p>'
    )
    page = article("关于通报问题应用的公告", more=annexes).replace(
        "</body>", '<footer><a href="/help.pdf">使用帮助</a></footer></body>'
    )
    web.page("/n/1.html", page)
    web.page("/list.html", listing([("/n/1.html", "关于通报问题应用的公告", "2025-01-14")]))
    spec = watched_site(web, LIST)

    done = whole(visit(spec, context, days))

    assert (done.found, done.kept, done.events) == (1, 1, {})
    assert sorted(releases()) == ["/down?id=3", "/f/1.pdf", "/f/2.xlsx", "/n/1.html"]
    assert {row.parent for row in Exchange.objects.exclude(parent="")} == {web.root + "/n/1.html"}
    assert [one.result for one in done.outcomes] == [Result.ADDED] * 4
    web.asked.clear()
    whole(visit(spec, context, days))
    assert web.paths() == ["/list.html"]


def test_an_annex_that_failed_is_fetched_later(web, context, days):
    """The page is held and not asked for again; its annex is."""
    web.page("/n/1.html", article("第1号公告", more='<a href="/f/1.docx">附件</a>'))
    web.put("/f/1.docx", Answer(b"busy", status=503))
    web.page("/list.html", listing([("/n/1.html", "第1号公告", "2025-01-14")]))
    spec = watched_site(web, LIST)
    assert whole(visit(spec, context, days)).events == {"collect.status": 1}
    web.put("/f/1.docx", Answer(document("附件", "名单如下，请各单位核对后报送。"), "application/octet-stream"))
    web.asked.clear()

    whole(visit(spec, context, days))

    assert sorted(web.paths()) == ["/f/1.docx", "/list.html"]
    assert sorted(releases()) == ["/f/1.docx", "/n/1.html"]


def test_a_redesign_is_told_and_loses_nothing(web, context, days):
    """The selectors find nothing any more: no silence, an event; with the mended spec the visit goes on."""
    items = put_articles(web, 3)
    web.page("/list.html", listing(items[1:]))
    spec = watched_site(web, LIST)
    whole(visit(spec, context, days))
    web.page("/list.html", listing(items).replace("news", "article-list"))
    days.pass_(days=1)

    done = whole(visit(spec, context, days))

    assert (done.found, done.events) == (0, {"collect.changed": 1})
    assert Visit.objects.get(pk=done.visit).events == {"collect.changed": 1}
    mended = watched_site(web, LIST.replace("news", "article-list"))
    assert whole(visit(mended, context, days)).kept == 1


def test_a_redesign_between_two_pages_of_one_visit(web, context, days):
    """A page that the list itself leads to has nothing on it."""
    items = put_articles(web, 2)
    web.page("/list.html", listing(items, '<a class="next" href="/list_2.html">下一页</a>'))
    web.page("/list_2.html", "<div id='app'></div>")

    done = whole(visit(watched_site(web, LIST + 'next = "a.next"'), context, days))

    assert (done.kept, done.events) == (2, {"collect.changed": 1})


def test_an_empty_list_may_be_no_failure(web, context, days):
    """Where the source's file says so."""
    web.page("/list.html", listing([]))
    spec = watched_site(web, LIST + "[source.rhythm]\nempty_is_failure = false")

    assert whole(visit(spec, context, days)).events == {"collect.empty": 1}


def test_an_edited_page_is_noticed_and_a_removed_one_too(web, context, days):
    """Held pages are looked at again at growing ages, with the tag of the answer that is held."""
    web.page("/n/1.html", article("第1号公告"), etag=True)
    web.page("/list.html", listing([("/n/1.html", "第1号公告", "2025-01-14")]))
    spec = watched_site(web, LIST)
    whole(visit(spec, context, days))
    days.pass_(days=1, hours=1)
    assert whole(visit(spec, context, days)).events == {"collect.unchanged": 1}
    days.pass_(hours=2)
    assert whole(visit(spec, context, days)).events == {}, "no age of a second look lies between"
    web.page(
        "/n/1.html",
        article("第1号公告", "2025-01-14", "某某局决定自即日起废止前述办法，并对有关单位处以罚款五万元。"),
        etag=True,
    )
    days.pass_(days=1)
    edited = whole(visit(spec, context, days))
    assert [one.result for one in edited.outcomes] == [Result.NEW_VERSION]
    assert edited.kept == 0, "an edit is no new item"
    assert releases()["/n/1.html"].versions.count() == 2
    del web.routes["/n/1.html"]
    days.pass_(days=2)

    assert whole(visit(spec, context, days)).events == {"collect.gone": 1}
    assert releases()["/n/1.html"].changes.order_by("id").last().sort == "removed"
    assert releases()["/n/1.html"].versions.count() == 2, "what was held stays"


def test_a_verification_page_is_no_document(web, context, days):
    """Neither on first sight nor over a page that is held; it is asked for again."""
    real = article("第1号公告")
    challenge = "<html><body><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p></body></html>"
    web.page("/n/1.html", challenge)
    web.page("/list.html", listing([("/n/1.html", "第1号公告", "2025-01-14")]))
    spec = watched_site(web, LIST)
    first = whole(visit(spec, context, days))
    assert (first.events, Release.objects.count()) == ({"collect.challenged": 1}, 0)
    web.page("/n/1.html", real)
    assert whole(visit(spec, context, days)).kept == 1
    web.page("/n/1.html", challenge)
    days.pass_(days=1, hours=1)

    whole(visit(spec, context, days))

    assert (releases()["/n/1.html"].versions.count(), headlines()["/n/1.html"]) == (1, ["第1号公告"])


def test_a_slow_body_stops_nothing_else(web, context, days):
    """The one page times out, the others are taken."""
    items = put_articles(web, 3)
    never = threading.Event()
    web.put("/n/2.html", Answer(article("第2项").encode(), wait=never))
    web.page("/list.html", listing(items))
    spec = watched_site(web, LIST + "[source.politeness]\ndelay = 0.0\nat_once = 4\ntimeout = 0.4")
    try:
        done = whole(visit(spec, context, days))
    finally:
        never.set()

    assert (done.kept, done.events) == (2, {"collect.timeout": 1})


def test_a_redirect_into_the_house_is_refused(web, context, days, means_abroad):
    """From a source that is not local to loopback: nothing is asked for there, and the others are taken."""
    items = [(f"http://site.example{path}", title, day) for path, title, day in put_articles(web, 2)]
    inside = (("Location", web.root + "/secret.html"),)
    web.put("/n/2.html", Answer(b"", status=302, headers=inside))
    web.page("/secret.html", article("内部网页"))
    web.page("/list.html", listing(items))
    spec = watched_site(web, LIST, address="http://site.example/list.html", home="http://site.example/")
    spec = not_local(spec)

    done = whole(visit(spec, context, days, means_abroad))

    assert (done.kept, done.events) == (1, {"collect.refused_address": 1})
    assert "/secret.html" not in web.paths()


@pytest.fixture
def means_abroad(web):
    """Every name is a public address, and every public address is the local web."""
    from guanlan.collect.fetching import Means

    async def resolve(host: str) -> list[str]:
        return ["93.184.215.14"]

    def dial(address: str, port: int) -> tuple[str, int]:
        return "127.0.0.1", int(web.root.rpartition(":")[2])

    return Means(retries=0, resolve=resolve, dial=dial)


def not_local(spec):
    """The source without the operator's word that it is local."""
    from guanlan.actions.steps.watched import row_of

    spec = msgspec.structs.replace(spec, local=False)
    row_of(spec)
    return spec
