"""A read bulletin and the sample issue → their files."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import Figure, at_most, timed
from benchmarks.texts import bulletin_bytes


def measure() -> list[Figure]:
    """Each format of the bulletin, the three that must come together in two seconds, and all formats of it and of the
    sample issue, which must in four.
    """
    from guanlan import formats
    from guanlan.extract.bulletin import read_bulletin
    from guanlan.extract.facts import with_facts
    from guanlan.publish.journal import default_journal
    from guanlan.publish.render import FORMATS, build
    from guanlan.publish.render.docx_template import sample_template

    name, data = bulletin_bytes()
    reading = formats.read(data)
    bulletin = with_facts(read_bulletin(reading), reading)
    figures, first = [], {}
    for format_ in FORMATS:
        first[format_], median = timed(lambda format_=format_: build(bulletin, default_journal(), format_), runs=3)
        figures.append(Figure(f"{name} → {format_}", f"{median:.3f} s (first pass {first[format_]:.3f})"))
    template = sample_template()
    by_template, _ = timed(lambda: build(bulletin, default_journal(), "docx", template=template), runs=1)
    # Typst remembers what it has set, and a command sets it once: the first passes count
    three = sum(first[one] for one in ("pdf", "docx", "html"))
    return [
        *figures,
        Figure(f"{name} → docx by template", f"{by_template:.3f} s"),
        at_most("data → PDF + DOCX + HTML", three, 2.0),
        at_most(f"{name} → all {len(FORMATS)} formats", sum(first.values()), 4.0),
        at_most(f"sample issue → all {len(FORMATS)} formats", _sample_issue(FORMATS), 4.0),
    ]


def _sample_issue(formats: tuple[str, ...]) -> float:
    """Seconds of ``guanlan issue build`` for the issue of the samples: its rows, its evidence, all its files."""
    import datetime

    from guanlan import store

    with tempfile.TemporaryDirectory(prefix="guanlan-bench-") as folder:
        home = Path(folder, "home")
        store.setup(home)
        from guanlan.actions.build_issue import build_issue
        from guanlan.actions.context import Context
        from guanlan.actions.run_demo import NUMBER, run_demo
        from guanlan.store.opening import close

        context = Context(actor="bench", now=datetime.datetime(2025, 1, 16, 1, tzinfo=datetime.UTC))
        run_demo(Path(folder, "demo"), context=context, home=home, formats=("md",))
        seconds = _seconds(lambda: build_issue(str(NUMBER), formats, Path(folder, "out"), context=context))
        close()
    return seconds


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
