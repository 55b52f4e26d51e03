"""Visits: in which order things happen, in whose thread, what is asked for and what is told."""

from __future__ import annotations

import gzip
import os
import signal
import threading
import time
import zlib

import backports.zstd
import brotli
import msgspec
import pytest
from raw_server import Held, Raw, Tree, clock, page, redirect, serving, spec_of, visit

from guanlan.collect.fetching import Means, crawl, fetch_many, fetch_one
from guanlan.collect.sink import Validators, Wanted
from guanlan.collect.warc import read_exchange, records_of
from guanlan.errors import InputError

GZIP, BR = "Content-Encoding: gzip", "Content-Encoding: br"


@pytest.fixture
def raw():
    """A server."""
    with serving() as up:
        yield up


def test_a_document_is_kept_before_it_is_followed(raw: Raw, tmp_path):
    """A visit that dies between the two has lost nothing; the evidence is there before the sink is told."""
    root = raw.root
    raw.scripts = {f"/{name}": page(name) for name in ("list", "a", "a.pdf", "b")}
    order: list[str] = []

    class Watching(Held):
        def keep(self, exchange, wanted):
            order.append(f"keep {wanted.address.rpartition('/')[2]}")
            assert exchange.stored is not None
            assert read_exchange(tmp_path, exchange.stored)[1].endswith(exchange.body)
            return super().keep(exchange, wanted)

    class Following(Tree):
        def follow(self, spec, wanted, response):
            order.append(f"follow {wanted.address.rpartition('/')[2]}")
            return super().follow(spec, wanted, response)

    lead = [Wanted(f"{root}/a"), Wanted(f"{root}/b")]
    leads = {f"{root}/list": lead, f"{root}/a": [Wanted(f"{root}/a.pdf", "attachment", parent=f"{root}/a")]}
    family = Following([Wanted(f"{root}/list", "list")], leads)
    tally = visit(spec_of(f"{root}/list", polite={"at_once": 1}), None, Watching(), tmp_path, family=family)

    assert order[0] == "follow list"
    kept = [one.removeprefix("keep ") for one in order if one.startswith("keep")]
    assert sorted(kept) == ["a", "a.pdf", "b"]
    assert all(order.index(f"keep {name}") + 1 == order.index(f"follow {name}") for name in kept)
    assert (tally.asked, tally.lists, tally.kept, tally.new, tally.stopped) == (4, 1, 3, 3, None)


def test_sink_and_family_are_called_in_the_callers_thread(raw: Raw, tmp_path):
    """A database connection belongs to a thread, and Django's will not work where a loop runs."""
    import asyncio

    raw.scripts = {"/a": page("a")}
    sink = Held()

    class Here(Tree):
        def follow(self, spec, wanted, response):
            with pytest.raises(RuntimeError):
                asyncio.get_running_loop()
            sink.threads.add(threading.get_ident())
            return []

    visit(
        spec_of(raw.root + "/a"), None, sink, tmp_path, family=Here([Wanted(raw.root + "/a"), Wanted(raw.root + "/x")])
    )
    assert sink.threads == {threading.get_ident()}
    assert sink.codes() == ["collect.gone"]


def test_visits_follow_one_another_in_one_process(raw: Raw, tmp_path):
    """A scheduler makes thousands; nothing is left of one when it has ended."""
    raw.scripts = {"/a": page("a")}
    before = threading.active_count()
    handles = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        sink = Held()
        assert visit(spec_of(raw.root + "/a"), None, sink, tmp_path).kept == 1
    time.sleep(0.05)
    assert threading.active_count() <= before + 1  # the server's own, for a connection that it still holds
    assert len(os.listdir("/proc/self/fd")) <= handles + 2


def test_an_address_is_asked_for_once_a_visit(raw: Raw, tmp_path):
    """Whatever fragments it is written with, and however many pages lead to it."""
    raw.scripts = {"/a": page("a"), "/b": page("b")}
    root = raw.root
    leads = {
        f"{root}/a": [Wanted(f"{root}/b"), Wanted(f"{root}/b#top"), Wanted(f"{root}/a")],
        f"{root}/b": [Wanted(f"{root}/a#x")],
    }
    visit(spec_of(root), None, Held(), tmp_path, family=Tree([Wanted(f"{root}/a")], leads))
    assert sorted(raw.paths()) == ["/a", "/b"]


def test_endless_paging_ends(raw: Raw, tmp_path):
    """A calendar that always has a next page costs most_pages requests, and the visit says why it stopped."""
    for number in range(60):
        raw.scripts[f"/list/{number}"] = page(f"page {number}")

    class Endless(Tree):
        def follow(self, spec, wanted, response):
            return [Wanted(f"{raw.root}/list/{wanted.page}", "list", page=wanted.page + 1)]

    family = Endless([Wanted(f"{raw.root}/list/0", "list")])
    tally = visit(spec_of(raw.root, polite={"most_pages": 7}), None, Held(), tmp_path, family=family)
    assert (len(raw.paths()), tally.asked, tally.stopped) == (7, 7, "pages")

    deep = visit(spec_of(raw.root), None, Held(), tmp_path, family=family, means=Means(most_depth=3))
    assert (deep.asked, deep.stopped) == (4, "depth")


def test_an_interrupt_ends_a_visit_at_once_and_cleanly(raw: Raw, tmp_path):
    """Ctrl-C while a server keeps us waiting: the visit ends, what was kept is whole, the next visit works."""
    raw.scripts = {"/a": page("a"), "/slow": lambda connection, fields: time.sleep(20)}

    class Interrupting(Held):
        def keep(self, exchange, wanted):
            super().keep(exchange, wanted)
            threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
            return True

    sink, begun = Interrupting(), time.monotonic()
    # a shell starts what runs in its background deaf to Ctrl-C
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            visit(spec_of(raw.root), [Wanted(raw.root + "/a"), Wanted(raw.root + "/slow")], sink, tmp_path)
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - begun < 10
    (kept,) = sink.kept.values()
    assert len(list(records_of(tmp_path / kept.stored.file))) >= 3
    assert not list(tmp_path.rglob("*.open"))
    assert fetch_one(raw.root + "/a", warc=tmp_path, now=clock, local=True).body == b"a"


def test_an_error_of_the_sink_ends_the_visit_and_comes_up(raw: Raw, tmp_path):
    """A full database is not a page that could not be read."""
    raw.scripts = {"/a": page("a"), "/b": page("b")}

    class Failing(Held):
        def keep(self, exchange, wanted):
            raise RuntimeError("no room")

    with pytest.raises(RuntimeError, match="no room"):
        visit(spec_of(raw.root), [Wanted(raw.root + "/a")], Failing(), tmp_path)

    class Confused(Tree):
        def follow(self, spec, wanted, response):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        visit(spec_of(raw.root), None, Held(), tmp_path, family=Confused([Wanted(raw.root + "/b")]))


def test_a_page_that_the_family_cannot_read_is_an_event(raw: Raw, tmp_path):
    """One odd page does not end a visit; it is kept all the same."""
    raw.scripts = {"/a": page("a"), "/b": page("b")}

    class Odd(Tree):
        def follow(self, spec, wanted, response):
            raise InputError("formats.empty", name="x")

    sink = Held()
    tally = visit(
        spec_of(raw.root), None, sink, tmp_path, family=Odd([Wanted(raw.root + "/a"), Wanted(raw.root + "/b")])
    )
    assert (tally.kept, tally.events) == (2, {"collect.unread": 2})
    assert sink.events[0].params == {"reason": "formats.empty"}


def test_a_document_that_its_list_carries_is_kept_with_the_lists_evidence(raw: Raw, tmp_path):
    """Nothing is asked for."""
    raw.scripts = {"/feed": page("<rss/>")}
    inner = Wanted(raw.root + "/item", inline="<p>正文</p>".encode(), media_type="text/html")
    sink = Held()
    family = Tree([Wanted(raw.root + "/feed", "list")], {raw.root + "/feed": [inner]})
    visit(spec_of(raw.root), None, sink, tmp_path, family=family)

    (kept,) = sink.kept.values()
    assert raw.paths() == ["/feed"]
    assert (kept.address, kept.asked, kept.body) == (inner.address, raw.root + "/feed", inner.inline)
    assert kept.headers == (("Content-Type", "text/html"),)
    assert read_exchange(tmp_path, kept.stored)[1].endswith(b"<rss/>")


def test_what_the_sink_does_not_want_is_not_asked_for(raw: Raw, tmp_path):
    """It was told of it, in order."""
    told: list[str] = []

    class Choosy(Held):
        def wants(self, wanted):
            told.append(wanted.address[-1])
            return not wanted.address.endswith("b")

    raw.scripts = {f"/{name}": page(name) for name in "abc"}
    visit(spec_of(raw.root), [Wanted(f"{raw.root}/{name}") for name in "abc"], Choosy(), tmp_path)
    assert told == ["a", "b", "c"]
    assert sorted(raw.paths()) == ["/a", "/c"]


def test_a_conditional_request_that_is_answered_304_is_no_news(raw: Raw, tmp_path):
    """Both validators are sent; the event says where its evidence lies."""
    raw.scripts = {"/a": b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n', "/b": page("b")}
    held = {raw.root + "/a": Validators('"v1"', "Thu, 16 Jan 2025 01:00:00 GMT")}
    sink = Held(held)
    visit(spec_of(raw.root), [Wanted(raw.root + "/a"), Wanted(raw.root + "/b")], sink, tmp_path)

    fields = {one.path: one.fields for one in raw.asked}
    assert fields["/a"]["if-none-match"] == '"v1"'
    assert fields["/a"]["if-modified-since"] == "Thu, 16 Jan 2025 01:00:00 GMT"
    assert "if-none-match" not in fields["/b"]
    assert sink.codes() == ["collect.unchanged"]
    assert list(sink.kept) == [raw.root + "/b"]
    assert (tmp_path / sink.events[0].params["file"]).exists()


CODED = {
    "gzip": (gzip.compress, "gzip"),
    "x-gzip": (gzip.compress, "x-gzip"),
    "br": (brotli.compress, "br"),
    "deflate": (zlib.compress, "deflate"),
    "raw deflate": (lambda data: zlib.compress(data)[2:-4], "deflate"),
    "zstd": (backports.zstd.compress, "zstd"),
}


@pytest.mark.parametrize("coding", CODED)
def test_a_packed_body_is_unpacked_for_the_reader_and_kept_as_it_came(raw: Raw, tmp_path, coding):
    """The payload hash is of the bytes on the wire."""
    import hashlib

    body = "<p>第一条　为了规范网络数据处理活动，制定本办法。</p>".encode() * 20
    pack, name = CODED[coding]
    packed = pack(body)
    raw.scripts = {"/a": page(packed, f"Content-Encoding: {name}")}
    sink = Held()
    visit(spec_of(raw.root), [Wanted(raw.root + "/a")], sink, tmp_path)

    (kept,) = sink.kept.values()
    assert kept.body == body
    assert dict(kept.headers)["Content-Encoding"] == name
    assert kept.stored.payload == hashlib.sha256(packed).hexdigest()
    assert read_exchange(tmp_path, kept.stored)[1].endswith(b"\r\n\r\n" + packed)


def test_chunks_are_joined_and_the_field_says_so(raw: Raw, tmp_path):
    """Archive tools disagree about digests of chunked bodies."""
    raw.scripts = {"/a": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"}
    sink = Held()
    visit(spec_of(raw.root), [Wanted(raw.root + "/a")], sink, tmp_path)
    (kept,) = sink.kept.values()
    assert kept.body == b"abcde"
    assert kept.headers == (("Transfer-Encoding", "chunked"),)
    answer = read_exchange(tmp_path, kept.stored)[1]
    assert answer == b"HTTP/1.1 200 OK\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\n\r\nabcde"


def test_the_records_are_the_very_request_and_answer(raw: Raw, tmp_path):
    """Names as written, order kept, reason kept; the request as the server saw it."""
    raw.scripts = {"/a?q=%B9%FA": b"HTTP/1.1 200 Sehr Gut\r\nX-Odd: One\r\nx-odd: two\r\nContent-Length: 1\r\n\r\nx"}
    sink = Held()
    visit(spec_of(raw.root), [Wanted(raw.root + "/a?q=%B9%FA")], sink, tmp_path)
    (kept,) = sink.kept.values()
    request, answer = read_exchange(tmp_path, kept.stored)
    assert request.startswith(b"GET /a?q=%B9%FA HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"\r\nUser-Agent: Guanlan/" in request
    assert answer == raw.scripts["/a?q=%B9%FA"]
    assert kept.headers == (("X-Odd", "One"), ("x-odd", "two"), ("Content-Length", "1"))
    asked = next(one for one in raw.asked if one.path.startswith("/a"))
    assert {name.lower(): value for name, value in kept.request_headers} == asked.fields


WORDS = "《数据安全法》与㐂镕淼：朱镕基"  # 镕 is in GBK and not in GB2312


@pytest.mark.parametrize(
    ("codec", "kind", "meta"),
    [
        ("gbk", "text/html; charset=gb2312", ""),
        ("gb18030", "text/html", '<meta charset="gb2312">'),
        ("gbk", "text/html", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gbk", "text/html", ""),
        ("gbk", "text/html; charset=utf-8", ""),
        ("utf-8", "text/html; charset=gbk", '<meta charset="utf-8">'),
        ("utf-8", "text/html; charset=ISO-8859-1", ""),
        ("utf-8", "text/html", '<meta charset="gbk">'),
        ("utf-8-sig", "text/html", ""),
        ("utf-16", "text/html", ""),
        ("big5", "text/html; charset=big5", ""),
        ("gbk", "text/xml", '<?xml version="1.0" encoding="gb2312"?>'),
    ],
)
def test_the_family_sees_the_right_characters(raw: Raw, tmp_path, codec, kind, meta):
    """By header, page and content, and never against the bytes."""
    words = "「資料安全法」與保護規定：應當" if codec == "big5" else WORDS.replace("㐂", "" if codec == "gbk" else "㐂")
    raw.scripts = {"/a": page(f"{meta}<p>{words}</p>".encode(codec), kind=kind)}
    family = Tree([Wanted(raw.root + "/a")])
    visit(spec_of(raw.root), None, Held(), tmp_path, family=family)
    (response,) = family.seen
    assert response.css("p::text").get() == words or words in response.text


def test_the_sources_own_encoding_comes_first(raw: Raw, tmp_path):
    """What a person found out about a site."""
    raw.scripts = {"/a": page("<p>應當</p>".encode("big5"), kind="text/html")}
    family = Tree([Wanted(raw.root + "/a")])
    visit(spec_of(raw.root, encoding="big5"), None, Held(), tmp_path, family=family)
    assert family.seen[0].css("p::text").get() == "應當"


STATES = {
    "collect.gone": page("", status="404 Not Found"),
    "collect.gone ": page("", status="410 Gone"),
    "collect.forbidden": page("", status="403 Forbidden"),
    "collect.status": page("", status="500 Internal Server Error"),
    "collect.challenged": page("", "cf-mitigated: challenge", status="403 Forbidden"),
    "collect.challenged ": page("<script>window._cf_chl_opt={}</script>请稍候", status="503 Service Unavailable"),
    "collect.challenged  ": page("<script>var arg1='A';document.cookie='acw_sc__v2='+x</script>"),
    "collect.challenged   ": page("<p>当前环境异常，完成验证后即可继续访问。</p>"),
    "collect.challenged    ": page("<p>请完成安全验证</p>".encode("gbk"), kind="text/html; charset=gbk"),
}


@pytest.mark.parametrize("code", STATES)
def test_what_is_no_document_is_a_state_and_not_kept(raw: Raw, tmp_path, code):
    """The sink is told; the answer is evidence all the same."""
    raw.scripts = {"/a": STATES[code]}
    sink = Held()
    visit(spec_of(raw.root), [Wanted(raw.root + "/a")], sink, tmp_path)
    assert sink.codes() == [code.strip()]
    assert sink.kept == {}
    params = sink.events[0].params
    records = list(records_of(tmp_path / params["file"]))
    assert any(one.kind == "request" and one.offset == params["offset"] for one in records)


def test_a_page_that_tells_of_challenges_is_none(raw: Raw, tmp_path):
    """A long article quotes the words; so may a PDF."""
    article = "<p>攻击者先识别 acw_sc__v2 与 wappass.baidu.com/static/captcha 等校验。</p>" + "<p>正文</p>" * 500
    raw.scripts = {"/a": page(article), "/b.pdf": page(b"%PDF-1.4 acw_sc__v2", kind="application/pdf")}
    sink = Held()
    visit(spec_of(raw.root), [Wanted(raw.root + "/a"), Wanted(raw.root + "/b.pdf", "attachment")], sink, tmp_path)
    assert sink.codes() == []
    assert len(sink.kept) == 2


def test_a_failing_server_is_tried_again_and_then_told_of(raw: Raw, tmp_path):
    """So many times and no more."""
    raw.scripts = {"/a": page("", status="503 Service Unavailable")}
    sink = Held()
    visit(spec_of(raw.root), [Wanted(raw.root + "/a")], sink, tmp_path, means=Means(retries=2))
    assert raw.paths() == ["/a"] * 3
    assert sink.codes() == ["collect.status"]

    answers = iter([page("", status="502 Bad Gateway"), page("fine")])
    raw.scripts = {"/b": lambda connection, fields: connection.sendall(next(answers))}
    visit(spec_of(raw.root), [Wanted(raw.root + "/b")], sink, tmp_path, means=Means(retries=2))
    assert sink.kept[raw.root + "/b"].body == b"fine"


def test_redirects_are_recorded_hop_by_hop(raw: Raw, tmp_path):
    """Who led where, with the evidence of each step; cookies set on the way are sent."""
    raw.scripts = {
        "/a": page(b"", "Location: b", "Set-Cookie: seen=1; Path=/", status="301 Moved Permanently"),
        "/b": redirect("/文件.html"),
        "/%E6%96%87%E4%BB%B6.html": page("end"),
    }
    sink = Held()
    visit(spec_of(raw.root), [Wanted(raw.root + "/a")], sink, tmp_path)
    kept = sink.kept[raw.root + "/a"]
    assert kept.asked == raw.root + "/a"
    assert kept.address == raw.root + "/%E6%96%87%E4%BB%B6.html"
    assert kept.redirects == (raw.root + "/a", raw.root + "/b")
    assert [read_exchange(tmp_path, hop)[0].split(b" ")[1] for hop in kept.hops] == [b"/a", b"/b"]
    assert next(one for one in raw.asked if one.path == "/b").fields["cookie"] == "seen=1"


def test_endless_redirects_end(raw: Raw, tmp_path):
    """A circle, and a chain that never closes."""
    raw.scripts = {"/a": redirect("/b"), "/b": redirect("/a")} | {f"/{n}": redirect(f"/{n + 1}") for n in range(40)}
    sink = Held()
    visit(spec_of(raw.root), [Wanted(raw.root + "/a"), Wanted(raw.root + "/0")], sink, tmp_path)
    assert sink.codes() == ["collect.redirects", "collect.redirects"]
    assert len(raw.paths()) == 22


def test_a_page_that_only_refreshes_is_a_redirect(raw: Raw, tmp_path):
    """An old home page; but a page that renews itself, or a long one, is a document."""
    raw.scripts = {
        "/a": page('<meta http-equiv="refresh" content="0; url=/b">'),
        "/b": page("end"),
        "/c": page('<meta http-equiv="refresh" content="300; url=/d">news'),
    }
    sink = Held()
    visit(spec_of(raw.root), [Wanted(raw.root + "/a"), Wanted(raw.root + "/c")], sink, tmp_path)
    assert sink.kept[raw.root + "/a"].address == raw.root + "/b"
    assert sink.kept[raw.root + "/c"].address == raw.root + "/c"


def test_a_redirect_to_what_this_visit_has_is_told_and_not_stored_twice(raw: Raw, tmp_path):
    """Dead links that all lead to the front page."""
    raw.scripts = {"/home": page("home"), "/dead": redirect("/home")}
    sink = Held()
    wanted = [Wanted(raw.root + "/home", "attachment"), Wanted(raw.root + "/dead")]
    visit(spec_of(raw.root, polite={"at_once": 1}), wanted, sink, tmp_path)
    assert sink.codes() == ["collect.same"]
    assert raw.paths().count("/home") == 1


def test_fetch_one_gives_the_answer_or_says_why_not(raw: Raw, tmp_path):
    """The door for an address that somebody hands in."""
    raw.scripts = {"/a": redirect("/b"), "/b": page("b")}
    found = fetch_one(raw.root + "/a", warc=tmp_path, now=clock, local=True)
    assert (found.body, found.address, found.status) == (b"b", raw.root + "/b", 200)
    assert read_exchange(tmp_path, found.stored)[1].endswith(b"\r\n\r\nb")
    with pytest.raises(InputError) as raised:
        fetch_one(raw.root + "/none", warc=tmp_path, now=clock, local=True)
    assert (raised.value.code, raised.value.params["status"]) == ("collect.gone", 404)
    with pytest.raises(InputError) as raised:
        fetch_one(raw.root + "/a", warc=tmp_path, now=clock)
    assert raised.value.code == "collect.refused_address"


def test_fetch_many_answers_for_each(raw: Raw, tmp_path):
    """A page's pictures: some there, some not."""
    raw.scripts = {"/1.png": page(b"1", kind="image/png"), "/2.png": page(b"2", kind="image/png")}
    names = ["/1.png", "/2.png", "/3.png", "/1.png"]
    found = fetch_many([raw.root + name for name in names], warc=tmp_path, now=clock, local=True)
    assert [type(one).__name__ for one in found.values()] == ["Exchange", "Exchange", "Event"]
    assert found[raw.root + "/2.png"].body == b"2"


def test_a_visit_ends_when_its_time_is_up(raw: Raw, tmp_path):
    """However slow the servers."""
    raw.scripts = {"/a": lambda connection, fields: time.sleep(20)}
    tally = visit(spec_of(raw.root), [Wanted(raw.root + "/a")], Held(), tmp_path, means=Means(most_seconds=0.3))
    assert tally.stopped == "time"


def test_what_is_written_is_what_a_clock_says(raw: Raw, tmp_path):
    """The crawler asks the clock it was given."""
    raw.scripts = {"/a": page("a")}
    found = fetch_one(raw.root + "/a", warc=tmp_path, now=clock, local=True)
    assert found.at == clock()
    assert found.stored.file.startswith("2025-01-16/")


def test_an_exchange_is_a_record(raw: Raw, tmp_path):
    """It goes through JSON, as all records do."""
    raw.scripts = {"/a": page("a")}
    found = fetch_one(raw.root + "/a", warc=tmp_path, now=clock, local=True)
    assert msgspec.json.decode(msgspec.json.encode(found), type=type(found)) == found


def test_the_referer_of_an_annex_is_its_page(raw: Raw, tmp_path):
    """Some offices serve annexes to no one else."""
    raw.scripts = {"/a.pdf": page("a")}
    visit(spec_of(raw.root), [Wanted(raw.root + "/a.pdf", "attachment", parent=raw.root + "/a")], Held(), tmp_path)
    assert next(one for one in raw.asked if one.path == "/a.pdf").fields["referer"] == raw.root + "/a"


def test_a_crawl_needs_no_more_than_the_protocols(raw: Raw, tmp_path):
    """The signature that callers rely on."""
    raw.scripts = {"/a": page("a")}
    assert crawl(spec_of(raw.root), Tree([Wanted(raw.root + "/a")]), Held(), warc=tmp_path, now=clock).new == 1
