"""Drafts of an issue measured: how long each guide is, what the gate finds open in it, which English titles are known.

python scripts/measure_drafting.py                       the samples that come with the program
python scripts/measure_drafting.py DAY FOLDER...         the releases of these folders, an issue of DAY (ISO)
"""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
from pathlib import Path

NOW = datetime.datetime(2025, 1, 16, 1, 0, tzinfo=datetime.UTC)


def main() -> None:
    """Compose in a home of its own, print, throw the home away."""
    with tempfile.TemporaryDirectory(prefix="guanlan-drafting-") as folder:
        home = Path(folder) / "home"
        os.environ["GUANLAN_HOME"] = str(home)
        from guanlan import store

        store.setup(home)
        which = composed(home, Path(folder), sys.argv[1:])
        store.setup(home)
        report(which)
        from guanlan.store.opening import close

        close()


def composed(home: Path, out: Path, given: list[str]) -> str:
    """The number of the issue made in ``home``."""
    from guanlan.actions.context import Context
    from guanlan.actions.import_paths import import_paths
    from guanlan.actions.new_issue import new_issue
    from guanlan.actions.run_demo import run_demo

    context = Context(actor="编辑甲", now=NOW)
    if not given:
        run_demo(out, context=context, home=home, formats=["md"])
        return "18"
    import_paths([Path(one) for one in given[1:]], context=context)
    new_issue(18, datetime.date.fromisoformat(given[0]), context=context)
    return "18"


def report(which: str) -> None:
    """A line a column, then what is open."""
    from guanlan.actions.check_issue import check_issue
    from guanlan.actions.context import Context
    from guanlan.actions.english_titles import english_titles
    from guanlan.actions.steps.assemble import assembled
    from guanlan.store.selectors.issues import issue_by

    for number, column in enumerate(assembled(issue_by(which)).columns, 1):
        count = sum(len(part.entries) for part in column.subcolumns)
        length = sum(len(words.text) for words in column.guide)
        print(f"guide.{number}  {column.series}  {count} entries  {length} characters")
        for words in column.guide:
            print(f"    {words.text}")
    checked = check_issue(which)
    print(f"{len(checked.table)} things, {len(checked.open)} open")
    for one in checked.open:
        print(f"    {one.where}  {one.text}  {one.reason}")
    lines = english_titles(which, context=Context(actor="编辑甲", now=NOW))
    print(f"English titles: {sum(line.english is not None for line in lines)} of {len(lines)}")


if __name__ == "__main__":
    main()
