"""Draw 200 citations to be judged by reading, before any resolver is written that could be fitted to them.

The draw knows nothing of our citation grammar: it looks for the plainest shapes, and leaves their meaning to the judge.
Each line: ``path`` below the shared folder, ``start`` and ``end`` in code points of the file decoded as UTF-8, and
``sha256`` of the words there. What each must resolve to is written beside it by a reader (``expected``). Run once; the
list is kept.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

SEED = 20250116
_NUMERAL = "[零〇一二三四五六七八九十百千0-9]+"
_ITEM = f"(?:第[（(]?{_NUMERAL}[)）]?项)?"
NUMBER = f"第{_NUMERAL}条(?:之[一二三四五六七八九十]+)?(?:第{_NUMERAL}款)?{_ITEM}"
SHAPES = {  # what is drawn, how many of each, and from where
    "titled in laws": (re.compile(f"《[^《》\\n]{{2,50}}》{NUMBER}"), 80, "corpus/laws"),
    "own in laws": (re.compile(f"(?:本法|本条例|本规定|本办法){NUMBER}"), 50, "corpus/laws"),
    "near in laws": (
        re.compile("前款|前条|本条第[一二三四五六七八九十]+款|该法第[一二三四五六七八九十百]+条"),
        30,
        "corpus/laws",
    ),
    "titled in articles": (re.compile(f"《[^《》\\n]{{2,50}}》(?:{NUMBER})?"), 40, "corpus/articles"),
}


def occurrences(folder: Path, pattern: re.Pattern[str]) -> Iterator[tuple[Path, re.Match[str]]]:
    """Every match in every file, in order of path."""
    for path in sorted(folder.rglob("*.md")):
        if path.name != "_index.md":
            for match in pattern.finditer(path.read_text(encoding="utf-8")):
                yield path, match


def main() -> int:
    """Print the drawn citations as JSON Lines."""
    shared = Path(sys.argv[1])
    chance = random.Random(SEED)
    for shape, (pattern, count, folder) in SHAPES.items():
        found = list(occurrences(shared / folder, pattern))
        for path, match in sorted(chance.sample(found, count), key=lambda one: (str(one[0]), one[1].start())):
            digest = hashlib.sha256(match.group().encode()).hexdigest()
            line = {
                "shape": shape,
                "path": str(path.relative_to(shared)),
                "start": match.start(),
                "end": match.end(),
                "sha256": digest,
            }
            print(json.dumps(line, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
