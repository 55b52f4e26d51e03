"""The places of ``tables/places.tsv``, ``areas.tsv`` and ``countries.tsv``, by code and by name."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import msgspec

from guanlan.text.lexicon import Endings, Lexicon
from guanlan.text.tables_reading import several, table_rows


class PlaceLevel(StrEnum):
    """What sort of place it is, widest first."""

    UNION = "union"  # 欧盟, 联合国
    COUNTRY = "country"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    AREA = "area"  # new areas and zones that the table of counties does not hold


class Place(msgspec.Struct, frozen=True, gc=False):
    """One place.

    ``code`` is six digits (GB/T 2260) inside China, else ISO 3166-1 (``US``), ``EU`` or ``UN``. ``region`` is the code
    of a jurisdiction: ISO 3166-2 of the province (``CN-GD``), ``CN``, a country or union. ``parent`` is a code.
    """

    code: str
    name: str
    short: str
    level: PlaceLevel
    parent: str | None
    region: str


class PlaceName(msgspec.Struct, frozen=True):
    """What a name may mean: one place, or several that context has not settled."""

    candidates: tuple[Place, ...]

    @property
    def place(self) -> Place | None:
        """The one place, or None."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def region(self) -> str | None:
        """The one jurisdiction all candidates lie in, or None: 吉林, city or province, is in ``CN-JL``."""
        regions = {place.region for place in self.candidates}
        return regions.pop() if len(regions) == 1 else None


class Gazetteer(NamedTuple):
    """All places. ``anywhere`` holds the names that mean a place wherever they stand, ``inside`` those that do so
    behind a place they lie in: 海淀 alone is no find, 北京海淀 is.
    """

    by_code: dict[str, Place]
    by_name: dict[str, tuple[Place, ...]]
    alone: dict[str, tuple[Place, ...]]
    anywhere: Lexicon
    inside: Lexicon
    backwards: Endings
    refused: dict[str, tuple[str, str]]

    def lies_in(self, place: Place, code: str) -> bool:
        """Whether ``place`` is, or is part of, the place with ``code``."""
        up: str | None = place.code
        while up is not None and up != code:
            up = self.by_code[up].parent
        return up is not None


def place_of(code: str) -> Place:
    """The place with this code; KeyError where there is none.

    >>> place_of("440100").name, place_of("440100").region
    ('广州市', 'CN-GD')
    """
    return gazetteer().by_code[code]


@cache
def gazetteer() -> Gazetteer:
    """The tables, read once."""
    by_code: dict[str, Place] = {}
    names: dict[str, list[Place]] = {}
    for place, called in [*_countries(), *_counties(), *_areas()]:
        region = place.region or by_code[place.parent or ""].region
        known = msgspec.structs.replace(place, region=region)
        by_code[place.code] = known
        for name in dict.fromkeys([place.name, place.short, *called]):
            names.setdefault(name, []).append(known)
    ordinary = {row[0] for row in table_rows("ordinary_names")}
    by_name = {name: tuple(places) for name, places in names.items()}
    longer = {name for name in by_name if len(name) > 1}
    districts = {name: code for name, code, _ in table_rows("districts_alone")}
    alone = {
        name: standing
        for name, places in by_name.items()
        if name not in ordinary and (standing := _standing_alone(name, places, districts.get(name)))
    }
    return Gazetteer(
        by_code,
        by_name,
        alone,
        Lexicon(name for name in alone if len(name) > 1),
        Lexicon(longer - ordinary | {name for name in longer & ordinary if len(name) > 2}),
        Endings(longer - ordinary | {name for name in longer & ordinary if len(name) > 2}),
        {name: (before, after) for name, before, after, _ in table_rows("name_guards")},
    )


def _standing_alone(name: str, places: tuple[Place, ...], district: str | None) -> tuple[Place, ...]:
    """What a name means with no place before it: counties only by their long names of three characters or more (not
    任县, 东区), but for the few districts everybody knows.
    """
    return tuple(
        place
        for place in places
        if place.level != PlaceLevel.COUNTY or place.code == district or (len(name) > 2 and place.name == name)
    )


def _countries() -> Iterator[tuple[Place, list[str]]]:
    for code, name, others, level, parent, _ in table_rows("countries"):
        yield Place(code, name, name, PlaceLevel(level), parent or None, parent or code), several(others)


def _counties() -> Iterator[tuple[Place, list[str]]]:
    abbreviated: dict[str, list[str]] = {}
    for character, code, _ in table_rows("abbreviations"):
        abbreviated.setdefault(code, []).append(character)
    for code, name, short, others, parent, iso, _ in table_rows("places"):
        yield (
            Place(code, name, short, _level(code), parent, iso),
            [*several(others), *abbreviated.get(code, []), *_called(name, short)],
        )


def _called(name: str, short: str) -> list[str]:
    """延边朝鲜族自治州 is called 延边州, 昌江黎族自治县 昌江县."""
    for long in ("自治州", "自治县", "自治旗"):
        if name.endswith(long) and not short.endswith(long[-1]):
            return [short + long[-1]]
    return []


def _areas() -> Iterator[tuple[Place, list[str]]]:
    for code, name, others, parent, _ in table_rows("areas"):
        yield Place(code, name, name, PlaceLevel.AREA, parent, ""), several(others)


def _level(code: str) -> PlaceLevel:
    if code.endswith("0000"):
        return PlaceLevel.PROVINCE
    return PlaceLevel.PREFECTURE if code.endswith("00") else PlaceLevel.COUNTY
