"""The 62 tiers of penalty_cases.json come out of the law texts themselves; nothing of a row is known beforehand."""

import pytest
from penalty_texts import ROWS, TITLES, tiers_of, version_of, versions_of

from guanlan.records.penalties import Mode, Party

MODES = {Mode.NONE: "none", Mode.MAY: "may", Mode.SHALL: "must", Mode.CONTESTED: "contested"}


def shown(liability):
    """Range, mode and scope of a party as the file writes them."""
    if liability is None or liability.range is None:
        return [None, "none", ""]
    return [[int(liability.range.low), int(liability.range.high)], MODES[liability.mode], liability.scope]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_tier_of_the_file_is_read_from_the_law(row, shared):
    """Article, both ranges, both modes and the scope are equal, and so are the days of the version."""
    version = version_of(row, shared)

    assert (str(version.first), version.last and str(version.last)) == (row["effective_from"], row["effective_to"])
    for tier in tiers_of(row, shared):
        assert shown(tier.organisation)[:2] == [row["org"], row["org_mode"]]
        assert shown(tier.persons) == [row["person"], row["person_mode"], row["person_scope"]]


def test_a_contested_tier_says_so(shared):
    """《个人信息保护法》第六十六条第一款: both readings are kept, and marked."""
    [version] = versions_of("个保法", shared)
    tiers = [one for one in version.tiers if (one.article, one.paragraph) == ("66", 1)]

    assert [one.of(Party.RESPONSIBLE).mode for one in tiers] == [Mode.CONTESTED, Mode.SHALL]
    assert all("penalties.persons_contested" in one.remarks for one in tiers)


def test_persons_of_both_degrees_are_remarked(shared):
    """《反电信网络诈骗法》第四十条: one sentence about persons behind two degrees is read for both, and says so."""
    [version] = versions_of("反诈法", shared)

    assert all("penalties.persons_shared" in one.remarks for one in version.tiers if one.article == "40")


def test_every_row_is_asked():
    """62 tiers over eleven texts."""
    assert len(ROWS) == 62
    assert {row["law"] for row in ROWS} == set(TITLES)
