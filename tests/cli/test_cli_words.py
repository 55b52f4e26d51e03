"""Every word of the command line is there in both languages, and every command has its help."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from guanlan.cli import words

SOURCE = Path(__file__).resolve().parents[2] / "src" / "guanlan" / "cli"
README = Path(__file__).resolve().parents[2] / "README.md"


def table() -> dict[str, tuple[str, str]]:
    """Code → Chinese, English."""
    rows = [line.split("\t") for line in words.lines() if line and not line.startswith("#")]
    assert len({row[0] for row in rows}) == len(rows)
    return {code: (zh, en) for code, zh, en in rows}


def said() -> set[str]:
    """The codes that the code says."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    return set(re.findall(r'say\(\s*"([\w.]+)"', text))


def test_what_is_said_has_words_in_both_languages():
    """No code without words; the same places in both."""
    known = table()

    assert said() - known.keys() == set()
    for zh, en in known.values():
        assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en))


@pytest.mark.parametrize(
    ("typed", "left", "language"),
    [
        (["g", "--lang", "en", "demo"], ["g", "demo"], "en"),
        (["g", "demo", "--lang=en"], ["g", "demo"], "en"),
        (["g", "demo", "--lang", "fr"], ["g", "demo", "--lang", "fr"], "zh"),
        (["g", "demo"], ["g", "demo"], "zh"),
    ],
)
def test_the_language_may_stand_anywhere(monkeypatch, typed, left, language):
    """--lang is taken out before help texts are put together; an unknown one stays, to be refused."""
    monkeypatch.setenv("GUANLAN_LANG", "zh")
    arguments = list(typed)

    words.settle_language(arguments)

    assert (arguments, words.language()) == (left, language)


def commands() -> list[str]:
    """Every command as it is typed."""
    from guanlan.cli.app import FAMILIES

    return [path for module in FAMILIES for path in module.COMMANDS]


@pytest.mark.parametrize("command", commands())
def test_a_command_has_help_and_stands_in_the_readme(command):
    """Nobody has to guess that it exists."""
    zh, en = table()[command]

    assert zh
    assert en
    assert re.search(rf"guanlan {command}|\[{command}\]|`{command}`", README.read_text(encoding="utf-8"))


def test_help_says_it_in_the_language_asked_for():
    """As a process, since help texts are put together at start."""
    environment = {name: value for name, value in os.environ.items() if name != "GUANLAN_LANG"}
    run = [sys.executable, "-m", "guanlan"]
    zh = subprocess.run([*run, "--help"], capture_output=True, text=True, check=True, env=environment).stdout
    en = subprocess.run([*run, "--lang", "en", "--help"], capture_output=True, text=True, check=True, env=environment)

    assert table()["backup"][0] in zh
    assert table()["backup"][1] in en.stdout
