"""Units behind the name of their organ: 公安部网安局, 上海市公安局金山分局, 中国人民银行连云港市分行."""

from __future__ import annotations

import re

import msgspec

from guanlan.text.organs.registry import Organ, OrganLevel, registry
from guanlan.text.places.finding import chain_at
from guanlan.text.places.gazetteer import gazetteer
from guanlan.text.span import Found

# What stands behind a place when a national body names its own house there
_HOUSE = re.compile(
    "(?:中心支行|分行|支行|营业管理部|税务局|监管局|监管分局|监管支局|分局|调查总队|监察专员办事处|办事处|特派员办事处|通信管理局|海关)"
)
_FIRM = re.compile("(?:有限|分|子)?公司")  # 中国移动福建公司
# 中国人民银行某省分行: the place is not told
_MASKED = re.compile(
    "某[省市区县州地]?(?:某[市区县])?(?:中心支行|分行|支行|税务局|监管局|监管分局|监管支局|分局|通信管理局|海关)"
)
_BRANCH = re.compile(
    "(?:（(?:以下|下称|下同)?，?简?称[^）]{0,20}）)?[\u4e00-\u9fff]{2,14}?(?:专业委员会|专委会|工作委员会|分会)(?:（筹）)?"
)
_STATION = re.compile("[\u4e00-\u9fff]{2,4}?派出所")
_DIVISION = re.compile("([\u4e00-\u9fff]{2,5}?)(?:分局|监管局)")
_NO_NAME = re.compile("的|在|举行|召开|近日|发布|主办|承办|联合(?!会)|会同|成立|筹建|筹备|组建|设立|指导|组织|[与和及]")
_BRACKET = re.compile("（[^）]*）")
_DIVIDED = ("公安", "税务", "市场监管", "金融监管", "金融", "生态环境", "自然资源")
_ZONES = {"机场", "高新", "经开", "开发区", "高新区", "经开区", "轨道交通", "水上", "城市轨道", "化工", "自贸区"}
_DEPTH = 3  # 市公安局|金山分局|网安支队


def with_units(text: str, found: Found[Organ]) -> Found[Organ]:
    """``found`` with the units that stand directly behind it."""
    for _ in range(_DEPTH):
        longer = _unit(text, found)
        if longer is None:
            return found
        found = longer
    return found


def _unit(text: str, found: Found[Organ]) -> Found[Organ] | None:
    known = registry()
    organ = found.value
    for end in known.unit_names.ends(text, found.end):
        owners = known.units.get(text[found.end : end])
        if owners is not None and (not owners or organ.id.split("/")[0] in owners):
            return _longer(text, found, end)
    if organ.level in (OrganLevel.NATIONAL, OrganLevel.MINISTRY):
        return _house(text, found)
    if organ.level is OrganLevel.COMPANY:
        return _house(text, found, _FIRM)
    if organ.level is OrganLevel.SOCIETY:
        branch = _BRANCH.match(text, found.end)
        if branch and not _NO_NAME.search(_BRACKET.sub("", branch[0])):
            return _longer(text, found, branch.end())
        return None
    return _division(text, found)


def _division(text: str, found: Found[Organ]) -> Found[Organ] | None:
    organ = found.value
    if organ.family not in _DIVIDED:
        return None
    division = _DIVISION.match(text, found.end)
    if division and (division[1] in gazetteer().by_name or division[1] in _ZONES):
        return _settled(_longer(text, found, division.end()), division[1])
    station = _STATION.match(text, found.end) if organ.family == "公安" else None
    if station and not _NO_NAME.search(station[0]):
        return _longer(text, found, station.end())
    return None


def _settled(found: Found[Organ], name: str) -> Found[Organ]:
    """上海市公安局金山分局 is of 金山, where the district's name is not open."""
    known, organ = gazetteer(), found.value
    inner = [
        place
        for place in known.by_name.get(name, ())
        if organ.place is not None and place.code != organ.place and known.lies_in(place, organ.place)
    ]
    if len(inner) != 1:
        return found
    return Found(found.start, found.end, msgspec.structs.replace(organ, place=inner[0].code), found.context)


def _house(text: str, found: Found[Organ], houses: re.Pattern[str] = _HOUSE) -> Found[Organ] | None:
    """A national body's house at a place has that place; a firm's branch too."""
    masked = _MASKED.match(text, found.end)
    if masked is not None:
        return _longer(text, found, masked.end())
    place = chain_at(text, found.end)
    if place is None:
        return None
    house = houses.match(text, place.end)
    if house is None:
        return None
    longer = _longer(text, found, house.end())
    where = place.value.place
    # 央行浙江分行 and 中国人民银行浙江省分行 are one house: the place counts, not how it was written
    at = f"{found.value.id}/{where.code}{text[place.end : house.end()]}" if where else longer.value.id
    organ = msgspec.structs.replace(
        longer.value,
        id=at,
        level=OrganLevel.CITY if where is None or where.level != "province" else OrganLevel.PROVINCE,
        place=where.code if where else None,
        region=place.value.region,
    )
    return Found(longer.start, longer.end, organ, longer.context)


def _longer(text: str, found: Found[Organ], end: int) -> Found[Organ]:
    unit = _BRACKET.sub("", text[found.end : end])
    organ = found.value
    longer = msgspec.structs.replace(organ, id=f"{organ.id}/{unit}", name=organ.name + unit, short=organ.short + unit)
    return Found(found.start, end, longer, found.context)
