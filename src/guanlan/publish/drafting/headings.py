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
# X关于公开征求《Y》意见的通知
_INVITED = re.compile(
    r"^(?P<who>[^《》]{2,60}?)关于(?:向社会)?公开征求(?P<what>《.+》.*?)意见(?:建议)?的(?:通知|公告|函)$"
)
# X《Y》公开征求意见, 国家标准《Y》公开征求意见 stays: a standard asks nobody
_TERSE = re.compile(
    r"^(?P<who>[^《》]{2,60}?(?:[局办部厅院委会府]|改委|委员会|中心))(?P<what>《.+》)(?P<act>(?:向社会)?公开征求意见)$"
)
_BARE = re.compile(
    r"^(?P<who>[^《》关]{2,60}?)(?P<what>关于[^《》]+的(?:指导意见|实施意见|若干意见|意见|若干措施|方案|规定|办法))$"
)
# no verb: a table, a circular named by its subject; the lead says who did it
_VERBLESS = re.compile(r"^关于|(?:公示表|信息表|名单|公告|决定书)(?:（[^（）]*）)?$")
_RECORD = re.compile(r"（(?:文字|图文|视频)实录）$|（(?:附)?全文）$|（附[^（）]*）$")
_ACTS = "印发|发布|公布|公开|出台|通过|批准"
_LEAD = r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:消息)?，)?(?:近日，|日前，)?"
_LONGEST_TITLE = 60
_TAIL = re.compile(r"(?:\s*[-_|｜].{2,20}(?:网|网站|办公室|门户))+$")  # the site's name after the page's title


# 【安全圈】…, 专题·某某｜…, 通知 | …: the channel that a headline stands in
_CHANNEL = re.compile(r"^(?:【[^【】]{1,10}】|[^《》“”|｜，。？！]{2,14}[|｜]\s*)+")


def draft_title(report: Report) -> str:
    """The title of an entry, made of the report's own words.

    A headline that is a document's formal name becomes a sentence: who, the act, 《the document》.
    """
    headline = _RECORD.sub("", _TAIL.sub("", report.headline.text).strip().rstrip("。；;，、：:"))
    headline = _CHANNEL.sub("", headline) or headline
    return _announced(headline, report) or _named(headline, report) or headline


def _announced(headline: str, report: Report) -> str | None:
    """The sentence of a formal headline that says itself what was done with 《a document》."""
    if handed := _HANDED_ON.match(headline):
        return f"{_who(handed['who'], report)}{handed['act']}{handed['what']}"
    if asked := _ASKED.match(headline):
        return f"{_who(asked['who'], report)}就{asked['what']}{asked['act']}"
    if terse := _TERSE.match(headline):
        return f"{_who(terse['who'], report)}就{terse['what']}{terse['act']}"
    if invited := _INVITED.match(headline):
        return f"{_who(invited['who'], report)}就{invited['what']}公开征求意见"
    return None


def _named(headline: str, report: Report) -> str | None:
    """The sentence of a headline that only names a document or a list: the text says who did what with it."""
    bare = _BARE.match(headline)
    if bare and (act := _act(report, bare["what"])):
        return f"{_who(bare['who'], report)}{act}《{bare['what']}》"
    name = headline.removeprefix("《").removesuffix("》")
    act, who = _act(report, name), _who("", report)
    if act and who:
        return f"{who}{act}《{name}》"
    return _clause(report) if _VERBLESS.search(headline) else None


def _act(report: Report, name: str) -> str | None:
    """What was done with the document called ``name``: as the facts say, else the verb that stands before it."""
    for fact in report.facts.instruments:
        if fact.value and fact.value.action and _same(name, fact.value.title):
            return fact.value.action
    text = "".join(one.words.text for one in report.paragraphs[:2])
    found = re.search(f"({_ACTS})了?《{re.escape(name)}》", text)
    return found[1] if found else None


def _clause(report: Report) -> str | None:
    """The first clause of the text from its organ on, where it can stand as a title."""
    names = [anchor.quote for fact in report.facts.issuers for anchor in fact.anchors]
    for paragraph in report.paragraphs[:2]:
        for name in sorted(names, key=len, reverse=True):
            clause = re.match(f"{_LEAD}({re.escape(name)}[^，。；]+)", paragraph.words.text)
            if clause and len(clause[1]) <= _LONGEST_TITLE:
                return clause[1]
    return None


def _same(headline: str, title: str) -> bool:
    return headline == title or re.sub(r"（[^（）]*）$", "", headline) == re.sub(r"（[^（）]*）$", "", title)


def _who(words: str, report: Report) -> str:
    """The issuers as the headline names them; when it does not, as the facts do, counted where there are many."""
    spaced = words.split()
    told = [fact.value for fact in report.facts.issuers if fact.value]
    if "".join(told) == "".join(spaced):  # 中共中央办公厅 国务院办公厅, read without the blank between them
        spaced = told
    if words and len(spaced) <= _MANY and words.count("、") < _MANY:
        return "、".join(spaced)
    names = told or spaced
    if len(names) <= _MANY:
        return "、".join(names)
    count = _COUNT[len(names)] if len(names) < len(_COUNT) else str(len(names))
    return f"{names[0]}等{count}部门"
