"""Every …以上…以下罚款 of a fixed sample of the law texts is read into a tier, or listed with its cause."""

import hashlib
import importlib.util
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARE = 12  # one file in twelve, by the hash of its name: two hundred and some texts from every folder


@pytest.fixture(scope="module")
def account():
    """The account of scripts/account_ranges.py, whose run over all texts lists 11,647 matches."""
    spec = importlib.util.spec_from_file_location("account_ranges", ROOT / "scripts" / "account_ranges.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.account


def causes(account, paths):
    """Cause → how many matches."""
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return Counter(one.cause for text in texts for one in account(text))


def test_a_fixed_sample_is_accounted_for(account, shared):
    """The counts are pinned; none is left without a cause."""
    folder = shared / "corpus" / "laws"
    paths = [path for path in sorted(folder.rglob("*.md")) if _drawn(path.name)]

    assert causes(account, paths) == {"read": 1215, "slip of the source in a number": 2}


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("北京市宗教事务条例.md", "slip of the source in a number"),
        ("北京市建设工程质量条例.md", "no unit in the source"),
        ("商丘市市区饮用水水源保护条例(2018-09-03).md", "number broken by a line of the source"),
        ("河南省城市人民警察巡察条例(2010-07-30).md", "limit of competence or procedure"),
    ],
)
def test_what_is_not_read_has_its_cause(account, shared, name, cause):
    """Half a number is no sum, and is not read as one."""
    [path] = (shared / "corpus" / "laws").rglob(name)
    found = causes(account, [path])

    assert set(found) <= {"read", cause}
    assert found[cause] == 1


def _drawn(name):
    return hashlib.sha256(name.encode()).digest()[0] % SHARE == 0
