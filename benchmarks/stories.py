"""Invented reports by the hundred thousand: few organs speak often, few stories are told by many, series come monthly.

Every sentence is made up of the lists below. The same number and seed give the same reports, in order of their days.
"""

from __future__ import annotations

import datetime
import math
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from guanlan.records.anchor import Fact
from guanlan.records.bulletin import Paragraph, ParagraphKind, Words
from guanlan.records.development import Origin, Telling
from guanlan.records.facts import Facts, Figure, Instrument, Kind, LeadDate
from guanlan.records.report import Report


def _names(listed: str) -> list[str]:
    return listed.split("、")


FIRST = datetime.date(2022, 1, 1)
DAYS, LARGE = 3 * 365, 100_000  # a hundred thousand in three years: ninety a day
PLACES = {
    "北京市": "CN-BJ",
    "上海市": "CN-SH",
    "广东省": "CN-GD",
    "浙江省": "CN-ZJ",
    "江苏省": "CN-JS",
    "山东省": "CN-SD",
    "四川省": "CN-SC",
    "湖北省": "CN-HB",
    "湖南省": "CN-HN",
    "福建省": "CN-FJ",
    "河南省": "CN-HA",
    "河北省": "CN-HE",
    "重庆市": "CN-CQ",
    "天津市": "CN-TJ",
    "陕西省": "CN-SN",
    "安徽省": "CN-AH",
}
OFFICES = ["互联网信息办公室", "通信管理局", "公安厅", "市场监督管理局", "数据局", "密码管理局"]
NATIONAL = _names(
    "国家互联网信息办公室、工业和信息化部、公安部、国家数据局、国家市场监督管理总局、国家金融监督管理总局"
)
OBJECTS = _names(
    "数据出境、个人信息、政务数据、工业数据、关键设施、人工智能、云平台、物联网、移动应用、网络产品、"
    "未成年人保护、账号信息、算法推荐、车联网、电子政务、公共数据、供应链、密码应用、数据交易、网络直播"
)
MATTERS = _names("安全管理、风险评估、分类分级、合规审计、应急处置、备案管理、监督检查、信用评价、标识管理、认证管理")
FORMS = ["办法", "规定", "指南", "细则", "条例", "实施意见", "行动计划"]
SYLLABLES = "安博辰德恒华嘉坤龙明宁启瑞盛泰维信远泽智"
OPENERS = _names(
    "此次工作、检查组、有关负责人、专家组、会议、本轮整治、相关通告、调查、技术机构、各地主管部门、评审会、通报"
)
VERBS = _names("围绕、查验了、说明了、梳理出、指出了、要求落实、重申、细化了、比对了、督促整改、核实了、提示关注")
LINKS = ["并就", "同时把", "进而对", "随后将", "还对", "继而围绕"]
TAILS = _names(
    "提出分步推进的做法、列入年度任务、明确时限与责任人、留存台账备查、约请单位到场说明、开展抽样复核、"
    "公布举报渠道、组织交叉互查、限期补正材料、回应群众关切、完善技术措施、建立联络机制"
)
HEADS = ["转载自某公众号，供参考。", "编者按：本文所述值得关注。", "点击上方蓝字关注我们。", "本刊综合报道。"]
FEET = ["责任编辑：编辑甲。", "欢迎转发给更多的人。", "版权归原作者所有。", "更多内容请见下期。"]


class Story(NamedTuple):
    """One thing that happened, with what all its tellings draw from."""

    number: int
    day: datetime.date
    kind: Kind
    organ: str
    place: str
    headlines: tuple[str, ...]
    body: tuple[str, ...]
    title: str | None
    figures: tuple[int, ...]


def tellings(count: int, seed: int = 18) -> Iterator[tuple[int, Telling]]:
    """``count`` tellings, each with the number of its story."""
    chance = random.Random(seed)
    # an archive grows in years and in sources: ten times the reports are three times the days and three times as close
    days = round(DAYS * math.sqrt(count / LARGE))
    made = 0
    number = 0
    while made < count:
        number += 1
        day = FIRST + datetime.timedelta(days=made * days // count)
        story = _story(chance, number, day)
        for copy in range(min(_copies(chance), count - made)):
            yield number, _telling(chance, story, made, copy)
            made += 1


def _copies(chance: random.Random) -> int:
    """Most stories are told once or twice, one in a hundred by dozens."""
    return min(int(chance.paretovariate(1.6)), 60)


def _pick(chance: random.Random, names: list[str]) -> str:
    """The first names come far more often than the last."""
    return names[min(int(chance.paretovariate(0.9)) - 1, len(names) - 1)]


def _story(chance: random.Random, number: int, day: datetime.date) -> Story:
    office = _pick(chance, OFFICES)
    where = "" if chance.random() < 0.4 else chance.choice(list(PLACES))
    organ = where + office if where else _pick(chance, NATIONAL)
    place = PLACES.get(where, "CN")
    firm = "".join(chance.choice(SYLLABLES) for _ in range(4)) + "科技有限公司"
    words = {"o": chance.choice(OBJECTS), "m": chance.choice(MATTERS), "f": firm, "y": f"{day.month}月{day.day}日"}
    figures = tuple(chance.randrange(3, 9999) for _ in range(3))
    body = tuple(_sentence(chance, words, figures[at % 3]) for at in range(8))
    sort = chance.choice(
        [Kind.INSTRUMENT, Kind.ENFORCEMENT, Kind.ENFORCEMENT, Kind.CAMPAIGN, Kind.CAMPAIGN, Kind.MEETING]
    )
    title = None
    if sort is Kind.INSTRUMENT:
        title = f"{where}{words['o']}与{chance.choice(OBJECTS)}{words['m']}{chance.choice(FORMS)}"
        heads = (f"{organ}印发《{title}》", f"《{title}》公布，{words['o']}有了新规", f"{organ}发布《{title}》")
    elif sort is Kind.CAMPAIGN:
        batch = f"{day.year}年第{1 + number % 97}批"
        heads = (f"{organ}关于{words['o']}问题的通报（{batch}）", f"{organ}通报{words['o']}问题（{batch}）")
    elif sort is Kind.ENFORCEMENT:
        heads = (
            f"{organ}对{firm}作出行政处罚",
            f"{firm}被罚！涉{words['o']}",
            f"因{words['m']}不到位，{firm}被{organ}处罚",
        )
    else:
        about = f"{words['o']}与{chance.choice(OBJECTS)}{words['m']}工作会议（第{1 + number % 89}次）"
        heads = (f"{organ}召开{about}", f"{about}召开，{organ}作部署")
    return Story(number, day, sort, organ, place, heads, (f"{words['y']}，{organ}消息。", *body), title, figures)


def _sentence(chance: random.Random, words: dict[str, str], figure: int) -> str:
    """A sentence about what the story is about, with one of its figures or with its firm."""
    what = chance.choice([words["o"], words["m"], words["f"], chance.choice(OBJECTS)])
    told = chance.choice([f"涉及{figure}家单位", f"共{figure}家", f"覆盖{figure}家企业", words["f"] + "在列"])
    return (
        f"{chance.choice(OPENERS)}{chance.choice(VERBS)}{what}{chance.choice(MATTERS)}，{told}，"
        f"{chance.choice(LINKS)}{chance.choice(OBJECTS)}{chance.choice(MATTERS)}{chance.choice(TAILS)}。"
    )


def _telling(chance: random.Random, story: Story, made: int, copy: int) -> Telling:
    """The authority's own page, a desk's copy with another head and foot, or a digest's item of two sentences."""
    item = copy > 0 and chance.random() < 0.3
    texts = list(story.body[:3] if item else story.body)
    if copy and not item:
        texts = [chance.choice(HEADS), *texts[: chance.randrange(5, len(texts) + 1)], chance.choice(FEET)]
    day = story.day + datetime.timedelta(days=min(int(chance.expovariate(1.0)) if copy else 0, 4))
    facts = Facts(
        date=Fact(LeadDate(story.day.isoformat(), "event")),
        kind=Fact(story.kind),
        jurisdiction=Fact(story.place),
        issuers=(Fact(story.organ),),
        instruments=(Fact(Instrument(story.title)),) if story.title else (),
        figures=tuple(Fact(Figure(f"{one}家", Decimal(one), "家")) for one in story.figures),
    )
    week = f"digest-{chance.randrange(20)}-{day.isocalendar().year}-{day.isocalendar().week}"
    key = f"{made:07d}"
    report = Report(
        name=key,
        headline=Words(story.headlines[copy % len(story.headlines)]),
        paragraphs=tuple(Paragraph(Words(text), ParagraphKind.TEXT) for text in texts),
        number=1 if item else None,
        facts=facts,
    )
    origin = Origin(
        release=f"{week}-{key}" if item else f"site-{key}",
        publisher=story.organ if copy == 0 else f"某号{chance.randrange(300)}",
        published=day.isoformat(),
        authority=copy == 0,
    )
    return Telling(key, report, origin)
