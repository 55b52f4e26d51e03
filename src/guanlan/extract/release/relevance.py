"""Plain rules that keep out what is no regulatory development."""

from __future__ import annotations

from guanlan.records.report import Report


def is_out(report: Report) -> str | None:
    """Why ``report`` is no regulatory development, as a reason code of ``tables/out.tsv``; None where it may be one."""
    raise NotImplementedError
