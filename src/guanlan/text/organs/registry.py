"""The organs of ``tables/organs.tsv`` and ``organs_abroad.tsv``, and the offices of ``offices.tsv`` that every place has."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import msgspec


class OrganLevel(StrEnum):
    """Whose organ it is."""

    NATIONAL = "national"  # 国务院, 中共中央办公厅, 最高人民法院
    MINISTRY = "ministry"  # departments of the centre and what they direct
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    ABROAD = "abroad"
    SOCIETY = "society"  # associations, alliances, learned societies, whatever their place


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
