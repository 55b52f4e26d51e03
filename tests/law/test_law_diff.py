"""Two wordings compared: runs that stay, go and come; numerals and words never cut; text and HTML."""

from __future__ import annotations

import itertools
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanlan.law.align import Fate, Pair, Passage
from guanlan.law.diff import ArticleDiff, diff_articles, diff_html, diff_text
from guanlan.text.diff_runs import Edit, diff_words


def marked(old: str, new: str) -> str:
    """The runs as [-gone-]{+come+}."""
    marks = {Edit.KEEP: "{}", Edit.DELETE: "[-{}-]", Edit.INSERT: "{{+{}+}}"}
    return "".join(marks[run.edit].format(run.words) for run in diff_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("处五万元以下罚款", "处五十万元以下罚款", "处[-五万-]{+五十万+}元以下罚款"),
        ("罚款1,000元", "罚款1,500元", "罚款[-1,000-]{+1,500+}元"),
        ("适用HTTP协议", "适用HTTPS协议", "适用[-HTTP-]{+HTTPS+}协议"),
        ("依照第二十一条办理", "依照第二十三条办理", "依照第[-二十一-]{+二十三+}条办理"),
        ("给予警告", "给予警告，可以并处罚款", "给予警告{+，可以并处罚款+}"),
        ("应当及时报告", "应当报告", "应当[-及时-]报告"),
        ("甲乙丙丁", "甲戊丙己丁", "甲[-乙丙-]{+戊丙己+}丁"),
        ("", "新的一条", "{+新的一条+}"),
        ("原来的一条", "", "[-原来的一条-]"),
        ("一字不改", "一字不改", "一字不改"),
        ("", "", ""),
    ],
)
def test_runs_from_one_wording_to_another(old: str, new: str, shown: str):
    assert marked(old, new) == shown


def test_a_sentence_that_moved_goes_and_comes_whole():
    first, second = "渡口应当每日检查缆绳。", "面包应当写明烘焙时间。"
    assert marked(first + second, second + first) in (
        f"[-{first}-]{second}{{+{first}+}}",
        f"{{+{second}+}}{first}[-{second}-]",
    )


WORDS = st.text(st.sampled_from("甲乙丙五十万元1,.A处 \n"), max_size=60)


@given(WORDS, WORDS)
def test_the_runs_applied_give_both_texts(old: str, new: str):
    runs = diff_words(old, new)
    assert "".join(run.words for run in runs if run.edit is not Edit.INSERT) == old
    assert "".join(run.words for run in runs if run.edit is not Edit.DELETE) == new
    assert all(run.words for run in runs)
    assert all(one.edit is not other.edit for one, other in itertools.pairwise(runs))


@given(WORDS)
def test_equal_texts_have_no_change(words: str):
    assert {run.edit for run in diff_words(words, words)} <= {Edit.KEEP}


def test_texts_without_anything_in_common_are_not_worked_out_piece_by_piece():
    old, new = "甲乙" * 2000, "丙丁" * 2000
    assert [run.edit for run in diff_words(old, new)] == [Edit.DELETE, Edit.INSERT]


OLD = [Passage("1", "渡口应当每日检查缆绳。"), Passage("2", "面包应当写明烘焙时间。"), Passage("3", "本办法今日施行。")]
NEW = [Passage("1", "渡口应当每日检查缆绳。"), Passage("2", "面包应当写明烘焙时间和温度。")]


def test_articles_without_change_are_shown_on_demand():
    articles = diff_articles(OLD, NEW)
    assert "第一条" not in diff_text(articles)
    assert "第一条（未改，相似度 1.00）\n渡口应当每日检查缆绳。" in diff_text(articles, unchanged=True)
    assert "第三条（删去）\n[-本办法今日施行。-]" in diff_text(articles)


def test_a_part_that_moved_has_no_runs_of_its_own():
    (one,) = diff_articles(OLD, NEW, [Pair("2", "1", 0.8, Fate.SPLIT)])
    assert one.runs == ()
    assert diff_text([one]) == "第二条 → 第一条（部分移入，相似度 0.80）\n"


class Outline(HTMLParser):
    """Checks that tags close in order; collects the words in ins and del, and those only said."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: dict[str, str] = {"ins": "", "del": "", "said": ""}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append("said" if ("class", "said") in attrs else tag)

    def handle_endtag(self, tag: str) -> None:
        last = self.open.pop()
        assert last == tag or (last == "said" and tag == "span")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.words:
            self.words[self.open[-1]] += data


def test_html_says_what_goes_and_what_comes():
    outline = Outline()
    outline.feed(diff_html(diff_articles(OLD, NEW)))
    assert outline.open == []
    assert outline.words["del"] == "本办法今日施行。"
    assert outline.words["ins"] == "和温度"
    assert "删去：" in outline.words["said"]
    assert "增加：" in outline.words["said"]


def test_html_escapes_what_a_text_says():
    runs = diff_words("甲<b>", "甲<script>")
    page = diff_html([ArticleDiff(Pair("1", "1", 0.5, Fate.CHANGED), runs)])
    assert "<script>" not in page
    assert "&lt;" in page
