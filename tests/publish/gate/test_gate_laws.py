"""Laws of the gate: what holds for any text."""

from __future__ import annotations

import datetime
from functools import cache

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from guanlan.publish.gate import Captures, Matter, Source, judge, things
from guanlan.records.bulletin import Words
from guanlan.records.gate import CheckState

DAY = datetime.date(2024, 12, 20)
SENTENCES = (
    "12月18日，浙江省公安厅会同浙江省通信管理局通报8起典型案件。",
    "某银行因违反《数据安全法》第四十五条第一款被处罚款97.5万元。",
    "信贷部总经理李某对此负有责任，被处罚款4.1万元。",
    "《某市数据条例》共六章三十七条，自2025年3月1日起施行。",
    "全年侦破案件900余起，抓获嫌疑人5000余名，破案数同比上升35%。",
    "国办发〔2024〕56号文件提出十一项重点任务。",
    "漏洞编号CVE-2024-12345，评分9.8，举报电话12377。",
    "这是欧盟首部针对含数字元素产品的强制性立法，8章71条。",
    "Meta因“预览”功能的缺陷被罚2.51亿欧元。",
)
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True).map("".join)


@cache
def captures(text: str) -> Captures:
    return Captures([Source("report", "blob", text, (Words(text, ((0, len(text)),)),), DAY, (DAY.isoformat(),))])


def judged(text: str, capture: str):  # type: ignore[no-untyped-def]
    return judge(text, captures(capture), Matter("entry", "owner", DAY))


@given(texts)
@settings(max_examples=60, deadline=None)
def test_an_unchanged_draft_of_its_capture_is_closed(text: str) -> None:
    found = judged(text, text)
    assert found
    assert {one.state for one in found} == {CheckState.ANCHORED}
    assert [support.anchor.quote for one in found for support in one.support] == [one.text for one in found]


@given(texts, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_sentences_in_another_order_are_closed_too(text: str, chance) -> None:  # type: ignore[no-untyped-def]
    parts = [one + "。" for one in text.split("。") if one]
    chance.shuffle(parts)
    assert all(one.state is CheckState.ANCHORED for one in judged("".join(parts), text))


@given(texts, texts, st.sampled_from(("。", "近日。", "\n", "据介绍。")))
@settings(max_examples=60, deadline=None)
def test_a_prefix_moves_things_and_changes_nothing_else(text: str, capture: str, prefix: str) -> None:
    before, after = judged(text, capture), judged(prefix + text, capture)
    assert [(one.id, one.state, one.reason, one.text) for one in after] == [
        (one.id, one.state, one.reason, one.text) for one in before
    ]
    assert [one.start - len(prefix) for one in after] == [one.start for one in before]


@given(texts, st.data())
@settings(max_examples=150, deadline=None)
def test_a_changed_digit_opens_what_it_stands_in(text: str, data: st.DataObject) -> None:
    places = [at for at, letter in enumerate(text) if letter in "0123456789"]
    assume(places)
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([one for one in "123456789" if one != text[at]]))
    changed = text[:at] + digit + text[at + 1 :]
    assume(_values(changed) != _values(text))
    over = [one for one in judged(changed, text) if one.start <= at < one.end]
    assert over
    assert any(one.state is CheckState.OPEN for one in over), [(one.text, one.value, one.derivation) for one in over]


def _values(text: str) -> list[str]:
    """What the text says; 71条 of 7 1条 would be no error."""
    return sorted(f"{one.sort} {one.data or one.value}" for one in things(text, DAY))


@given(texts, texts)
@settings(max_examples=40, deadline=None)
def test_a_capture_more_never_closes_what_another_text_says_alone(text: str, other: str) -> None:
    """What no capture says is open, whatever else the captures say: a number nobody told stays a number nobody told."""
    said = text + "另有98765名用户受到影响。"
    found = next(one for one in judged(said, other) if one.text.startswith("98765"))
    assert found.state is CheckState.OPEN


@given(texts, texts)
@settings(max_examples=30, deadline=None)
def test_equal_input_gives_equal_answers(text: str, capture: str) -> None:
    captures.cache_clear()
    first = judged(text, capture)
    captures.cache_clear()
    assert judged(text, capture) == first
