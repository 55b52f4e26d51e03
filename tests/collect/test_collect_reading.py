"""Days and links as lists write them."""

from __future__ import annotations

import datetime

import pytest

from guanlan.collect.families.addresses import in_script, is_document, joined, related
from guanlan.collect.families.apis import at_path
from guanlan.collect.families.dating import day_in
from guanlan.collect.families.enclosing import enclosed, is_whole

ON = datetime.date(2025, 1, 3)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("[2024-12-31]", "2024-12-31"),
        ("2024.12.31", "2024-12-31"),
        ("2024/1/5 18:30", "2024-01-05"),
        ("发布时间：2024年12月31日", "2024-12-31"),
        ("31 2024-12", "2024-12-31"),
        ("2024-12 31", "2024-12-31"),
        ("31日 2024年12月", "2024-12-31"),
        ("20241231", "2024-12-31"),
        ("20241231153000", "2024-12-31"),
        ("1735660800", "2025-01-01"),
        ("1735660800000", "2025-01-01"),
        ("2024-12-31T17:00:00Z", "2025-01-01"),
        ("2024-12-31T17:00:00+08:00", "2024-12-31"),
        ("Tue, 31 Dec 2024 17:00:00 GMT", "2025-01-01"),
        ("12-31", "2024-12-31"),
        ("01-04", "2025-01-04"),
        ("01-05", "2024-01-05"),
        ("[02/29]", "2024-02-29"),
        ("[02/30]", None),
        ("2024-02-30", None),
        ("关于2023年5月1日有关事项的通知 2024-12-31", "2024-12-31"),
        ("阅读 12345678", None),
        ("3.5万次", None),
        ("", None),
    ],
)
def test_days(words, day):
    """In the source's zone; a day without a year is the last one by the morrow of the visit."""
    assert day_in(words, "Asia/Shanghai", ON) == day


def test_a_day_without_a_year_needs_the_visit():
    """Nothing is guessed."""
    assert day_in("12-31", "Asia/Shanghai") is None


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("t1.html", "https://a.example/x/t1.html"),
        (" ../t1.html\n", "https://a.example/t1.html"),
        ("//b.example/t1.html#top", "https://b.example/t1.html"),
        ("\\y\\t1.html", "https://a.example/y/t1.html"),
        ("?id=7&utm_source=wx&spm=1.2", "https://a.example/x/?id=7"),
        ("/t1.html;jsessionid=8F2A?jsessionid=8F2A", "https://a.example/t1.html"),
        ("/a b.pdf", "https://a.example/a%20b.pdf"),
        ("/app#/detail/7", "https://a.example/app#/detail/7"),
        ("javascript:void(0)", None),
        ("mailto:a@b.example", None),
        ("#", None),
        ("", None),
        ("https://a.example:99999/", None),
        ("https://[::1/", None),
        ("file:///etc/passwd", None),
    ],
)
def test_links(link, address):
    """One document has one address, and other schemes have none."""
    assert joined("https://a.example/x/", link) == address


@pytest.mark.parametrize(
    ("script", "link"),
    [
        ("window.open('/2025/t2.html','_blank')", "/2025/t2.html"),
        ('location.href="detail.jsp?id=7";', "detail.jsp?id=7"),
        ("show('7')", None),
        ("javascript:;", None),
    ],
)
def test_links_in_scripts(script, link):
    """The first quoted word that can be an address."""
    assert in_script(script) == link


@pytest.mark.parametrize(
    ("address", "words", "yes"),
    [
        ("https://a.example/P020250115.pdf", "", True),
        ("https://a.example/%E9%99%84%E4%BB%B6.WPS", "", True),
        ("https://a.example/down?file=a.ofd", "", True),
        ("https://a.example/down?id=7", "附件2：汇总表.xls", True),
        ("https://a.example/down?id=7", "下载", False),
        ("https://a.example/t1.html", "解读.docx怎么填", False),
        ("https://pdf.example/", "", False),
    ],
)
def test_which_links_lead_to_files(address, words, yes):
    """By path, query, or what the link says."""
    assert is_document(address, words) is yes


@pytest.mark.parametrize(
    ("one", "other", "yes"),
    [
        ("https://www.cac.gov.cn/a", "http://cac.gov.cn/b", True),
        ("https://jr.sh.gov.cn/", "https://www.sh.gov.cn/", True),
        ("https://a.gov.cn/", "https://b.gov.cn/", False),
        ("https://www.ico.org.uk/", "https://ico.org.uk/", True),
        ("https://a.org.uk/", "https://b.org.uk/", False),
        ("https://edpb.europa.eu/", "https://evil-europa.eu/", False),
        ("http://127.0.0.1:80/", "http://127.0.0.1:81/", True),
        ("http://127.0.0.1/", "http://10.0.0.1/", False),
        ("", "", False),
    ],
)
def test_whose_site_it_is(one, other, yes):
    """By the part of the name that its owner registered."""
    assert related(one, other) is yes


def test_paths_in_json():
    """Names, places, and what is not there."""
    value = {"a": [{"b": 1}], "7": {"c": 2}}

    assert [at_path(value, path) for path in ("a.0.b", "7.c", "", "a.1.b", "a.b", "x")] == [
        1,
        2,
        value,
        None,
        None,
        None,
    ]


def test_what_a_list_carries_whole():
    """Long enough and not cut short; the page made of it has no moving part and lets no mark through from the title."""
    long = "<p>" + "有关单位应当按照规定完成备案。" * 20 + "</p>"
    made = enclosed(long, '<b>"一"</b>', "https://a.example/?a=1&b=2")

    assert is_whole(long)
    assert not is_whole(long.replace("。</p>", "……</p>"))
    assert not is_whole("<p>近日，某局印发通知。</p>")
    assert made == enclosed(long, '<b>"一"</b>', "https://a.example/?a=1&b=2")
    assert "&lt;b&gt;" in made.decode()
    assert "<p>一 &lt; 二</p>" in enclosed("一 < 二", "题", "").decode()
