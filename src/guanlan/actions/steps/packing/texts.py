"""Readings as text files and the places of facts in them as W3C Web Annotations; names masked where that is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from guanlan.records.anchor import Anchor
from guanlan.records.codec import from_json
from guanlan.records.export import each_fact, plain
from guanlan.records.reading import Reading
from guanlan.records.report import Report
from guanlan.store.models import Report as ReportRow
from guanlan.text.persons import masked_name, persons_in


class Mask:
    """Exchanges the names that were found for masked ones of the same length, so that places stay what they are."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = tuple(sorted(set(names), key=lambda name: (-len(name), name)))

    def text(self, text: str) -> str:
        for name in self.names:
            text = text.replace(name, masked_name(name))
        return text

    def value(self, value: Any) -> Any:
        """Every string in a value as JSON knows it."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(one) for one in value]
        if isinstance(value, dict):
            return {key: self.value(one) for key, one in value.items()}
        return value

    def hits(self, text: str) -> bool:
        return any(name in text for name in self.names)


class Texts(NamedTuple):
    """``files`` by name; ``rows`` say what each reading is; ``notes`` are the lines of ``annotations.jsonl``."""

    files: dict[str, bytes]
    rows: list[dict[str, Any]]
    notes: list[dict[str, Any]]


def names_in(rows: Sequence[ReportRow], more: str = "") -> tuple[str, ...]:
    """The persons that the readings of these reports name, as far as they can be found."""
    texts = [from_json(row.extraction.reading.record, Reading).text for row in rows]
    return persons_in("\n".join([*texts, more]))


def texts_of(rows: Sequence[ReportRow], mask: Mask) -> Texts:
    """The readings of these reports, each once, and an annotation for each anchor of each fact."""
    made = Texts({}, [], [])
    known: dict[int, str] = {}
    for row in rows:
        reading = row.extraction.reading
        text = from_json(reading.record, Reading).text
        if reading.pk not in known:
            name = known[reading.pk] = f"readings/{len(known) + 1:03d}.txt"
            made.files[name] = mask.text(text).encode()
            told = {"file": name, "blob": reading.blob_id, "reader": reading.reader}
            if mask.hits(text):
                told["masked_from"] = hashlib.sha256(text.encode()).hexdigest()
            made.rows.append(told)
        report = from_json(row.record, Report)
        for field, fact in each_fact(report.facts):
            for anchor in fact.anchors:
                value = mask.value(plain(fact.value))
                made.notes.append(_annotation(known[reading.pk], field, value, anchor, mask, text))
    return made


def _annotation(source: str, field: str, value: Any, anchor: Anchor, mask: Mask, text: str) -> dict[str, Any]:
    """Positions are code points, as the model asks; ``utf16`` counts as JavaScript does."""
    hidden = mask.text(text)
    start, end = anchor.start, anchor.end
    first = len(hidden[:start].encode("utf-16-le")) // 2
    last = first + len(hidden[start:end].encode("utf-16-le")) // 2
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "Dataset", "field": field, "value": value},
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end, "utf16": [first, last]},
                {
                    "type": "TextQuoteSelector",
                    "exact": hidden[start:end],
                    "prefix": hidden[max(0, start - len(anchor.before)) : start],
                    "suffix": hidden[end : end + len(anchor.after)],
                },
            ],
        },
    }
