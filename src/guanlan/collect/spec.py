"""``sources/*.toml`` ↔ ``records.SourceSpec``.

A file holds one source at its top level, or several as ``[[source]]`` tables. What stands wrong is told with the file,
the source's key, the field and what to write instead.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from guanlan.collect.checking import faults_of
from guanlan.errors import InputError
from guanlan.records.source import SourceSpec

_PLACE = re.compile(r"^(?P<why>.*?)(?: - at `\$\.?(?P<place>.*)`)?$", re.S)
_FIELD = re.compile(r"(?:unknown|required) field `(?P<name>[^`]+)`")


def load_specs(path: Path) -> tuple[SourceSpec, ...]:
    """The sources of a file, or of every ``*.toml`` of a folder by name. InputError where one cannot be used, or where
    two bear one key.
    """
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    found: dict[str, tuple[SourceSpec, Path]] = {}
    for file in files:
        for spec in read_specs(_text_of(file), str(file)):
            if spec.key in found:
                raise InputError("sources.two_of_a_key", key=spec.key, file=str(file), other=str(found[spec.key][1]))
            found[spec.key] = (spec, file)
    return tuple(spec for spec, _ in found.values())


def read_specs(text: str, shown: str = "-") -> tuple[SourceSpec, ...]:
    """The sources that the words of a file describe; ``shown`` is how the file is called in errors.

    >>> read_specs('key="a"\\nname="甲"\\nauthority="甲"\\nkind="feed"\\naddress="https://a.example/rss"')[0].kind
    'feed'
    """
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError("sources.no_toml", file=shown, why=str(error)) from error
    tables = whole.get("source", [whole])
    if "source" in whole and len(whole) > 1:
        stray = ", ".join(name for name in whole if name != "source")
        raise InputError("sources.stray", file=shown, fields=stray)
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise InputError("sources.no_tables", file=shown)
    return tuple(_spec_of(table, number, shown) for number, table in enumerate(tables, 1))


def to_toml(specs: Iterable[SourceSpec]) -> str:
    """The words of a file that ``read_specs`` reads back as the same sources; what is as usual is left out."""
    blocks = []
    for spec in specs:
        lines = ["[[source]]", *_lines(spec, "source")]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def check_spec(spec: SourceSpec, shown: str = "-") -> None:
    """InputError for the first thing about ``spec`` that a visit would trip over."""
    for field, why in faults_of(spec):
        raise InputError("sources.bad_field", file=shown, key=spec.key, field=field, why=why)
    try:
        ZoneInfo(spec.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError("sources.bad_zone", file=shown, key=spec.key, zone=spec.zone) from error


def _spec_of(table: dict[str, Any], number: int, shown: str) -> SourceSpec:
    key = table.get("key")
    named = key if isinstance(key, str) and key else f"[[source]] {number}"
    try:
        spec = msgspec.convert(table, SourceSpec)
    except msgspec.ValidationError as error:
        field, why = _where(str(error))
        raise InputError("sources.bad_field", file=shown, key=named, field=field, why=why) from error
    check_spec(spec, shown)
    return spec


def _where(message: str) -> tuple[str, str]:
    """The field that a message of the decoder speaks of, and what it says of it.

    >>> _where("Expected `int`, got `str` - at `$.rhythm.days`")
    ('rhythm.days', 'Expected `int`, got `str`')
    >>> _where("Object contains unknown field `tilte` - at `$.list`")
    ('list.tilte', 'Object contains unknown field `tilte`')
    """
    found = _PLACE.match(message)
    why, place = (found["why"], found["place"] or "") if found else (message, "")
    named = _FIELD.search(why)
    return ".".join(part for part in (place, named["name"] if named else "") if part) or "-", why


def _lines(struct: msgspec.Struct, place: str) -> Iterator[str]:
    """A table's own lines, then its sub-tables; ``place`` is its dotted name."""
    tables = []
    for field in msgspec.structs.fields(struct):
        value = getattr(struct, field.name)
        if field.default is not msgspec.NODEFAULT and value == field.default:
            continue
        if isinstance(value, msgspec.Struct):
            tables.append((f"[{place}.{field.name}]", value, f"{place}.{field.name}"))
        elif isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
            tables.extend((f"[[{place}.{field.name}]]", one, f"{place}.{field.name}") for one in value)
        elif value is not None:
            yield f"{field.name} = {_value(value)}"
    for head, value, name in tables:
        yield ""
        yield head
        yield from _lines(value, name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    # JSON's strings are TOML's, but for the one control character that JSON leaves bare
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("sources.unreadable", file=str(file), why=str(error)) from error
