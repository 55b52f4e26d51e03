"""What an answer must look like before anybody judges its words: plain text of the right length and language."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from guanlan.assist.material import order_in
from guanlan.assist.prompts import Prompt

_MARKUP = re.compile(r"[`<>{}|\\]|\*\*|^#{1,6} |^[-*+] |\]\(|https?:|www\.", re.MULTILINE | re.IGNORECASE)
_HAN = re.compile("[\u4e00-\u9fff]")
_LETTER = re.compile("[A-Za-z\u4e00-\u9fff]")
_CHINESE_SHARE = 0.5  # of the letters: names of products and short forms are Latin
_EDGE = re.compile(r"^(?:导读|摘要|正文|Abstract)\s*[:：]\s*")


class Cleaned(msgspec.Struct, frozen=True):
    """The paragraphs of an answer; ``code`` and ``params`` say why it cannot be used, ``code`` is None where it can."""

    paragraphs: tuple[str, ...]
    code: str | None = None
    params: Mapping[str, object] = {}


def clean_answer(text: str, prompt: Prompt) -> Cleaned:
    """The answer's paragraphs without a label before them and blank lines between them, or why it cannot be used."""
    lines = [" ".join(line.split()) for line in text.replace("\r\n", "\n").split("\n")]
    lines = [line for line in lines if line]
    if lines:
        lines[0] = _EDGE.sub("", lines[0])
    paragraphs = tuple(line for line in lines if line)
    whole = "\n".join(paragraphs)
    if not all(line.isprintable() for line in paragraphs):
        return Cleaned(paragraphs, "assist.unprintable")
    if not prompt.shortest <= len(whole) <= prompt.longest:
        told = {"length": len(whole), "shortest": prompt.shortest, "longest": prompt.longest}
        return Cleaned(paragraphs, "assist.length", told)
    if markup := _MARKUP.search(whole):
        return Cleaned(paragraphs, "assist.markup", {"words": markup[0]})
    if order := order_in(whole):
        return Cleaned(paragraphs, "assist.repeated_order", {"words": order})
    if not _in_language(whole, english=prompt.use == "abstract"):
        return Cleaned(paragraphs, "assist.language")
    return Cleaned(paragraphs)


def _in_language(text: str, *, english: bool) -> bool:
    chinese = len(_HAN.findall(text))
    letters = len(_LETTER.findall(text))
    return chinese == 0 if english else letters > 0 and chinese / letters >= _CHINESE_SHARE
