"""The standing of an acting body: its level in the journal's terms, and its line of authority."""

from __future__ import annotations

from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.text.organs import Organ, OrganLevel, find_organs, parse_organ

# The journal speaks of where a body stands in an issue; province, city and county are one level there.
LEVELS = {
    OrganLevel.NATIONAL: "national",
    OrganLevel.MINISTRY: "ministry",
    OrganLevel.PROVINCE: "local",
    OrganLevel.CITY: "local",
    OrganLevel.COUNTY: "local",
    OrganLevel.ABROAD: "abroad",
    OrganLevel.SOCIETY: "association",
    OrganLevel.COMPANY: "company",
}


class Standing(NamedTuple):
    """``level`` and ``family``, None where the name does not tell."""

    level: str | None = None
    family: str | None = None


def standing(name: str) -> Standing:
    """The standing of the body that ``name`` names; of its last organ where it names several in one."""
    organ = _organ(name)
    if organ is None:
        return Standing()
    return Standing(LEVELS[organ.level], organ.family)


def _organ(name: str) -> Organ | None:
    try:
        return parse_organ(name)
    except InputError:
        found = [one.value for one in find_organs(name)]
        return found[-1] if found else None
