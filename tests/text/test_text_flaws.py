"""Numbers of vulnerabilities, found and parsed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanlan.errors import InputError
from guanlan.text.flaws import find_flaws, parse_flaw

CASES = [
    ("修复CVE-2024-12345漏洞", ["CVE-2024-12345"]),
    ("cve-2024-1234与CNVD-2024-54321", ["CVE-2024-1234", "CNVD-2024-54321"]),
    ("CNNVD-202412-1234、NVDB-CNVDB-2024123456", ["CNNVD-202412-1234", "NVDB-CNVDB-2024123456"]),
    ("CVE-2024-123", []),  # a number has at least four digits
    ("CVE-2024-12345678", []),
    ("ACVE-2024-12345", []),
    ("CVE-24-12345", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_a_number_of_a_vulnerability(text: str, expected: list[str]) -> None:
    """漏洞编号：认全、不多认。"""
    found = list(find_flaws(text))

    assert [one.value for one in found] == expected
    assert [parse_flaw(text[one.start : one.end]) for one in found] == expected


def test_what_is_none_is_refused() -> None:
    """不是漏洞编号的，退回。"""
    with pytest.raises(InputError) as caught:
        parse_flaw("CVE-2024-12345漏洞")
    assert caught.value.code == "flaw.malformed"


@given(st.text(alphabet="CVEND-2024，漏洞 13579", max_size=40))
def test_words_before_move_the_spans_and_nothing_else(text: str) -> None:
    """前面加一个句号，位置顺移一位，其余不变。"""
    moved = [(one.start - 1, one.end - 1, one.value) for one in find_flaws("。" + text)]
    assert moved == [(one.start, one.end, one.value) for one in find_flaws(text)]
