"""Rooms small enough to read standing up."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "guanlan"
DRAWERS = {"utils", "helpers", "common", "lib", "misc", "util"}
SHORT, LONGEST, SHARE = 40, 80, 0.97
MODULE = 400


class Function(NamedTuple):
    """A function of the product and its length in lines, decorators apart."""

    place: str
    lines: int


def modules() -> list[Path]:
    """The product's modules; migrations are Django's writing."""
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def functions() -> Iterator[Function]:
    """Every function and method of the product."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                place = f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}"
                yield Function(place, (node.end_lineno or node.lineno) - node.lineno + 1)


def test_nearly_all_functions_are_short():
    """97 % have at most 40 lines and none has more than 80."""
    found = list(functions())
    long = [one for one in found if one.lines > SHORT]

    assert [one for one in found if one.lines > LONGEST] == []
    assert len(found) - len(long) >= SHARE * len(found), long


def test_modules_are_short():
    """A module of more than 400 lines wants to be two."""
    long = {str(path.relative_to(SOURCE)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}

    assert {name: lines for name, lines in long.items() if lines > MODULE} == {}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_is_a_drawer_and_each_says_what_it_is_for(path):
    """No utils, no helpers; a module opens with a docstring."""
    assert not DRAWERS & {part.removesuffix(".py") for part in path.relative_to(SOURCE).parts}
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))
