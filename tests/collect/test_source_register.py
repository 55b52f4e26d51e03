"""The register of sources: what is added, tried, paused, listed and carried elsewhere."""

from __future__ import annotations

import msgspec
import pytest
from collect_pages import ITEMS, site

from guanlan.actions.add_source import add_sources, pause_source, registered
from guanlan.actions.list_sources import list_sources
from guanlan.actions.steps.authorities import registered_specs, watched_specs
from guanlan.actions.try_source import try_source
from guanlan.collect.outlines import read_outline, to_outline
from guanlan.collect.spec import check_spec, read_specs, to_toml
from guanlan.errors import InputError
from guanlan.records.source import ListRules, Politeness, SourceSpec
from guanlan.store.models import AuditLine, Blob, Source, Visit


def spec_for(web, **fields):
    """A source on the test's own web."""
    polite = Politeness(delay=0, robots=False)
    made = SourceSpec(
        "sample", "样例网", "样例局", "list", web.root + "/", home=web.root + "/", local=True, politeness=polite
    )
    return msgspec.structs.replace(made, **fields)


def test_the_register_that_comes_along_names_real_bodies_and_no_selectors():
    """Names, levels and home pages are facts; rules are proposed and tried by whoever watches."""
    specs = registered_specs()

    assert len(specs) >= 60
    assert len({spec.key for spec in specs}) == len(specs)
    assert {spec.level for spec in specs} >= {"national", "ministry", "local", "abroad", "association"}
    for spec in specs:
        check_spec(spec)
        assert spec.authority
        assert spec.home.startswith(("https://", "http://"))
        assert not spec.checked
        assert spec.list is None


def test_rules_that_are_proposed_take_exactly_the_items(home, context, days, web):
    """From the page alone; they can be pasted, and nothing is stored."""
    site(web)

    tried = try_source(spec_for(web, checked=False), context=context, clock=days, seek=True)

    (pasted,) = read_specs(tried.toml)
    assert pasted.list == tried.proposal.list
    assert [(one.title, one.date) for one in tried.proposal.items] == [(title, day) for _, title, day in ITEMS]
    assert tried.lists == ((web.root + "/", len(ITEMS)),)
    assert sorted((title, day) for _, title, day, _ in tried.taken) == [(title, day) for _, title, day in ITEMS[:3]]
    assert tried.left == len(ITEMS) - 3
    assert not Blob.objects.exists()
    assert not Visit.objects.exists()


def test_a_list_page_is_given_for_a_source_of_which_the_home_is_known(home, context, days, web):
    """The rules are for that page."""
    site(web)
    known = spec_for(web, address="", checked=False, home=web.root + "/none.html")

    tried = try_source(known, context=context, clock=days, seek=True, address=web.root + "/")

    (pasted,) = read_specs(tried.toml)
    assert (pasted.address, pasted.checked, len(tried.taken)) == (web.root + "/", True, 3)


def test_rules_that_are_there_are_tried_as_they_are(home, context, days, web):
    """A selector that finds nothing takes nothing."""
    site(web)
    good = spec_for(web, list=ListRules(items="ul.list li", date="span"))
    bad = spec_for(web, list=ListRules(items="ul.gone li"))

    assert len(try_source(good, context=context, clock=days).taken) == 3
    assert try_source(bad, context=context, clock=days).taken == ()


def test_a_source_without_rules_is_not_tried_blindly(home, context, days):
    """The sentence says how to get rules."""
    with pytest.raises(InputError) as caught:
        try_source(registered_specs()[0], context=context, clock=days)
    assert caught.value.code == "sources.no_rules"


def test_added_paused_and_taken_up_again(home, context):
    """With a reason and an audit line; saying it twice changes nothing."""
    key = registered_specs()[0].key
    add_sources([registered(key)], context=context)
    add_sources([registered(key)], context=context)
    assert Source.objects.filter(key=f"watched:{key}").count() == 1

    pause_source(key, paused=True, reason="改版中", context=context)
    pause_source(key, paused=True, reason="改版中", context=context)

    line = next(one for one in list_sources() if one.key == key)
    assert (line.watched, line.paused) == (True, True)
    assert AuditLine.objects.filter(verb="pause source").count() == 1
    pause_source(key, paused=False, reason="", context=context)
    assert not Source.objects.get(key=f"watched:{key}").paused


@pytest.mark.parametrize(
    ("key", "reason", "code"),
    [("cac", "", "sources.no_reason"), ("nobody", "某由", "collecting.no_source")],
)
def test_a_pause_wants_a_source_and_a_reason(home, context, key, reason, code):
    """Else nobody knows why it fell silent."""
    with pytest.raises(InputError) as caught:
        pause_source(key, paused=True, reason=reason, context=context)
    assert caught.value.code == code


def test_an_unknown_key_is_named(home):
    """Neither watched nor in the register."""
    with pytest.raises(InputError) as caught:
        registered("nobody")
    assert (caught.value.code, caught.value.params) == ("sources.unknown", {"key": "nobody"})


def test_lists_are_narrowed_by_level_and_words(home, context):
    """Watched ones stand first."""
    last = registered_specs()[-1]
    add_sources([last], context=context)

    assert list_sources()[0].key == last.key
    assert {one.level for one in list_sources(level="abroad")} == {"abroad"}
    assert all(last.authority in one.authority for one in list_sources(words=last.authority))


def test_feeds_come_in_and_sources_go_out_as_opml(home, context):
    """A feed keeps its address; others show their home."""
    feed = '<opml version="2.0"><body><outline text="组"><outline text="甲局" xmlUrl="https://a.gov.cn/rss.xml" htmlUrl="https://a.gov.cn/"/></outline></body></opml>'
    add_sources([*read_outline(feed), registered_specs()[0]], context=context)

    outline = to_outline(watched_specs())

    assert 'xmlUrl="https://a.gov.cn/rss.xml"' in outline
    assert f'htmlUrl="{registered_specs()[0].home}"' in outline
    assert [one.address for one in read_outline(outline)] == ["https://a.gov.cn/rss.xml"]
    assert read_specs(to_toml(watched_specs())) == watched_specs()


@pytest.mark.parametrize("text", ["<rss/>", "<opml", '<!DOCTYPE x [<!ENTITY a "b">]><opml/>'])
def test_what_is_no_outline_is_refused(text):
    """Entities, too: an outline has none."""
    with pytest.raises(InputError) as caught:
        read_outline(text, "a.opml")
    assert caught.value.code == "sources.opml"


def test_an_outline_may_hold_what_is_no_feed():
    """Folders, addresses that are none, a feed under two headings."""
    feed = '<outline text="甲" xmlUrl="https://a.example/rss"/>'
    text = f'<opml><body><outline text="组">{feed}{feed}</outline><outline text="乙" xmlUrl="http://[a"/></body></opml>'

    assert [one.address for one in read_outline(text)] == ["https://a.example/rss"]
