"""The guide that opens a column: its entries by theme, the weightiest first, in 230 to 1,100 characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle
from typing import NamedTuple

from guanlan.publish.drafting.cutting import sentences
from guanlan.publish.drafting.terms import theme_of
from guanlan.publish.drafting.verbs import Verbs, verbs
from guanlan.records.bulletin import Words

# A published bulletin's guides have 230 to 1,100 characters; ours aim at the middle and stop before the end.
SHORTEST = 230
AIM = 800
LONGEST = 1100
_LONG_POINT = 110  # a longer sentence is an entry's matter, not a guide's
_LONG_TITLE = 80
_POINTS = 3
_OTHER = "其他"

# “办法规定，”: a document, a meeting or a body speaking, with its verb of speech
_LED = re.compile(
    r"^[^，。；：《》]{0,14}?(?:该法|[法例定见案划南引知约稿告报会议]|办法|负责人|专家|[局办部厅院委]|委员会|发布会)(?:还|并|同时)?"
    r"(?P<verb>明确|提出|强调|指出|要求|规定|认为)(?:，|：)?(?!的|书)(?=[^。]{10})"
)
_LINKED = re.compile(r"^(?:其中|同时|此外|另外|对此|据悉|据介绍|近日|近期|日前|今日|目前|截至目前|为此)，")
_IDLE = re.compile(
    r"听取|主持|交流了?体会|参加(?:会议|活动)|表示，将|^本[批次届]|高度重视|回顾了|^会上|^活动在|^上述|^.{0,10}该(?:单位|公司|企业|案)"
    r"|(?<!^)\d日[^，。]{0,30}消息，"
    # what leans on words that are not there, or speaks to the reader
    r"|我们|本文|笔者|小编|请(?:广大|大家|注意|关注)|点击|扫码|(?:如|见)(?:下|附件|附表)|详见|以下|^(?:具体|例如|比如|此次|它|他|她|其|这|那|因此|鉴于|由此|不过|但是?|然而|而|所以|于是)"
)
_TELLING = re.compile(r"\d|《|应当|不得|旨在|包括|适用于|违反|被处|余[起名个台家]")
_DAY = re.compile(r"^(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至(?:\d{1,2}月)?\d{1,2}日)?(?:[A-Za-z .]{0,30}消息)?，")
_LIST = re.compile(
    r"[：:](?:[（(]?[一1][)）]|一是)|^[（(]?[一二三四五六七八九十\d]{1,2}[)）、]|^案例|^[二三四五六七八九]是|[：:]$"
)


_CRY = re.compile(r"[！？!?…]+$|[！？!?…|｜]|^【[^】]*】")
_EDGES = re.compile(r"^【[^】]*】|[！？!?…]+$")
_MIDDLE = re.compile(r"[！？!?…|｜]+")
_AGO = re.compile(r"^(?:近日|日前|近期|消息)，")
_MARK = re.compile(r"[，。、；：！？“”（）《》\s]")
_SHORTEST_LEAD = 10
_FIRST = 4  # sentences in which what a title cries out is told
_ALIKE = 0.3  # share of a title's pairs of characters
_NAMED = re.compile(r"(?:漏洞|令|通知|公告|[周月季年]报|实践|公示|名单|展示)(?:（[^（）]*）)?$")
_VERB = re.compile(
    r"《|存在|发现|修[复补]|发布|公布|印发|出台|曝|利用|[被遭将]|影响|消除|公开|召开|举行|通报|处置|破获|查处|泄露|披露|征求|评选|公示(?!$)"
)
_ACTING = ("依据", "根据", "按照", "责令")  # what an organ does without being named again
_LONG_ORGAN = 20
_ORGAN = re.compile("(?:[局办部厅院委]|委员会|机关|总队|支队|警方|政府|中心|法院|分行)$")


class Item(NamedTuple):
    """An entry as a guide sees it; ``group`` is its sub-column's heading."""

    title: str
    text: str
    importance: int
    group: str = ""


class _Point(NamedTuple):
    """A sentence that may follow an entry's title; ``verb`` is the verb of speech that stood before it, if any."""

    text: str
    verb: str | None

    @property
    def weight(self) -> int:
        """2 for what a document or a meeting says, 1 for a figure, a norm or a duty, 0 for the rest."""
        return 2 if self.verb else int(_TELLING.search(self.text) is not None)


class _Gist:
    """An entry's clause in the guide: its title, then so many points as there is room for."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.clause = _clause(item)
        self.points = _points(item, self.clause)
        self.shown = 0

    def next_length(self) -> int | None:
        """How long the next point is; None where there is none."""
        return len(self.points[self.shown].text) + 3 if self.shown < len(self.points) else None


def draft_guide(items: Sequence[Item], *, opening: str, by: str) -> tuple[Words, ...]:
    """The paragraphs of a guide: the opening, then a paragraph for each theme (or sub-column, or entry).

    ``by`` is ``topic``, ``subcolumn`` or ``entry``. Every clause is an entry's title or a sentence of its text.
    """
    if not items:
        return ()
    gists = [_Gist(item) for item in items]
    kept = _within(gists, len(opening))
    _fill(kept, len(opening))
    told_by = Verbs()
    each = by == "entry"
    paragraphs = [_told(gist, told_by) for gist in kept] if each else list(_grouped(kept, by, told_by))
    missing = len(gists) - len(kept)
    if missing:
        paragraphs.append(f"另有{missing}则见正文。")
    return tuple(Words(text) for text in (opening, *paragraphs))


def themes(items: Iterable[Item]) -> list[str]:
    """The themes of the items, that of the most important item first; an item without a theme is passed over."""
    weights: dict[str, int] = {}
    for item in items:
        theme = theme_of(item.title, item.text)
        if theme:
            weights[theme] = max(weights.get(theme, 0), item.importance)
    return sorted(weights, key=lambda theme: -weights[theme])


def _grouping(by: str) -> Callable[[Item], str]:
    if by == "subcolumn":
        return lambda item: re.sub(r"(?:治理实践|动向)$", "", item.group)
    return lambda item: theme_of(item.title, item.text) or _OTHER


def _within(gists: list[_Gist], used: int) -> list[_Gist]:
    """As many gists as fit by their titles alone, the most important first, in their own order."""
    room = LONGEST - used - 80  # the words that join themes and points
    kept: set[int] = set()
    ranked = sorted(range(len(gists)), key=lambda index: (-gists[index].item.importance, index))
    for index in ranked:
        cost = min(len(gists[index].clause), _LONG_TITLE) + 8
        if cost <= room:
            kept.add(index)
            room -= cost
    return [gist for index, gist in enumerate(gists) if index in kept]


def _fill(gists: list[_Gist], used: int) -> None:
    """Gives points to the gists in turn, the most important first, until the guide is as long as it should be."""
    length = used + sum(len(gist.clause) + 8 for gist in gists)
    ranked = sorted(gists, key=lambda gist: -gist.item.importance)
    for _ in range(_POINTS):
        for gist in ranked:
            more = gist.next_length()
            telling = gist.shown < len(gist.points) and gist.points[gist.shown].weight >= max(1, min(gist.shown, 2))
            aim = AIM if telling else SHORTEST
            if more is None or length >= aim or length + more > LONGEST - 80:
                continue
            gist.shown += 1
            length += more


def _grouped(gists: list[_Gist], by: str, told_by: Verbs) -> Iterator[str]:
    """A paragraph for each theme, the weightiest first; for each sub-column, in the order of the body."""
    group_of, ranked = _grouping(by), by == "topic"
    groups: dict[str, list[_Gist]] = {}
    for gist in gists:
        groups.setdefault(group_of(gist.item), []).append(gist)
    weight = {name: max(gist.item.importance for gist in members) for name, members in groups.items()}
    order = sorted(groups, key=lambda name: (name == _OTHER, -weight[name])) if ranked else list(groups)
    for name in order:
        members = sorted(groups[name], key=lambda gist: -gist.item.importance)
        links = cycle(verbs("link"))
        told = [_told(gist, told_by) for gist in members]
        joined = told[0] + "".join(next(links) + one if index % 2 else one for index, one in enumerate(told[1:], 1))
        yield f"此外，{joined}" if name == _OTHER and len(order) > 1 else f"{name}方面，{joined}"


def _told(gist: _Gist, told_by: Verbs) -> str:
    """“organ acts 《document》，提出point；point。Another point.”"""
    told = told_by.told(gist.clause)
    shown = [point._replace(text=_without(gist.clause, point.text)) for point in gist.points[: gist.shown]]
    led = [point for point in shown if point.verb]
    if led and led[0].verb:
        told += f"，{told_by.after(led[0].verb)}{'；'.join(point.text for point in led)}"
    return told + "。" + "".join(f"{point.text}。" for point in shown if not point.verb)


def _unbalanced(words: str) -> bool:
    """Whether a quotation, bracket or title begins in them and does not end."""
    return any(words.count(first) != words.count(last) for first, last in ("“”", "（）", "《》", "【】"))


def _bare(words: str) -> str:
    return _MARK.sub("", words)


def _clause(item: Item) -> str:
    """What the guide says of an entry first: its title; where that is a cry, a question or a name without a verb, the
    sentence of its text that says the same.
    """
    title = item.title.rstrip("。；，")
    cries = _CRY.search(title) is not None
    if not cries and not _is_name(title):
        return title
    for sentence in sentences(item.text)[:_FIRST]:
        lead = _AGO.sub("", _DAY.sub("", sentence)).rstrip("。！？；")
        fits = _SHORTEST_LEAD <= len(lead) <= _LONG_POINT and not _CRY.search(lead) and not _unbalanced(lead)
        fits = fits and ("漏洞" in lead or "漏洞" not in title)  # what the product is, is not the news
        if fits and not _IDLE.search(lead) and (_says(lead, title) or (not cries and "《" in lead)):
            return lead
    return _MIDDLE.sub("，", _EDGES.sub("", title))


def _is_name(title: str) -> bool:
    """Whether a title only names something (某产品拒绝服务漏洞, 国务院令, 关于某事的通知)."""
    return _NAMED.search(title) is not None and _VERB.search(title) is None


def _says(lead: str, title: str) -> bool:
    """Whether a sentence has a fair share of a title's pairs of characters."""
    pairs = {title[at : at + 2] for at in range(len(title) - 1)}
    return sum(pair in lead for pair in pairs) >= _ALIKE * len(pairs)


def _without(clause: str, words: str) -> str:
    """A point without the organ that the clause before it has just named: 某局对某公司作出行政处罚。依据……"""
    at = next((place for verb in _ACTING if 3 < (place := words.find(verb)) <= _LONG_ORGAN), 0)
    return words[at:] if at and words[:at] in clause and _ORGAN.search(words[:at]) else words


def _points(item: Item, clause: str) -> list[_Point]:
    """Sentences of an entry that can follow its title, what it lays down first: not the lead, no list."""
    found: list[_Point] = []
    for sentence in sentences(item.text)[1:]:
        words = _LINKED.sub("", _DAY.sub("", sentence)).rstrip("。！")
        told = _bare(words)
        if _unbalanced(words) or told in _bare(clause) or told.startswith((_bare(clause), _bare(item.title))):
            continue
        led = _LED.match(words)
        bare = words[led.end() :] if led else words
        fits = 12 <= len(bare) <= _LONG_POINT and not bare.endswith(("？", "”", "；"))
        if fits and not _LIST.search(words) and not _IDLE.search(words):
            found.append(_Point(bare, led["verb"] if led else None))
    return sorted(found, key=lambda point: -point.weight)[:_POINTS]
