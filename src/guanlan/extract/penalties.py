"""What was imposed on whom, as a fact: not what is threatened, what a law provides, what a platform did to its users.

``tables/measures.tsv`` holds the measures with their class and the words they are told by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from guanlan.extract.penalty_parties import parties_before, parties_in
from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.records.bulletin import ParagraphKind
from guanlan.records.facts import Kind, Penalty
from guanlan.text.money import Money
from guanlan.text.quantities import Sort
from guanlan.text.sections import Mark
from guanlan.text.span import Found, Span
from guanlan.text.tables_reading import several, table_rows

# Before the measure in its sentence: what lies ahead, depends on something, is forbidden or is a law's maximum
_NO_FACT = re.compile(
    "每(?:逾期|延迟|延误)|或将|将(?:会|依法|依规|视情|严格|严肃|按照|根据|进一步|继续|组织|对(?!其)|予以|给予|采取|被|面临|处以|责令|受到)"
    "|拟(?!定|订)|可(?:处|以|能|并处|由|根据|对|依|责令|给予)|应当|应予|视情|如(?!下|实|期|何|此|今)|若(?!干)|一旦|如果"
    "|的，(?:由|将|处|责令|给予|依法|依照|按|并处|予以|视)|最高|最多|下一步|严禁|不得|禁止|防止|杜绝|动辄|免予|不予|加大|建议|是否|尚未|未(?:被|受)"
)
_HERE_ONLY = re.compile("(?:以上|以下)[^，。；]{0,6}$")
_MEANS = re.compile("(?:通过|采取|采用|以)[^，。；]*$")  # 通过走访、约谈等方式
_MEANS_AFTER = re.compile("[^，。；]{0,30}(?:方式|形式|手段)")
_AUTHORITY = re.compile("网信|公安|警方|部门|管理局|法院|检察|机关|总局|网安|执法|工信|委员会|市场监管")
_BY_ORDER = re.compile("(?:督促|指导|要求|责成|推动|引导)[^。；]*$")
_BY_PLATFORM = re.compile("(?:平台|企业|公司|网站)[^。；，]{0,12}(?:主动|自查|累计|共|已|依规|依据|按照|加强|对)")
_TOLD_BY_PLATFORM = re.compile("(?:平台|企业|公司|网站)[^。；，]{0,6}(?:公告|称|表示|宣布|通报|披露)")
_OF_PLATFORMS = frozenset({"下架", "关闭账号", "封禁账号", "禁言", "清理粉丝", "取消营利权限", "关闭网站"})
_WITH_AMOUNT = frozenset({"罚款", "罚金", "没收", "没收财产", "和解金", "赔偿"})
_TO_OBJECT = frozenset({"通报", "约谈", "下架", "关停", "关闭网站", "责令停产停业"})
_GENERAL = ("行政处罚", "处罚")
_NO_READ = (Kind.INSTRUMENT, Kind.DRILL)
_AFTER_GAP = re.compile(
    "(?:[^，。；、《》0-9]{1,20}(?:违法|非法)所得|违法所得|非法所得|非法财物|原告|经济|合理|损失|开支|费用|（含[^（）]{1,16}）|，?(?:合计|共计|总计|折合|计)|共|各|约|达|为|金额|等值|至少|最多|近|超过|超|逾|高达|多达|[（(](?=[0-9]))*"
)
_NEXT_SUM = re.compile("、|和|及|以及")  # 分别罚款50万元、40万元
_BEFORE_GAP = re.compile("(?:（[^（）]*）)?的?")  # 1000万美元（约合人民币7200万元）罚款
_FAR = 60
_APIECE = 6  # 分别处以, 分别并处
_OBJECT = re.compile("[^，。；：》]{0,40}")


class _Measure(NamedTuple):
    name: str
    kind: str
    party: str
    words: tuple[str, ...]  # a sentence without any of them holds no cue: a look before the search
    cue: re.Pattern[str]


class _Imposed(NamedTuple):
    penalty: Penalty
    span: Span
    case: int


def read_penalties(scan: Scan, kind: Kind | None = None) -> tuple[Fact[Penalty], ...]:
    """One penalty per party, measure and amount, in order of mention.

    None from a report of ``kind`` instrument or drill: what stands there is what a law provides.
    """
    if kind in _NO_READ:
        return ()
    imposed = [one for sentence, case in _sentences(scan) for one in _in_sentence(scan, sentence, case)]
    found: dict[Penalty, list[Span]] = {}
    for one in imposed:
        if not _is_told_better(one, imposed):
            found.setdefault(one.penalty, []).append(one.span)
    return tuple(scan.report.fact(penalty, spans) for penalty, spans in found.items())


def _sentences(scan: Scan) -> Iterator[tuple[Found[str], int]]:
    """The sentences of the body that may tell of a measure, with the number of the case they stand in."""
    annexed = (ParagraphKind.ANNEX, ParagraphKind.ANNEX_TITLE)
    running = [part for part in scan.report.parts if part.kind not in annexed]
    spans = [part.span for part in running]
    telling = [one for one in scan.sentences if _any_word().search(one.value)]
    telling = [one for one in telling if any(span.start <= one.start < span.end for span in spans)]
    if not telling:
        return
    cases = [one.start for one in scan.sections if one.value.mark is Mark.CASE]
    cases += [part.span.start for part in running if part.kind is ParagraphKind.CASE]
    for sentence in telling:
        yield sentence, sum(case <= sentence.start for case in cases)


def _in_sentence(scan: Scan, sentence: Found[str], case: int) -> Iterator[_Imposed]:
    text = scan.report.text
    for measure, cue in _cues(text, sentence):
        before = text[sentence.start : cue.start]
        if not _is_fact(text, before, cue) or _is_of_platform(measure, before):
            continue
        group = before[max(before.rfind("；"), before.rfind("。")) + 1 :]
        sums = _amounts(scan, cue) if measure.name in _WITH_AMOUNT else []
        for party, money in _each(_parties(measure, text, group, cue), sums, alike="分别" not in group[-_APIECE:]):
            span = cue if money is None else Span(min(cue.start, money.start), max(cue.end, money.end))
            amount = money.value.amount if money is not None else None
            currency = money.value.currency if money is not None else None
            yield _Imposed(Penalty(party, measure.name, amount, currency, measure.kind), span, case)


def _each(parties: list[str], sums: list[Found[Money]], *, alike: bool) -> Iterator[tuple[str, Found[Money] | None]]:
    """Who with which sum: 对公司和经理分别罚款10万元、1万元 is one of each, else every party with every sum."""
    if not alike and len(parties) == len(sums):
        yield from zip(parties, sums, strict=True)
        return
    for party in parties:
        yield from ((party, money) for money in sums)
        if not sums:
            yield party, None


def _cues(text: str, sentence: Found[str]) -> list[tuple[_Measure, Span]]:
    """The cues in a sentence in order, without those inside a longer one."""
    found = [
        (measure, Span(*cue.span()))
        for measure in _measures()
        if any(word in sentence.value for word in measure.words)
        for cue in measure.cue.finditer(text, sentence.start, sentence.end)
    ]
    found.sort(key=lambda one: (one[1].start, -one[1].end))
    kept: list[tuple[_Measure, Span]] = []
    for measure, cue in found:
        if not any(other.start <= cue.start and cue.end <= other.end for _, other in kept):
            kept.append((measure, cue))
    return kept


def _is_fact(text: str, before: str, cue: Span) -> bool:
    group = before[before.rfind("；") + 1 :]
    if _NO_FACT.search(group) or _HERE_ONLY.search(group) or group.count("“") > group.count("”"):
        return False
    return not (_MEANS.search(group) and _MEANS_AFTER.match(text, cue.end))


def _is_of_platform(measure: _Measure, before: str) -> bool:
    """Whether a platform did it to its users, of its own or by an authority's guidance."""
    if measure.name not in _OF_PLATFORMS:
        return False
    if _BY_ORDER.search(before):
        return True
    told = _BY_PLATFORM.search(before) or _TOLD_BY_PLATFORM.search(before)
    return told is not None and _AUTHORITY.search(before) is None


def _parties(measure: _Measure, text: str, group: str, cue: Span) -> list[str]:
    if cue.of(text).startswith("被"):
        group += "被"  # of 被警告
    if measure.party == "account":
        return ["account"]
    if measure.kind.startswith("criminal"):
        return parties_in(group) if "被告单位" in group else ["individual"]
    if measure.name == "责令改正":
        return parties_in(cue.of(text))[:1] or ["organisation"]
    behind = parties_in(_object(text, cue.end)) if measure.name in _TO_OBJECT or measure.name in _GENERAL else []
    named = parties_before(group)
    if measure.name in _TO_OBJECT:
        named = behind[-1:] or named
    return named or behind or [measure.party]


def _object(text: str, at: int) -> str:
    found = _OBJECT.match(text, at)
    return found[0] if found else ""


def _amounts(scan: Scan, cue: Span) -> list[Found[Money]]:
    """The sum of a cue, and those that are listed behind it (罚款50万元、40万元、30万元)."""
    first = _amount(scan, cue) or _bare_amount(scan, cue)
    if first is None:
        return []
    sums = [first]
    text = scan.report.text
    if first.start < cue.end:
        for money in reversed(scan.money):  # 处以5万元、8万元罚款
            if money.end < sums[0].start and _NEXT_SUM.fullmatch(text, money.end, sums[0].start):
                sums.insert(0, money)
        return sums
    for money in scan.money:
        end = sums[-1].end
        if money.start > end and _NEXT_SUM.fullmatch(text, end, money.start):
            sums.append(money)
    return sums


def _bare_amount(scan: Scan, cue: Span) -> Found[Money] | None:
    """罚款8万: yuan where nothing else is said."""
    text = scan.report.text
    for one in scan.quantities:
        if one.start < cue.end:
            continue
        is_sum = (
            one.value.sort is Sort.BARE and one.value.unit is None and _AFTER_GAP.fullmatch(text, cue.end, one.start)
        )
        return Found(one.start, one.end, Money(one.value.value, "CNY", one.value.approx)) if is_sum else None
    return None


def _amount(scan: Scan, cue: Span) -> Found[Money] | None:
    """The sum in the words of the cue, directly before it (五万元罚款) or behind it (罚款人民币5万元)."""
    text = scan.report.text
    for money in scan.money:
        if cue.start <= money.start and money.end <= cue.end:
            return money
        if (
            money.end <= cue.start
            and cue.start - money.end <= _FAR
            and _BEFORE_GAP.fullmatch(text, money.end, cue.start)
        ):
            return money
        if money.start >= cue.end and _AFTER_GAP.fullmatch(text, cue.end, money.start):
            return money
    return None


def _is_told_better(one: _Imposed, others: list[_Imposed]) -> bool:
    """Whether the same case says more exactly what was imposed on the same party."""
    penalty = one.penalty
    for other in others:
        same = other.case == one.case and other.penalty.party == penalty.party
        if not same or other.penalty.class_ != penalty.class_:
            continue
        if penalty.measure in _GENERAL and other.penalty.measure not in _GENERAL:
            return True
        if penalty.measure == "处罚" and other.penalty.measure == "行政处罚":
            return True
        if penalty.measure == other.penalty.measure and penalty.amount is None and other.penalty.amount is not None:
            return True
    return False


@cache
def _measures() -> tuple[_Measure, ...]:
    rows = table_rows("measures", "guanlan.extract")
    return tuple(
        _Measure(name, kind, party, tuple(several(words)), re.compile(cue)) for name, kind, party, words, cue, _ in rows
    )


@cache
def _any_word() -> re.Pattern[str]:
    """What is in every sentence that tells of a measure."""
    return re.compile("|".join(sorted({re.escape(word) for measure in _measures() for word in measure.words})))
