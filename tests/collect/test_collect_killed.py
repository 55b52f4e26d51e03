"""Collecting that is killed again and again: nothing lost, nothing doubled, nothing half there."""

from __future__ import annotations

import hashlib

from sites import LIST, article, as_json, document, feed, listing
from visiting import watched_site

from guanlan import store
from guanlan.actions.verify import verify
from guanlan.store import blobs
from guanlan.store.models import Capture, Exchange, Extraction, Release, Report, Version
from killing import MOST_RUNS, TIMES, Runs
from local_web import Answer


class Growing:
    """Three sites that grow from day to day; some pages are edited, some have annexes, some come inside a feed."""

    def __init__(self, web) -> None:
        self.web = web
        self.items: list[tuple[str, str, str]] = []
        self.feed: list[str] = []
        self.rows: list[dict[str, str]] = []

    def grow(self, day: int) -> None:
        """What a day brings."""
        for number in range(2 * day, 2 * day + 2):
            annex = document(f"# 附件{number}", "名单如下，请核对。")
            self.web.put(f"/f/{number}.docx", Answer(annex, "application/octet-stream"))
            self._notice(number)
            self.items.insert(0, (f"/n/{number}.html", f"# 第{number}号通知", "2025-01-14"))
        if day:
            self._notice(2 * day - 1, "<p>另行补充：报送期限延长十日。</p>")
        long = f"<p>第{day}号消息。</p>" + "<p>有关单位应当按照规定完成备案，并对备案材料的真实性负责。</p>" * 10
        link = f"<link>{self.web.root}/w/{day}</link>"
        self.feed.insert(
            0, f"<item><title># 第{day}号消息</title>{link}<description><![CDATA[{long}]]></description></item>"
        )
        self._page(f"/art/{day}.html", f"# 第{day}号决定")
        self.rows.insert(0, {"u": f"/art/{day}.html"})
        self._lists()

    def _notice(self, number: int, more: str = "") -> None:
        annex = f'<p><a href="/f/{number}.docx">附件</a></p>' if number % 3 == 0 else ""
        self._page(f"/n/{number}.html", f"# 第{number}号通知", annex + more)

    def _page(self, path: str, title: str, more: str = "") -> None:
        self.web.page(path, article(title, more=more), etag=True)

    def _lists(self) -> None:
        pages = [self.items[start : start + 4] for start in range(0, len(self.items), 4)]
        for number, items in enumerate(pages, 1):
            more = f'<a class="next" href="/list_{number + 1}.html">下一页</a>' if number < len(pages) else ""
            self.web.page("/list.html" if number == 1 else f"/list_{number}.html", listing(items, more))
        self.web.put("/rss", Answer(feed(self.feed), "text/xml"))
        self.web.put("/api", Answer(as_json(self.rows), "application/json"))

    def paths(self) -> set[str]:
        """What is to be held in the end."""
        listed = {path for path, _, _ in self.items} | {row["u"] for row in self.rows}
        annexes = {f"/f/{number}.docx" for number in range(len(self.items)) if number % 3 == 0}
        return listed | annexes | {f"/w/{day}" for day in range(len(self.feed))}


def watch(web) -> None:
    """The three sites as sources."""
    watched_site(web, LIST + 'next = "a.next"\nmost_pages = 50', key="a-list")
    watched_site(web, "", key="b-feed", kind="feed", address=web.root + "/rss")
    watched_site(web, '[source.api]\nitems = ""\nlink = "u"', key="c-api", kind="api", address=web.root + "/api")


def test_collecting_that_is_killed_loses_and_doubles_nothing(home, web, context):
    """Killed at seeded points on growing sites: in the end all is held once, read, and proved."""
    sites = Growing(web)
    watch(web)
    store.opening.close()
    runs = Runs("collect", home, "-", seed=20250116)
    sites.grow(0)
    runs.to_the_end(0)
    day = 0
    while runs.killed < TIMES and day < MOST_RUNS:
        day += 1
        sites.grow(day)
        runs.killed_somewhere(day)
    runs.to_the_end(day + 1)
    runs.to_the_end(day + 2)

    held = {row.key.partition(" ")[2] for row in Release.objects.all()}
    assert held == sites.paths()
    assert Report.objects.filter(gone=False).count() == Release.objects.count()
    for version in Version.objects.all():
        assert Extraction.objects.filter(reading__blob_id=version.blob_id).count() == 1
    for release in Release.objects.all():
        states = list(release.versions.order_by("number").values_list("blob_id", flat=True))
        assert len(states) == len(set(states)), "no state twice"
        path = release.key.partition(" ")[2]
        if not path.startswith("/w/"):
            assert states[-1] == hashlib.sha256(web.answer(path).body).hexdigest(), "the newest is what the site shows"
    assert Capture.objects.count() == Exchange.objects.count()
    assert all(blobs.get(capture.blob_id) for capture in Capture.objects.all())
    assert verify(context=context).findings == ()
    assert runs.killed == TIMES
