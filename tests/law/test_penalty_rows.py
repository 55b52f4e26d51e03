"""The 62 tiers of penalty_cases.json come out of the law texts themselves; nothing of a row is known beforehand."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from guanlan.law.penalties import read_tiers
from guanlan.law.reading import read_law_text
from guanlan.law.works import build_works, version_ref
from guanlan.records.law import Level
from guanlan.records.penalties import Mode, Party

ROWS = json.loads((Path(__file__).parent / "penalty_cases.json").read_text(encoding="utf-8"))["rows"]
# what the file calls a law → its title; 16 and 25 are years of versions, told apart by the days of the row
TITLES = {
    "网安法16": "网络安全法",
    "网安法25": "网络安全法",
    "数安法": "数据安全法",
    "个保法": "个人信息保护法",
    "条例": "网络数据安全管理条例",
    "未成年人条例": "未成年人网络保护条例",
    "电子商务法": "电子商务法",
    "令810": "互联网平台企业涉税信息报送规定",
    "关基条例": "关键信息基础设施安全保护条例",
    "令799": "公共安全视频图像信息系统管理条例",
    "反诈法": "反电信网络诈骗法",
}
MODES = {Mode.NONE: "none", Mode.MAY: "may", Mode.SHALL: "must", Mode.CONTESTED: "contested"}


@cache
def works_of(folder):
    """Title → (work, texts by ref) for the laws of the rows, from every copy in the folder."""
    texts = {}
    for path in sorted((folder / "corpus" / "laws").rglob("*.md")):
        if path.name.split("(")[0] in TITLES.values():
            text = path.read_text(encoding="utf-8")
            texts[str(path)] = (text, read_law_text(text))
    refs = [version_ref(ref, text, law, Path(ref).stem) for ref, (text, law) in texts.items()]
    return {work.title.removeprefix("中华人民共和国"): work for work in build_works(refs)}, texts


def version_of(row, folder):
    """The version that holds from the row's first day, and its text."""
    works, texts = works_of(folder)
    held = [one for one in works[TITLES[row["law"]]].versions if str(one.first) == row["effective_from"]]
    assert len(held) == 1, f"{row['law']}: no version from {row['effective_from']}"
    return held[0], *texts[held[0].value.ref]


def tiers_of(row, folder):
    """The tiers that the row's article and paragraph have under the row's number, one for each article it names."""
    _, text, law = version_of(row, folder)
    for place in row["article"].split("、"):
        article, _, paragraph = place.rstrip(")").partition("(")
        index = next(i for i, unit in enumerate(law.units) if unit.level is Level.ARTICLE and unit.number == article)
        tiers = [one for one in read_tiers(text, law, index) if "penalties.by_referral" not in one.remarks]
        if not paragraph:  # an article whose own penalties all stand in one paragraph
            assert len({one.paragraph for one in tiers}) == 1
        tiers = [one for one in tiers if paragraph in ("", str(one.paragraph)) or one.referrals]
        yield [one for one in read_tiers(text, law, index) if paragraph in ("", str(one.paragraph))], row["tier"]


def shown(liability):
    """Range, mode and scope of a party as the file writes them."""
    if liability is None or liability.range is None:
        return None, "none", ""
    return [int(liability.range.low), int(liability.range.high)], MODES[liability.mode], liability.scope


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_tier_of_the_file_is_read_from_the_law(row, shared):
    """Article, both ranges, both modes and the scope are equal, and so are the days of the version."""
    version, _, _ = version_of(row, shared)
    assert (str(version.first), version.last and str(version.last)) == (row["effective_from"], row["effective_to"])
    for tiers, number in tiers_of(row, shared):
        tier = next(one for one in tiers if one.number == number)
        organisation, mode, _ = shown(tier.organisation)
        person, person_mode, scope = shown(tier.persons)
        assert [organisation, mode] == [row["org"], row["org_mode"]]
        assert [person, person_mode, scope] == [row["person"], row["person_mode"], row["person_scope"]]


def test_a_contested_tier_says_so(shared):
    """《个人信息保护法》第六十六条第一款: both readings are kept, and marked."""
    row = next(row for row in ROWS if row["id"] == "P-66-1-1")
    [(tiers, _)] = tiers_of(row, shared)
    assert [one.of(Party.RESPONSIBLE).mode for one in tiers if one.paragraph == 1] == [Mode.CONTESTED, Mode.SHALL]
    assert all("penalties.persons_contested" in one.remarks for one in tiers if one.paragraph == 1)


def test_every_row_is_asked():
    """62 tiers over eleven texts."""
    assert len(ROWS) == 62
    assert {row["law"] for row in ROWS} == set(TITLES)
    assert all(date.fromisoformat(row["effective_from"]) for row in ROWS)
