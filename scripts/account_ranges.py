"""Every range of fines in a folder of laws (…以上…以下罚款): read into a tier, or listed with the cause why not.

python scripts/account_ranges.py FOLDER [--list CAUSE]
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from guanlan.errors import GuanlanError
from guanlan.law.penalties import read_tiers
from guanlan.law.reading import read_law_text
from guanlan.records.law import LawText, Level

RANGE = re.compile(r"以上[^，。；\n]{1,20}以下的?罚款")
READ = "read"
_NUMERAL = "[0-9一二两三四五六七八九十百千万亿]"
_SLIP = re.compile("[lOoI][元倍百千万0-9]|[0-9][lOoI]|[lOoI]{2}")
_BROKEN = re.compile(f"{_NUMERAL}$")
_NO_UNIT = re.compile(f"{_NUMERAL}以上{_NUMERAL}+以下")
_OTHER_TEXT = re.compile("条(?:修改|改)为|款(?:修改|改)为|修改为|中的“|将“")


class Accounted(NamedTuple):
    """One match: where it stands, and ``read`` or the cause why it was not read."""

    start: int
    words: str
    cause: str


def account(text: str) -> Iterator[Accounted]:
    """Each range of ``text`` with its account."""
    matches = list(RANGE.finditer(text))
    if not matches:
        return
    try:
        law = read_law_text(text)
    except GuanlanError as error:
        yield from (Accounted(match.start(), match[0], error.code) for match in matches)
        return
    spans = fine_spans(text, law)
    begins = [begin for begin, _ in spans]
    for match in matches:
        last = match.end()
        place = bisect_right(begins, last - 1) - 1
        inside = place >= 0 and spans[place][0] < last <= spans[place][1]
        yield Accounted(match.start(), match[0], READ if inside else cause_of(text, law, match))


def fine_spans(text: str, law: LawText) -> list[tuple[int, int]]:
    """Where fines were read, in order."""
    found = set()
    for index, unit in enumerate(law.units):
        above = law.units[unit.parent].level if unit.parent >= 0 else None
        if unit.level is Level.ARTICLE or (above is not Level.ARTICLE and unit.level in (Level.TEXT, Level.PARAGRAPH)):
            for tier in read_tiers(text, law, index):
                found.update((fine.start, fine.end) for one in tier.liabilities for fine in one.fines)
    return sorted(found)


def cause_of(text: str, law: LawText, match: re.Match[str]) -> str:
    """Why a range is in no tier, told from its words and its place."""
    start, end = law.body
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.end()]
    behind = text[match.end() : match.end() + 40]
    if not start <= match.start() < end:
        return "outside the body of the law"
    if _SLIP.search(text[max(0, match.start() - 12) : match.end()]):
        return "slip of the source in a number"
    first = text.rfind("以上", match.start(), match.end())
    low = text[max(0, first - 3) : first]
    if "\n" in low or (low.startswith("元") and _BROKEN.search(text[: match.start()].rstrip()[-1:])):
        return "number broken by a line of the source"
    if _NO_UNIT.search(text[max(0, first - 1) : match.end()]):
        return "no unit in the source"
    if "被处罚人" in line or re.match("[^，。；]{0,30}的(?:，|；|$)|[^，。；]{0,20}(?:情形|决定|案件)", behind):
        return "limit of competence or procedure"
    if _OTHER_TEXT.search(line):
        return "words of an amendment"
    return "not read"


def main() -> int:
    """Count by cause; with --list, show the matches of one cause."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", default="")
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    started = time.perf_counter()
    for path in sorted(given.folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        for one in account(text):
            counts[one.cause] += 1
            if given.list and one.cause == given.list:
                around = text[max(0, one.start - 60) : one.start + len(one.words) + 20].replace("\n", "¶")
                print(f"{path.relative_to(given.folder)}:{one.start}\t{around}")
    for cause, count in counts.most_common():
        print(f"{count:6}  {cause}")
    print(f"{sum(counts.values()):6}  in {time.perf_counter() - started:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
