"""Instruments, citations and penalties of a report, by the rules for these three fields."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golden import case_params
from guanlan.extract.citations import read_citations
from guanlan.extract.instruments import read_instruments
from guanlan.extract.penalties import read_penalties
from guanlan.extract.report_text import Part, ReportText
from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.records.bulletin import ParagraphKind
from guanlan.records.facts import Instrument, Kind, LeadDate
from guanlan.text.reading_map import ReadingMap
from guanlan.text.span import Span

CASES = Path(__file__).parent / "cases"
KINDS = {"附：": ParagraphKind.ANNEX, "案：": ParagraphKind.CASE}


def scan_of(text, issued=date(2025, 3, 20)):
    """A report: the first line is the headline, every other a paragraph, of an annex after 附：, a case after 案：."""
    headline, *lines = text.split("\n")
    kinds = [KINDS.get(line[:2], ParagraphKind.TEXT) for line in lines]
    shown = [line[2:] if line[:2] in KINDS else line for line in lines]
    both = ReadingMap.of("\n".join([headline, *shown]))
    parts, start = [], both.read.find("\n") + 1
    for kind, line in zip(kinds, both.read.split("\n")[1:], strict=True):
        parts.append(Part(Span(start, start + len(line)), kind))
        start += len(line) + 1
    return Scan(ReportText(both, Span(0, len(both.read.split("\n")[0])), tuple(parts), issued))


def lines_of(facts, show):
    """First anchor and value of each fact, as the case files have them."""
    return tuple(f"{fact.anchors[0].quote} => {show(fact.value)}" for fact in facts)


def show_instrument(value):
    shown = {"章": value.chapters, "条": value.articles, "施行": value.effective, "届满": value.expires}
    words = [value.title, f"[{value.stage_note}]" if value.stage_note else None, value.action, value.date]
    words += [f"{name}{count}" for name, count in shown.items() if count is not None]
    if value.comment_from or value.comment_until:
        words.append(f"意见{value.comment_from or ''}～{value.comment_until or ''}")
    return " ".join(word for word in words if word)


@pytest.mark.parametrize("case", case_params(CASES / "instruments.cases"))
def test_what_a_report_is_about(case):
    """Titles, stage, action, days, size; nothing of what is only named."""
    options = {"kind": "instrument", **case.options}
    kind = None if options["kind"] == "unknown" else Kind(options["kind"])
    lead = LeadDate(options["lead"], options.get("role", "event"))
    facts = read_instruments(scan_of(case.text, date.fromisoformat(options["lead"])), kind, lead)

    assert lines_of(facts, show_instrument) == case.expected


def show_citation(value):
    numbers = [value.article, value.paragraph, value.item]
    return " ".join([value.law, *("-" if one is None else str(one) for one in numbers), value.role])


@pytest.mark.parametrize("case", case_params(CASES / "citations.cases"))
def test_what_a_report_cites(case):
    """Norms only, in their role, without what the report is about."""
    about = [Fact(Instrument(case.options["about"]))] if "about" in case.options else []
    facts = read_citations(scan_of("题目\n" + case.text), about)

    assert lines_of(facts, show_citation) == case.expected


def show_penalty(value):
    amount = "-" if value.amount is None else f"{value.amount:f}"
    return " ".join([value.party, value.measure, amount, value.currency or "-", value.class_])


@pytest.mark.parametrize("case", case_params(CASES / "penalties.cases"))
def test_what_was_imposed(case):
    """Facts only: no threats, maxima, means of inquiry, or what platforms do to users."""
    kind = Kind(case.options.get("kind", "enforcement"))
    facts = read_penalties(scan_of("题目\n" + case.text), kind)

    assert lines_of(facts, show_penalty) == case.expected


def test_a_headline_is_no_body():
    """What only the headline says is neither cited nor imposed; what the body repeats is read from there."""
    scan = scan_of("某局依据《港口法》对某公司罚款3万元\n3月1日，某局公布此案。")

    assert read_citations(scan, []) == ()
    assert read_penalties(scan, Kind.ENFORCEMENT) == ()


def test_every_anchor_of_an_instrument_quotes_the_published_words():
    """Blanks that are not read are quoted all the same; days and sizes have anchors of their own."""
    text = "某局印发《水务 办法》\n3 月 5 日，某局印发《水务 办法》，自 2025 年 5 月 1 日起施行，共 六章三十条。"
    scan = scan_of(text)
    (fact,) = read_instruments(scan, Kind.INSTRUMENT, LeadDate("2025-03-05", "event"))

    assert [anchor.quote for anchor in fact.anchors] == [
        "《水务 办法》",
        "印发",
        "2025 年 5 月 1 日起施行",
        "共 六章三十条",
    ]
    assert all(text[anchor.start : anchor.end] == anchor.quote for anchor in fact.anchors)


PIECES = (
    *(
        "某局",
        "某公司",
        "发布",
        "印发",
        "《甲办法（试行）》",
        "《乙法》",
        "《",
        "》",
        "违反",
        "依据",
        "第五条",
        "，",
        "。",
        "\n",
    ),
    *(
        "公开征求意见",
        "共六章三十条",
        "自2025年2月30日起施行",
        "自公布之日起施行",
        "有效期三年",
        "有效期至",
        "截止",
        "12月3日",
    ),
    *(
        "对",
        "处",
        "罚款",
        "5万元",
        "和",
        "被",
        "责令",
        "改正",
        "通报",
        "APP",
        "约谈",
        "案例一：",
        "附：第一条",
        "，将",
        "“",
        "”",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_text_makes_a_reader_raise(text):
    """Whatever the pieces: facts with anchors that quote what stands there, or none."""
    scan = scan_of("题目" + text)
    lead = LeadDate("2025-03-05", "event")
    instruments = read_instruments(scan, None, lead)
    facts = [*instruments, *read_citations(scan, instruments), *read_penalties(scan)]

    published = scan.report.both.published
    assert all(fact.anchors for fact in facts)
    assert all(published[one.start : one.end] == one.quote for fact in facts for one in fact.anchors)
