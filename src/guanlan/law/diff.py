"""What is different between two versions, by article and by word, as records, text and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import msgspec

from guanlan.law.align import Fate, Pair, Passage, align
from guanlan.text.diff_marks import marked_html, marked_text, style_of
from guanlan.text.diff_runs import Edit, Run, diff_words
from guanlan.text.provisions import Provision, print_provision

__all__ = ["ArticleDiff", "Edit", "Run", "diff_articles", "diff_html", "diff_text", "diff_words"]

_FATES = {
    Fate.SAME: "未改",
    Fate.RENUMBERED: "改序",
    Fate.CHANGED: "修改",
    Fate.MOVED: "修改并改序",
    Fate.SPLIT: "部分移入",
    Fate.MERGED: "并入",
    Fate.REMOVED: "删去",
    Fate.NEW: "新增",
}
_UNCHANGED = frozenset({Fate.SAME})
_PARTIAL = frozenset({Fate.SPLIT, Fate.MERGED})
_CLASS = "law-diff"


class ArticleDiff(msgspec.Struct, frozen=True):
    """An article of the old and of the new version (either may be none), and the runs from the one to the other.

    Where a part of an article went to another one (split, merged), no runs are shown: the articles' own pairs have
    them.
    """

    pair: Pair
    runs: tuple[Run, ...]


def diff_articles(
    old: Sequence[Passage], new: Sequence[Passage], pairs: Sequence[Pair] | None = None
) -> tuple[ArticleDiff, ...]:
    """The differences of two versions, article by article, in the order of the new one.

    ``pairs`` is their alignment where it is known already.
    """
    before = {passage.number: passage.words for passage in old}
    after = {passage.number: passage.words for passage in new}
    return tuple(_diff(pair, before, after) for pair in (align(old, new) if pairs is None else pairs))


def _diff(pair: Pair, before: dict[str, str], after: dict[str, str]) -> ArticleDiff:
    if pair.fate in _PARTIAL:
        return ArticleDiff(pair, ())
    gone = before.get(pair.old, "") if pair.old is not None else ""
    come = after.get(pair.new, "") if pair.new is not None else ""
    return ArticleDiff(pair, diff_words(gone, come))


def diff_text(articles: Iterable[ArticleDiff], *, unchanged: bool = False) -> str:
    """The differences as plain text: [-gone-]{+come+}. Articles that are the same only with ``unchanged``.

    >>> pair = Pair("3", "4", 0.9, Fate.MOVED)
    >>> print(diff_text([ArticleDiff(pair, diff_words("处一万元罚款", "处二万元罚款"))]), end="")
    第三条 → 第四条（修改并改序，相似度 0.90）
    处[-一万-]{+二万+}元罚款
    """
    lines: list[str] = []
    for article in articles:
        if article.pair.fate in _UNCHANGED and not unchanged:
            continue
        lines.append(_heading(article.pair))
        words = marked_text(article.runs)
        lines += [words, ""] if words else [""]
    return "\n".join(lines)


def diff_html(articles: Iterable[ArticleDiff], *, unchanged: bool = False) -> str:
    """The differences as a self-contained HTML fragment with ins and del, readable without colour and aloud."""
    parts = [style_of(_CLASS), f'<section class="{_CLASS}" lang="zh-CN" aria-label="两个文本的逐条对照">']
    for article in articles:
        if article.pair.fate in _UNCHANGED and not unchanged:
            continue
        parts.append(f"<article><h3>{escape(_heading(article.pair))}</h3>")
        if article.runs:
            parts.append(f"<p>{marked_html(article.runs)}</p>")
        parts.append("</article>")
    parts.append("</section>")
    return "\n".join(parts) + "\n"


def _heading(pair: Pair) -> str:
    """第五十九条 → 第六十一条（修改并改序，相似度 0.58）"""
    numbers = " → ".join(_article(number) for number in (pair.old, pair.new) if number is not None)
    if pair.old is not None and pair.old == pair.new:
        numbers = _article(pair.old)
    shown = f"，相似度 {pair.similarity:.2f}" if pair.old is not None and pair.new is not None else ""
    return f"{numbers}（{_FATES[pair.fate]}{shown}）"


def _article(number: str) -> str:
    return print_provision(Provision(number))
