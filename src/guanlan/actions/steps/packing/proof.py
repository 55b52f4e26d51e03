"""The chain in a pack: the statements about its captures, the links of their days, and the days up to the head."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from typing import Any

from guanlan.records.evidence import Head, day_heads, openings
from guanlan.store.chain import MODELS
from guanlan.store.chaining import said_of_captures
from guanlan.store.models import ChainLink

NAMELESS = ("headers", "exchange", "handover", "actor")
"""Commitments that may hold names of persons, and are never opened where names are stripped."""


def statements(links: Iterable[ChainLink], *, strip_names: bool) -> list[dict[str, Any]]:
    """Each statement with its link, and what is disclosed of that to which it only commits.

    Without names, nothing is disclosed that says who acted or handed something in; an address of the web is, a path on
    somebody's disk is not.
    """
    chosen = list(links)
    said = said_of_captures(MODELS, [one.ref for one in chosen])
    found = []
    for link in chosen:
        values = dict(said[link.ref].withheld)
        if strip_names:
            values = {name: value for name, value in values.items() if name not in NAMELESS and _is_address(value)}
        committed = json.loads(link.statement).get("committed", {})
        values = {name: value for name, value in values.items() if name in committed}
        found.append({"link": link.hash, "statement": link.statement, "opened": openings(link.nonce, values)})
    return found


def chain_files(links: Iterable[ChainLink]) -> tuple[dict[str, bytes], Head]:
    """The files below ``chain/``, and the newest head."""
    chosen = list(links)
    days = {one.day for one in chosen}
    every = [(link.day, link.hash) for link in ChainLink.objects.order_by("number").only("day", "hash").iterator()]
    heads = [head for head in day_heads(every) if head.day >= min(days)]
    files = {"chain/days.txt": "".join(_line(head) for head in heads).encode()}
    for day in sorted(days):
        files[f"chain/{day.isoformat()}.txt"] = _links(every, day)
    return files, heads[-1]


def _line(head: Head) -> str:
    return f"{head.previous} {head.day.isoformat()} {head.digest} {head.count} {head.hash}\n"


def _links(every: Iterable[tuple[datetime.date, str]], wanted: datetime.date) -> bytes:
    return "".join(f"{link}\n" for day, link in every if day == wanted).encode()


def _is_address(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))
