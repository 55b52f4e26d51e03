"""Organs, 《titles》, provisions with their law."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from guanlan.publish.gate.taken import Taken
from guanlan.publish.gate.thing import Body, Clause, Draft, Thing, Work
from guanlan.text.citations import Citation, find_citations
from guanlan.text.organs import Organ, OrganLevel, find_organs
from guanlan.text.provisions import find_provisions, print_provision
from guanlan.text.span import Found
from guanlan.text.tables_reading import table_rows
from guanlan.text.titles import Title, find_titles

ROOM = "guanlan.publish.gate"
_HAN = re.compile("[\u4e00-\u9fff]")
_NESTED = str.maketrans("〈〉“”‘’<>", '《》""""《》')
_REPUBLIC = "中华人民共和国"
_SOFT = re.compile(r"\s+")
TYPES = re.compile(
    "(?:管理|暂行|实施|指导|若干)?(?:办法|条例|规定|意见|通知|细则|指南|指引|方案|计划|法|标准|规范|公告|决定|措施|草案|征求意见稿|行动|报告|公约|协定|条约|法案|议定书|"
    "规则|规程|解释|名单|目录|清单|白皮书|纲要|规划|令)(?:（[^（）]*）)?$"
)
_DRAFT = re.compile("意见稿|草案|草稿|送审|讨论稿|征求|征集|意见反馈|反馈意见|起草|制定中")
_DRAFTED = re.compile("意见稿|草案|草稿|送审|讨论稿|征求|征集|起草(?:了|的)?$")
# behind a title: 起草背景 and 起草说明 are told of acts in force too
_DRAFTED_BEHIND = re.compile("意见稿|草案|草稿|送审|讨论稿|征求|征集|意见反馈|反馈意见|起草(?:完成|工作|中)|制定中")
_CLOSE = 12  # and in which it is surely called one: 就《…》公开征求意见
_CLAUSE = re.compile("[，。；！？\n]")
_BESIDE = 40  # characters beside a title in which it may be called a draft
_NO_LAW = re.compile("^(?:该|本|此|上述|前述|新|修订后的)")


def plain_name(name: str) -> str:
    """A title as it is compared: blanks, the state's name in front and the kind of quotes do not matter.

    >>> plain_name("中华人民共和国网络安全法") == plain_name("网络安全法")
    True
    """
    return _SOFT.sub("", name).translate(_NESTED).replace("(", "（").replace(")", "）").removeprefix(_REPUBLIC)


def title_things(text: str, titles: Sequence[Found[Title]]) -> Iterator[Thing]:
    """The 《titles》."""
    for found in titles:
        notes = found.value.notes
        beside = text[max(0, found.start - _BESIDE) : found.start] + text[found.end : found.end + _BESIDE]
        stage: Draft = ""
        if is_draft(notes) or _called_draft(text, found.start, found.end):
            stage = "surely"
        elif _DRAFT.search(beside):
            stage = "perhaps"
        value = Work(plain_name(found.value.name), notes, stage)
        yield Thing("title", "title", found.value.full, found.start, found.end, value)


def _called_draft(text: str, start: int, end: int) -> bool:
    """就《…》公开征求意见, 起草了《…》: within the clause."""
    before = _CLAUSE.split(text[max(0, start - _CLOSE) : start])[-1]
    behind = _CLAUSE.split(text[end : end + _CLOSE])[0]
    return _DRAFTED.search(before) is not None or _DRAFTED_BEHIND.search(behind) is not None


def is_title(name: str) -> bool:
    """Whether a name ends as titles of instruments do: …办法, …意见."""
    return TYPES.search(name) is not None


def is_draft(notes: Sequence[str]) -> bool:
    """Whether stage notes tell a draft: 征求意见稿, 草案."""
    return any(_DRAFT.search(note) for note in notes)


def find_works(text: str) -> list[Found[Title]]:
    """The 《titles》 as the text room finds them."""
    return list(find_titles(text))


def organ_things(text: str, taken: Taken) -> Iterator[Thing]:
    """Organs outside of 《titles》: one value under all of their names. Companies of the register are among them.

    财政部 behind 美国财政部 is that one, and so is that of 美财政部.
    """
    abroad: dict[str, Organ] = {}
    for found in find_organs(text):
        if not taken.leaves(found.start, found.end):
            continue
        one, words = found.value, found.of(text)
        if one.level is OrganLevel.ABROAD:
            abroad[words] = one
        elif one.level is OrganLevel.MINISTRY:  # 国务院 alone is ours though 美国国务院 was told
            one = _abroad(text, found.start, words, abroad) or one
        sort = "company" if one.level is OrganLevel.COMPANY else "organ"
        yield Thing("organ", sort, one.name, found.start, found.end, Body(one.id, one.family, one.place))


def _abroad(text: str, start: int, words: str, told: Mapping[str, Organ]) -> Organ | None:
    """The foreign organ that a bare name is: one told before it, or that of the country whose sign stands before."""
    before = next((one for name, one in told.items() if name.endswith(words)), None)
    country = _countries().get(text[start - 1 : start]) if start else None
    if before is not None or country is None or _HAN.match(text[max(0, start - 2) : start - 1]):
        return before
    return next((found.value for found in find_organs(country + words) if found.start == 0), None)


@cache
def _countries() -> Mapping[str, str]:
    return {sign: country for sign, country, _ in table_rows("short_countries", ROOM)}


def provision_things(text: str, titles: Sequence[Found[Title]]) -> Iterator[Thing]:
    """Provisions, each with the law that it is cited with."""
    laws: list[Found[Citation]] = list(find_citations(text, titles=titles))
    index = 0
    for found in find_provisions(text):
        while index < len(laws) and laws[index].end <= found.start:
            index += 1
        law = None
        if index < len(laws) and laws[index].start <= found.start < laws[index].end:
            law = _law(laws[index].value.law)
        one = found.value
        value = Clause(law, one.article, one.paragraph, one.item)
        shown = (f"《{law}》" if law else "") + print_provision(one)
        yield Thing("provision", "provision", shown, found.start, found.end, value)


def _law(name: str) -> str | None:
    """The law as it is compared: without its stage notes."""
    plain = re.sub("（[^（）]*）$", "", plain_name(name))
    return None if _NO_LAW.match(plain) else plain
