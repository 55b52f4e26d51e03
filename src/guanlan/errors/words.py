"""Codes and parameters → sentences, in Chinese or English.

Each table line is ``code <tab> zh <tab> en``; a sentence says what was wrong (quoting it), why, and what to do.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("zh", "en")


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Code → language → sentence with ``{parameter}`` places, from every table of this room."""
    found: dict[str, dict[str, str]] = {}
    for table in sorted((files("guanlan.errors") / "tables").iterdir(), key=lambda path: path.name):
        if not table.name.endswith(".tsv"):
            continue
        for line in table.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            code, zh, en = line.split("\t")
            if code in found:
                raise ValueError(f"two sentences for {code}")
            found[code] = {"zh": zh, "en": en}
    return found


def phrase(code: str, language: str, params: Mapping[str, object]) -> str:
    """The sentence of ``code`` with its parameters filled in; an unknown code is shown as it is."""
    known = sentences().get(code)
    if known is None:
        shown = ", ".join(f"{name}={value!r}" for name, value in params.items())
        return f"{code}({shown})"
    return known[language].format(**params)
