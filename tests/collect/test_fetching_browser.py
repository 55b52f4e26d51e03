"""Pages that only a browser can draw: drawn, with every request of theirs under our rules."""

from __future__ import annotations

import shutil

import pytest
from raw_server import PUBLIC, Held, Raw, Tree, led_to, page, serving, spec_of, visit

from guanlan.collect.sink import Wanted
from guanlan.collect.warc import read_exchange, records_of
from guanlan.errors import InputError

pytest.importorskip("playwright", reason="the extra browser is not installed")
if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
    pytest.skip("no Chromium on this system", allow_module_level=True)

SITE = "http://www.site.example.cn"
DRAWN = """<!DOCTYPE html><html><head><meta charset="utf-8"><script src="/draw.js"></script></head>
<body><ul id="list"></ul><img src="/picture.png"></body></html>"""
SCRIPT = """
fetch('/data.json').then(answer => answer.json()).then(items => {
  for (const item of items) {
    const line = document.createElement('li');
    line.textContent = item;
    document.getElementById('list').append(line);
  }
});
"""


@pytest.fixture
def raw():
    """A server."""
    with serving() as up:
        yield up


def test_a_page_is_drawn_and_its_evidence_is_what_the_server_sent(raw: Raw, tmp_path):
    """Script and data are fetched by us, once; pictures are not."""
    raw.scripts = {
        "/a": page(DRAWN),
        "/b": page(DRAWN),
        "/draw.js": page(SCRIPT, kind="text/javascript"),
        "/data.json": page('["关于开展专项行动的通知"]', kind="application/json"),
    }
    family = Tree([Wanted(raw.root + "/a"), Wanted(raw.root + "/b")])
    sink = Held()
    visit(spec_of(raw.root, browser=True), None, sink, tmp_path, family=family)

    kept = sink.kept[raw.root + "/a"]
    assert "<li>关于开展专项行动的通知</li>" in kept.body.decode()
    assert kept.drawn
    assert read_exchange(tmp_path, kept.stored)[1].endswith(DRAWN.encode())
    assert [one.css("li::text").get() for one in family.seen] == ["关于开展专项行动的通知"] * 2
    assert sorted(raw.paths()) == ["/a", "/b", "/data.json", "/draw.js"]
    recorded = {one.address for one in records_of(tmp_path / kept.stored.file)}
    assert raw.root + "/data.json" in recorded


def test_what_a_page_asks_for_is_under_the_same_rules(raw: Raw, tmp_path):
    """It cannot reach the house: by fetch, frame, script, picture, socket, form, redirect or going elsewhere."""
    with serving() as inside:
        home = f"http://127.0.0.1:{inside.port}"
        hostile = f"""<html><body><p id="said">nothing</p>
            <img src="{home}/img"><iframe src="{home}/frame"></iframe><script src="{home}/script"></script>
            <link rel="stylesheet" href="{home}/style"><link rel="prefetch" href="{home}/prefetch">
            <link rel="preconnect" href="{home}"><iframe src="/leads"></iframe><object data="{home}/object"></object>
            <form id="f" method="post" target="x" action="{home}/form"></form><iframe name="x"></iframe><script>
            const say = words => document.getElementById('said').textContent += words;
            fetch('{home}/fetch', {{mode: 'no-cors'}}).then(() => say('REACHED'), () => say('refused'));
            fetch('http://inner.example.cn/', {{mode: 'no-cors'}}).then(() => say('REACHED'), () => say('refused'));
            fetch('/private/x').then(() => say('REACHED'), () => say('forbidden'));
            fetch('/send', {{method: 'POST', body: 'x'}}).then(() => say('REACHED'), () => say('unsent'));
            new Image().src = '{home}/image'; navigator.sendBeacon('{home}/beacon', 'x');
            try {{ new WebSocket('ws://127.0.0.1:{inside.port}/socket') }} catch (e) {{}}
            try {{ new EventSource('{home}/events') }} catch (e) {{}}
            document.getElementById('f').submit(); window.open('{home}/open');
            </script></body></html>"""
        raw.scripts = {
            "/robots.txt": page("User-agent: *\nDisallow: /private", kind="text/plain"),
            "/a": page(hostile),
            "/leads": page(b"", f"Location: {home}/led", status="302 Found"),
        }
        sink = Held()
        means = led_to(raw, {"www.site.example.cn": [PUBLIC], "inner.example.cn": ["10.0.0.1"]})
        polite = {"timeout": 3.0}
        visit(
            spec_of(SITE, local=False, browser=True, polite=polite), [Wanted(f"{SITE}/a")], sink, tmp_path, means=means
        )

        drawn = sink.kept[f"{SITE}/a"].body.decode()
        assert drawn.count("refused") - hostile.count("refused") == 2
        assert drawn.count("REACHED") == hostile.count("REACHED")
        assert inside.asked == []
        assert "/private/x" not in raw.paths()
        assert "/send" not in raw.paths()


def test_a_missing_browser_is_said_in_one_sentence(raw: Raw, tmp_path, monkeypatch):
    """And ends the visit: none of its pages could be read."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    raw.scripts = {"/a": page(DRAWN)}
    with pytest.raises(InputError) as raised:
        visit(spec_of(raw.root, browser=True), [Wanted(raw.root + "/a")], Held(), tmp_path)
    assert raised.value.code == "collect.no_browser"
