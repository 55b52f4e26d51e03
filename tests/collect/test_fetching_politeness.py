"""What hosts ask of visitors is kept, by the server's own clock."""

from __future__ import annotations

import pytest
from raw_server import PUBLIC, Held, Raw, led_to, page, redirect, serving, spec_of, visit

from guanlan.collect.fetching import Means
from guanlan.collect.sink import Wanted


@pytest.fixture
def raw():
    """A server."""
    with serving() as up:
        yield up


def robots(text: str, **fields: str) -> bytes:
    """A robots.txt."""
    return page(text, kind="text/plain")


def pauses(raw: Raw) -> list[float]:
    """Seconds between one request and the next."""
    return [later.at - earlier.at for earlier, later in zip(raw.asked, raw.asked[1:], strict=False)]


def span(raw: Raw) -> float:
    """Seconds from the first request to the last: a busy machine makes single pauses look shorter, this hardly."""
    return raw.asked[-1].at - raw.asked[0].at


def test_robots_txt_is_asked_for_once_and_obeyed(raw: Raw, tmp_path):
    """Rules for us come before those for all; the longest rule wins."""
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: Guanlan\nDisallow: /private/\nAllow: /private/notice\n"
    raw.scripts = {"/robots.txt": robots(rules), "/a": page("a"), "/private/notice": page("n"), "/private/x": page("x")}
    sink = Held()
    visit(
        spec_of(raw.root), [Wanted(raw.root + path) for path in ("/a", "/private/x", "/private/notice")], sink, tmp_path
    )
    assert sorted(one.path for one in raw.asked) == ["/a", "/private/notice", "/robots.txt"]
    assert [(one.code, one.address, one.params) for one in sink.events] == [
        ("collect.robots", raw.root + "/private/x", {"why": "rule"})
    ]


def test_a_redirect_into_a_forbidden_place_is_not_followed(raw: Raw, tmp_path):
    """The rule is for addresses, however one gets there."""
    raw.scripts = {"/robots.txt": robots("User-agent: *\nDisallow: /x"), "/a": redirect("/x"), "/x": page("x")}
    sink = Held()
    visit(spec_of(raw.root), [Wanted(raw.root + "/a")], sink, tmp_path)
    assert sink.codes() == ["collect.robots"]
    assert "/x" not in raw.paths()


@pytest.mark.parametrize(
    ("answer", "codes"),
    [
        (page("", status="404 Not Found"), []),
        (page("", status="403 Forbidden"), []),
        (page("<html>Disallow: /</html>"), []),
        (page("", status="503 Service Unavailable"), ["collect.robots"]),
        (redirect("/other.txt"), ["collect.robots"]),
        (redirect("/robots.txt"), []),
    ],
    ids=["none", "forbidden", "a page", "out of order", "moved", "a circle"],
)
def test_a_robots_txt_that_cannot_be_read_is_judged_as_rfc_9309_says(raw: Raw, tmp_path, answer, codes):
    """None is none; a server that cannot say is not entered."""
    raw.scripts = {"/robots.txt": answer, "/a": page("a"), "/other.txt": robots("User-agent: *\nDisallow: /")}
    sink = Held()
    visit(spec_of(raw.root), [Wanted(raw.root + "/a")], sink, tmp_path)
    assert sink.codes() == codes


def test_a_source_may_be_read_in_spite_of_robots_txt_where_its_file_says_so(raw: Raw, tmp_path):
    """With the authority's permission."""
    raw.scripts = {"/robots.txt": robots("User-agent: *\nDisallow: /"), "/a": page("a")}
    sink = Held()
    visit(spec_of(raw.root, polite={"robots": False}), [Wanted(raw.root + "/a")], sink, tmp_path)
    assert list(sink.kept) == [raw.root + "/a"]
    assert len(raw.asked) == 1


def test_crawl_delay_is_kept(raw: Raw, tmp_path):
    """Between any two requests, robots.txt itself included, without jitter, one at a time, whatever the source says."""
    raw.scripts = {"/robots.txt": robots("User-agent: *\nCrawl-delay: 0.12")} | {f"/{n}": page("x") for n in range(4)}
    visit(spec_of(raw.root), [Wanted(f"{raw.root}/{n}") for n in range(4)], Held(), tmp_path)
    assert len(raw.asked) == 5
    assert span(raw) >= 0.4  # four pauses of 0.12


def test_crawl_delay_is_not_worn_down_by_quick_answers(raw: Raw, tmp_path):
    """The throttle lowers pauses of quick servers; never below what was asked for."""
    raw.scripts = {"/robots.txt": robots("User-agent: *\nCrawl-delay: 0.12")} | {f"/{n}": page("x") for n in range(4)}
    polite = {"delay": 0.01}
    visit(spec_of(raw.root, polite=polite), [Wanted(f"{raw.root}/{n}") for n in range(4)], Held(), tmp_path)
    assert span(raw) >= 0.4  # four pauses of 0.12


def test_a_crawl_delay_beyond_reason_is_capped(raw: Raw, tmp_path):
    """A day between two pages would be a ban that robots.txt can say otherwise."""
    raw.scripts = {"/robots.txt": robots("User-agent: *\nCrawl-delay: 86400"), "/a": page("a")}
    sink = Held()
    visit(spec_of(raw.root), [Wanted(raw.root + "/a")], sink, tmp_path, means=Means(most_delay=0.1))
    assert sink.kept


def test_the_sources_own_delay_is_kept(raw: Raw, tmp_path):
    """Half of it at least: Scrapy's jitter makes it between a half and one and a half."""
    raw.scripts = {f"/{n}": page("x") for n in range(3)}
    spec = spec_of(raw.root, polite={"delay": 0.1, "robots": False})
    visit(spec, [Wanted(f"{raw.root}/{n}") for n in range(3)], Held(), tmp_path)
    assert span(raw) >= 0.08  # two pauses of 0.05 at least


def test_retry_after_is_heeded(raw: Raw, tmp_path):
    """A server that asks for a pause gets it, before the next try."""
    answers = iter([page("", "Retry-After: 1", status="429 Too Many Requests"), page("fine")])
    raw.scripts = {"/a": lambda connection, fields: connection.sendall(next(answers))}
    sink = Held()
    spec = spec_of(raw.root, polite={"delay": 0.01, "robots": False})
    visit(spec, [Wanted(raw.root + "/a")], sink, tmp_path, means=Means(retries=1, most_delay=0.2))
    assert sink.kept[raw.root + "/a"].body == b"fine"
    assert pauses(raw)[0] >= 0.19


def test_a_slow_server_is_left_more_time(raw: Raw, tmp_path):
    """Autothrottle: what takes long to answer is asked less often."""
    import time

    def slow(connection, fields):
        time.sleep(0.08)
        connection.sendall(page("x", "Connection: close"))

    raw.scripts = {f"/{n}": slow for n in range(3)}
    spec = spec_of(raw.root, polite={"delay": 0.01, "robots": False, "at_once": 1})
    visit(spec, [Wanted(f"{raw.root}/{n}") for n in range(3)], Held(), tmp_path)
    assert pauses(raw)[1] >= 0.08


def test_each_host_has_its_own_rules(raw: Raw, tmp_path):
    """An annex elsewhere is judged by the robots.txt there."""
    raw.scripts = {
        "/robots.txt": lambda connection, fields: connection.sendall(_rules_of(fields["host"])),
        "/a": page("a"),
    }
    names = {"one.example.cn": [PUBLIC], "two.example.cn": [PUBLIC]}
    sink = Held()
    wanted = [Wanted("http://one.example.cn/a"), Wanted("http://two.example.cn/a")]
    visit(spec_of("http://one.example.cn/", local=False), wanted, sink, tmp_path, means=led_to(raw, names))
    assert list(sink.kept) == ["http://one.example.cn/a"]
    assert [one.address for one in sink.events] == ["http://two.example.cn/a"]


def _rules_of(host: str) -> bytes:
    text = "User-agent: *\nDisallow: /" if host.startswith("two") else "User-agent: *\nAllow: /"
    return page(text, "Connection: close", kind="text/plain")


def test_a_page_that_moved_for_good_to_another_host_is_told(raw: Raw, tmp_path):
    """The source's file wants a new address; www. before the same name is no move, nor is a passing redirect."""
    names = {name: [PUBLIC] for name in ("old.example.cn", "new.example.cn", "www.new.example.cn")}

    def answer(connection, fields):
        lead = {"old.example.cn": "http://new.example.cn/a", "new.example.cn": "http://www.new.example.cn/a"}
        target = lead.get(fields["host"])
        if target is None:
            connection.sendall(page("here", "Connection: close"))
        else:
            connection.sendall(page("", f"Location: {target}", "Connection: close", status="301 Moved Permanently"))

    raw.scripts = {"/a": answer}
    sink = Held()
    spec = spec_of("http://old.example.cn/a", local=False, polite={"robots": False})
    visit(spec, [Wanted("http://old.example.cn/a")], sink, tmp_path, means=led_to(raw, names))
    assert [(one.code, one.params["to"]) for one in sink.events] == [("collect.moved", "http://new.example.cn/a")]
    assert sink.kept["http://old.example.cn/a"].address == "http://www.new.example.cn/a"
