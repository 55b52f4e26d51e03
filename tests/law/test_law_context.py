"""Words that name a provision by where they stand, and the short names that a text gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golden import Case, case_params, shown
from guanlan.errors import InputError
from guanlan.law.context import Reference, find_references, fits_title, given_names, parse_reference
from guanlan.text.provisions import print_provision

CASES = Path(__file__).parent / "cases"


def spoken(reference: Reference) -> str:
    """near, count where it is not 1, the instrument named last, provisions."""
    parts = [reference.near.value + (f"×{reference.count}" if reference.count != 1 else "")]
    if reference.law is not None:
        parts.append(reference.law + print_provision(reference.base))
    for each in reference.provisions:
        ends = [print_provision(each.first), print_provision(each.last)]
        parts.append("至".join(dict.fromkeys(ends)))
    return " ".join(parts)


@pytest.mark.parametrize("case", case_params(CASES / "references.cases"))
def test_references(case: Case):
    assert shown(case.text, find_references(case.text), spoken) == case.expected


TEXT = st.text(st.sampled_from("本前上该法条款项第一二三两例《》、，（）的办 \n"), max_size=60)


@given(TEXT)
def test_what_is_found_is_in_order_and_reads_again(text: str):
    end = 0
    for found in find_references(text):
        assert end <= found.start < found.end <= len(text)
        assert parse_reference(found.of(text), found.context) == found.value
        end = found.end


@given(TEXT)
def test_a_mark_before_the_text_moves_what_is_found(text: str):
    before = [(one.start + 1, one.end + 1, one.value) for one in find_references(text)]
    assert [(one.start, one.end, one.value) for one in find_references("。" + text)] == before


@pytest.mark.parametrize("text", ["前款规定", "第五条", "本法", ""])
def test_other_words_are_no_reference(text: str):
    with pytest.raises(InputError) as raised:
        parse_reference(text)
    assert raised.value.code == "reference.malformed"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("《某市甲条例》（以下简称《条例》）", {"条例": "某市甲条例"}),
        ("《某市甲条例》（以下称条例）", {"条例": "某市甲条例"}),
        ("《某市甲条例》(以下简称“甲条例”)", {"甲条例": "某市甲条例"}),
        ("《关于实施〈甲法〉的规定》（某发〔2008〕5号，以下简称《规定》）", {"规定": "关于实施〈甲法〉的规定"}),
        ("《甲法》和《乙法》（以下简称《乙》）", {"乙": "乙法"}),
        ("某市人民政府（以下简称市政府）", {}),
        ("《甲法》规定的单位（以下简称单位）", {}),
    ],
)
def test_short_names_that_a_text_gives(text: str, names: dict[str, str]):
    assert given_names(text) == names


@pytest.mark.parametrize(
    ("noun", "title", "fits"),
    [
        ("法", "某某法", True),
        ("法", "某某法典", True),
        ("法", "某某办法", True),  # whoever says 本法 in an 办法 can mean no other text
        ("法", "关于修改某法的决定", False),
        ("条例", "某某条例（试行）", True),
        ("条例", "某某条例实施细则", False),
        ("决定", "某某法修正案（三）", True),
        ("解释", "关于适用〈某法〉的解释（一）", True),
    ],
)
def test_what_a_text_calls_itself(noun: str, title: str, fits: bool):
    assert fits_title(noun, title) is fits
