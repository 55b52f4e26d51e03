"""溯源: a story that somebody retells leads to the authority's own page, held or still to be found."""

from __future__ import annotations

import datetime

import pytest

import handed_in as corpus
from guanlan.actions.find_original import find_original
from guanlan.actions.steps.authorities import is_account_of
from guanlan.actions.steps.watched import row_of
from guanlan.actions.take import take, take_bytes
from guanlan.errors import InputError
from guanlan.records.source import SourceSpec

AT = datetime.datetime(2026, 11, 4, 1, 0, tzinfo=datetime.UTC)
AUTHORITY = "国家互联网信息办公室"
HEADLINE = "国家互联网信息办公室公布《网络平台算法推荐备案管理办法》"
WORDS = (
    "2026年11月2日，国家互联网信息办公室公布《网络平台算法推荐备案管理办法》，自2027年1月1日起施行。",
    "国家互联网信息办公室有关负责人表示，出台该办法是为了规范网络平台算法推荐备案活动，保护用户合法权益。",
)
LINK = "https://www.cac.example.org/2026-11/02/c_1.htm"


def authority_page():
    """What the authority itself says."""
    return corpus.page(headline=HEADLINE, words=WORDS, publisher=AUTHORITY, address=LINK)


def retold(extra="", headline=HEADLINE, words=WORDS):
    """The same by somebody else."""
    return corpus.page(headline=headline, words=words, publisher="某某新闻网", extra=extra)


def handed(context, data):
    """What its taker is told of its one report."""
    (item,) = take_bytes(data, context=context).items
    (told,) = item.reports
    return told


def watched(**changes):
    """A source that is watched, entered by its file."""
    usual = {"key": "cac-policy", "name": "网信办政策", "authority": AUTHORITY, "kind": "list"}
    usual |= {"address": "https://www.cac.example.org/list", "home": "https://www.cac.example.org/"}
    spec = SourceSpec(**(usual | changes))
    row_of(spec)
    return spec


def test_the_authority_s_own_page_needs_no_original(home, context):
    """It is one."""
    told = handed(context, authority_page())
    assert told.authority
    assert (told.held, told.clues) == ((), ())


def test_the_original_is_held_already(home, context):
    """With where it is and why the two are one story."""
    own = handed(context, authority_page())
    told = handed(context, retold())

    assert not told.authority
    (held,) = told.held
    assert (held.handle, held.publisher, held.address) == (own.report, AUTHORITY, LINK)
    assert held.reason in ("merging.instrument", "merging.copy", "merging.document")
    assert told.clues == ()


def test_another_story_of_the_same_authority_is_no_original(home, context):
    """The same body on the same day does many things."""
    other = ("2026年11月2日，国家互联网信息办公室召开网络执法工作会议，部署下一阶段任务，要求各地加强协作。",)
    take_bytes(
        corpus.page(headline="国家网信办召开网络执法工作会议", words=other, publisher=AUTHORITY, address=LINK + "2"),
        context=context,
    )
    assert handed(context, retold()).held == ()


def test_the_original_may_come_in_the_same_take(home, context, tmp_path):
    """Whatever stood first in the folder."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1转述.html").write_bytes(retold())
    (tmp_path / "in" / "2原文.html").write_bytes(authority_page())
    done = take([str(tmp_path / "in")], context=context, clock=lambda: AT)

    first, second = (item.reports[0] for item in done.items)
    assert [one.handle for one in first.held] == [second.report]
    assert second.authority


def test_another_retelling_is_no_original(home, context):
    """Two portals with the same words: neither is the authority."""
    handed(context, retold())
    told = handed(context, retold(extra="<p>某某新闻网编辑部整理。</p>"))
    assert told.held == ()


ORIGINALS = {
    "a link that says so": f'<p><a href="{LINK}">原文链接</a></p>',
    "words before a link": f'<p>原文链接：<a href="{LINK}">点此查看全部内容</a></p>',
    "an address in the words": f"<p>原文链接：{LINK}</p>",
}


@pytest.mark.parametrize("extra", ORIGINALS.values(), ids=ORIGINALS)
def test_an_address_of_the_original_is_a_clue(home, context, extra):
    """With the watched source that should have it."""
    watched()
    told = handed(context, retold(extra))
    clue = told.clues[0]
    assert clue.address == LINK
    assert clue.sources == ("网信办政策",)


def test_the_original_of_an_account_s_article(home, context):
    """阅读原文 stands in the page's script."""
    told = handed(context, corpus.account_page(source=LINK))
    assert [one.address for one in told.clues if one.address] == [LINK]


def test_a_named_body_is_a_clue(home, context):
    """Who acted, and the watched source that speaks for it, whatever either calls it."""
    watched(authority="中央网络安全和信息化委员会办公室")
    told = handed(context, retold())
    assert any(one.sources == ("网信办政策",) and one.address is None for one in told.clues)


def test_a_page_on_the_site_of_the_watched_authority_is_its_own(home, context):
    """Though it names its account as the publisher."""
    watched()
    data = corpus.page(headline=HEADLINE, words=WORDS, publisher="网信某某", address=LINK)
    assert handed(context, data).authority


def test_asked_again_later(home, context):
    """Once the original has come in, the question has another answer."""
    told = handed(context, retold(f'<p><a href="{LINK}">原文链接</a></p>'))
    assert find_original(told.report).held == ()
    own = handed(context, authority_page())
    assert [one.handle for one in find_original(told.report).held] == [own.report]
    with pytest.raises(InputError):
        find_original("ffffffff")


def test_the_register_tells_where_a_body_speaks(home, context, monkeypatch):
    """Though nobody watches it: its home page is the clue; and a page on its site is its own."""
    known = (SourceSpec("cac", "网信办", AUTHORITY, "list", "", home="https://www.cac.example.org/", checked=False),)
    monkeypatch.setattr("guanlan.actions.steps.origins.registered_specs", lambda: known)
    told = handed(context, retold())
    assert [(one.said, one.home) for one in told.clues] == [(AUTHORITY, "https://www.cac.example.org/")]
    data = corpus.page(headline=HEADLINE, words=WORDS, publisher="网信某某", address=LINK)
    assert handed(context, data).authority


def test_the_name_of_an_authority_s_site_speaks_for_it(home, context, monkeypatch):
    """Pages name their site as often as their body."""
    home_page = "https://www.cac.example.org/"
    known = (SourceSpec("cac", "某某网信网", AUTHORITY, "list", "", home=home_page, checked=False),)
    monkeypatch.setattr("guanlan.actions.steps.origins.registered_specs", lambda: known)
    assert handed(context, corpus.page(headline=HEADLINE, words=WORDS, publisher="某某网信网")).authority
    assert not handed(context, corpus.page(headline=HEADLINE, words=WORDS[:1], publisher="某某网")).authority


ACCOUNTS = [
    ("网信中国", "国家互联网信息办公室", True),
    ("浙江网信", "浙江省互联网信息办公室", True),
    ("浙江网信", "杭州市互联网信息办公室", False),
    ("平安北京", "北京市公安局", True),
    ("平安北京", "北京市通信管理局", False),
    ("网信", "国家互联网信息办公室", False),
    ("网信南昌周边美食", "南昌市互联网信息办公室", False),
    ("某某观察", "某某观察", False),
]


@pytest.mark.parametrize(("account", "body", "own"), ACCOUNTS)
def test_whose_account_it_is(account, body, own):
    """By work and place, both of them and nothing else."""
    assert is_account_of(account, body) is own


def test_the_body_s_account_is_the_body(home, context):
    """What it says needs no original, and is one for others."""
    own = handed(context, corpus.page(headline=HEADLINE, words=WORDS, publisher="网信中国"))
    assert own.authority
    assert [one.handle for one in handed(context, retold()).held] == [own.report]
