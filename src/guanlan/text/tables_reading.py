"""Rows of the tables beside this room. A table is tab-separated; lines that begin with ``# `` are remarks."""

from __future__ import annotations

from importlib.resources import files


def table_rows(name: str, room: str = "guanlan.text") -> list[list[str]]:
    """The rows of ``tables/<name>.tsv`` of a room, each a list of cells."""
    text = (files(room) / "tables" / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("# ")]


def several(cell: str) -> list[str]:
    """The names of a cell that holds several, separated by 、"""
    return [name for name in cell.split("、") if name]
