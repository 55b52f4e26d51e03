"""What a report is about: laws, measures, plans, standards, treaties, with their stage and days.

A report is about the titles of its headline and about those that its first paragraph says were issued, adopted or put
out for comment (发布《甲》《乙》; 《丙》正式生效); titles that a rule was applied from are citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from guanlan.extract.instrument_days import days_of
from guanlan.extract.instrument_size import size_of
from guanlan.extract.norms import is_norm
from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.records.bulletin import ParagraphKind
from guanlan.records.facts import Instrument, Kind, LeadDate
from guanlan.text.citations import Role
from guanlan.text.span import Found, Span
from guanlan.text.tables_reading import table_rows
from guanlan.text.titles import Title, parse_title

# the number of a standard may stand before its title
_LIST = re.compile("[、和及与，]{0,2}(?:(?:GB|GM|YD|JR|GA|TC260|DB[0-9]{2})(?:/[TZ])?[ -]?[0-9.]+[-—–]?[0-9A-Z]*)?")
_CLAUSE = "[^，。；：！？《》\n]"
# 具体包括《甲》《乙》: what was announced as a number of texts in the sentence before
_NAMED_AFTER = re.compile(f"(?:包括|分别是|分别为|为|有|如下|即)[：:]?(?:{_CLAUSE}{{0,12}}标准)?$")
_COUNTED = re.compile(
    "[0-9一二三四五六七八九十两]+(?:项|部|份|个|件)[^，。；]{0,12}(?:标准|文件|指南|办法|规定|法律|规范)"
)
_ASIDE = re.compile(r"[\s“”]|中华人民共和国|（[^（）]*）")  # what headlines leave out of a title


_FIRST_TWO = 2
# 对《旧办法》进行修订，形成《新办法》: about the new one
_REPLACED = re.compile("，?(?:并|研究|现)*(?:形成|起草|制定|编制)了?《")
_AMENDS = re.compile("[^〈<《]*关于(?:修改|修订|修正|废止)")
# 《某某》杂志报道: a medium or a work
_MEDIUM = re.compile(
    "(?:（[^（）]*）)?(?:杂志|报纸|周刊|日报|网站|记者|报道|新闻|频道|节目|栏目|专栏|一[书文]|游戏|电影|期刊|发表)"
)
_PROMULGATED = re.compile("（[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日[^（）\\n]{2,80}")
_ARTICLE_ONE = re.compile("第一[章条] ?")
_OPENING = 6  # paragraphs among which 第一条 stands
_ENDS = 3  # characters that an abridged title has of the beginning and of the end of the whole one
_ENDED = "废止"
_NO_MAIN_VERB = ("就", "对", "拟", "围绕", "关于")  # 就修订《甲》征求意见: what it is about, not what was done


class _Act(NamedTuple):
    """What was done with a title, and where the verb stands."""

    shown: str
    span: Span
    is_draft: bool = False


_APPROVED = "批准"
# 批准《甲》等6项国家标准正式发布: approved so that it is published
_LET_OUT = re.compile("(?:等?[^，。；《》]{0,16}?)(?:正式)?((?:发布|公布|印发)(?:实施|施行)?)(?=[，。；]|$)")
_COVER = re.compile("(?:征求|征集|听取).*意见的(?:通知|公告|通告|函)$")


class _About(NamedTuple):
    title: Found[Title]
    act: _Act | None


def read_instruments(
    scan: Scan, kind: Kind | None = None, lead: LeadDate | None = None
) -> tuple[Fact[Instrument], ...]:
    """The instruments the report is about, in order of mention; none where ``kind`` is another than ``instrument``.

    ``lead`` is the day of the report, from which the day of the action is told.
    """
    if kind not in (None, Kind.INSTRUMENT):
        return ()
    about = list(_about(scan, sure=kind is None))
    about = about or list(_headed(scan))
    names = tuple(one.title.value.name for one in about)
    return tuple(_fact(scan, one, lead, names) for one in about)


def _fact(scan: Scan, one: _About, lead: LeadDate | None, names: tuple[str, ...]) -> Fact[Instrument]:
    title = one.title.value
    days = days_of(scan, one.title, names, one.act.shown if one.act else None, lead)
    size = size_of(scan, title, names)
    value = Instrument(
        title=title.name,
        stage_note="；".join(title.notes) or None,
        action=one.act.shown if one.act else None,
        date=days.date,
        chapters=size.chapters,
        articles=size.articles,
        effective=days.effective,
        expires=days.expires,
        comment_from=days.comment_from,
        comment_until=days.comment_until,
    )
    spans = [one.title.span, *([one.act.span] if one.act else []), *days.spans, *size.spans]
    return scan.report.fact(value, dict.fromkeys(spans))


def _about(scan: Scan, *, sure: bool) -> Iterator[_About]:
    """The titles the report is about; only those known to be norms where it is not ``sure`` that it is about any."""
    head_end, leads = scan.report.headline.end, _leads(scan)
    named = [one for one in scan.titles if scan.role_of(one) is Role.MENTIONED and scan.name_of(one) == one.value.name]
    acted = _acted(scan, [one for one in named if any(lead.start <= one.start < lead.end for lead in leads)])
    acts = {found.start: act for found, act in acted}
    titles = [one for one in named if _may_be(one.value, sure=sure) and not _MEDIUM.match(scan.report.text, one.end)]
    in_lead = [one for one in titles if any(lead.start <= one.start < lead.end for lead in leads)]
    chosen: list[_About] = []
    in_head = [found for found in titles if found.end <= head_end]
    for head in in_head:
        act = _act_on(scan.report.text, head, scan.report.headline)
        same = _named_again(head, in_lead)
        if same is None:
            chosen.append(_About(head, act))
            continue
        said = acts.pop(same.start, None)
        nested = head.value.name in same.value.inner  # 关于修改《甲》的决定, written without a pair of its own
        chosen.append(_About(_merged(head, same), said or act if nested else act or said))
    first = [scan.sentence_at(lead.start) for lead in leads]
    for found in in_lead:
        said = acts.get(found.start)
        # with a title in the headline, what the first sentence says of others counts, and its lists
        if said is not None and (not in_head or any(one.start <= said.span.start < one.end for one in first)):
            chosen.append(_About(found, said))
    if any(one.act is not None and one.act.shown != _ENDED for one in chosen):
        # 《甲》自某日起施行，《乙》同时废止 is no report about 《乙》
        chosen = [one for one in chosen if one.act is None or one.act.shown != _ENDED]
    chosen = _without_covers(chosen)
    seen: set[str] = set()
    for one in sorted(chosen, key=lambda one: one.title.start):
        if one.title.value.name not in seen:
            seen.add(one.title.value.name)
            yield one


def _without_covers(chosen: list[_About]) -> list[_About]:
    """《关于征求<甲>意见的公告》 beside 《甲》 is the letter that the draft came with."""
    names = {one.title.value.name for one in chosen}
    return [
        one
        for one in chosen
        if not _COVER.search(one.title.value.name)
        or not any(name != one.title.value.name and name in one.title.value.name for name in names)
    ]


def _headed(scan: Scan) -> Iterator[_About]:
    """A norm's own page: the headline is its title, without 《》; （某年某月某日某局印发） or 第一条 stands below."""
    headline, parts = scan.report.headline, scan.report.parts
    name = headline.of(scan.report.text).strip()
    if not parts or not is_norm(name) or "《" in name or _verbs()[0].search(name):
        return
    first = parts[0].span
    issued = _PROMULGATED.match(scan.report.text, *first)
    articles = any(_ARTICLE_ONE.match(scan.report.text, *part.span) for part in parts[:_OPENING])
    if issued is None and not articles:
        return
    verb = _verbs()[0].search(scan.report.text, *issued.span()) if issued else None
    title = parse_title(f"《{name}》")
    yield _About(Found(headline.start, headline.end, title), _act_of(verb) if verb else None)


def _may_be(title: Title, *, sure: bool) -> bool:
    known = is_norm(title.name)
    return bool(known) if sure else known is not False


def _leads(scan: Scan) -> list[Span]:
    """Where a report says what was done: the first paragraph that names a title, at most the second; of each case."""
    parts = [part for part in scan.report.parts if part.kind in (ParagraphKind.TEXT, ParagraphKind.CASE)]
    after_case = [
        part.span
        for before, part in pairwise(parts)
        if before.kind is ParagraphKind.CASE and part.kind is ParagraphKind.TEXT
    ]
    if after_case:
        return after_case
    running = [part.span for part in parts][:2]
    if len(running) == _FIRST_TWO and not any(running[0].start <= one.start < running[0].end for one in scan.titles):
        return running[1:]
    return running[:1]


def _key(title: Title) -> str:
    return _ASIDE.sub("", title.name)


def _named_again(head: Found[Title], titles: list[Found[Title]]) -> Found[Title] | None:
    """The title of the body that is the headline's, by its whole name if it can be."""
    exact = (found for found in titles if found.value.name == head.value.name)
    near = (found for found in titles if _is_same(head.value, found.value))
    around = (found for found in titles if head.value.name in found.value.inner and _AMENDS.match(found.value.name))
    return next(exact, None) or next(around, None) or next(near, None)


def _is_same(one: Title, other: Title) -> bool:
    """Headlines shorten: one key may end or begin the other."""
    a, b = sorted((_key(one), _key(other)), key=len)
    return (len(a) >= 4 and (b.endswith(a) or b.startswith(a))) or a == b or _is_abridged(a, b)


def _is_abridged(short: str, long: str) -> bool:
    """《人工智能基本法》 of 《人工智能发展与信任构建基本法》: what is left out stands in the middle."""
    head = 0
    while head < len(short) and short[head] == long[head]:
        head += 1
    return head >= _ENDS and len(short) - head >= _ENDS and long.endswith(short[head:])


def _merged(head: Found[Title], body: Found[Title]) -> Found[Title]:
    """The fuller of the two names, with the stage notes of either, where it stands in the body."""
    name = max(body.value.name, head.value.name, key=lambda name: len(_ASIDE.sub("", name)))
    name = body.value.name if _key(head.value) == _key(body.value) else name
    notes = body.value.notes if len(body.value.notes) >= len(head.value.notes) else head.value.notes
    return Found(body.start, body.end, Title(name, notes, body.value.inner))


def _acted(scan: Scan, titles: list[Found[Title]]) -> Iterator[tuple[Found[Title], _Act]]:
    """Titles that something was done with, whole lists at a time (《甲》和《乙》公开征求意见)."""
    text = scan.report.text
    group: list[Found[Title]] = []
    for found in [*titles, None]:
        if group and (found is None or not _LIST.fullmatch(text, group[-1].end, found.start)):
            act = _act_on(text, Found(group[0].start, group[-1].end, group[0].value), scan.sentence_at(group[0].start))
            act = act or _announced_before(scan, group[0])
            if act is not None:
                yield from ((one, act) for one in group)
            group = []
        if found is not None:
            group.append(found)


def _announced_before(scan: Scan, found: Found[Title]) -> _Act | None:
    """…9项国家标准正式发布。具体包括《甲》《乙》: the verb of the sentence before, where it counts texts."""
    sentence = scan.sentence_at(found.start)
    text = scan.report.text
    if not _NAMED_AFTER.search(text[sentence.start : found.start]):
        return None
    index = next(index for index, one in enumerate(scan.sentences) if one.start == sentence.start)
    for one in scan.sentences[max(0, index - 1) : index + 1]:
        end = min(one.end, found.start)
        if _COUNTED.search(text, one.start, end):
            verbs = list(_verbs()[1].finditer(text, one.start, end))
            if verbs:
                return _act_of(verbs[-1])
    return None


def _act_on(text: str, found: Found[Title], within: Span) -> _Act | None:
    """The verb before the title and its list, else the one behind it; a draft's only where no other follows."""
    before = _act_before(text, found.start, within)
    if before is not None and not before.is_draft:
        let_out = _LET_OUT.match(text, found.end, within.end) if before.shown == _APPROVED else None
        return before if let_out is None else _act_after(text, let_out.start(1), within) or before
    return _act_after(text, found.end, within) or before


def _act_before(text: str, at: int, within: Span) -> _Act | None:
    clause = max(within.start, max(text.rfind(mark, within.start, at) for mark in "，。；：》\n") + 1)
    for verb in reversed(list(_verbs()[0].finditer(text, clause, at))):
        if not text.startswith("的", verb.end()):  # 通过的《…》 tells which, not what was done
            act = _act_of(verb)
            is_topic = text[clause : verb.start()].endswith(_NO_MAIN_VERB)
            return act._replace(is_draft=True) if is_topic else act
    return None


def _act_after(text: str, at: int, within: Span) -> _Act | None:
    """Behind the title, up to the next one; in 现向社会公开征求意见 a comma or two may stand between."""
    until = text.find("《", at, within.end)
    verb = _verbs()[1].search(text, at, within.end if until < 0 else until)
    if verb is None or len(re.findall("[，；]", text[at : verb.start()])) > 2:
        return None
    if _REPLACED.match(text, verb.end()):
        return None
    return _act_of(verb)


def _act_of(verb: re.Match[str]) -> _Act:
    shown, is_draft = _verbs()[2][verb[0]]
    return _Act(shown, Span(verb.start(), verb.end()), is_draft)


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, tuple[str, bool]]]:
    """Verbs before a title, verbs behind one, and what each is shown as."""
    rows = table_rows("actions", "guanlan.extract")
    before = sorted((row[0] for row in rows if row[2] != "after"), key=len, reverse=True)
    after = sorted((row[0] for row in rows if row[2] != "before"), key=len, reverse=True)
    shown = {row[0]: (row[1], row[3] == "draft") for row in rows}
    # 征求意见稿 and 实施方案 are nouns
    return (
        re.compile(f"(?:{'|'.join(before)})(?!稿|版|方案|指南|意见|办法|细则)"),
        re.compile(f"(?:{'|'.join(after)})(?!稿|版|方案|指南|办法|细则|主体|单位)"),
        shown,
    )
