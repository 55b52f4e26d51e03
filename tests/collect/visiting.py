"""Visits to sites of the local web, and what they left in the home."""

from __future__ import annotations

from typing import Any

from guanlan.actions.collect_sources import Visited, collect_sources
from guanlan.actions.steps.watched import row_of
from guanlan.collect.fetching import Means
from guanlan.collect.spec import read_specs
from guanlan.records.source import Politeness, SourceSpec
from guanlan.store.models import Release

QUICK = Means(retries=0)
POLITE = Politeness(delay=0.0, at_once=2, timeout=5.0)


def watched_site(web: Any, rules: str, **fields: Any) -> SourceSpec:
    """A source of the local web, as its file would say; ``rules`` are lines of TOML."""
    head = {
        "key": "site",
        "name": "某局通知公告",
        "authority": "某某局",
        "kind": "list",
        "address": web.root + "/list.html",
    }
    head = {**head, "home": web.root, **fields}
    lines = [f"{name} = {_toml(value)}" for name, value in head.items()]
    lines.append("local = true")
    text = "\n".join(["[[source]]", *lines, rules])
    if "[source.politeness]" not in rules:
        text += "\n[source.politeness]\ndelay = 0.0\nat_once = 2\ntimeout = 5.0\n"
    (spec,) = read_specs(text)
    row_of(spec)
    return spec


def _toml(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def visit(spec: SourceSpec, context: Any, clock: Any, means: Means = QUICK) -> Visited:
    """One visit to the source, due or not; what it failed of is shown by the test."""
    (done,) = collect_sources([spec.key], context=context, clock=clock, means=means).visits
    return done


def whole(done: Visited) -> Visited:
    """``done``, which is known to have come to its end."""
    assert done.code is None, (done.code, done.params)
    return done


def releases() -> dict[str, Release]:
    """What is held, by the path of its address."""
    return {row.key.partition(" ")[2]: row for row in Release.objects.all()}


def headlines() -> dict[str, list[str]]:
    """Path → the headlines of its reports."""
    return {path: [report.headline for report in row.reports.order_by("id")] for path, row in releases().items()}
