"""Taking in addresses: the page, its pictures and its annexes, each with its evidence; states told, never reported."""

from __future__ import annotations

import datetime

import pytest

import handed_in as corpus
from guanlan.actions.steps.authorities import grade_of_address, is_reprint
from guanlan.actions.steps.watched import row_of
from guanlan.actions.summaries import Result
from guanlan.actions.take import addresses_in, take, take_bytes
from guanlan.collect.fetching import Means
from guanlan.records.source import SourceSpec
from guanlan.store import blobs
from guanlan.store.models import Capture, Exchange, Handover, Notice, Release, Report, Version
from guanlan.store.selectors.intake import parts_of
from small_web import web

__all__ = ["web"]
AT = datetime.datetime(2026, 11, 4, 1, 0, tzinfo=datetime.UTC)
BIZ = "https://mp.weixin.qq.com/s?__biz=MzAxTEST==&mid=2650001&idx=1"


def clock():
    """The same instant, always."""
    return AT


def fetched(context, *addresses, local=True, **options):
    """The addresses, as somebody sends them."""
    return take(list(addresses), context=context, clock=clock, local=local, **options)


def test_a_page_with_its_pictures_and_annexes(home, context, web):
    """Each a capture with its request and answer; who sent the address stands beside."""
    annex = '<p>附件：<a href="/files/名单.xlsx">应用名单.xlsx</a></p>'
    web.pages["/2026/t1.html"] = corpus.page(picture="img/1.png", extra=annex)
    web.pages["/2026/img/1.png"] = (200, "image/png", corpus.PNG)
    web.pages["/files/%E5%90%8D%E5%8D%95.xlsx"] = (200, "application/octet-stream", corpus.app_list())
    address = web.address("/2026/t1.html")

    done = fetched(context, address, who="某甲")

    assert [one.outcome.result for one in done.items] == [Result.ADDED, Result.ADDED]
    page, annexed = done.items
    assert page.pictures == 1
    assert blobs.get(parts_of(page.sha256)["img/1.png"].blob_id) == corpus.PNG
    assert Exchange.objects.count() == Capture.objects.count() == 3
    assert Exchange.objects.get(capture__blob_id=annexed.sha256).parent == address
    assert {one.who for one in Handover.objects.all()} == {"某甲"}
    assert all((home / "warc" / one.file).is_file() for one in Exchange.objects.all())


def test_the_key_is_that_of_a_saved_page_of_the_same_address(home, context, web, tmp_path):
    """Who saved the page and who sends its address have the same release."""
    path = "/2026/t2.html"
    web.pages[path] = corpus.page()
    address = web.address(path)
    fetched(context, address)
    (tmp_path / "页面.html").write_bytes(corpus.page(address=address, extra="<p>已更新，另附说明一段。</p>"))
    done = fetched(context, str(tmp_path / "页面.html"))

    assert done.items[0].outcome.result is Result.NEW_VERSION
    assert Release.objects.count() == 1


def test_taken_twice_it_is_the_same(home, context, web):
    """Another capture says that it was still there; no picture is fetched again."""
    web.pages["/a.html"] = corpus.page(picture="1.png")
    web.pages["/1.png"] = (200, "image/png", corpus.PNG)
    fetched(context, web.address("/a.html"))
    before = web.asked.count("/1.png")
    done = fetched(context, web.address("/a.html"))

    assert done.items[0].outcome.result is Result.SAME
    assert (Release.objects.count(), Version.objects.count()) == (1, 1)
    assert web.asked.count("/1.png") == before == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254"])
def test_an_address_that_is_not_public_is_refused_in_one_sentence(home, context, web, host):
    """Unless the operator says that it is theirs; the one beside it is taken all the same."""
    done = fetched(context, f"http://{host}:80/a.html", local=False)

    (item,) = done.items
    assert (item.outcome.result, item.outcome.code) == (Result.REFUSED, "collect.refused_address")
    assert not Capture.objects.exists()
    assert web.asked == []


def test_what_is_not_there_stops_no_other(home, context, web):
    """404 is told; the next address is taken."""
    web.pages["/b.html"] = corpus.page()
    done = fetched(context, web.address("/a.html"), web.address("/b.html"))

    assert [one.outcome.result for one in done.items] == [Result.REFUSED, Result.ADDED]
    assert done.items[0].outcome.code == "collect.gone"


STATES = {
    "该内容已被发布者删除": "deleted",
    "此内容因违规无法查看": "violation",
    "该公众号已迁移": "moved",
}


@pytest.mark.parametrize("words", STATES)
def test_a_notice_is_a_state_and_no_report(home, context, words):
    """Of the article that its address names; with a sentence."""
    done = take_bytes(corpus.notice(words, BIZ), context=context)

    (item,) = done.items
    assert (item.outcome.result, item.outcome.code) == (Result.NOTICE, f"take.state_{STATES[words]}")
    assert item.outcome.release == "wechat:MzAxTEST== 2650001/1"
    assert (Notice.objects.get().state, Notice.objects.get().key) == (STATES[words], item.outcome.release)
    assert not Release.objects.exists()
    assert not Report.objects.exists()


def test_a_notice_without_an_address_names_no_place_on_the_disk(home, context, tmp_path):
    """It is a capture with a state, and no release of the folder it was saved in."""
    path = tmp_path / "已删.html"
    path.write_bytes(corpus.notice("该内容已被发布者删除"))
    done = fetched(context, str(path))

    assert done.items[0].outcome.release is None
    assert Notice.objects.get().key == ""
    assert not Release.objects.exists()


def test_one_notice_answers_for_many_articles(home, context, web):
    """Byte for byte the same page, from two addresses: two states, told apart."""
    for name in ("/s/one", "/s/two"):
        web.pages[name] = corpus.notice("该内容已被发布者删除")
    fetched(context, web.address("/s/one"), web.address("/s/two"))

    assert [one.address for one in Notice.objects.order_by("capture_id")] == [
        web.address("/s/one"),
        web.address("/s/two"),
    ]
    assert len(set(Notice.objects.values_list("key", flat=True))) == 2


def test_a_good_capture_heals_a_notice(home, context, tmp_path):
    """First only the notice was there, then somebody finds the article in their phone."""
    take_bytes(corpus.notice("该内容已被发布者删除", BIZ), context=context)
    done = take_bytes(corpus.account_page(), context=context)

    assert done.items[0].outcome.result is Result.ADDED
    assert done.items[0].outcome.release == Notice.objects.get().key
    assert Report.objects.filter(gone=False).count() == 1


def test_a_notice_takes_no_report_away(home, context):
    """What was read of the article stays; that it was deleted is a state of it."""
    take_bytes(corpus.account_page(), context=context)
    take_bytes(corpus.notice("该内容已被发布者删除", BIZ), context=context)

    assert Report.objects.filter(gone=False).count() == 1
    assert Version.objects.count() == 1


@pytest.fixture
def accounts(web):
    """The accounts' host, as it stands on this machine: how it is asked, and its addresses."""

    async def here(host):
        return ["127.0.0.1"]

    def address(path):
        return web.address(path).replace("127.0.0.1", "mp.weixin.qq.com")

    return {"means": Means(resolve=here)}, address


def test_an_article_has_many_addresses_and_one_release(home, context, web, accounts):
    """Short links, links with the reader's marks: account, message and place name it."""
    asking, address = accounts
    long = "/s?__biz=MzAxTEST==&mid=2650001&idx=1&scene=27"
    web.pages["/s/AbCdEf"] = corpus.account_page()
    web.pages[long] = corpus.account_page() + b"\n"
    done = fetched(context, address("/s/AbCdEf"), address(long), **asking)

    assert {one.outcome.release for one in done.items} == {"wechat:MzAxTEST== 2650001/1"}


def test_a_notice_under_another_address_of_a_held_article(home, context, web, accounts):
    """The short link is all that is left, and now it shows a notice: it is the article's state."""
    asking, address = accounts
    web.pages["/s/AbCdEf"] = corpus.account_page()
    fetched(context, address("/s/AbCdEf"), **asking)
    web.pages["/s/AbCdEf"] = corpus.notice("该内容已被发布者删除")
    done = fetched(context, address("/s/AbCdEf"), **asking)

    assert done.items[0].outcome.release == "wechat:MzAxTEST== 2650001/1"


ADDRESSES = {
    "https://www.example.gov.cn/a.html": 1,
    "https://www.example.gov.cn/a.html\n": 1,
    "某办公布办法\nhttps://www.example.gov.cn/a.html": 1,
    "1. https://a.gov.cn/1\n2. https://b.gov.cn/2，https://a.gov.cn/1": 2,
    "请看这条：某办公布了一项办法，共三章。https://a.gov.cn/1": 0,
    "没有网址": 0,
    "<html><a href='https://a.gov.cn/1'>x</a></html>": 0,
    "": 0,
}


@pytest.mark.parametrize("pasted", ADDRESSES)
def test_pasted_words_that_are_addresses(pasted):
    """A shared link is to be fetched; a text that mentions one is a text."""
    assert len(addresses_in(pasted.encode())) == ADDRESSES[pasted]


def test_an_address_ends_where_chinese_begins():
    """People paste no blank behind it."""
    assert addresses_in("https://a.gov.cn/1.html，".encode()) == ("https://a.gov.cn/1.html",)


def test_whose_page_it_is(home, context):
    """甲 only for what an authority's own site shows as its own."""
    own = b'<meta name="SiteName" content="\xe6\x9f\x90">'
    assert grade_of_address("https://www.gz.gov.cn/a.html", own) == "甲"
    assert grade_of_address("https://news.example.com/a.html", own) == "乙"
    assert grade_of_address("https://www.gov.cn.example.com/a.html", own) == "乙"
    spec = SourceSpec("x-assoc", "某协会", "某协会", "list", "https://www.assoc.example.org/list", level="association")
    row_of(spec)
    assert grade_of_address("https://www.assoc.example.org/1.html", own) == "甲"


def test_a_page_that_says_it_took_the_words_from_elsewhere():
    """A county's site that shows the agency's news is not the agency."""
    head = '<meta name="SiteName" content="{}"><meta name="ContentSource" content="{}">'
    assert is_reprint(head.format("某市人民政府", "新华社").encode())
    assert is_reprint(head.format("某市人民政府", "新华社").encode("gb18030"))
    assert not is_reprint(head.format("杭州市人民政府", "杭州市数据资源管理局").encode())
    assert not is_reprint(head.format("某市人民政府", "本站").encode())
    assert not is_reprint(b"<p>")
