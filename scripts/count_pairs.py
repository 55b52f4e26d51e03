"""Which signs stand side by side in clean texts: ``count_pairs.py OUT FOLDER…`` writes ``pairs.tsv`` and ``words.tsv``
of ``publish/proof/tables``.

``pairs.tsv``: a sign and all signs met behind it at least twice. ``words.tsv``: pairs that are met far more often than
their signs' own numbers would make them, with how many times, the logarithm of how far, and how often they begin or
end a run of Chinese: 立健 of 建立健全 never does, a word does. Only numbers leave the texts.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

_CHINESE = re.compile("[\u4e00-\u9fff]+")
_BLANK = re.compile(r"[ \u3000]")
LEAST = 2  # a pair met once may itself be a slip
BOUND, BOUND_LEAST = 2.0, 10  # e squared is 7 times as often as chance; fewer than ten meetings say nothing


def main(out: Path, folders: list[Path]) -> None:
    """Write both tables."""
    signs, pairs, edges = _counted(folders)
    total = pairs.total()
    behind: defaultdict[str, list[str]] = defaultdict(list)
    words = []
    for pair, met in sorted(pairs.items()):
        if met >= LEAST:
            behind[pair[0]].append(pair[1])
        bond = math.log(met * total / (signs[pair[0]] * signs[pair[1]]))
        if met >= BOUND_LEAST and bond >= BOUND:
            words.append(f"{pair}\t{met}\t{bond:.1f}\t{edges[pair]}")
    source = f"# Counted by scripts/count_pairs.py over {total:,} pairs of signs in laws as promulgated and articles.\n"
    rows = "".join(f"{sign}\t{''.join(others)}\n" for sign, others in sorted(behind.items()))
    (out / "pairs.tsv").write_text(f"{source}# sign\tsigns met behind it\n{rows}", encoding="utf-8")
    text = "\n".join(words)
    (out / "words.tsv").write_text(f"{source}# pair\tmet\tbond\tat the edge of a run\n{text}\n", encoding="utf-8")


def _counted(folders: list[Path]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    signs: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    edges: Counter[str] = Counter()
    for path in sorted(path for folder in folders for path in folder.rglob("*.md")):
        text = _BLANK.sub("", path.read_text(encoding="utf-8", errors="ignore"))
        for found in _CHINESE.finditer(text):
            signs.update(found[0])
            pairs.update(map("".join, zip(found[0], found[0][1:], strict=False)))
            edges.update({found[0][:2], found[0][-2:]})
    return signs, pairs, edges


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(one) for one in sys.argv[2:]])
