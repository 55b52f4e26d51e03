"""Every refusal has its sentence in both languages, and every sentence is used."""

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

from guanlan.errors.words import LANGUAGES, sentences

SOURCE = Path(__file__).resolve().parents[2] / "src" / "guanlan"
CLASSES = {"InputError", "ReadingError", "OurFault"}


@cache
def raised_codes() -> dict[str, set[str]]:
    """Code → the names of the parameters it is raised with, over all of the product."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CLASSES and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    found.setdefault(code.value, set()).update(word.arg or "**" for word in node.keywords)
    return found


def places(sentence: str) -> set[str]:
    """The parameters that a sentence has places for."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", sorted(raised_codes()))
def test_a_raised_code_has_its_sentence(code):
    """What is raised can be said, with the parameters it is raised with."""
    given = raised_codes()[code]
    sentence = sentences().get(code)

    assert sentence, f"no sentence for {code} in errors/tables"
    for language in LANGUAGES:
        assert "**" in given or places(sentence[language]) <= given


@pytest.mark.parametrize("code", sorted(sentences()))
def test_a_sentence_is_whole_in_both_languages(code):
    """Both languages fill the same places; a refusal ends as a sentence does (a reason is a phrase)."""
    zh, en = sentences()[code]["zh"], sentences()[code]["en"]

    assert places(zh) == places(en)
    if code in raised_codes():
        assert zh.endswith(("。", "}"))
        assert en.endswith((".", "}"))


def test_no_sentence_is_left_without_its_code():
    """A code that nothing names any more goes out of the table; one may be put together from its beginning and end."""
    words = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    beginnings = set(re.findall(r'f"([a-z]+\.[a-z_]*)\{', words))

    def named(code: str) -> bool:
        ends = [code.removeprefix(one) for one in beginnings if code.startswith(one)]
        return f'"{code}"' in words or any(f'"{end}"' in words for end in ends)

    assert [code for code in sentences() if not named(code)] == []
