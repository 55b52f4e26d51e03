"""The proof-reader, rule by rule, and whole over the published bulletin."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guanlan import formats
from guanlan.errors import InputError
from guanlan.extract.bulletin import read_bulletin
from guanlan.extract.facts import with_facts
from guanlan.publish.proof import (
    checks,
    error_rate,
    explained,
    mended,
    mended_through,
    proofread,
    read_register,
    sheet_of_document,
    sheet_of_issue,
)
from guanlan.publish.proof.sheet import written_out
from guanlan.records.bulletin import (
    Bulletin,
    Column,
    ContentsLine,
    Cover,
    Entry,
    Paragraph,
    ParagraphKind,
    SubColumn,
    Words,
)

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
CASES = yaml.safe_load((HERE / "rules.yaml").read_text(encoding="utf-8"))
FOUND = [(code, *row) for code, sides in CASES.items() for row in sides["found"]]
FINE = [(code, text) for code, sides in CASES.items() for text in sides["fine"]]


TITLE = re.compile("《[^《》\\n]*》")


def words(title: str) -> str:
    """A title without its marks, whose width may change."""
    return re.sub(r"[^\w]", "", title)


def findings_of(text: str):
    """What all rules say of a text; nothing where it is no document."""
    try:
        return proofread(sheet_of_document(formats.read(text.encode(), name="a.txt")))
    except InputError:
        return ()


def findings(code: str, text: str):
    """What one rule says of a text."""
    return proofread(sheet_of_document(formats.read(text.encode(), name="a.txt")), only=(code,))


@pytest.mark.parametrize(("code", "text", "wrong", "mend"), FOUND)
def test_a_slip_is_found_where_it_stands(code, text, wrong, mend):
    """With the mend, where that is sure."""
    found = findings(code, text)

    assert wrong in [one.text for one in found]
    first = next(one for one in found if one.text == wrong)
    assert (text[first.start : first.end], first.mend) == (wrong, mend)


@pytest.mark.parametrize(("code", "text"), FINE)
def test_good_chinese_is_left_alone(code, text):
    """No finding."""
    assert findings(code, text) == ()


def test_every_rule_is_explained_and_every_explanation_has_its_rule():
    """GL290 is checked over the institute's own register, outside of the registry."""
    assert set(explained()) == set(checks()) | {"GL290"}
    assert all(rule.why and rule.source and rule.zh and rule.en for rule in explained().values())


def issue(**parts) -> Bulletin:
    """An issue of one column with two entries, in full order unless a test changes it."""
    entries = (
        Entry(
            "1.0.01",
            Words("浙江、江苏通信管理局组织开展检查"),
            (
                Paragraph(Words("（1）浙江"), ParagraphKind.CASE),
                Paragraph(Words("浙江通信管理局检查三家企业。")),
                Paragraph(Words("（2）江苏"), ParagraphKind.CASE),
                Paragraph(Words("江苏通信管理局检查两家企业，云环境安全成为重点内容。")),
            ),
            (Words("甲网"),),
        ),
        Entry(
            "1.0.02",
            Words("某部印发《数据安全检查办法》"),
            (Paragraph(Words("某部印发《数据安全检查办法》。")),),
            (Words("乙网"),),
        ),
    )
    column = {
        "series": "一",
        "heading": Words("动态"),
        "guide": (Words("某部印发《数据安全检查办法》。"),),
        "keywords": (Words("数据安全"),),
        "subcolumns": (SubColumn(Words(""), parts.pop("entries", entries)),),
    }
    contents = parts.pop("contents", tuple(ContentsLine(one.title) for one in column["subcolumns"][0].entries))
    column |= parts
    return Bulletin(Cover(Words("某刊"), date="2025-01-16"), contents=contents, columns=(Column(**column),))


def said(bulletin: Bulletin) -> list[tuple[str, str, str]]:
    """Code, place and words of each finding of a composed issue."""
    return [(one.code, one.where, one.text) for one in proofread(sheet_of_issue(bulletin))]


def test_an_issue_in_order_has_no_findings():
    """The ground that the next tests stand on."""
    assert said(issue()) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {
                "contents": (
                    ContentsLine(Words("1.浙江、江苏通信管理局组织开展检查")),
                    ContentsLine(Words("2.某部发布《数据安全检查办法》")),
                )
            },
            [
                ("GL301", "toc", "2.某部发布《数据安全检查办法》"),
                ("GL301", "1.0.02", "某部印发《数据安全检查办法》"),
            ],
        ),
        ({"guide": (Words("某部印发《数据安全检验办法》。"),)}, [("GL302", "guide.1", "《数据安全检验办法》")]),
        ({"guide": (Words("浙江检查三家企业。"), Words("通信管理局检查三家企业。"))}, []),
        ({"keywords": (Words("技能竞赛"), Words("数据安全"))}, [("GL303", "keywords.1", "技能竞赛")]),
    ],
)
def test_parts_that_say_otherwise(change, expected):
    """Contents, guide and keywords against the entries."""
    assert said(issue(**change)) == expected


def test_order_source_and_title_of_an_entry():
    """GL304, GL305, GL306."""
    first, second = issue().entries()
    other = Entry("1.0.01", Words("江苏、浙江通信管理局组织开展检查"), first.paragraphs)
    named = Entry("1.0.02", Words("某部印发《数据安全检查规定》"), second.paragraphs, second.sources)
    changed = issue(entries=(other, named), guide=(), keywords=())

    assert said(changed) == [
        ("GL304", "1.0.01", "江苏、浙江通信管理局组织开展检查"),
        ("GL305", "1.0.01", "江苏、浙江通信管理局组织开展检查"),
        ("GL306", "1.0.02", "《数据安全检查规定》"),
    ]


def test_a_composed_issue_is_written_out_word_by_word():
    """Each of its words has its place in the plain text."""
    whole, text = written_out(issue())

    for before, after in zip(issue().entries(), whole.entries(), strict=True):
        for plain, placed in zip((before.title, *before.sources), (after.title, *after.sources), strict=True):
            assert "".join(text[start:end] for start, end in placed.spans) == plain.text


ALPHABET = '改革的数据安全截止帐号布署，。、；：！（）()《》“”"‘’12月年日A0,. \n…-—'


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_findings_stand_in_the_text_in_order(text):
    """And mending touches what a sure finding is about, and nothing else."""
    found = findings_of(text)

    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(text[one.start : one.end] == one.text for one in found)
    if not any(one.mend is not None and one.level == "error" for one in found):
        assert mended(text, found) == text


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_what_is_mended_is_mended_once_and_for_all(text):
    """Mended twice is mended once; what stands in 《》 keeps its words."""
    once = mended_through(text, findings_of)

    assert mended_through(once, findings_of) == once
    assert [words(title) for title in TITLE.findall(once)] == [words(title) for title in TITLE.findall(text)]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("清理违规帐号,截止1月10日完成。", "清理违规账号，截至1月10日完成。"),
        ("依据《帐号管理办法(试行)》清理帐号", "依据《帐号管理办法（试行）》清理账号"),
        ("篡改改为《改改》页面", "篡改为《改改》页面"),
        ("严防泄漏用户信息", "严防泄漏用户信息"),
    ],
)
def test_only_what_is_sure_is_mended(text, fixed):
    """Words of titles stay, brackets of titles are widened, warnings are left to a person."""
    assert mended_through(text, findings_of) == fixed


def test_the_rate_counts_errors_only():
    """One error in twenty characters is 500 in ten thousand; a warning is none."""
    sheet = sheet_of_document(formats.read("清理违规帐号，严防泄漏用户信息并抓紧办".encode(), name="a.txt"))
    found = proofread(sheet)

    assert [one.level for one in found] == ["error", "warning"]
    assert error_rate(found, sheet) == pytest.approx(10_000 / 19)


def test_the_register_of_wording_is_checked_with_its_level():
    """Plain words, a pattern, a remark."""
    register = read_register("# 说明\n某地区府\t某地政府\t固定称谓\terror\n/第[一二]届/\t\t核对届次\tadvice\n".encode())
    sheet = sheet_of_document(formats.read("某地区府召开第一届会议".encode(), name="a.txt"))

    found = proofread(sheet, only=(), register=register)

    assert [(one.code, one.level, one.text, one.mend) for one in found] == [
        ("GL290", "error", "某地区府", "某地政府"),
        ("GL290", "advice", "第一届", None),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("一格", "proof.register_line"),
        ("甲\t乙\t丙\t严重", "proof.register_level"),
        ("/(/\t\t\terror", "proof.register_pattern"),
    ],
)
def test_a_register_that_is_wrong_is_refused_by_line(line, code):
    """The line is named."""
    with pytest.raises(InputError) as caught:
        read_register(f"# 一\n{line}\n".encode())
    assert caught.value.code == code
    assert caught.value.params["number"] == 2


BULLETIN = "corpus/bulletin/000_f8a42a771962feff.txt"


@pytest.fixture(scope="module")
def whole(shared):
    """The published bulletin as a sheet, with its findings."""
    reading = formats.read((shared / BULLETIN).read_bytes(), name="b.txt")
    sheet = sheet_of_issue(with_facts(read_bulletin(reading), reading), reading.text)
    return sheet, proofread(sheet)


def test_labelled_slips_are_found(shared, whole, tmp_path):
    """At most 1 of 21 is missed, spans met as the scorer asks."""
    rows = tmp_path / "found.jsonl"
    fields = ("code", "level", "start", "end", "text", "mend")
    lines = (json.dumps({name: getattr(one, name) for name in fields}, ensure_ascii=False) for one in whole[1])
    rows.write_text("\n".join(lines), encoding="utf-8")
    scorer = [sys.executable, shared / "tools" / "score.py", shared / "gold" / "proofreading.dev.jsonl", rows]

    done = subprocess.run([*scorer, "--wrong", "slip=1"], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_every_other_finding_has_a_verdict_and_few_are_false(shared):
    """At most one false alarm in 10,000 characters."""
    spec = importlib.util.spec_from_file_location("review_proof", ROOT / "scripts" / "review_proof.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    unjudged, false, characters = script.review(shared / BULLETIN, script.verdicts_of(HERE / "verdicts.tsv"))

    assert unjudged == []
    assert false <= characters / 10_000
