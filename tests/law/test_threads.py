"""Threads: one life per instrument, told by many texts, whatever the order they come in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guanlan.law.reading import read_law_text
from guanlan.law.threads import (
    Stage,
    State,
    Step,
    Thread,
    ToldLaw,
    ToldReport,
    about_to_lapse,
    build_threads,
    in_force_soon,
    open_for_comment,
    state,
)
from guanlan.law.works import build_works, version_ref
from guanlan.records.anchor import Anchor, Fact
from guanlan.records.facts import Facts, Instrument


def report(key: str, title: str, *, quotes: tuple[str, ...] = (), words: str = "", **fields: Any) -> ToldReport:
    """A report about one instrument; the quotes are those of its anchors behind that of the title."""
    anchors = [Anchor(0, len(title) + 2, f"《{title}》")]
    anchors += [Anchor(100 * at, 100 * at + len(quote), quote) for at, quote in enumerate(quotes, 1)]
    fact = Fact(Instrument(title=title, **fields), tuple(anchors))
    return ToldReport(key, Facts(instruments=(fact,), issuers=(Fact("某部"),)), words)


def one(*reports: ToldReport) -> Thread:
    threads = build_threads(reports)
    assert len(threads) == 1
    return threads[0]


def told(thread: Thread) -> list[tuple[str, str, str]]:
    """Stage, first and last day of each step, once where both are one; contested ones with a question mark."""
    rows = []
    for step in thread.steps:
        last = "" if step.last == step.first else str(step.last or "?")
        rows.append((step.stage.value + "?" * step.contested, str(step.first or "?"), last))
    return rows


def on(day: str) -> date:
    return date.fromisoformat(day)


LIFE = (
    report("甲", "某数据登记办法", stage_note="征求意见稿", action="公开征求意见", date="2024-03-01",
           comment_from="2024-03-01", comment_until="2024-03-31"),
    report("乙", "某数据登记办法", action="审议通过", date="2024-08-01"),
    report("丙", "中华人民共和国某数据登记办法", action="公布", date="2024-08-20", effective="2024-10-01",
           expires="2027-09-30"),
    report("丁", "某数据登记办法", stage_note="试行", action="印发", date="2024-08-20"),
)  # fmt: skip


def test_a_life_told_by_four_reports() -> None:
    thread = one(*LIFE)

    assert thread.key == "某数据登记办法"
    assert set(thread.names) == {"某数据登记办法", "中华人民共和国某数据登记办法"}
    assert told(thread) == [
        ("comment", "2024-03-01", "2024-03-31"),
        ("adopted", "2024-08-01", ""),
        ("issued", "2024-08-20", ""),
        ("effective", "2024-10-01", ""),
        ("expired", "2027-09-30", ""),
    ]
    assert thread.steps[2].acts == ("公布", "印发")
    assert [mark.text for mark in thread.steps[2].marks] == ["丁", "丙"] == sorted(["丙", "丁"])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-02-29", State.UNKNOWN),
        ("2024-03-01", State.OPEN),
        ("2024-03-31", State.OPEN),
        ("2024-04-01", State.CLOSED),
        ("2024-08-01", State.ADOPTED),
        ("2024-08-20", State.ISSUED),
        ("2024-09-30", State.ISSUED),
        ("2024-10-01", State.IN_FORCE),
        ("2027-09-30", State.IN_FORCE),
        ("2027-10-01", State.LAPSED),
    ],
)
def test_where_it_stands_on_the_edges_of_each_step(day: str, expected: State) -> None:
    assert state(one(*LIFE), on(day)) is expected


def test_each_step_has_the_words_that_tell_it() -> None:
    quotes = ("公布", "自2024年10月1日起施行", "有效期三年")
    thread = one(report("甲", "某办法", quotes=quotes, action="公布", date="2024-08-20", effective="2024-10-01",
                        expires="2027-09-30"))  # fmt: skip

    found = [step.marks[0].anchor.quote for step in thread.steps if step.marks[0].anchor]
    assert found == ["公布", "自2024年10月1日起施行", "有效期三年"]


def test_the_address_for_comments_is_read_from_the_call() -> None:
    words = "联系：www.example.invalid。现公开征求意见，请发送至 yijian@example.invalid，或寄至：某市某区甲路1号某处。"
    thread = one(report("甲", "某办法", words=words, stage_note="征求意见稿", action="发布", date="2024-03-01",
                        comment_until="2024-03-31"))  # fmt: skip

    (step,) = thread.steps
    assert (step.stage, step.first, step.last) == (Stage.COMMENT, on("2024-03-01"), on("2024-03-31"))
    assert step.addresses == ("yijian@example.invalid", "某市某区甲路1号某处")


# stage note, action → the step that it is
ACTS = [
    (None, "印发", "issued"),
    (None, "表决通过", "adopted"),
    (None, "批准", "approved"),
    (None, "修订", "revised"),
    (None, "废止", "repealed"),
    (None, "生效", "effective"),
    ("试行", "发布", "issued"),
    ("征求意见稿", "发布", "comment"),
    ("公开征求意见稿", "印发", "comment"),
    ("草案", "起草", "drafted"),
    ("草案", "审议", "deliberated"),
    ("草案", "审议通过", "adopted"),
    ("试行；征求意见稿", "公布", "comment"),
    ("送审稿", "发布", "drafted"),
]


@pytest.mark.parametrize(("note", "action", "stage"), ACTS)
def test_what_was_done_with_a_text_of_that_stage(note: str | None, action: str, stage: str) -> None:
    thread = one(report("甲", "某条例", stage_note=note, action=action, date="2024-03-01"))

    assert told(thread) == [(stage, "2024-03-01", "")] or told(thread) == [(stage, "2024-03-01", "?")]


def test_a_bill_that_the_government_passes_is_not_yet_adopted() -> None:
    thread = one(report("甲", "某促进法", stage_note="草案", action="通过", date="2024-03-01"))

    assert told(thread)[0][0] == "deliberated"


def test_a_day_that_a_draft_names_brings_nothing_into_force() -> None:
    thread = one(report("甲", "某办法", stage_note="征求意见稿", action="公开征求意见", date="2024-03-01",
                        comment_until="2024-03-31", effective="2024-06-01"))  # fmt: skip

    assert state(thread, on("2024-07-01")) is State.CLOSED


def test_two_days_of_effect_are_kept_as_candidates() -> None:
    thread = one(
        report("甲", "某办法", action="公布", date="2024-08-20", effective="2024-10-01"),
        report("乙", "某办法", action="公布", date="2024-08-22", effective="2024-11-01"),
    )

    assert [row for row in told(thread) if row[0].startswith("effective")] == [
        ("effective?", "2024-10-01", ""),
        ("effective?", "2024-11-01", ""),
    ]
    assert [one.code for one in thread.remarks] == ["threads.contested"]
    assert thread.remarks[0].params == {"stage": "effective", "days": "2024-10-01、2024-11-01"}
    assert state(thread, on("2024-09-30")) is State.ISSUED
    assert state(thread, on("2024-10-15")) is State.UNCERTAIN
    assert state(thread, on("2024-11-01")) is State.IN_FORCE
    assert in_force_soon((thread,), on("2024-10-15"), 30) == (thread,)


def test_an_instrument_made_anew_years_later_has_a_second_life() -> None:
    thread = one(
        report("甲", "某解释", action="施行", date="2016-12-23", effective="2017-01-01"),
        report("乙", "某解释", action="通过", date="2023-03-27", effective="2023-08-15"),
    )

    assert not any(step.contested for step in thread.steps)
    assert [step.round for step in thread.steps if step.stage is Stage.EFFECTIVE][-1] == 1


def test_windows_that_overlap_contradict_and_a_second_round_does_not() -> None:
    def call(key: str, first: str | None, last: str) -> ToldReport:
        return report(
            key, "某办法", stage_note="征求意见稿", action="公开征求意见", comment_from=first, comment_until=last
        )

    assert told(one(call("甲", "2024-03-01", "2024-03-31"), call("乙", "2024-03-01", "2024-04-30"))) == [
        ("comment?", "2024-03-01", "2024-03-31"),
        ("comment?", "2024-03-01", "2024-04-30"),
    ]
    assert told(one(call("甲", "2024-03-01", "2024-03-31"), call("乙", "2024-07-01", "2024-07-31"))) == [
        ("comment", "2024-03-01", "2024-03-31"),
        ("comment", "2024-07-01", "2024-07-31"),
    ]
    assert told(one(call("甲", "2024-03-01", "2024-03-31"), call("乙", None, "2024-03-31"))) == [
        ("comment", "2024-03-01", "2024-03-31"),
    ]


AMENDED = """# 某数据法（样例）

2016年11月7日某会议通过　根据2025年10月28日《关于修改〈某数据法（样例）〉的决定》修正

第一条　为了示范，制定本法。

第二条　本法自2017年6月1日起施行。
"""
ENDING = """# 某新数据办法（样例）

（2025年3月1日某局公布）

第一条　为了示范，制定本办法。

第二条　本办法自2025年5月1日起施行。《某旧数据办法（样例）》同时废止。
"""


def test_an_amendment_begins_a_new_life_with_a_day_of_its_own() -> None:
    decision = report(
        "甲", "关于修改〈某数据法（样例）〉的决定", action="通过", date="2025-10-28", effective="2026-01-01"
    )
    threads = build_threads([decision], [ToldLaw("文", read_law_text(AMENDED), AMENDED)])
    thread = next(one for one in threads if one.key == "某数据法（样例）")

    assert told(thread) == [
        ("adopted", "2016-11-07", ""),
        ("effective", "2017-06-01", ""),
        ("amended", "2025-10-28", ""),
        ("effective", "2026-01-01", ""),
    ]
    assert thread.steps[2].through == ("关于修改〈某数据法（样例）〉的决定",)
    assert thread.steps[1].marks[0].anchor.quote == "自2017年6月1日起施行"
    assert in_force_soon((thread,), on("2025-12-01")) == (thread,)
    assert state(thread, on("2025-12-01")) is State.IN_FORCE


def test_a_text_ends_another() -> None:
    old = report("甲", "某旧数据办法（样例）", action="公布", date="2019-01-01", effective="2019-02-01")
    threads = {one.key: one for one in build_threads([old], [ToldLaw("文", read_law_text(ENDING), ENDING)])}
    thread = threads["某旧数据办法（样例）"]

    assert thread.steps[-1].stage is Stage.REPEALED
    assert thread.steps[-1].through == ("某新数据办法（样例）",)
    assert thread.steps[-1].marks[0].anchor.quote == "《某旧数据办法（样例）》"
    assert state(thread, on("2025-04-30")) is State.IN_FORCE
    assert state(thread, on("2025-05-01")) is State.REPEALED
    assert about_to_lapse([*threads.values()], on("2025-04-01"), 30) == (thread,)
    assert about_to_lapse([*threads.values()], on("2025-04-01"), 29) == ()


TWO_BODIES = """# 某解释（样例）

2024年11月4日某法院审判委员会第1930次会议、2024年6月27日某检察院检察委员会第三十二次会议通过

第一条　为了示范。

第二条　本解释自2025年1月18日起施行。《某解释（样例）》同时废止。
"""


def test_a_text_does_not_contradict_itself_nor_end_itself() -> None:
    (thread,) = build_threads(laws=[ToldLaw("文", read_law_text(TWO_BODIES), TWO_BODIES)])

    assert [row for row in told(thread) if row[0].startswith("adopted")] == [
        ("adopted", "2024-06-27", ""),
        ("adopted", "2024-11-04", ""),
    ]
    assert not [step for step in thread.steps if step.stage is Stage.REPEALED]
    assert state(thread, on("2025-01-18")) is State.IN_FORCE


def test_a_later_version_that_repeats_an_ending_does_not_move_it() -> None:
    later = ENDING.replace("2025年5月1日", "2026年5月1日")
    laws = [ToldLaw(key, read_law_text(text), text) for key, text in (("文一", ENDING), ("文二", later))]
    thread = next(one for one in build_threads(laws=laws) if one.key == "某旧数据办法（样例）")

    assert told(thread) == [("repealed", "2025-05-01", "")]
    assert [mark.text for mark in thread.steps[0].marks] == ["文一", "文二"]


def test_a_longer_validity_takes_the_place_of_the_first() -> None:
    thread = one(
        report("甲", "某办法", action="印发", date="2022-01-10", effective="2022-01-10", expires="2025-01-09"),
        report("乙", "某办法", action="修改", date="2024-12-20", expires="2027-12-31"),
    )

    assert not any(step.contested for step in thread.steps)
    assert state(thread, on("2025-06-01")) is State.IN_FORCE
    assert about_to_lapse((thread,), on("2024-12-21"), 60) == ()
    assert about_to_lapse((thread,), on("2027-12-31"), 0) == (thread,)


def test_a_draft_that_became_law_under_another_name_is_a_candidate_and_not_joined() -> None:
    draft = report("甲", "某智能服务管理办法", stage_note="征求意见稿", action="公开征求意见", date="2023-04-11",
                   comment_until="2023-05-10")  # fmt: skip
    final = report("乙", "某智能服务管理暂行办法", action="公布", date="2023-07-10", effective="2023-08-15")
    other = report("丙", "某海域使用管理规定", action="公布", date="2023-07-10", effective="2023-08-15")

    threads = {one.key: one for one in build_threads([draft, final, other])}

    assert [one.key for one in threads["某智能服务管理办法"].kin] == ["某智能服务管理暂行办法"]
    assert [one.key for one in threads["某智能服务管理暂行办法"].kin] == ["某智能服务管理办法"]
    assert not threads["某智能服务管理暂行办法"].kin[0].sure
    assert threads["某海域使用管理规定"].kin == ()


def test_a_law_is_no_candidate_for_a_draft_that_came_after_it() -> None:
    draft = report("甲", "某智能服务管理办法", stage_note="征求意见稿", action="公开征求意见", date="2023-04-11",
                   comment_until="2023-05-10")  # fmt: skip
    before = report("乙", "某智能服务管理暂行办法", action="公布", date="2020-07-10")

    assert all(one.kin == () for one in build_threads([draft, before]))


def test_works_tell_from_when_each_version_holds() -> None:
    first = AMENDED.replace("　根据2025年10月28日《关于修改〈某数据法（样例）〉的决定》修正", "")
    texts = {"旧": first, "新": AMENDED}
    works = build_works(version_ref(ref, text, read_law_text(text)) for ref, text in texts.items())
    threads = build_threads(works=works)

    # the amended text tells no day of its own: the day of the decision stands in, and is no step
    assert [told(thread) for thread in threads] == [[("effective", "2017-06-01", "")]]


DAYS = st.dates(on("2020-01-01"), on("2026-12-31")).map(str)
REPORTS = st.lists(
    st.builds(
        lambda key, title, fields: report(key, title, **fields),
        st.sampled_from("甲乙丙丁"),
        st.sampled_from(["某办法", "某管理办法", "中华人民共和国某办法", "关于修改〈某办法〉的决定"]),
        st.fixed_dictionaries(
            {},
            optional={
                "action": st.sampled_from(["公布", "通过", "公开征求意见", "修订", "废止"]),
                "stage_note": st.sampled_from(["征求意见稿", "试行"]),
                "date": DAYS,
                "effective": DAYS,
                "expires": DAYS,
                "comment_from": DAYS,
                "comment_until": DAYS,
            },
        ),
    ),
    max_size=7,
)


@settings(max_examples=120, deadline=None)
@given(REPORTS, st.randoms(use_true_random=False), DAYS)
def test_threads_do_not_depend_on_the_order_of_texts(reports: list[ToldReport], random: Any, day: str) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)
    threads = build_threads(reports)

    assert build_threads(shuffled) == threads
    for thread in threads:
        assert state(thread, on(day)) in State
        days = [step.first or step.last or date.max for step in thread.steps]
        assert days == sorted(days)
    keys = {thread.key for thread in threads}
    for asked in (open_for_comment, in_force_soon, about_to_lapse):
        assert {thread.key for thread in asked(threads, on(day))} <= keys


@settings(max_examples=60, deadline=None)
@given(REPORTS)
def test_told_twice_is_told_once(reports: list[ToldReport]) -> None:
    assert build_threads([*reports, *reports]) == build_threads(reports)


@settings(max_examples=100, deadline=None)
@given(REPORTS, DAYS)
def test_what_is_open_is_open_by_a_window_that_holds(reports: list[ToldReport], day: str) -> None:
    threads = build_threads(reports)
    found = open_for_comment(threads, on(day))

    def holds(step: Step) -> bool:
        return (
            step.stage is Stage.COMMENT and step.last is not None and (step.first or date.min) <= on(day) <= step.last
        )

    assert {one.key for one in found} == {one.key for one in threads if any(map(holds, one.steps))}
