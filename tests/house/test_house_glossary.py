"""One English name per Chinese term: fields of records are words of the glossary."""

import importlib
import pkgutil
import re
from pathlib import Path

import msgspec
import pytest

import guanlan.records

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"


def rows() -> list[tuple[list[str], str]]:
    """The forms of each English term (singular, plural) with its Chinese, from the tables of docs/glossary.md."""
    found = re.findall(r"^\| ([^|]+?) \| ([^|]+?) \| [^|]+ \|$", GLOSSARY.read_text(encoding="utf-8"), flags=re.M)
    return [
        ([form.strip() for form in names.split(",")], chinese)
        for names, chinese in found
        if names not in ("English", "---")
    ]


def glossary() -> set[str]:
    """Every English form."""
    return {form for forms, _ in rows() for form in forms}


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
    for forms, chinese in rows():
        assert chinese == "–" or seen.setdefault(chinese, forms[0]) == forms[0], chinese
