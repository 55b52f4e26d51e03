"""Which characters stand twice in clean texts, and beside what: ``count_doubled.py FOLDER`` prints the rows of
``publish/proof/tables/doubled.tsv``.

The texts are laws as promulgated: a doubling that hundreds of edited texts bear is where two words meet (省会|会议).
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

_DOUBLED = re.compile(r"([\u4e00-\u9fff])\1")
_BLANK = re.compile(r"[ \u3000]")
LEAST = 2  # a neighbour met once may itself be a slip


def main(folder: Path) -> None:
    """One line a character: the doubling, what stands before it, what stands behind it, how often it was met."""
    before: defaultdict[str, Counter[str]] = defaultdict(Counter)
    behind: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.rglob("*.md")):
        text = _BLANK.sub("", path.read_text(encoding="utf-8", errors="ignore"))
        for found in _DOUBLED.finditer(text):
            before[found[0]][text[found.start() - 1 : found.start()]] += 1
            behind[found[0]][text[found.end() : found.end() + 1]] += 1
    for pair in sorted(behind):
        sides = ("".join(sorted(_known(one[pair]))) for one in (before, behind))
        total = behind[pair].total()
        if total >= LEAST:
            sys.stdout.write("\t".join((pair, *sides, str(total))) + "\n")


def _known(neighbours: Counter[str]) -> list[str]:
    return [one for one, count in neighbours.items() if count >= LEAST and "\u4e00" <= one <= "\u9fff"]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
