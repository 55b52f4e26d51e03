"""Names of instruments: one key for all spellings, short names, drafts, ambiguity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanlan.law.names import NameBook, full_names, key_of, short_names, stage_of


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("中华人民共和国网络安全法", "网络安全法"),
        ("《中华人民共和国网络安全法》", "网络安全法"),
        ("中华人民共和国 网络安全法（2025年修正）", "网络安全法"),
        ("网络安全法(2016修订)", "网络安全法"),
        ("样例省实施《中华人民共和国水法》办法", "样例省实施水法办法"),
        ("样例省实施〈水法〉办法", "样例省实施水法办法"),
        ("某某管理办法(试行)", "某某管理办法（试行）"),
        ("某某管理办法（试行）（征求意见稿）", "某某管理办法（试行）"),
        ("某某条例（修订草案送审稿）", "某某条例"),
        # brackets that are part of the name
        ("中华人民共和国宪法修正案（2018年）", "宪法修正案（2018年）"),
        ("关于某某案件的解释（一）", "关于某某案件的解释（一）"),
        ("评估申报指南（第三版）", "评估申报指南（第三版）"),
        # nothing is left of these: they stay as they are
        ("中华人民共和国", "中华人民共和国"),
        ("（草案）", "（草案）"),
    ],
)
def test_all_spellings_of_a_title_have_one_key(title: str, key: str) -> None:
    assert key_of(title) == key


@given(st.text(alphabet="中华人民共和国网法《》〈〉（）() 试行草案修订2025年", max_size=24))
def test_the_key_of_a_key_is_itself(title: str) -> None:
    assert key_of(key_of(title)) == key_of(title)


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("某某办法（征求意见稿）", "征求意见稿"),
        ("某某办法（试行）（草案）", "草案"),
        ("某某条例（修订草案送审稿）", "修订草案送审稿"),
        ("某某办法（试行）", None),
        ("某某法（2025年修正）", None),
        ("某某法", None),
    ],
)
def test_a_draft_is_told_by_its_note(title: str, stage: str | None) -> None:
    assert stage_of(title) == stage


@pytest.mark.parametrize(
    ("short", "title"),
    [
        ("网络安全法", "中华人民共和国网络安全法"),
        ("网安法", "中华人民共和国网络安全法"),
        ("个保法", "中华人民共和国个人信息保护法"),
        ("数安法", "中华人民共和国数据安全法"),
        ("反诈法", "中华人民共和国反电信网络诈骗法"),
        ("刑法", "中华人民共和国刑法"),
        ("《关基条例》", "关键信息基础设施安全保护条例"),
    ],
)
def test_short_names_lead_to_the_title(short: str, title: str) -> None:
    assert full_names(short) == (title,)
    assert key_of(short) in {key_of(title), *short_names(title)}


def test_a_name_that_no_table_knows_has_no_title() -> None:
    assert full_names("某某样例法") == ()


@pytest.fixture
def book() -> NameBook:
    return NameBook(
        [
            ("网络安全法", ["中华人民共和国网络安全法"]),
            ("样例办法（试行）", []),
            ("登记办法", []),
            ("登记办法（试行）", []),
            ("甲省样例条例", ["样例条例", "甲省老样例条例"]),
            ("乙省样例条例", ["样例条例"]),
        ]
    )


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("中华人民共和国网络安全法", ("网络安全法",)),
        ("网安法", ("网络安全法",)),
        ("样例办法", ("样例办法（试行）",)),
        ("样例办法（征求意见稿）", ("样例办法（试行）",)),
        # the text that has exactly this title goes before the one on trial
        ("登记办法", ("登记办法",)),
        ("登记办法（试行）", ("登记办法（试行）",)),
        ("甲省老样例条例", ("甲省样例条例",)),
        ("样例条例", ("甲省样例条例", "乙省样例条例")),
        # known to the table, but not in this library
        ("个保法", ()),
        ("某某法", ()),
    ],
)
def test_a_name_leads_to_every_work_it_may_stand_for(book: NameBook, name: str, keys: tuple[str, ...]) -> None:
    assert book.keys(name) == keys
