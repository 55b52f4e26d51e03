"""Facts → W3C Web Annotations (2017): what was read, and the words of the source that it stands on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from guanlan.publish.render.evidence import Captured
from guanlan.records.anchor import Anchor
from guanlan.records.bulletin import Entry
from guanlan.records.export import each_fact, plain

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def web_annotations(entry: Entry, captured: Captured | None) -> Iterator[dict[str, Any]]:
    """One annotation a fact; its target are the words in the capture, found by quote, and by position where the text of
    the capture is known. Positions count units of UTF-16, as the standard's do.
    """
    for field, fact in each_fact(entry.facts):
        if fact.anchors:
            yield {
                "@context": CONTEXT,
                "type": "Annotation",
                "motivation": "identifying",
                "body": {"type": "Dataset", "field": field, "value": plain(fact.value)},
                "target": [_target(one, captured) for one in fact.anchors],
            }


def _target(anchor: Anchor, captured: Captured | None) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": anchor.quote, "prefix": anchor.before, "suffix": anchor.after}
    ]
    if captured is not None and captured.wide is not None:
        start, end = (at + bisect_left(captured.wide, at) for at in (anchor.start, anchor.end))
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    target: dict[str, Any] = {"selector": selectors}
    if captured is not None:
        target["source"] = f"urn:sha256:{captured.sha256}"
    return target
