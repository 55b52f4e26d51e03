"""Posts, feed, calendar, annotations: what their readers on the other side ask of them."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile

import feedparser
import icalendar
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from issue_sample import pictures, sample_issue

from guanlan.publish.render.annotations import web_annotations
from guanlan.publish.render.evidence import Captured
from guanlan.publish.render.pictures import printable
from guanlan.publish.render.sheet import lay_out
from guanlan.publish.render.site import SiteIssue, site
from guanlan.publish.render.web import WEB_TYPES, web
from guanlan.publish.render.wechat import DIGEST, MOST_BYTES, MOST_CHARACTERS, TITLE, posts
from guanlan.records.anchor import Fact, anchor_at
from guanlan.records.bulletin import Bulletin, Column, Cover, Entry, Paragraph, SubColumn, Words
from guanlan.records.facts import Facts, Instrument

ATOM = "{http://www.w3.org/2005/Atom}"


def made(format: str, bulletin: Bulletin | None = None) -> bytes:
    bulletin = bulletin or sample_issue()
    shown = printable(pictures())
    return web(format, bulletin, lay_out(bulletin, None, shown), shown)


def issue_of(*entries: Entry) -> Bulletin:
    column = Column("栏", Words("目"), subcolumns=(SubColumn(Words("（一）部分"), entries),))
    return Bulletin(Cover(Words("某刊"), number=18, date="2025-01-16"), columns=(column,))


def entry(number: int, *texts: str, title: str = "某条") -> Entry:
    return Entry(f"1.1.{number:02d}", Words(title), tuple(Paragraph(Words(text)) for text in texts))


@pytest.mark.parametrize("format", WEB_TYPES)
def test_equal_issues_give_equal_bytes(format):
    """Twice is the same."""
    assert made(format) == made(format)


# posts


def words_of(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


@pytest.mark.parametrize(
    "texts",
    [
        ["短。"],
        ["甲乙丙丁。" * 900] * 12,
        ["甲" * 70_000],
        ["<&>\"'" * 9_000],
        ["一句话完了。" * 15_000, "短。", "二句。" * 4_000],
    ],
    ids=["short", "many", "no sentence", "signs", "mixed"],
)
def test_posts_stay_within_what_the_editor_takes(texts):
    """However long an entry is, every post is small enough, and nothing is lost or doubled."""
    entries = [entry(number, text, title=f"第{number}条" * 30) for number, text in enumerate(texts, 1)]
    found = posts(lay_out(issue_of(*entries)))
    whole = "".join(words_of(post.html) for post in found)

    for post in found:
        assert len(post.html) <= MOST_CHARACTERS
        assert len(post.html.encode()) <= MOST_BYTES
        assert 0 < len(post.title) <= TITLE
        assert 0 < len(post.digest) <= DIGEST
        ET.fromstring(post.html)
    from html import unescape

    for sign in set("".join(texts)) - set("第条某刊栏目一部分总期（）年月"):
        assert unescape(whole).count(sign) == "".join(texts).count(sign)


def test_posts_carry_their_own_styles():
    """No sheet, class, id, script, nor address of anything outside."""
    for post in posts(lay_out(sample_issue())):
        assert re.findall(r"<(?:style|script|link|img)|\s(?:class|id|on\w+|src|href)=", post.html) == []
        untold = [tag for tag in re.findall(r"<(section|p|h[1-6])(?![^>]*style=)", post.html) if tag != "p"]
        assert untold == []


def test_a_post_a_part_with_its_pictures():
    """Each sub-column is a post; a picture is named where it belongs, listed, and lies in the archive."""
    with zipfile.ZipFile(io.BytesIO(made("wechat"))) as archive:
        listed = json.loads(archive.read("posts.json"))
        names = set(archive.namelist())
        first = archive.read("01.html").decode()
        assert archive.read("pictures/p01.png") == pictures()["drill.png"]

    parts = [part for column in sample_issue().columns for part in column.subcolumns]
    assert len(listed) == len(parts)
    assert names == {one["file"] for one in listed} | {"posts.json", "pictures/p01.png"}
    assert listed[0]["pictures"] == ["p01.png"]
    assert (
        first.index("演练队伍" if "演练队伍" in first else "12支队伍")
        < first.index("p01.png")
        < first.index("图为演练现场")
    )
    assert [one["pictures"] for one in listed[1:]] == [[]] * (len(listed) - 1)


# feed


def test_the_feed_has_what_the_standard_asks():
    """RFC 4287: id, title, updated of feed and entries, an author; ids differ and last."""
    data = made("atom")
    told = feedparser.parse(data)
    root = ET.fromstring(data)
    entries = root.findall(f"{ATOM}entry")
    ids = [one.findtext(f"{ATOM}id") for one in entries]

    assert not told.bozo
    assert len(told.entries) == len(entries) == len(sample_issue().entries())
    assert len(set(ids)) == len(ids)
    assert all(one.startswith("tag:guanlan.invalid,2025-01-16:") and one.isascii() for one in ids)
    for one in (root, *entries):
        assert [len(one.findall(ATOM + name)) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert one.findtext(f"{ATOM}updated") == "2025-01-16T00:00:00+08:00"
        assert one.findtext(f"{ATOM}title")
    assert root.find(f"{ATOM}author/{ATOM}name").text
    assert told.entries[0].updated_parsed[:4] == (2025, 1, 15, 16)


def test_new_words_of_an_entry_keep_its_id():
    """An id names the place in the issue, not the words."""
    bulletin = issue_of(entry(1, "旧的。"))
    mended = issue_of(entry(1, "新的。", title="改题"))
    ids = [ET.fromstring(made("atom", one)).findtext(f"{ATOM}entry/{ATOM}id") for one in (bulletin, mended)]
    assert ids[0] == ids[1]


def test_the_feed_of_a_site_links_to_its_pages():
    """Every link of an entry is a page that is there."""
    files = site([SiteIssue(lay_out(sample_issue()), "18")], "https://example.invalid/guan/")
    told = feedparser.parse(files["feed.xml"])

    assert not told.bozo
    assert told.entries
    for one in told.entries:
        assert one.link.startswith("https://example.invalid/guan/")
        assert one.link.removeprefix("https://example.invalid/guan/") in files
        assert one.id.startswith("tag:example.invalid,")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(title=TEXT, text=TEXT)
def test_whatever_is_said_can_be_shown(title, text):
    """Any signs: the feed is XML, the calendar a calendar, the posts fit."""
    fact = Fact(Instrument(text or "甲", effective="2025-03-01"))
    one = msgspec.structs.replace(entry(1, text, title=title), facts=Facts(instruments=(fact,)))
    bulletin = issue_of(one)

    assert not feedparser.parse(made("atom", bulletin)).bozo
    calendar = icalendar.Calendar.from_ical(made("ics", bulletin))
    assert len(calendar.walk("VEVENT")) == 1
    assert made("wechat", bulletin)
    assert made("evidence", bulletin)


# calendar


def test_the_calendar_says_what_is_due():
    """Whole days, names that last, the instant of the issue's day; each thing once."""
    data = made("ics")
    calendar = icalendar.Calendar.from_ical(data)
    events = {
        str(one["SUMMARY"]): (one["DTSTART"].dt.isoformat(), one["DTSTART"].params.get("VALUE"), one["DTSTAMP"].dt)
        for one in calendar.walk("VEVENT")
    }
    uids = [str(one["UID"]) for one in calendar.walk("VEVENT")]

    assert {name: (day, value) for name, (day, value, _) in events.items()} == {
        "施行：《示例数据安全管理办法》": ("2025-03-01", "DATE"),
        "征求意见截止：《示例条例（草案）》": ("2025-01-19", "DATE"),
        "期限：报送首份年度评估报告": ("2025-06-30", "DATE"),
    }
    assert {stamp.isoformat() for _, _, stamp in events.values()} == {"2025-01-16T00:00:00+00:00"}
    assert len(set(uids)) == len(uids)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_what_is_over_is_no_date():
    """A norm in force since last year is not due; one that begins or ends on the day of the issue is."""
    old = Fact(Instrument("旧办法", effective="2024-12-01", expires="2025-01-16"))
    bulletin = issue_of(msgspec.structs.replace(entry(1, "。"), facts=Facts(instruments=(old,))))
    calendar = icalendar.Calendar.from_ical(made("ics", bulletin))

    assert [str(one["SUMMARY"]) for one in calendar.walk("VEVENT")] == ["失效：《旧办法》"]


# annotations


def test_positions_count_units_of_utf16():
    """A character beyond the first plane counts as two, before the quote and in it."""
    text = "𠮷某市网信办𠮷通报"
    anchor = anchor_at(text, 1, 7)
    one = msgspec.structs.replace(entry(1, "。"), facts=Facts(title=Fact("某", (anchor,))))
    (made_one,) = web_annotations(one, Captured("ab" * 32, "", "", "甲", wide=(0, 6)))
    (target,) = made_one["target"]
    quote, place = target["selector"]
    units = text.encode("utf-16-le")

    assert units[place["start"] * 2 : place["end"] * 2].decode("utf-16-le") == quote["exact"] == "某市网信办𠮷"
    assert target["source"] == f"urn:sha256:{'ab' * 32}"
    assert (quote["prefix"], quote["suffix"]) == ("𠮷", "通报")


def test_no_position_without_the_text():
    """Where the text is not known, the quote alone is said."""
    one = msgspec.structs.replace(entry(1, "。"), facts=Facts(title=Fact("某", (anchor_at("某市", 0, 1),))))
    (made_one,) = web_annotations(one, None)
    assert [selector["type"] for selector in made_one["target"][0]["selector"]] == ["TextQuoteSelector"]
