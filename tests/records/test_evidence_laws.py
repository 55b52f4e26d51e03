"""Laws of the chain: what holds of any statements, days and changes."""

from __future__ import annotations

import datetime
import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from guanlan.records.evidence import (
    FIRST,
    canonical,
    commitment,
    day_digest,
    day_heads,
    each_head,
    head_hash,
    opened,
    parse_head,
    salt_of,
)

LINKS = st.text("0123456789abcdef", min_size=64, max_size=64)
DAYS = st.lists(st.integers(0, 4), max_size=12).map(
    lambda steps: [datetime.date(2025, 1, 1) + datetime.timedelta(sum(steps[: at + 1])) for at in range(len(steps))]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def chains(draw):
    """Days that never go back, each with a link."""
    days = draw(DAYS)
    return list(zip(days, draw(st.lists(LINKS, min_size=len(days), max_size=len(days), unique=True)), strict=True))


@given(chains())
def test_a_head_is_made_of_the_day_before_and_the_lines_of_its_day(chain):
    """As the readme of a pack tells a stranger to make it."""
    previous = FIRST
    for head in day_heads(chain):
        links = [link for day, link in chain if day == head.day]
        lines = "".join(f"{link}\n" for link in links).encode()
        assert head.digest == day_digest(links) == hashlib.sha256(lines).hexdigest()
        assert (head.count, head.previous) == (len(links), previous)
        assert head.hash == head_hash(previous, head.day, head.digest, head.count)
        previous = head.hash


@given(chains(), st.integers(0, 12))
def test_the_chain_can_be_continued_from_any_closed_day(chain, at):
    """What is closed need not be looked at again to make the newest head."""
    heads = list(day_heads(chain))
    for head in heads[:at]:
        assert list(day_heads(chain[head.number :], head)) == heads[heads.index(head) + 1 :]
    assert [head for head in each_head(chain) if head in heads] == heads


@given(chains(), st.data())
def test_no_change_before_a_head_leaves_it(chain, data):
    """A link changed, dropped, put in or moved, a day changed: no later head is what it was."""
    if len(chain) < 2:
        return
    heads = {head.hash for head in each_head(chain)}
    at = data.draw(st.integers(0, len(chain) - 2))
    day, link = chain[at]
    changed = {
        "changed": [*chain[:at], (day, hashlib.sha256(link.encode()).hexdigest()), *chain[at + 1 :]],
        "dropped": [*chain[:at], *chain[at + 1 :]],
        "inserted": [*chain[:at], (day, "ab" * 32), *chain[at:]],
        "swapped": [*chain[:at], (day, chain[at + 1][1]), (chain[at + 1][0], link), *chain[at + 2 :]],
        "redated": [(when.replace(year=2024), one) for when, one in chain],
    }
    for how, other in changed.items():
        later = list(each_head(other))[at + 1 :]
        assert not heads & {head.hash for head in later}, how


@given(chains())
def test_every_moment_has_a_head_of_its_own(chain):
    """Never two the same, and the text of one is read back."""
    heads = list(each_head(chain))
    assert len({head.hash for head in heads}) == len(chain)
    for head in heads:
        outside = parse_head(f" {head.text.upper()}\n")
        assert (outside.hash, outside.day, outside.number) == (head.hash, head.day, head.number)


@given(VALUES)
def test_canonical_json_reads_back_and_is_one_line(value):
    """Equal values, equal text, whatever order they were written in."""
    text = canonical(value)
    assert json.loads(text) == value
    assert "\n" not in text
    assert canonical(json.loads(text)) == text


@given(st.text("0123456789abcdef", min_size=32, max_size=32), VALUES, VALUES)
def test_a_commitment_opens_to_its_value_and_to_no_other(nonce, value, other):
    """And the salt of one field says nothing of another's."""
    made = commitment(nonce, "actor", value)
    assert opened(salt_of(nonce, "actor"), value) == made
    assert (opened(salt_of(nonce, "actor"), other) == made) is (canonical(value) == canonical(other))
    assert salt_of(nonce, "actor") != salt_of(nonce, "origin")
    assert commitment(nonce, "origin", value) != made
