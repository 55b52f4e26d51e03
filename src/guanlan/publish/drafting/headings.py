"""An entry's title in the house style: who did what with which 《document》."""

from __future__ import annotations

import re

from guanlan.records.report import Report

_MANY = 2  # more joint issuers than these are counted: 国家数据局等五部门
_COUNT = "零一二三四五六七八九十"

# 国务院办公厅关于印发《X》的通知 → 国务院办公厅印发《X》
_HANDED_ON = re.compile(
    r"^(?P<who>[^《》]{2,60}?)(?:关于)?(?P<act>印发|发布|公布|转发|批准)(?P<what>《.+》.*?)的(?:通知|公告|令|决定|函)$"
)
# X关于《Y》公开征求意见的通知 → X就《Y》公开征求意见
_ASKED = re.compile(
    r"^(?P<who>[^《》]{2,60}?)关于(?:就)?(?P<what>《.+》.*?)(?P<act>(?:向社会)?公开征求意见|征求意见)的(?:通知|公告|函)$"
)
_BARE = re.compile(
    r"^(?P<who>[^《》关]{2,60}?)(?P<what>关于[^《》]+的(?:指导意见|实施意见|若干意见|意见|若干措施|方案|规定|办法))$"
)
_TAIL = re.compile(r"(?:\s*[-_|｜].{2,20}(?:网|网站|办公室|门户))+$")  # the site's name after the page's title


def draft_title(report: Report) -> str:
    """The title of an entry, made of the report's own words.

    A headline that is a document's formal name becomes a sentence: who, the act, 《the document》.
    """
    headline = _TAIL.sub("", report.headline.text).strip().rstrip("。")
    handed = _HANDED_ON.match(headline)
    if handed:
        return f"{_who(handed['who'], report)}{handed['act']}{handed['what']}"
    asked = _ASKED.match(headline)
    if asked:
        return f"{_who(asked['who'], report)}就{asked['what']}{asked['act']}"
    act = _act(report)
    bare = _BARE.match(headline)
    if bare and act:
        return f"{_who(bare['who'], report)}{act}《{bare['what']}》"
    instrument = next((fact.value for fact in report.facts.instruments if fact.value), None)
    if act and instrument and _same(headline, instrument.title):
        return f"{_who('', report)}{act}《{headline.strip('《》')}》"
    return headline


def _act(report: Report) -> str | None:
    return next((fact.value.action for fact in report.facts.instruments if fact.value and fact.value.action), None)


def _same(headline: str, title: str) -> bool:
    plain = headline.strip("《》")
    return plain == title or re.sub(r"（[^（）]*）$", "", plain) == re.sub(r"（[^（）]*）$", "", title)


def _who(words: str, report: Report) -> str:
    """The issuers as the headline names them; when it does not, as the facts do, counted where there are many."""
    spaced = words.split()
    if words and len(spaced) <= _MANY and words.count("、") < _MANY:
        return "、".join(spaced)
    names = [fact.value for fact in report.facts.issuers if fact.value] or spaced
    if len(names) <= _MANY:
        return "、".join(names)
    count = _COUNT[len(names)] if len(names) < len(_COUNT) else str(len(names))
    return f"{names[0]}等{count}部门"
