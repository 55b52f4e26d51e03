"""Which reports are one thing: cases in words of our own, and pairs of real articles labelled by hand."""

from __future__ import annotations

import datetime
import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from guanlan.extract.merging import cluster
from guanlan.records.development import Origin, Telling
from making import telling

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "merging.yaml").read_text(encoding="utf-8"))
PAIRS = Path(__file__).parent / "same_story.jsonl"
MOST_MISSED = 10  # of 115: told in other words by two desks, with no number or name that only they share


def made(key: str, told: dict[str, Any]) -> Telling:
    """A report of a case."""
    date, out = str(told["date"]), str(told.get("out", told["date"]))
    given: dict[str, Any] = {name: told[name] for name in ("kind",) if name in told}
    if "place" in told:
        given["jurisdiction"] = told["place"]
    if told.get("item"):
        given["number"] = 1
    figures = [{"text": f"{one}件", "value": one, "unit": "件"} for one in told.get("figures", ())]
    origin = {"publisher": told.get("号", f"号{key}"), "published": out}
    titles = [split_stage(title) for title in told.get("titles", ())]
    return telling(
        key,
        told["headline"],
        told["body"],
        date=date,
        issuers=told.get("organs", ()),
        instruments=titles,
        figures=figures,
        origin=origin,
        **given,
    )


def split_stage(title: str) -> dict[str, str]:
    """As the reader of instruments gives it: the bracket at the end is the stage."""
    name, _, stage = title.removesuffix("）").partition("（")
    return {"title": name, "stage_note": stage} if stage else {"title": name}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_one_thing_or_two(case: dict[str, Any]) -> None:
    """各例：谁与谁是一件事；倒过来放进去也一样。"""
    reports = [made(key, told) for key, told in case["reports"].items()]
    alone = set(case["reports"]) - set("".join(case["together"]))

    for order in (reports, reports[::-1]):
        found = {frozenset(one.key for one in group.tellings) for group in cluster(order)}
        assert found == {frozenset(group) for group in case["together"]} | {frozenset(key) for key in alone}


def test_the_labelled_pairs(shared: Path) -> None:
    """Of pairs labelled by hand none is joined that is two things, and few are missed that are one."""
    lines = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    tellings = _tellings(shared / "corpus" / "articles", {side["doc"] for line in lines for side in _sides(line)})
    home = {one.key: group.key for group in cluster(tellings.values()) for one in group.tellings}

    def joined(line: dict[str, Any]) -> bool:
        one, other = (_told(tellings, side) for side in _sides(line))
        return one is not None and other is not None and one != other and home[one] == home[other]

    assert [line for line in lines if not line["same"] and joined(line)] == []
    assert sum(line["same"] and not joined(line) for line in lines) <= MOST_MISSED
    assert sum(line["same"] for line in lines) >= 100


def _told(tellings: dict[str, Telling], side: dict[str, Any]) -> str | None:
    """The report whose headline stands where the label says."""
    for key, one in tellings.items():
        spans = one.report.headline.spans
        if one.origin.release == side["doc"] and spans[0][0] < side["end"] and side["start"] < spans[-1][1]:
            return key
    return None


def test_no_label_contradicts_another() -> None:
    """What is one story with a third is one story: no pair of two stories is bridged by pairs of one."""
    lines = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    groups: dict[str, set[str]] = {}
    for line in lines:
        one, other = (_key(side) for side in _sides(line))
        if line["same"]:
            merged = groups.get(one, {one}) | groups.get(other, {other})
            groups.update(dict.fromkeys(merged, merged))

    assert not [line for line in lines if not line["same"] and _key(line["b"]) in groups.get(_key(line["a"]), ())]
    same = {frozenset(map(_key, _sides(line))) for line in lines if line["same"]}
    missing = [
        pair for group in groups.values() for pair in combinations(sorted(group), 2) if frozenset(pair) not in same
    ]
    assert missing == []


def _sides(line: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    return line["a"], line["b"]


def _key(side: dict[str, Any]) -> str:
    return f"{side['doc']}#{side.get('part')}#{side.get('n')}#{side['start']}"


def _tellings(root: Path, docs: set[str]) -> dict[str, Telling]:
    """The reports of these articles as tellings, by their place in the file."""
    import re

    from guanlan import formats
    from guanlan.extract.release import read_release

    found = {}
    for doc in sorted(docs):
        data = (root / doc).read_bytes()
        reading = formats.read(data, name=doc)
        day = re.search(r"(\d{4}-\d{2}-\d{2}) \d{2}:\d{2}", data[:3000].decode("utf-8", "replace"))
        published = datetime.date.fromisoformat(day[1]).isoformat() if day else None
        for report in read_release(reading):
            start = report.headline.spans[0][0]
            key = _key({"doc": doc, "part": report.part, "n": report.number, "start": start})
            found[key] = Telling(
                key, report, Origin(doc, publisher=reading.metadata.get("publisher"), published=published)
            )
    return found
