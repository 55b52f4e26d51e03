"""Numbers that count what a text lists: points, organs, names, members, words said again and again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from guanlan.publish.gate.captures import Captures, Instance
from guanlan.publish.gate.finding import things
from guanlan.publish.gate.names import bare_words
from guanlan.publish.gate.numbers import PERSONS
from guanlan.publish.gate.thing import Num, Thing
from guanlan.text.numerals import value_of

_Spans = tuple[tuple[int, int], ...]
_Counter = Callable[[str, Thing, Captures, int], _Spans | None]
_TOGETHER = re.compile("[^，。；]{0,6}(?:合计|共|之和|相加|均|各|都|同时|分别)")
_MARKERS = (
    re.compile("（([一二三四五六七八九十]{1,3})）"),
    re.compile("（([0-9]{1,2})）"),
    re.compile("(?<![\u4e00-\u9fff])([一二三四五六七八九十]{1,3})是"),
    re.compile("(?<![\u4e00-\u9fff])([一二三四五六七八九十]{1,3})、"),
    re.compile("(?:案例|第)([一二三四五六七八九十]{1,3})(?:[:：、]|[起批个款类]|，)"),
    re.compile("^([0-9]{1,2})[.．、]", re.M),
)
_FIGURES = "0123456789一二两三四五六七八九十百零〇 "
_POINT = re.compile(
    "(?:大|个|项|条|点|类|种|处|方面|起|件|则|例)*(?:"
    "(?![名章家款人位部台份张笔户])[\u4e00-\u9fff]{0,8}?(?:行为|情形|措施|特点|特征|趋势|现象|手法|手段|方式|类型|情况|场景|目标|方向|维度|改动|修改|变化|调整)|"
    "方面|案例|典型|举措|措施|要求|任务|工作|意见|重点|问题|环节|要点|建议|内容|部分|步骤|原则|规定|情形|点|条|项|起|例|则)"
)
_NAMED_BEHIND = re.compile("(?:为|是|系|均为|属于|涉及)([\u4e00-\u9fff]{4,12})(?=[，。；、])")  # 3起为…引流案
_QUOTED_BEHIND = re.compile("“([^“”]{2,6})”")
_CLAUSES = re.compile("[^，。；：\n]+")
_AND = "、|以及|(?<![总缓平])和(?![解谐平])|(?<![以涉波普触顾危])及(?!时)|(?<![参给授])与(?!会)"
_MEMBERS = re.compile(f"{_AND}|(?<=》)(?=《)")
_DIVIDED = re.compile("分[为成]([^，。；：\n]{3,80})")
_LEADING = re.compile(
    "^(?:[^、]{0,12}?(?:涉及|包括|包含|涵盖|围绕|分别|有关|从|就)|(?:其中|主要|并|均|也|还)?(?:对|含|有|在|以|为|于|是|把|将))"
)
_OF_TITLES = re.compile("文件|法|规|标准|意见|指南|通知|政策|报告|条例|方案|制度|公告|决定|细则|目录")
_BETWEEN_TITLES = re.compile("(?:（[^（）]{1,20}）)?(?:、|和|与|及|以及)?")
_NO_ORGANS = re.compile("企|公司|平台|银行|医|学校|网站|店|协会|运营|厂商|用户")
_KIND_BEFORE = re.compile("(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{3,12}案)(?:件|共|有|计)?$")
_VERB_BEHIND = re.compile(
    "(?:单位|机构|企业|公司|部门|组织|协会)?(?:共同|联合|参与)?((?:主|承|协|举)办|参[加展演]|支持|发起|签署|签约|入选|获奖)"
)
_SOME = re.compile("包括|例如|比如|譬如|其中|等[。；，]?$")  # a list that tells some only
_LONG = 6  # points that no text numbers by chance
POINT_UNITS = ("类", "种", "项", "条")
_SMALL = 60  # what is counted out of a list


def counted(text: str, thing: Thing, captures: Captures) -> tuple[str, _Spans] | None:
    """The number of things that the issue's own sentence lists, that a capture numbers, or of its organs: the code of
    the count, and what was counted in the captures.
    """
    wanted = int(thing.data.value)
    if thing.data.value != wanted or not 1 <= wanted <= _SMALL:
        return None
    for code, count in _COUNTERS if wanted > 1 else _OF_ONE:
        spans = count(text, thing, captures, wanted)
        if spans is not None:
            return code, spans
    return None


def _named_here(text: str, thing: Thing, captures: Captures, wanted: int) -> _Spans | None:
    """As many 《titles》, persons, firms or organs named in the sentence, or numbers that 两类合计 puts together."""
    start = max(text.rfind(mark, 0, thing.start) for mark in "。！？\n") + 1
    ends = [at for mark in "。！？\n" if (at := text.find(mark, thing.end)) >= 0]
    sentence, at = text[start : min(ends, default=len(text))], thing.start - start
    found = things(sentence)
    unit = thing.data.unit
    sorts = {"person": "人名位", "title": "部份项件个", "firm": "家个", "organ": "家个部门", "quoted": "个项款种"}
    for sort, units in sorts.items():
        if sort == "title" and unit in "个项" and not _OF_TITLES.search(text, thing.end, thing.end + 6):
            continue  # 4个级别
        if sort == "organ" and _NO_ORGANS.search(thing.data.noun):
            continue  # 2家基础电信企业 of a sentence with two organs
        if unit and unit in units and len({one.value for one in found if one.sort == sort}) == wanted:
            return ()
    if _run_before(sentence, at, found, wanted):
        return ()
    if _together(thing, sentence, found) and _TOGETHER.match(sentence, at + thing.end - thing.start):
        before = [one for one in found if one.end <= at and isinstance(one.data, Num)]
        before = [one for one in before if one.sort == before[-1].sort]
        if len(before) == wanted:
            return ()
    return None


def _run_before(sentence: str, at: int, found: tuple[Thing, ...], wanted: int) -> bool:
    """《甲法》《乙法》和《丙规定》三部: as many titles in a row right before the number."""
    end, titles = at, 0
    for one in reversed([one for one in found if one.sort == "title" and one.end <= at]):
        if sentence[one.end : end] not in ("", "、", "和", "与", "及", "以及", "等"):
            break
        end, titles = one.start, titles + 1
    return titles == wanted


def _together(thing: Thing, sentence: str, found: tuple[Thing, ...]) -> bool:
    """Whether 两人合计 or 两家合计 has persons or firms to speak of."""
    if thing.data.unit in PERSONS:
        return any(one.sort == "person" for one in found)
    if thing.data.unit in ("家", "户"):
        return any(one.sort in ("firm", "company", "organ") for one in found)
    return True


def _listed_here(text: str, thing: Thing, captures: Captures, wanted: int) -> _Spans | None:
    """A、B和C三类: as many members before or behind the number, each in words of the captures."""
    if thing.data.unit in PERSONS:
        return None  # persons are counted by their names
    start = max(text.rfind(mark, 0, thing.start) for mark in "。！？\n；") + 1
    ends = [at for mark in "。！？\n；" if (at := text.find(mark, thing.end)) >= 0]
    end = min(ends, default=len(text))
    behind = text[thing.end : end]
    for stretch in (text[start : thing.start], "" if _SOME.search(behind) else behind):
        for run in re.split("[，：（）]|——", stretch):
            members = [one for one in _MEMBERS.split(run) if one]
            named = len(members) == wanted and ("、" in run or wanted == 2)
            if named and _NO_ORGANS.search(thing.data.noun) and any(one.sort == "organ" for one in things(run)):
                continue  # 甲局、乙局检查了2家企业
            if named and all(_is_told(one, captures) or _is_body(one) for one in members):
                return ()
    return None


def _is_body(words: str) -> bool:
    """市工信局: an organ, a firm, a title, which is judged where it stands."""
    return any(one.end == len(words) and one.sort in ("organ", "company", "firm", "title") for one in things(words))


def _is_told(words: str, captures: Captures) -> bool:
    """Whether most of the words of a list's member stand in the captures."""
    bare = _LEADING.sub("", bare_words(words))
    if len(bare) < 2:
        return bare in captures.bare
    pairs = [bare[at : at + 2] for at in range(len(bare) - 1)]
    return sum(pair in captures.bare for pair in pairs) * 3 >= len(pairs) * 2


def _organs(text: str, thing: Thing, captures: Captures, wanted: int) -> _Spans | None:
    """五部门: a list of as many organs in a capture."""
    if not re.match(
        "(?:个|家)?(?:部门|部委|单位|机构|机关|省|市|地区|企业|公司|平台)",
        text[thing.start : thing.end + 4].lstrip("0123456789两二三四五六七八九十百零〇 "),
    ):
        return None
    lists: dict[int, list[Instance]] = {}
    for sort in ("organ", "company"):
        for one in captures.by_sort.get(sort, ()):
            lists.setdefault(one.listed, []).append(one)
    for members in lists.values():
        behind = captures.text[members[-1].end : members[-1].end + 2]
        if behind.startswith("等") and not behind[1:].isnumeric():
            continue  # a list that tells some only
        if len({one.thing.data.id for one in members}) == wanted:
            return tuple((one.start, one.end) for one in members)
    return None


def _titled(text: str, thing: Thing, captures: Captures, wanted: int) -> _Spans | None:
    """两份文件: as many 《titles》 in a row in a capture."""
    if thing.data.unit not in ("份", "部", "个", "项", "件") or not _OF_TITLES.search(text, thing.end, thing.end + 6):
        return None
    titles = captures.by_sort.get("title", ())
    runs: list[list[Instance]] = []
    for before, one in pairwise((None, *titles)):
        if before is None or not _BETWEEN_TITLES.fullmatch(captures.text, before.end, one.start):
            runs.append([])
        runs[-1].append(one)
    row = next((run for run in runs if len({one.thing.value for one in run}) == len(run) == wanted), None)
    return tuple((one.start, one.end) for one in row) if row else None


def _numbered(text: str, thing: Thing, captures: Captures, wanted: int) -> _Spans | None:
    """三方面 of 一是, 二是, 三是; ten cases of 案例一 to 案例十."""
    long = wanted >= _LONG and thing.data.unit in POINT_UNITS  # 39类App of （一） to （三十九）
    if not long and not _POINT.match(text[thing.start : thing.end + 12].lstrip(_FIGURES)):
        return None
    return next((run for run in numbered_runs(captures) if len(run) == wanted), None)


def numbered_runs(captures: Captures) -> Iterator[_Spans]:
    """The marks of each list that numbers its points from one on."""
    for pattern in _MARKERS:
        run: list[tuple[int, int]] = []
        for match in pattern.finditer(captures.text):
            number = value_of(match[1])
            if number is None:
                continue
            if number.value == len(run) + 1:
                run.append(match.span())
            elif number.value == 1:
                yield tuple(run)
                run = [match.span()]
        yield tuple(run)


def _repeated(text: str, thing: Thing, captures: Captures, wanted: int) -> _Spans | None:
    """五个“严禁” of a sentence that says 严禁 five times."""
    match = _QUOTED_BEHIND.match(text, thing.end) or _NAMED_BEHIND.match(text, thing.end)
    if match is None or thing.data.unit in PERSONS:
        return None
    spans = [(one.start, one.end) for one in captures.occurrences(match[1])]
    if match.re is _NAMED_BEHIND:
        return tuple(spans) if len(spans) == wanted else None
    for start, end in captures.sentences:
        inside = tuple(span for span in spans if start <= span[0] < end)
        if len(inside) == wanted:
            return inside
    return None


def _named_before(text: str, thing: Thing, captures: Captures, wanted: int) -> _Spans | None:
    """编造谣言引流案3起 of a capture that names so many."""
    match = _KIND_BEFORE.search(text, max(0, thing.start - 16), thing.start)
    if match is None or thing.data.unit not in ("起", "件", "例", "个", "宗"):
        return None
    spans = tuple((one.start, one.end) for one in captures.occurrences(match[1]))
    return spans if len(spans) == wanted else None


def _listed_with(text: str, thing: Thing, captures: Captures, wanted: int) -> _Spans | None:
    """四家单位协办 of a list with the same verb in a capture."""
    verb = _VERB_BEHIND.match(text, thing.end)
    if verb is None or thing.data.unit not in ("家", "个", "部门", "单位"):
        return None
    for one in captures.occurrences(verb[1]):
        first = max(captures.text.rfind(mark, 0, one.start) for mark in "，。；：\n") + 1
        if (
            len([member for member in re.split("、|以及|和|及|与", captures.text[first : one.start]) if member])
            == wanted
        ):
            return ((first, one.end),)
    return None


def _persons(text: str, thing: Thing, captures: Captures, wanted: int) -> _Spans | None:
    """两名责任人 of a capture that names two persons."""
    if thing.data.unit not in PERSONS:
        return None
    found = {one.thing.value: (one.start, one.end) for one in captures.by_sort.get("person", ())}
    return tuple(found.values()) if len(found) == wanted else None


def _listed_there(text: str, thing: Thing, captures: Captures, wanted: int) -> _Spans | None:
    """4类企业 of a list in a capture: 工业企业、平台企业、解析企业、车联网企业."""
    noun = thing.data.noun[:2]
    if len(noun) < 2 or thing.data.unit in PERSONS:
        return None
    for clause in _CLAUSES.finditer(captures.text):
        members = _MEMBERS.split(clause[0])
        if len(members) == wanted > 1 and all(noun in one for one in members):
            return (clause.span(),)
    return None


def _divided(text: str, thing: Thing, captures: Captures, wanted: int) -> _Spans | None:
    """再分两类 of 细分为甲数据和乙数据 in a capture."""
    if "分" not in text[max(0, thing.start - 8) : thing.start] or thing.data.unit in PERSONS:
        return None
    for clause in _DIVIDED.finditer(captures.text):
        if len(_MEMBERS.split(clause[1])) == wanted > 1:
            return (clause.span(),)
    return None


_COUNTERS: tuple[tuple[str, _Counter], ...] = (
    ("listed", _named_here),
    ("listed", _listed_here),
    ("organs", _organs),
    ("titles", _titled),
    ("points", _numbered),
    ("listed", _listed_there),
    ("listed", _divided),
    ("persons", _persons),
    ("repeated", _repeated),
    ("repeated", _named_before),
    ("listed", _listed_with),
)
_OF_ONE: tuple[tuple[str, _Counter], ...] = (("repeated", _named_before),)
