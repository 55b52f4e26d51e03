"""Foreign names whose blanks were lost or put in on the way: Endor Labs of EndorLabs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanlan.publish.gate.captures import Captures, Instance
from guanlan.publish.gate.thing import Thing

_WORD = "[A-Za-z0-9][A-Za-z0-9.+#'’_&/-]*"
_RUN = re.compile(f"{_WORD}(?: {_WORD})*")
_BESIDE = 60  # characters of a run
_LEAST = 5  # letters of a run that tell one name


def run_together(text: str, thing: Thing, captures: Captures) -> Iterator[Instance]:
    """The places of the captures where the run of words that holds ``thing`` stands with other blanks."""
    for words in _runs(text, thing):
        letters = "".join(words)
        if len(letters) < _LEAST:
            continue
        spaced = " ?".join(map(re.escape, letters if len(words) == 1 else words))
        pattern = re.compile(f"(?<![A-Za-z0-9]){spaced}s?(?![A-Za-z])", re.IGNORECASE)
        found = [Instance(thing, *match.span()) for match in pattern.finditer(captures.text)]
        if found:
            yield from found
            return


def _runs(text: str, thing: Thing) -> Iterator[list[str]]:
    """The runs of words around the thing, the longest first."""
    first = max(0, thing.start - _BESIDE)
    for match in _RUN.finditer(text, first, thing.end + _BESIDE):
        if not match.start() <= thing.start < match.end():
            continue
        words = [(one.start(), one[0]) for one in re.finditer("[^ ]+", match[0])]
        at = max(index for index, (start, _) in enumerate(words) if match.start() + start <= thing.start)
        for length in range(len(words), 0, -1):
            for begin in range(max(0, at - length + 1), min(at, len(words) - length) + 1):
                yield [word for _, word in words[begin : begin + length]]
