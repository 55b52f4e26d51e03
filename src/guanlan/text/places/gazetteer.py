"""The places of ``tables/places.tsv``, ``areas.tsv`` and ``countries.tsv``, by code and by name."""

from __future__ import annotations

from enum import StrEnum

import msgspec


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


def place_of(code: str) -> Place:
    """The place with this code; KeyError where there is none."""
    raise NotImplementedError
