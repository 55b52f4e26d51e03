"""Reads ``.cases`` files: texts with what must be found in them, in a form that a lawyer can correct.

    # a comment; the next line that does not begin with a blank is a text
    @ issued=2025-01-16            (options for the next text)
    罚款人民币50万元，并没收违法所得82,225.00元。
      人民币50万元 => CNY 500000
      82,225.00元 => CNY 82225.00

    第50万次服务
      无

A line ``  ? words => value`` is known to fail (strictly: it must be removed on the day it passes). In a text, ``\\n``
stands for a line break. The words on the left are cut from the text by the span that was found, so every case checks
the place too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest


class Case(NamedTuple):
    """One text of a ``.cases`` file with what is expected of it."""

    name: str
    text: str
    expected: tuple[str, ...]
    failing: bool
    options: dict[str, str]


def load_cases(path: Path) -> list[Case]:
    """The cases of a file, named by file and line."""
    cases: list[Case] = []
    options: dict[str, str] = {}
    pending: tuple[int, str, dict[str, str]] | None = None
    expected: list[str] = []

    def close() -> None:
        nonlocal expected
        if pending is not None:
            number, text, given = pending
            if not expected:
                raise ValueError(f"{path.name}:{number}: a text with nothing expected; write 无 for nothing")
            lines = tuple(line.removeprefix("? ") for line in expected if line != "无")
            failing = any(line.startswith("? ") for line in expected)
            cases.append(Case(f"{path.stem}:{number}", text.replace("\\n", "\n"), lines, failing, given))
        expected = []

    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("# "):
            continue
        if line.startswith("@ "):
            options = dict(pair.split("=", 1) for pair in line[2:].split())
        elif line.startswith("  "):
            expected.append(line.strip())
        else:
            close()
            pending, options = (number, line, options), {}
    close()
    return cases


def case_params(*paths: Path) -> list[Any]:
    """The cases as pytest parameters; known failures are strict xfails."""
    marks = (pytest.mark.xfail(strict=True, reason="known to fail; see the case file"),)
    return [
        pytest.param(case, id=case.name, marks=marks if case.failing else ())
        for path in paths
        for case in load_cases(path)
    ]


def shown(text: str, found: Iterable[Any], show: Callable[[Any], str]) -> tuple[str, ...]:
    """Found values as the lines of a case file."""
    return tuple(f"{text[one.start : one.end]} => {show(one.value)}" for one in found)
