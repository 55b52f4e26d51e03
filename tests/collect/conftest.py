"""Every test here works in a home of its own; the web they visit is one machine's."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from homes import code, context, home, migrated
from local_web import Web, served

__all__ = ["code", "context", "home", "migrated"]


@pytest.fixture
def web() -> Iterator[Web]:
    """An empty web, up."""
    with served(Web()) as up:
        yield up


class Days:
    """A clock that tests set on."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2025, 1, 16, 1, 0, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        """A little later each time."""
        self.now += datetime.timedelta(milliseconds=10)
        return self.now

    def pass_(self, **span: float) -> None:
        """Set the clock on."""
        self.now += datetime.timedelta(**span)


@pytest.fixture
def days() -> Days:
    """The clock."""
    return Days()
