"""The samples as the tests read them: each file once, with what the index says of it."""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from guanlan import formats
from guanlan.extract.release import read_release
from guanlan.extract.triage import is_out
from guanlan.records.development import Origin, Telling
from guanlan.records.reading import Reading
from guanlan.records.report import Report

FOLDER = files("guanlan") / "samples"


class Sample(NamedTuple):
    """A line of the index."""

    file: str
    title: str
    shape: str
    published: datetime.date
    expect: str
    rest: dict[str, Any]

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return (FOLDER / self.file).read_bytes()


@cache
def samples() -> tuple[Sample, ...]:
    """The samples in the order of the index."""
    rows = tomllib.loads((FOLDER / "index.toml").read_text(encoding="utf-8"))["samples"]
    return tuple(Sample(*(row.pop(key) for key in Sample._fields[:-1]), row) for row in rows)


@cache
def reading(file: str) -> Reading:
    """What the format's reader draws out of a sample."""
    return formats.read((FOLDER / file).read_bytes(), name=file)


@cache
def reports(file: str) -> tuple[Report, ...]:
    """The reports of a sample, read as a release; what the page does not say comes from the index."""
    (sample,) = (one for one in samples() if one.file == file)
    return read_release(reading(file), publisher=sample.rest.get("publisher"), published=sample.published)


@cache
def tellings() -> tuple[Telling, ...]:
    """Every report that plain rules let in, with where it stood."""
    found = []
    for sample in samples():
        for report in reports(sample.file):
            if is_out(report) is None:
                rest = sample.rest
                where = Origin(
                    release=sample.file,
                    address=rest["address"],
                    publisher=rest.get("publisher"),
                    published=sample.published.isoformat(),
                    authority=rest["authority"],
                    level=rest["level"],
                    grade=rest["grade"],
                )
                found.append(Telling(f"{sample.file}#{report.name}", report, where))
    return tuple(found)
