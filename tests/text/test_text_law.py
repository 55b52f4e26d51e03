"""Titles, document numbers, provisions, citations, sentences, sections: what is found, and the laws of every finder."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golden import case_params, shown
from guanlan.errors import InputError, describe
from guanlan.text.citations import find_citations, parse_citation
from guanlan.text.docnumbers import DocNumber, Series, find_docnumbers, parse_docnumber, print_docnumber
from guanlan.text.provisions import Provision, find_provisions, parse_provision, print_provision
from guanlan.text.sections import find_sections, parse_section
from guanlan.text.sentences import find_sentences
from guanlan.text.titles import find_titles, parse_title

CASES = Path(__file__).parent / "cases"


def show_title(value):
    parts = [value.name, *(f"{{{name}}}" for name in value.inner), *(f"[{note}]" for note in value.notes)]
    return " ".join(parts)


def show_docnumber(value):
    return f"{value.series} {value.prefix} {value.year or '-'} {value.number}"


def show_range(value):
    ends = [print_provision(value.first), print_provision(value.last)]
    return "–".join(dict.fromkeys(ends))


def show_citation(value):
    return f"{value.law} | {' '.join(map(show_range, value.provisions))} | {value.role}"


def show_section(value):
    return f"{value.mark} {value.number}{f'-{value.insert}' if value.insert else ''} {value.level}"


FINDERS = {
    "titles": (find_titles, parse_title, show_title),
    "docnumbers": (find_docnumbers, parse_docnumber, show_docnumber),
    "provisions": (find_provisions, parse_provision, print_provision),
    "citations": (find_citations, parse_citation, show_citation),
    "sentences": (find_sentences, None, lambda value: "句"),
    "sections": (find_sections, parse_section, show_section),
}
ALL = [pytest.param(*finder, id=name) for name, finder in FINDERS.items()]
PARSED = [pytest.param(*finder[:2], id=name) for name, finder in FINDERS.items() if finder[1]]


@pytest.mark.parametrize("case", case_params(*(CASES / f"{name}.cases" for name in FINDERS)))
def test_what_is_found_in_a_text(case):
    """The values and their places are those of the case file."""
    find, _, show = FINDERS[case.name.split(":")[0]]

    assert shown(case.text, find(case.text), show) == case.expected


# Pieces of law language, glued at random: what breaks finders is how pieces meet
PIECES = (
    *"《》〈〉（）()“”‘’、，。；：！？…\n 　第条款项目章节之一二十百千零号令年公告至和及违反依据",
    *(
        "第五条",
        "第三款",
        "第（二）项",
        "第1目",
        "第一、三款",
        "之一",
        "至第七条",
        "以下简称",
        "征求意见稿",
        "（试行）",
    ),
    *(
        "网络安全法",
        "中华人民共和国",
        "《甲法》",
        "《乙办法（试行）》",
        "违反",
        "依据《",
        "根据",
        "的规定",
        "国办发〔2024〕12号",
    ),
    *("国务院令第790号", "公告2024年第5号", "GB/T 35273—2020", "4:19-cv-04577-JSW", "（EU）2024/2847", "EO 14028"),
    *(
        "（2024）沪0101刑初12号",
        "一、",
        "（一）",
        "1.",
        "（1）",
        "案例一：",
        "2024",
        "他说：“",
        "。”",
        "%",
        "ａ",
        "\u200b",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=40)


@pytest.mark.parametrize(("find", "parse", "show"), ALL)
@given(text=TEXTS)
def test_finds_are_ordered_and_in_range(find, parse, show, text):
    """No finder raises; spans do not overlap; none is empty."""
    end = 0
    for found in find(text):
        assert end <= found.start < found.end <= len(text)
        assert found.of(text)
        show(found.value)
        end = found.end


@pytest.mark.parametrize(("find", "parse"), PARSED)
@given(text=TEXTS)
def test_a_find_re_read_with_its_context_is_itself(find, parse, text):
    """Context-free finds need nothing but their own words."""
    for found in find(text):
        assert parse(found.of(text), found.context) == found.value


@pytest.mark.parametrize(("find", "parse", "show"), ALL)
@given(text=TEXTS)
def test_a_full_stop_before_the_text_moves_every_find_by_one(find, parse, show, text):
    """And changes nothing else."""
    moved = [(found.start - 1, found.end - 1, found.value, found.context) for found in find("。" + text)]

    assert moved == [(found.start, found.end, found.value, found.context) for found in find(text)]


NUMBERS = st.integers(1, 9999)
ARTICLES = st.builds(str, NUMBERS) | st.builds("{}-{}".format, NUMBERS, st.integers(1, 20))
BELOW = st.none() | st.integers(1, 99)


@given(st.builds(Provision, st.none() | ARTICLES, BELOW, BELOW, BELOW).filter(lambda one: one != Provision()))
def test_a_printed_provision_reads_as_itself(provision):
    """parse ∘ print is the identity."""
    assert parse_provision(print_provision(provision)) == provision


YEARS = st.integers(1949, 2099)
COUNTS = st.integers(1, 99999).map(str)
DOCNUMBERS = st.one_of(
    st.builds(DocNumber, st.just(Series.DOCUMENT), st.sampled_from(["国办发", "工信部联企业", "财税"]), COUNTS, YEARS),
    st.builds(DocNumber, st.just(Series.ORDER), st.sampled_from(["国务院令", "海关总署令"]), COUNTS, st.none() | YEARS),
    st.builds(
        DocNumber, st.just(Series.ANNOUNCEMENT), st.sampled_from(["公告", "某部通告"]), COUNTS, st.none() | YEARS
    ),
    st.builds(DocNumber, st.just(Series.CASE), st.sampled_from(["沪0101刑初", "京行终"]), COUNTS, YEARS),
    st.builds(DocNumber, st.just(Series.STANDARD), st.sampled_from(["GB", "GB/T", "ISO/IEC"]), st.just("27001"), YEARS),
    st.builds(DocNumber, st.just(Series.DOCKET), st.just(""), st.sampled_from(["4:19-cv-04577-JSW", "C-311/18"])),
    st.builds(DocNumber, st.just(Series.ACT), st.sampled_from(["EU", "EEC"]), COUNTS, YEARS),
)


@given(DOCNUMBERS)
def test_a_printed_document_number_reads_as_itself(number):
    """parse ∘ print is the identity."""
    assert parse_docnumber(print_docnumber(number)) == number


@given(TEXTS)
def test_a_found_document_number_survives_printing(text):
    """Whatever its brackets and numerals were."""
    for found in find_docnumbers(text):
        assert parse_docnumber(print_docnumber(found.value)) == found.value


@pytest.mark.parametrize(
    ("parse", "text", "code"),
    [
        (parse_title, "网络安全法", "title.malformed"),
        (parse_title, "《甲法》和《乙法》", "title.malformed"),
        (parse_docnumber, "2024年12号", "docnumber.malformed"),
        (parse_docnumber, "依据国办发〔2024〕12号", "docnumber.malformed"),
        (parse_provision, "", "provision.malformed"),
        (parse_provision, "第二款第一条", "provision.malformed"),
        (parse_provision, "第五条、第六条", "provision.malformed"),
        (parse_citation, "违反《甲法》", "citation.malformed"),
        (parse_section, "第一", "section.malformed"),
    ],
)
def test_a_string_that_is_no_such_value_is_refused_with_an_example(parse, text, code):
    """The refusal quotes the string and shows a right one."""
    with pytest.raises(InputError) as refused:
        parse(text)

    assert refused.value.code == code
    assert f"“{text}”" in describe(refused.value, "zh")
    assert "如" in describe(refused.value, "zh") or "能识别" in describe(refused.value, "zh")


def test_unclosed_marks_cost_no_more_than_they_are_long():
    """Ten thousand opening marks are read in one pass: a quadratic finder would not come back."""
    for mark in ("《", "“", "（", "第", "第五条", "《〈", "令第", "〔2024〕"):
        text = mark * 10_000
        for find, _, _ in FINDERS.values():
            list(find(text))
