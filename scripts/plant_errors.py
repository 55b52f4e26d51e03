"""Plant errors into true entries, and count how many the publication gate stops.

    python scripts/plant_errors.py [--shared FOLDER] [--seed 18] [--count 50] [--further] [--rewritten] [--reworded]

Entries are drafted from the sample releases and, where the folder of shared texts is there, from its articles and
pages; entries rewritten by hand (``--texts``, tests/publish/gate/rewritten_*.yaml) tell the samples in other words,
and ``--rewritten`` takes these alone. Those of reworded_*.yaml tell shared texts so: their false alarms are counted,
and ``--reworded`` plants into them too. ``--further`` adds kinds to the eleven, ``--show`` tells each one that passed.
An error is stopped when a thing that is open touches the words that were changed. Ends with 1 where less than 99.5 %
are stopped or more than 2 % of the things of true entries are open.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from planting.eleven import ELEVEN
from planting.entries import TrueEntry, reworded, rewritten, true_entries
from planting.further import FURTHER
from planting.measuring import Result, false_alarms, measure

ROOT = Path(__file__).resolve().parents[1]
FLOOR, CEILING = 0.995, 0.02


def account_of_alarms(name: str, entries: list[TrueEntry], *, show: bool) -> float:
    """Print the false alarms of some true entries; their share of all checkable things."""
    total, alarms = false_alarms(entries)
    share = len(alarms) / max(total, 1)
    print(f"{name}: {len(entries)} entries, {total} things, {len(alarms)} false alarms ({share:.2%})")
    for entry, one in alarms if show else ():
        print(f"  {entry.name[:40]} {one.kind} {one.text!r} {one.slot} {one.reason} {one.params.get('other', '')!r}")
    return share


def account_of_errors(results: dict[str, Result], *, show: bool) -> float:
    """Print how many errors of each kind are stopped; their share of all."""
    planted = sum(one.planted for one in results.values())
    stopped = planted - sum(len(one.missed) for one in results.values())
    for kind, result in results.items():
        print(f"{kind:12} {result.planted - len(result.missed):4} / {result.planted}")
        for entry, error in result.missed if show else ():
            start = error.spans[0][0]
            around = error.text[max(0, start - 40) : start + 40].replace("\n", "|")
            print(f"    {error.was!r} -> {error.now!r}: …{around}… {entry.name}")
    share = stopped / max(planted, 1)
    print(f"{'all':12} {stopped:4} / {planted}  {share:.2%}")
    return share


def main() -> int:
    """Print both accounts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--texts", type=Path, default=ROOT / "tests" / "publish" / "gate")
    parser.add_argument("--seed", type=int, nargs="+", default=[18])
    parser.add_argument("--count", type=int, default=50)
    for option in ("--show", "--further", "--rewritten", "--reworded"):
        parser.add_argument(option, action="store_true")
    given = parser.parse_args()
    by_hand = rewritten(given.texts)
    alarms = [account_of_alarms("rewritten", by_hand, show=given.show)]
    entries = by_hand
    if not given.rewritten:
        told = [one.told for one in reworded(given.texts, given.shared)] if given.shared.is_dir() else []
        if told:
            alarms.append(account_of_alarms("reworded", told, show=given.show))
        entries = by_hand + true_entries(given.shared if given.shared.is_dir() else None)
        entries += told if given.reworded else []
        alarms.append(account_of_alarms("all", entries, show=given.show))
    planters = ELEVEN | FURTHER if given.further else ELEVEN
    shares = []
    for seed in given.seed:
        print(f"seed {seed}")
        shares.append(account_of_errors(measure(planters, entries, count=given.count, seed=seed), show=given.show))
    return int(min(shares) < FLOOR or max(alarms) > CEILING)


if __name__ == "__main__":
    sys.exit(main())
