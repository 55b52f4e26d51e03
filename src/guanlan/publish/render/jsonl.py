"""Bulletin → JSON Lines: one entry a line, the export's names beside what was printed and where it was read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from guanlan.publish.drafting.english import UNOFFICIAL
from guanlan.publish.labels import entry_label, guide_label
from guanlan.publish.labels import label as hand_label
from guanlan.publish.render.annotations import web_annotations
from guanlan.publish.render.evidence import Captured, Evidence
from guanlan.records.bulletin import Bulletin, Column, Entry, SubColumn
from guanlan.records.export import each_fact, plain, to_row


def jsonl(bulletin: Bulletin, proof: Evidence | None = None) -> bytes:
    """One JSON object a line, in UTF-8: the row of the export, then ``column``, ``subcolumn``, ``paragraphs`` and
    ``anchors`` (one mapping a fact: its field, value and the quotes it stands on). ``retracted`` is true in the row of
    an entry that was taken back, and nowhere else; ``generated`` and ``label`` stand where a model wrote the words, in
    the column for its guide. ``annotations`` say the anchors again as W3C Web Annotations.
    """
    captures = proof.captures if proof is not None else {}
    rows = (
        _row(column, part, entry, next(iter(captures.get(entry.id, ())), None))
        for column in bulletin.columns
        for part in column.subcolumns
        for entry in part.entries
    )
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def _row(column: Column, part: SubColumn, entry: Entry, captured: Captured | None) -> dict[str, Any]:
    row = to_row(entry.facts, id=entry.id)
    row["title"] = entry.title.text
    if entry.sources:
        row["sources"] = [words.text for words in entry.sources]
    row["column"] = {"series": column.series, "heading": column.heading.text}
    if guide := guide_label(column):
        row["column"] |= {
            "guide": [words.text for words in column.guide],
            "generated": column.guide_hand,
            "label": guide,
        }
    row["subcolumn"] = part.heading.text or None
    if entry.is_retracted():
        row["retracted"] = True
    row |= _written(entry)
    row["paragraphs"] = [
        {"kind": one.kind.value, "text": one.words.text} | ({"target": one.target} if one.target else {})
        for one in entry.paragraphs
    ]
    row["anchors"] = list(_anchors(entry))
    row["annotations"] = list(web_annotations(entry, captured))
    return row


def _written(entry: Entry) -> dict[str, Any]:
    """By what hand the words came about, where by a model's; English that is not official."""
    told: dict[str, Any] = {}
    if label := entry_label(entry):
        told |= {"generated": entry.hand, "label": label}
    if entry.title_en:
        told["title_en"] = {"text": entry.title_en.text, "label": UNOFFICIAL}
    if entry.abstract:
        hand = entry.abstract.hand
        told["abstract"] = {"text": entry.abstract.words.text, "generated": hand, "label": hand_label(hand)}
    return told


def _anchors(entry: Entry) -> Iterator[dict[str, Any]]:
    for field, fact in each_fact(entry.facts):
        if fact.anchors:
            yield {"field": field, "value": plain(fact.value), "at": [plain(anchor) for anchor in fact.anchors]}
