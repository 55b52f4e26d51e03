"""Whether words that are quoted stand in a provision; white space and punctuation do not count."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from guanlan.text.foldings import fold

_WORDS = re.compile(r"[\w%％‰]+")
_LEFT_OUT = re.compile(r"…+|\.{3,}|[（(〔\[](?:略|省略|下略|中略)[）)〕\]]")
# A shorter run of equal characters between two Chinese texts is chance
_RUN = 2
_ENDS = frozenset("，。；：、")


class Letters(NamedTuple):
    """The letters of a text without blanks and punctuation, and where each stands in it."""

    text: str
    places: list[int]


class Compared(NamedTuple):
    """``found`` where all the words stand there in order. Else ``share`` says how much of them does (0 to 1), and
    ``start`` to ``end`` is the stretch of the provision that is most like them."""

    found: bool
    share: float = 1.0
    start: int = 0
    end: int = 0


def letters(text: str) -> Letters:
    """What counts when words are compared."""
    folded = fold(text)
    places = [at for run in _WORDS.finditer(folded) for at in range(*run.span())]
    return Letters("".join(folded[at] for at in places), places)


def stands_in(quote: str, words: Letters) -> bool:
    """Whether all pieces of a quotation (parted by ……) stand in ``words``, in order."""
    at = 0
    for piece in _LEFT_OUT.split(quote):
        wanted = letters(piece).text
        found = words.text.find(wanted, at)
        if found < 0:
            return False
        at = found + len(wanted)
    return True


def compare(quote: str, provision: str) -> Compared:
    """How a quotation stands to a provision.

    >>> compare("应当制定应急预案", "网络运营者应当制定应急预案，并定期演练。").found
    True
    >>> round(compare("必须制定应急预案", "网络运营者应当制定应急预案，并定期演练。").share, 2)
    0.75
    """
    words = letters(provision)
    if stands_in(quote, words):
        return Compared(found=True)
    wanted = letters(_LEFT_OUT.sub("", quote))
    blocks = SequenceMatcher(None, words.text, wanted.text, autojunk=False).get_matching_blocks()
    kept = [one for one in blocks if one.size >= _RUN]
    if not kept or not wanted.text:
        return Compared(found=False, share=0.0)
    share = sum(one.size for one in kept) / len(wanted.text)
    # the stretch reaches as far as the quotation does before and behind what is equal
    first = max(kept[0].a - kept[0].b, 0)
    last = min(kept[-1].a + len(wanted.text) - kept[-1].b, len(words.text))
    end = words.places[last - 1] + 1
    # the mark that ends the sentence goes with it where the quotation has one too
    if quote.rstrip()[-1:] in _ENDS and provision[end : end + 1] in _ENDS:
        end += 1
    return Compared(found=False, share=share, start=words.places[first], end=end)


def wording(text: str) -> set[str]:
    """The neighbouring pairs of letters of a text: what it is about, without order."""
    return {run[0][at : at + 2] for run in _WORDS.finditer(fold(text)) for at in range(len(run[0]) - 1)}
