"""Developments made for tests: only what a test speaks of, the rest empty."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from guanlan.records.anchor import Anchor, Fact
from guanlan.records.bulletin import Paragraph, ParagraphKind, Words
from guanlan.records.development import Development, Origin, Telling
from guanlan.records.facts import Facts, Figure, Importance, Instrument, Kind, LeadDate
from guanlan.records.report import Report


def fact(value: Any, *quotes: str) -> Fact[Any]:
    """A fact whose anchors quote the given words."""
    return Fact(value, tuple(Anchor(0, len(quote), quote) for quote in quotes))


def facts_of(**given: Any) -> Facts:
    """Facts by plain values: ``kind="instrument"``, ``date="2024-12-18"``, ``issuers=["某局"]``, ``importance=50`` …"""
    date = given.get("date")
    return Facts(
        date=fact(LeadDate(date, given.get("role", "event"))) if date else Fact(),
        kind=fact(Kind(given["kind"])) if "kind" in given else Fact(),
        jurisdiction=fact(given["jurisdiction"]) if "jurisdiction" in given else Fact(),
        issuers=tuple(fact(name, name) for name in given.get("issuers", ())),
        instruments=tuple(fact(Instrument(**one)) for one in given.get("instruments", ())),
        figures=tuple(
            fact(Figure(**{**one, "value": Decimal(one["value"])}), one["text"]) for one in given.get("figures", ())
        ),
        importance=fact(Importance(given["importance"])) if "importance" in given else Fact(),
    )


def telling(key: str, headline: str, *texts: str, origin: dict[str, Any] | None = None, **given: Any) -> Telling:
    """A telling; each text is a paragraph, ``origin`` overrides where it stood."""
    paragraphs = tuple(Paragraph(Words(text), ParagraphKind.TEXT) for text in texts)
    sources = tuple(Words(name) for name in given.pop("sources", ()))
    link = given.pop("link", None)
    number = given.pop("number", None)
    report = Report(key, Words(headline), paragraphs, sources, link=link, number=number, facts=facts_of(**given))
    where = {"release": f"release-{key}", "publisher": "某网", "published": given.get("date"), **(origin or {})}
    return Telling(key, report, Origin(**where))


def development(
    key: str, headline: str, *texts: str, origin: dict[str, Any] | None = None, **given: Any
) -> Development:
    """A development told once."""
    return Development(key, (telling(key, headline, *texts, origin=origin, **given),))
