"""The proof-reader's findings on a bulletin beside the verdicts of a person: ``review_proof.py BULLETIN VERDICTS``.

``VERDICTS`` holds ``start, end, code, verdict, why`` by TAB: ``right`` or ``false``. Prints what has no verdict yet,
and how many false alarms there are in 10,000 characters at the levels error and warning; ends with 1 where a finding of
these levels has none.
"""

from __future__ import annotations

import sys
from pathlib import Path

from guanlan import formats
from guanlan.extract.bulletin import read_bulletin
from guanlan.extract.facts import with_facts
from guanlan.publish.proof import proofread, sheet_of_issue

Place = tuple[int, int, str]


def verdicts_of(path: Path) -> dict[Place, str]:
    """Place and code of a finding → what a person said of it."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {(int(start), int(end), code): verdict for start, end, code, verdict, _ in rows}


def review(bulletin: Path, verdicts: dict[Place, str]) -> tuple[list[Place], int, int]:
    """What has no verdict, the false alarms, and the characters of the bulletin."""
    reading = formats.read(bulletin.read_bytes(), name=bulletin.name)
    sheet = sheet_of_issue(with_facts(read_bulletin(reading), reading), reading.text)
    found = [(one.start, one.end, one.code) for one in proofread(sheet) if one.level != "advice"]
    false = sum(verdicts.get(place) == "false" for place in found)
    return [place for place in found if place not in verdicts], false, len(reading.text)


def main(bulletin: Path, verdicts: Path) -> int:
    """Print the account."""
    unjudged, false, characters = review(bulletin, verdicts_of(verdicts))
    for start, end, code in unjudged:
        print(f"{start}\t{end}\t{code}\tno verdict")
    print(f"{false} false alarms in {characters} characters: {10_000 * false / characters:.2f} in 10,000")
    return int(bool(unjudged))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
