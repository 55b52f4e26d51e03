"""The pages for the web in a browser: nobody is kept out, nothing is fetched from elsewhere, the search finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from issue_sample import pictures, sample_issue

from guanlan.publish.render.evidence import Evidence, evidence
from guanlan.publish.render.letter import letter
from guanlan.publish.render.pictures import printable
from guanlan.publish.render.sheet import lay_out
from guanlan.publish.render.site import SiteIssue, site
from guanlan.publish.render.wechat import posts

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def browser():
    """Chromium, where the machine has it."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as engine:
        one = engine.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield one
        one.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The site of the sample issue and the other pages, as files."""
    folder = tmp_path_factory.mktemp("site")
    shown = printable(pictures())
    sheet = lay_out(sample_issue(), None, shown)
    files = dict(site([SiteIssue(sheet, "18", shown)]))
    files["letter.html"] = letter(sample_issue()).html.replace("{leave}", "").encode()
    files["evidence.html"] = evidence(sheet, Evidence())
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return folder


PAGES = ("index.html", "18/index.html", "18/1.0.01.html", "letter.html", "evidence.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_kept_out(browser, built, name, scheme):
    """axe-core finds no fault, in either scheme; and the page asks nothing of another server."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed").Axe()
    page = browser.new_page(color_scheme=scheme)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((built / name).as_uri())
    told = axe.run(page).response
    faults = [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in told["violations"]]
    page.close()

    assert len(told["passes"]) > 10  # it did look
    assert faults == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_the_search_finds_without_a_server(browser, built):
    """From a disk: words of a body, a single character, nothing for what is nowhere."""
    page = browser.new_page()
    page.goto((built / "index.html").as_uri())
    found = {}
    for words in ("分类分级制度", "ＥＸＡＭＰＬＥ server", "漏", "并无此语", ""):
        page.fill("#q", words)
        found[words] = page.locator("#found a").all_text_contents()
    page.fill("#q", "数据泄露")
    page.locator("#found a").first.click()
    page.wait_for_load_state()
    title = page.locator("h1").text_content()
    page.close()

    assert "某省通报一起数据泄露事件" in found["分类分级制度"]
    assert found["ＥＸＡＭＰＬＥ server"] == ["某省通报一起数据泄露事件"]
    assert "某省通报一起数据泄露事件" in found["漏"]
    assert found["并无此语"] == found[""] == []
    assert title == "某省通报一起数据泄露事件"


def test_every_link_of_the_site_leads_somewhere(built):
    """Files and places in them."""
    import re

    dead = []
    for path in built.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for target in re.findall(r'(?:href|src)="([^"]*)"', text):
            if target.startswith("data:"):
                continue
            name, _, place = target.partition("#")
            other = (path.parent / name) if name else path
            if not other.is_file() or (place and f'id="{place}"' not in other.read_text(encoding="utf-8")):
                dead.append((path.name, target))

    assert dead == []


def test_a_post_shows_without_any_style_sheet(browser):
    """The words are all there, in the order of the issue."""
    page = browser.new_page()
    page.set_content("".join(post.html for post in posts(lay_out(sample_issue()))))
    text = page.locator("body").inner_text()
    page.close()

    titles = [entry.title for entry in lay_out(sample_issue()).entries()]
    places = [text.find(title) for title in titles]
    assert -1 not in places
    assert places == sorted(places)
