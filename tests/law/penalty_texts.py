"""The laws of penalty_cases.json as the shared texts have them: works with their versions and tiers."""

import json
from functools import cache
from pathlib import Path

from guanlan.law.library import Held, Library
from guanlan.law.provided import provided
from guanlan.law.reading import read_law_text
from guanlan.law.works import build_works, version_ref

FILE = json.loads((Path(__file__).parent / "penalty_cases.json").read_text(encoding="utf-8"))
ROWS, CASES = FILE["rows"], FILE["cases"]
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


@cache
def library_of(folder):
    """The laws of the rows in one library, from every copy in the folder."""
    held = {}
    for path in sorted((folder / "corpus" / "laws").rglob("*.md")):
        if path.name.split("(")[0] in TITLES.values():
            text = path.read_text(encoding="utf-8")
            held[str(path)] = Held(text, read_law_text(text))
    refs = [version_ref(ref, one.published, one.law, Path(ref).stem) for ref, one in held.items()]
    return Library(build_works(refs), held.__getitem__)


@cache
def versions_of(law, folder):
    """What each version of a law provides, by what the file or a report calls it."""
    return provided(TITLES.get(law, law), library_of(folder))


def version_of(row, folder):
    """The version that holds from the row's first day."""
    [found] = [one for one in versions_of(row["law"], folder) if str(one.first) == row["effective_from"]]
    return found


def tiers_of(row, folder):
    """The tier of the row in each article that it names.

    Without a paragraph the row means an article whose own penalties all stand in one.
    """
    for place in row["article"].split("、"):
        article, _, paragraph = place.rstrip(")").partition("(")
        tiers = [one for one in version_of(row, folder).tiers if one.article == article]
        if not paragraph:
            [paragraph] = {one.paragraph for one in tiers if "penalties.by_referral" not in one.remarks}
        [tier] = [one for one in tiers if one.paragraph == int(paragraph) and one.number == row["tier"]]
        yield tier
