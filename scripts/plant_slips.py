"""Plant slips into clean text, and count how many the proof-reader finds, and what it says of the clean text.

    python scripts/plant_slips.py [--shared FOLDER] [--seed 7] [--count 60] [--clean] [--show KIND]

Texts are the sample releases and, where the folder of shared texts is there, its bulletin (as an issue), articles and
pages. Every slip is planted by itself into its paragraph; those between parts of an issue into a copy of the bulletin.
A slip is found where a finding that the clean text does not have overlaps it and is no more than 12 characters longer.
``--clean`` counts findings on the clean texts; a seed gives the same slips again.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from slips.issues import ISSUE_KINDS
from slips.lines import KINDS, Slip, Slips

from guanlan import formats
from guanlan.errors import GuanlanError
from guanlan.extract.bulletin import read_bulletin
from guanlan.extract.facts import with_facts
from guanlan.publish.proof import ProofSheet, proofread, sheet_of_document, sheet_of_issue
from guanlan.records.finding import Finding

ROOT = Path(__file__).resolve().parents[1]
BULLETIN = "corpus/bulletin"
SHORTEST = 30  # characters of a paragraph that slips are planted in
LONGER = 12  # characters by which a finding may be longer than the slip


class Account(NamedTuple):
    """How many slips of a kind were planted, and those that were missed, in words."""

    planted: int
    missed: list[str]


def texts(shared: Path) -> Iterator[tuple[str, str]]:
    """Name and words of every clean text; those of articles begin with their folder."""
    folders = [ROOT / "scripts" / "samples", shared / BULLETIN, shared / "corpus/articles", shared / "corpus/pages"]
    for path in sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.is_file()):
        try:
            yield (
                f"{'articles/' * ('articles' in path.parts)}{path.name}",
                formats.read(path.read_bytes(), name=path.name).text,
            )
        except GuanlanError:
            continue


def read(text: str) -> ProofSheet:
    """A text as a document."""
    return sheet_of_document(formats.read(text.encode(), name="a.txt"))


def issue(text: str) -> ProofSheet:
    """A bulletin as an issue."""
    reading = formats.read(text.encode(), name="b.txt")
    return sheet_of_issue(with_facts(read_bulletin(reading), reading), reading.text)


def paragraphs(shared: Path, rng: Random) -> list[str]:
    """Paragraphs of Chinese: all of the samples, the bulletin and the pages, and as many of the articles."""
    official: set[str] = set()
    retold: set[str] = set()
    for name, text in texts(shared):
        lines = {line.strip() for line in text.splitlines() if len(line) > SHORTEST}
        chinese = {line for line in lines if sum("\u4e00" <= sign <= "\u9fff" for sign in line) * 2 > len(line)}
        (retold if name.startswith("articles/") else official).update(chinese)
    return sorted(official) + rng.sample(sorted(retold), min(len(official), len(retold)))


def is_found(slip: Slip, findings: tuple[Finding, ...]) -> bool:
    """Whether a finding tells the slip."""
    end = slip.start + max(len(slip.now), 1)
    return any(
        one.start < end and slip.start < max(one.end, one.start + 1) and one.end - one.start <= len(slip.now) + LONGER
        for one in findings
    )


def in_lines(kind: Slips, lines: list[str], rng: Random, count: int) -> Account:
    """Plant slips of a kind, each into a paragraph of its own."""
    order = rng.sample(lines, len(lines))
    planted, missed = 0, []
    for line in order:
        places = list(kind(line, rng))
        if not places or proofread(read(line)):
            continue
        slip = rng.choice(places)
        wrong = line[: slip.start] + slip.now + line[slip.end :]
        planted += 1
        if not is_found(slip, proofread(read(wrong))):
            missed.append(
                f"{wrong[max(0, slip.start - 10) : slip.start]}【{slip.now}】{line[slip.end : slip.end + 10]}"
            )
        if planted == count:
            break
    return Account(planted, missed)


def in_issues(kind: Slips, clean: str, rng: Random, count: int) -> Account:
    """Plant slips of a kind into copies of the bulletin, one in each."""
    before = {(one.code, one.text) for one in proofread(issue(clean))}
    places = list(kind(clean, rng))
    chosen = rng.sample(places, min(count, len(places)))
    missed = []
    for slip in chosen:
        wrong = clean[: slip.start] + slip.now + clean[slip.end :]
        new = tuple(one for one in proofread(issue(wrong)) if (one.code, one.text) not in before)
        if not is_found(slip, new):
            missed.append(f"{wrong[max(0, slip.start - 10) : slip.start]}【{slip.now}】")
    return Account(len(chosen), missed)


def clean_account(shared: Path) -> None:
    """Print the findings on clean texts by rule, for errors and warnings."""
    met: Counter[str] = Counter()
    characters = 0
    for _, text in texts(shared):
        characters += len("".join(text.split()))
        met.update(one.code for one in proofread(read(text)) if one.level != "advice")
    for code, count in sorted(met.items()):
        print(f"{code} {count:6} {10_000 * count / characters:8.3f}")
    print(f"all   {met.total():6} {10_000 * met.total() / characters:8.3f} in 10,000 of {characters:,} characters")


def main() -> int:
    """Print the account."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--clean", action="store_true")
    parser.add_argument("--show", nargs="*", default=[])
    args = parser.parse_args()
    if args.clean:
        clean_account(args.shared)
        return 0
    lines = paragraphs(args.shared, Random(args.seed))
    accounts = {name: in_lines(kind, lines, Random(f"{args.seed} {name}"), args.count) for name, kind in KINDS.items()}
    for path in sorted((args.shared / BULLETIN).glob("*.txt")):
        clean = path.read_text(encoding="utf-8")
        for name, kind in ISSUE_KINDS.items():
            accounts[name] = in_issues(kind, clean, Random(f"{args.seed} {name}"), args.count // 6)
    for name, one in accounts.items():
        print(f"{name:20}{one.planted - len(one.missed):5} / {one.planted}")
        for words in one.missed if name in args.show else ():
            print(f"    {words}")
    planted = sum(one.planted for one in accounts.values())
    found = planted - sum(len(one.missed) for one in accounts.values())
    print(f"{'all':20}{found:5} / {planted}  {found / max(planted, 1):.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
