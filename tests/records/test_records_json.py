"""Records go to JSON and come back; equal records have equal hashes."""

from decimal import Decimal

import msgspec
import pytest

from guanlan.records.anchor import Anchor, Fact, anchor_at
from guanlan.records.bulletin import Bulletin, Column, Cover, Entry, SubColumn, Words
from guanlan.records.codec import content_hash, from_json, to_json
from guanlan.records.export import each_fact, to_row
from guanlan.records.facts import Facts, Figure, Kind, LeadDate, Penalty

FACTS = Facts(
    title=Fact("某局处罚某公司", (Anchor(0, 7, "某局处罚某公司"),)),
    date=Fact(LeadDate("2024-12-31", "event")),
    kind=Fact(Kind.ENFORCEMENT),
    penalties=(Fact(Penalty("organisation", "罚款", Decimal("10000"), "CNY", "administrative_penalty")),),
    figures=(Fact(Figure("97.5万元", Decimal("975000.0"), "元")), Fact(Figure("2.5%", Decimal("2.5"), "%", True))),
)


def test_a_bulletin_survives_json():
    """Nested records with facts, decimals and enumerations come back equal."""
    entry = Entry("1.0.01", Words("某局处罚某公司", ((3, 10),)), facts=FACTS)
    bulletin = Bulletin(
        Cover(Words("某刊")), columns=(Column("一", Words("甲"), subcolumns=(SubColumn(Words(""), (entry,)),)),)
    )

    again = from_json(to_json(bulletin), Bulletin)

    assert again == bulletin
    assert content_hash(again) == content_hash(bulletin)
    assert again.entries() == [entry]


def test_another_value_has_another_hash():
    """The hash is of the content."""
    assert content_hash(FACTS) != content_hash(msgspec.structs.replace(FACTS, kind=Fact(Kind.CAMPAIGN)))


def test_the_export_speaks_the_names_of_the_labels():
    """Whole decimals are integers, ``class`` is written so, unknown is null."""
    row = to_row(FACTS, id="3.2.09")

    assert row["id"] == "3.2.09"
    assert (row["date"], row["date_role"]) == ("2024-12-31", "event")
    assert row["penalties"] == [
        {
            "party": "organisation",
            "measure": "罚款",
            "amount": 10000,
            "currency": "CNY",
            "class": "administrative_penalty",
        }
    ]
    assert [figure["value"] for figure in row["figures"]] == [975000, 2.5]
    assert row["jurisdiction"] is None
    assert isinstance(row["kind"], str)


def test_each_fact_is_named():
    """Scalars first, unknown ones too, then every member of every list."""
    assert [name for name, _ in each_fact(FACTS)] == [
        *("title", "date", "kind", "jurisdiction", "importance"),
        *("penalties", "figures", "figures"),
    ]


@pytest.mark.parametrize(("start", "end", "before", "after"), [(0, 2, "", "三四" + "五" * 30), (36, 38, "五" * 32, "")])
def test_an_anchor_keeps_its_neighbourhood(start, end, before, after):
    """At most 32 characters on either side."""
    text = "一二三四" + "五" * 32 + "六七"
    anchor = anchor_at(text, start, end)

    assert (anchor.quote, anchor.before, anchor.after[:32]) == (text[start:end], before, after)
