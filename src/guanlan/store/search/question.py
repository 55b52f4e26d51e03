"""What is asked for: words as typed → phrases."""

from __future__ import annotations

import re
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.store.search.normal import WORD, normal

LONGEST = 200  # characters of one phrase; the longest headline of 75 has 60
_PARTS = re.compile(r'(?<!\S)"([^"]*)"(?!\S)|(\S+)')


class Part(NamedTuple):
    """A phrase in normalised characters; ``whole``: whether it begins, and ends, with whole words only."""

    text: str
    whole: tuple[bool, bool] = (False, False)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the phrase stands in normalised ``text``, overlapping ones too."""
        found = []
        at = text.find(self.text)
        while at >= 0:
            end = at + len(self.text)
            if not (self.whole[0] and _inside_word(text, at)) and not (self.whole[1] and _inside_word(text, end)):
                found.append((at, end))
            at = text.find(self.text, at + 1)
        return found


class Question(NamedTuple):
    """Phrases of which a passage must have every one."""

    parts: tuple[Part, ...]


def question_of(words: str) -> Question:
    """The question that ``words`` ask: phrases parted by blanks, "those in quotes" keep theirs.

    What is made of Latin letters and digits only, two or more, is found as a whole word (``AI`` is not in MAIN, ``59``
    not in 159); a star at either end opens it (``AI*``). Everything else is found wherever it stands.

    >>> [part.text for part in question_of('网络安全 "Data Security" AI*').parts]
    ['网络安全', 'data security', 'ai']

    Raises ``InputError`` ``search.no_words``, ``search.too_long``.
    """
    typed = [found[1] or found[2] or "" for found in _PARTS.finditer(words)]
    parts = tuple(dict.fromkeys(part for one in typed if (part := _part(one))))
    if not parts:
        raise InputError("search.no_words", words=words)
    return Question(parts)


def _part(typed: str) -> Part | None:
    text = normal(typed)
    if len(text) > LONGEST:
        raise InputError("search.too_long", words=text[:20], limit=LONGEST)
    if not text:
        return None
    inner = text.strip("*")
    if len(inner) > 1 and all(WORD.fullmatch(word) for word in inner.split(" ")):
        return Part(inner, (not text.startswith("*"), not text.endswith("*")))
    return Part(text)


def _inside_word(text: str, at: int) -> bool:
    return bool(0 < at < len(text) and WORD.match(text, at - 1) and WORD.match(text, at))
