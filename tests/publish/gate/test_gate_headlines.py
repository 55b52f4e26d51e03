"""What a headline's few words do not settle, the entry's own body does (headlines.yaml)."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml

from guanlan.publish.gate import Behind, Captures, Source, check_entry
from guanlan.records.bulletin import Entry, Paragraph, Words
from guanlan.records.gate import Checkable, CheckState

TABLE = yaml.safe_load((Path(__file__).parent / "headlines.yaml").read_text(encoding="utf-8"))
CASES = [(group["capture"], group["body"], *one) for group in TABLE for one in group["headlines"]]
DAY = datetime.date(2024, 12, 20)


def checked(capture: str, body: str, headline: str) -> tuple[Checkable, ...]:
    lines = tuple(Words(line) for line in capture.split("\n"))
    behind = Behind(Captures([Source("release-1", "blob", "", lines, DAY)]), "release-1", DAY)
    entry = Entry("1.1.01", Words(headline), tuple(Paragraph(Words(line)) for line in body.split("\n")))
    return check_entry(entry, behind)


@pytest.mark.parametrize(("capture", "body", "headline", "thing", "expected"), CASES, ids=[one[2] for one in CASES])
def test_each_thing_of_a_headline_stands_as_the_table_says(
    capture: str, body: str, headline: str, thing: str, expected: str
) -> None:
    at = headline.index(thing)
    title = [one for one in checked(capture, body, headline) if one.where == "title:1.1.01"]
    over = [one for one in title if one.start < at + len(thing) and at < one.end]
    assert over
    state = "open" if any(one.state is CheckState.OPEN for one in over) else "standing"
    assert state == expected, [(one.text, str(one.state), one.reason, one.derivation) for one in over]


def test_what_a_headline_takes_from_its_body_points_at_the_capture() -> None:
    capture, body, headlines = (TABLE[-1][one] for one in ("capture", "body", "headlines"))
    found = [one for headline, *_ in headlines for one in checked(capture, body, headline)]
    taken = [one for one in found if one.derivation == "headline"]
    assert taken
    assert all(support.report == "release-1" for one in taken for support in one.support)
    assert all(support.anchor.quote in capture for one in taken for support in one.support)
