"""One English name per Chinese term: fields of records are words of the glossary."""

import importlib
import pkgutil
import re
from pathlib import Path

import msgspec
import pytest

import guanlan.records

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"


def glossary() -> dict[str, str]:
    """English term → Chinese, from the table rows of docs/glossary.md; a row may name several English forms."""
    rows = re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|", GLOSSARY.read_text(encoding="utf-8"), flags=re.M)
    return {name.strip("` "): chinese for names, chinese in rows for name in names.split(",")}


def record_fields() -> set[str]:
    """Every field of every record of the records room."""
    found = set()
    for module in pkgutil.iter_modules(guanlan.records.__path__):
        for kind in vars(importlib.import_module(f"guanlan.records.{module.name}")).values():
            if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind is not msgspec.Struct:
                found.update(kind.__struct_fields__)
    return found


@pytest.mark.parametrize("field", sorted(record_fields()))
def test_a_record_field_is_in_the_glossary(field):
    """A new field brings its Chinese with it."""
    assert field.rstrip("_") in glossary()


def test_no_chinese_term_has_two_english_names():
    """Two English names for one term would be two things to a reader."""
    seen: dict[str, str] = {}
    for english, chinese in glossary().items():
        if chinese in ("–", "shown as"):
            continue
        assert seen.setdefault(chinese, english.split("_")[0]) == english.split("_")[0] or chinese.startswith("("), (
            chinese
        )
