"""The organs of the tables: those listed by name, and the offices that every place has."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import NamedTuple

import msgspec

from guanlan.text.lexicon import Lexicon
from guanlan.text.places.gazetteer import gazetteer
from guanlan.text.tables_reading import several, table_rows


class OrganLevel(StrEnum):
    """Whose organ it is."""

    NATIONAL = "national"  # 国务院, 中共中央办公厅, 最高人民法院
    MINISTRY = "ministry"  # departments of the centre and what they direct
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    ABROAD = "abroad"
    SOCIETY = "society"  # associations, alliances, learned societies, whatever their place
    COMPANY = "company"


class Organ(msgspec.Struct, frozen=True):
    """An organ. One organ has one ``id`` whatever it is called: 中央网信办 and 国家互联网信息办公室 are ``cac``.

    ``name`` is the long name, ``short`` the customary one, ``family`` the line of authority (网信, 公安 …). ``place``
    is the code of its place (None where the name is too short to tell), ``region`` that of its jurisdiction.
    """

    id: str
    name: str
    short: str
    level: OrganLevel
    family: str
    place: str | None
    region: str | None


class OrganContext(NamedTuple):
    """What a name was read with: the place of the organ before it (杭州市财政局、数据资源局), or the office that a list
    of places shares (青海、贵州、宁夏通信管理局).
    """

    place: str | None = None
    office: str | None = None


class Office(NamedTuple):
    """An office that places have: 通信管理局, 网信办."""

    id: str
    name: str
    short: str
    family: str


class Registry(NamedTuple):
    """The tables by name. ``names`` looks for listed organs and offices at once."""

    listed: dict[str, Organ]
    offices: dict[str, Office]
    units: dict[str, tuple[str, ...]]  # unit → ids of the organs that have it; none: any organ may
    endings: dict[str, str]
    names: Lexicon
    unit_names: Lexicon


@cache
def registry() -> Registry:
    """The tables, read once."""
    listed: dict[str, Organ] = {}
    for organ, called in [*_domestic(), *_abroad(), *_companies()]:
        for name in called:
            listed.setdefault(name, organ)
    offices: dict[str, Office] = {}
    for code, long, others, family, _, _ in table_rows("offices"):
        names = [long, *several(others)]
        for name in names:
            offices.setdefault(name, Office(code, long, min(names, key=len), family))
    units: dict[str, tuple[str, ...]] = {}
    for name, owner, _ in table_rows("units"):
        units[name] = (*units.get(name, ()), owner) if owner else ()
    endings = {name: family for name, family, _ in table_rows("society_endings")}
    return Registry(
        listed, offices, units, endings, Lexicon([*listed, *offices, *endings]), Lexicon([*units, "分局", "派出所"])
    )


def _domestic() -> list[tuple[Organ, list[str]]]:
    by_code = gazetteer().by_code
    found = []
    for code, name, others, level, family, place, _ in table_rows("organs"):
        names = [name, *several(others)]
        rank = OrganLevel.SOCIETY if family in ("协会", "学会", "联盟", "团体") else OrganLevel(level)
        found.append((Organ(code, name, _short(names), rank, family, place, by_code[place].region), names))
    return found


def _abroad() -> list[tuple[Organ, list[str]]]:
    by_code = gazetteer().by_code
    found = []
    for code, name, others, family, place, _ in table_rows("organs_abroad"):
        names = [name, *several(others)]
        region = by_code[place].region if place else None
        found.append((Organ(code, name, _short(names), OrganLevel.ABROAD, family, place or None, region), names))
    return found


def _companies() -> list[tuple[Organ, list[str]]]:
    found = []
    for code, name, others, place, _ in table_rows("companies"):
        names = [name, *several(others)]
        found.append((Organ(code, name, _short(names), OrganLevel.COMPANY, "企业", place, place), names))
    return found


def _short(names: list[str]) -> str:
    """The table gives the customary short name first among the others."""
    return names[1] if len(names) > 1 else names[0]
