"""The script builds the samples that are in the package, to the byte."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from guanlan.text.numerals import parse_number

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("build_samples", ROOT / "scripts" / "build_samples.py")
assert spec is not None
assert spec.loader is not None
script = importlib.util.module_from_spec(spec)
spec.loader.exec_module(script)


def test_the_script_builds_the_same_bytes(tmp_path: Path) -> None:
    """重建与包内文件逐字节相同，一个不多，一个不少。"""
    script.build(tmp_path)

    here = ROOT / "src" / "guanlan" / "samples"
    built = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path.relative_to(here): path.read_bytes() for path in here.rglob("*") if path.is_file()}
    assert sorted(built) == sorted(kept)
    assert [str(name) for name in built if built[name] != kept[name]] == []


def test_articles_are_numbered_as_numbers_are_read() -> None:
    """条号写法与数词读法一致，一至九十九。"""
    assert [parse_number(script.chinese(number)).value for number in range(1, 100)] == list(range(1, 100))
