"""Who is the subject of a clause: organs, several joined, with partners; and bodies that no table names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from guanlan.extract.scan import Scan
from guanlan.text.organs import Organ, OrganContext, OrganLevel
from guanlan.text.organs.registry import registry
from guanlan.text.places import PlaceLevel, PlaceName, place_of
from guanlan.text.span import Found, Span
from guanlan.text.tables_reading import table_rows

_CLAUSE_END = re.compile("[，；：。！？!?\n]|——")
_TIME = re.compile(
    "(?:(?:[0-9〇一二三四五六七八九十]+(?:年|月|日|时|点|分|号)|[当本去今][年月日周]|[上下中][午旬]|[晚早]间|凌晨|傍晚|"
    "(?:至|到|以来|起|初|底|末|消息|讯|电|左右|前后|期间)|[-—－~]|第?[一二三四五六七八九十]+届)+(?:消息|讯)?(?:，)?)"
)
_BETWEEN = re.compile("(?:、|和|与|及|以及|会同|联合|，联合|，会同|携手|共同)")
_BRACKET = re.compile("（([^（）\n]{1,60})）")
_PARTNERS = re.compile("(?:联合|会同|携手)")
_QUOTED = re.compile("《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|“[^“”\n]{0,80}”")
_GENERIC = re.compile("[省市区县州盟旗](?!场)|自治区")
_TALK = re.compile("一直|觉得|认为|已经|曾经|他|她|我|你|什么|如何|因为|但|却|（化名")  # no part of a name
# 某总局网站发布的某监管局处罚公开表显示: the site is where it stands, the body behind it is whose it is
_SITE_OF = re.compile("(?:官方)?(?:网站|官网|公众号)(?:[^，。；的]{0,4})(?:发布|公布|披露|公示|公开|刊登)的")
_WIDE = (PlaceLevel.COUNTRY, PlaceLevel.UNION)
_MEDIA = ("媒体",)
_OFFICE_LONGEST = 16
_LONGEST_NAME = 40  # characters; the longest official names have about thirty


class Named(NamedTuple):
    """A body that acts: where it is named, and the organ the tables know it as (None for a name they do not hold)."""

    start: int
    end: int
    name: str
    organ: Organ | None = None

    @property
    def span(self) -> Span:
        """Where the name stands."""
        return Span(self.start, self.end)


@cache
def _words(role: str) -> tuple[str, ...]:
    rows = [word for kind, word, _ in table_rows("subject_cues", "guanlan.extract") if kind == role]
    return tuple(sorted(rows, key=len, reverse=True))


@cache
def _any_of(role: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _words(role))))


@cache
def _unlisted() -> re.Pattern[str]:
    """A name by its ending, directly before an act."""
    endings = "|".join(map(re.escape, _words("ending")))
    acts = "|".join(map(re.escape, _words("act")))
    stop = "，。；：、《》“”！？!?（）\n"
    return re.compile(
        f"(?P<name>[^{stop}的是被把将遭]{{1,{_LONGEST_NAME}}}?(?:{endings}))(?:（[^（）]*）)?(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?(?={acts})"
    )


@cache
def _partner() -> re.Pattern[str]:
    """A body that no table holds, behind one that is known and 、 or 和, before what they do together."""
    endings = "|".join(map(re.escape, _words("ending")))
    stop = "，。；：、《》“”！？!?\n"
    return re.compile(
        f"(?P<name>[^{stop}的是被把将等]{{2,24}}?(?:{endings}))(?:（[^（）]*）)?(?=联合|共同|主办|举办|举行|发布|印发|召开)"
    )


@cache
def _trade() -> re.Pattern[str]:
    """A Chinese name behind words that say what trade it is of (英国汽车制造商|某某), directly before an act."""
    acts = "|".join(re.escape(word) for word in _words("act") if len(word) > 1)
    return re.compile(
        f"[\u4e00-\u9fff]{{1,20}}(?:制造商|运营商|提供商|服务商|供应商|零售商|开发商|经销商|厂商|巨头)(?P<name>(?:(?![的地得是在])[\u4e00-\u9fff]){{2,10}}?)"
        f"(?:（[^（）]*）)?(?:于)?(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?(?={acts}|遭|受到)"
    )


@cache
def _latin() -> re.Pattern[str]:
    return re.compile("[A-Z][A-Za-z0-9.&+-]*(?: [A-Z0-9][A-Za-z0-9.&+-]*){0,3}")


@cache
def _latin_acts() -> re.Pattern[str]:
    """What may follow a Latin name that is a subject."""
    acts = "|".join(map(re.escape, _words("act")))
    return re.compile(f"(?:公司)?(?:（[^（）]*）)?(?:于)?(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?(?:{acts})")


@cache
def _described() -> re.Pattern[str]:
    endings = "|".join(map(re.escape, _words("described")))
    return re.compile(f"[\u4e00-\u9fff]{{0,24}}?(?:{endings})(?=[A-Z])")


def subjects(scan: Scan, span: Span) -> list[Named]:
    """The acting bodies of the sentence at ``span``: those of the first clause that has a body for its subject, and
    partners joined later in the sentence by 联合 or 会同.
    """
    for clause in clauses(scan.report.text, span):
        group = _group(scan, clause, span.end)
        if group and _any_of("keeper").match(scan.report.text, group[-1].end):
            return told(scan, span) or group
        if group:
            return group + _later_partners(scan, group[-1].end, span.end, group)
    return []


def clauses(text: str, span: Span) -> Iterator[Span]:
    """The clauses of a sentence; what quotes and 《》 enclose is not divided."""
    quoted = [Span(*found.span()) for found in _QUOTED.finditer(text, *span)]
    start = span.start
    for mark in _CLAUSE_END.finditer(text, *span):
        if any(one.start <= mark.start() < one.end for one in quoted):
            continue
        if mark.start() > start:
            yield Span(start, mark.start())
        start = mark.end()
    if span.end > start:
        yield Span(start, span.end)


def opening(text: str, clause: Span) -> int:
    """Where the clause begins when day, time and adverbs are passed over."""
    at = clause.start
    if text[at : at + 1] == "（":
        at += 1  # （2024年12月27日某局印发） under a title
    while at < clause.end:
        time = _TIME.match(text, at, clause.end)
        skip = None if time else _any_of("skip").match(text, at, clause.end)
        found = time or skip
        if found is None or found.end() == at:
            break
        at = found.end()
    return at


def _group(scan: Scan, clause: Span, end: int) -> list[Named]:
    """The organs that open a clause as its subject, joined by 、, 和, 会同 or 联合."""
    text = scan.report.text
    at = opening(text, clause)
    found = _organs_from(scan, at, end) or _organs_from(scan, _described_end(text, at, clause.end), end)
    if not found:
        return []
    behind = found[-1].end
    site = _SITE_OF.match(text, behind, end)
    if site is not None and (owner := _organs_from(scan, site.end(), end)):
        return owner
    by = text[max(at - 1, 0) : at] == "由"
    if _any_of("beside").match(text, behind) and not text.startswith("联合主办", behind):
        return []
    if by and not re.compile("等?.{0,6}?(?:主办|举办|发起|牵头|组织|起草|制定|通过|发布)").match(text, behind, end):
        return []
    return found


def _organs_from(scan: Scan, at: int, end: int) -> list[Named]:
    """Organs one after another from ``at``, with what joins them; one in brackets counts as one more."""
    text = scan.report.text
    starts = organs_by_start(scan)
    group: list[Named] = []
    while at < end:
        found = starts.get(at)
        if found is None and group:
            partner = _partner().match(text, at, end)  # 某协会、某大学联合主办
            if partner:
                group.append(Named(*partner.span("name"), partner["name"]))
        if found is None or found.value.family in _MEDIA:
            break
        group.append(named(text, found))
        at = found.end
        bracket = _BRACKET.match(text, at, end)
        if bracket:
            inner = starts.get(bracket.start(1))
            if inner is not None and inner.end == bracket.end(1) and re.search("[\u4e00-\u9fff]", bracket[1]):
                group.append(named(text, inner))
            at = bracket.end()
        joint = _BETWEEN.match(text, at, end)
        if joint is None:
            break
        at = joint.end()
    return group


def _later_partners(scan: Scan, at: int, end: int, group: list[Named]) -> list[Named]:
    """…近日针对…问题，联合市卫健委等部门开展…"""
    text = scan.report.text
    found: list[Named] = []
    known = {one.start for one in group}
    for mark in _PARTNERS.finditer(text, at, end):
        found += [one for one in _organs_from(scan, mark.end(), end) if one.start not in known]
    return found


def organs_by_start(scan: Scan) -> dict[int, Found[Organ]]:
    """The organs of a report by the place where they begin."""
    return {found.start: found for found in scan.organs}


def named(text: str, found: Found[Organ]) -> Named:
    """The name to give: as written, without brackets; the full name where the words need what stands around them."""
    written = _BRACKET.sub("", found.of(text)) if "（" in found.of(text) else found.of(text)
    if found.context is not None:
        written = _completed(found, written)
    return Named(found.start, found.end, written, found.value)


def _completed(found: Found[Organ], written: str) -> str:
    """数据资源局 behind 杭州市财政局 is 杭州市数据资源局, 青海 before 宁夏通信管理局 is 青海省通信管理局.

    市卫健委 stays: texts do call it so.
    """
    context = found.context
    if not isinstance(context, OrganContext) or found.value.place is None:
        return written
    if context.office is not None:
        return place_of(found.value.place).name + context.office
    return written if _GENERIC.match(written) else place_of(found.value.place).name + written


def told(scan: Scan, span: Span) -> list[Named]:
    """记者从公安部获悉, 据国家互联网应急中心通报, 根据某月某日某局发布的公告: the organs whose words are passed on."""
    text = scan.report.text
    for clause in clauses(text, span):
        word = _any_of("told").match(text, opening(text, clause), clause.end)
        if word is None:
            continue
        found = _organs_from(scan, opening(text, Span(word.end(), clause.end)), clause.end)
        if found and _any_of("telling").match(text, found[-1].end):
            return found
    return []


def unlisted(scan: Scan, span: Span) -> list[Named]:
    """A body that no table holds, known by how its name ends and by the act that follows: 某研究院发布…"""
    text = scan.report.text
    for clause in clauses(text, span):
        at = _past_guidance(scan, opening(text, clause))
        latin = _latin().match(text, at, clause.end) or _latin().match(text, _described_end(text, at, clause.end))
        if latin and _latin_acts().match(text, latin.end()):
            return [Named(*latin.span(), latin[0])]
        found = _unlisted().match(text, at, clause.end)
        if found and not _any_of("vague").match(text, at) and not _TALK.search(found["name"]):
            return [Named(*found.span("name"), found["name"])]
        office = _bare_office(text, at)
        if office is not None:
            return [office]
        trade = _trade().match(text, at, clause.end)
        if trade and "某" not in trade["name"]:
            return [Named(*trade.span("name"), trade["name"])]
    return []


def _bare_office(text: str, at: int) -> Named | None:
    """网信部门公开曝光…: an office of no place that is told."""
    offices = registry().offices
    for length in range(_OFFICE_LONGEST, 2, -1):
        name = text[at : at + length]
        if name in offices and _any_of("act").match(text, at + length):
            return Named(at, at + length, name)
    return None


def guiding(scan: Scan, span: Span) -> list[Named]:
    """中央网信办举报中心指导全国各级…受理: who guides, where nobody else acts."""
    for clause in clauses(scan.report.text, span):
        found = _organs_from(scan, opening(scan.report.text, clause), clause.end)
        if found and scan.report.text.startswith("指导", found[-1].end):
            return found
    return []


def _past_guidance(scan: Scan, at: int) -> int:
    """某局指导某公司举行演练: who guides does not act."""
    guide = organs_by_start(scan).get(at)
    if guide is None or not scan.report.text.startswith(("指导", "支持"), guide.end):
        return at
    return guide.end + 2


def _described_end(text: str, at: int, end: int) -> int:
    """Where the words end that say what a Latin name is: 美国安全厂商|Zscaler."""
    found = _described().match(text, at, end)
    return found.end() if found else at


def wide_place(scan: Scan, span: Span) -> list[Named]:
    """A country or union that acts as one: 欧盟…生效, 联合国通过…"""
    text = scan.report.text
    for clause in clauses(text, span):
        at = opening(text, clause)
        for found in scan.places:
            place = found.value.place
            if found.start != at or place is None or place.code == "CN" or place.level not in _WIDE:
                continue
            group = [found, *_states_joined(scan, found)]
            if _any_of("state").match(text, group[-1].end):
                return [_state(text, one) for one in group]
    return []


def _state(text: str, found: Found[PlaceName]) -> Named:
    place = found.value.place
    if place is None:
        return Named(found.start, found.end, found.of(text))
    organ = Organ(place.code, place.name, place.short, OrganLevel.ABROAD, "国家", place.code, place.region)
    return Named(found.start, found.end, found.of(text), organ)


def _states_joined(scan: Scan, first: Found[PlaceName]) -> Iterator[Found[PlaceName]]:
    """欧盟与新加坡签署…: those that act with it."""
    end = first.end
    for found in scan.places:
        joint = _BETWEEN.match(scan.report.text, end)
        place = found.value.place
        if joint is None or found.start != joint.end() or place is None or place.level not in _WIDE:
            continue
        yield found
        end = found.end


def settling(scan: Scan) -> list[Named]:
    """Who pays a settlement."""
    text = scan.report.text
    for cue in _any_of("settle").finditer(text):
        for found in reversed(scan.organs):
            if found.end == cue.start():
                return [named(text, found)]
    return []
