"""The main job from end to end, on the samples that come with the program."""

from __future__ import annotations

import datetime
import tempfile
import tomllib
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path

import msgspec

from guanlan import store
from guanlan.actions.build_issue import build_issue
from guanlan.actions.check_issue import check_issue
from guanlan.actions.context import Context
from guanlan.actions.edit_pictures import Told, list_pictures, set_picture
from guanlan.actions.import_paths import import_bytes, import_paths
from guanlan.actions.new_issue import new_issue
from guanlan.actions.steps.keep import PASTED
from guanlan.actions.summaries import DemoTable, Imported, Outcome
from guanlan.publish.render import READING
from guanlan.records.gate import CheckState
from guanlan.store.models import Development
from guanlan.store.opening import close
from guanlan.store.selectors.reports import present_reports

NUMBER, DATE = 18, datetime.date(2025, 1, 16)
"""The samples tell of December 2024 to January 2025: the eighteenth month of the journal that is ours."""

INDEX = "index.toml"
OURS = Told(credit="观澜样例", consent="随软件自带的示意图，可自由使用")


class Sample(msgspec.Struct, frozen=True):
    """What the index says of a sample; pasted text and files without an address have their source from here."""

    file: str
    publisher: str | None = None
    grade: str = "乙"


def run_demo(out: Path, *, context: Context, home: Path | None = None, formats: Sequence[str] = READING) -> DemoTable:
    """Import the samples, make the issue, build ``formats`` into ``out``; gives what was made.

    Works in ``home``, else in a home of its own that is gone afterwards. The home that was open stays as it was, and is
    open no more.
    """
    with ExitStack() as stack:
        if home is None:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="guanlan-demo-")))
            stack.callback(close)  # before the folder goes
        folder = stack.enter_context(as_file(files("guanlan") / "samples"))
        store.setup(home)
        imported = _import(folder, context)
        issue = new_issue(NUMBER, DATE, context=context)
        _vouch(context)
        built = build_issue(str(NUMBER), formats, out, context=context)
        return DemoTable(
            home=str(home),
            imported=imported,
            reports=present_reports().count(),
            developments=Development.objects.filter(merged_into=None).count(),
            issue=issue,
            built=built,
            gate=_gate(),
        )


def _vouch(context: Context) -> None:
    """Say of the pictures of the samples, which are ours, who drew them and that they may be printed."""
    for one in list_pictures(str(NUMBER)):
        set_picture(str(NUMBER), one.entry, one.number, OURS, context=context)


def _gate() -> dict[str, int]:
    checked = check_issue(str(NUMBER))
    states = Counter(str(one.state) for one in checked.table)
    return {str(state): states[state] for state in CheckState} | {"errors": len(checked.standing)}


def samples(folder: Path) -> tuple[Sample, ...]:
    """The samples, in the order of the index."""
    index = tomllib.loads((folder / INDEX).read_text(encoding="utf-8"))
    return msgspec.convert(index["samples"], tuple[Sample, ...])


def _import(folder: Path, context: Context) -> Imported:
    outcomes: list[Outcome] = []
    all_samples = samples(folder)
    quiet = msgspec.structs.replace(context, progress=None)
    for done, sample in enumerate(all_samples):
        context.tell(done, len(all_samples), sample.file)
        outcomes.extend(_import_one(folder, sample, quiet).outcomes)
    context.tell(len(all_samples), len(all_samples))
    return Imported(tuple(outcomes))


def _import_one(folder: Path, sample: Sample, context: Context) -> Imported:
    path = folder / sample.file
    if sample.grade == PASTED:
        return import_bytes(path.read_bytes(), context=context, name=sample.file, source=sample.publisher)
    source = None if path.suffix == ".html" else sample.publisher  # a page says itself where it is from
    return import_paths([path], context=context, source=source)
